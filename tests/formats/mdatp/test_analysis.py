"""The facts: which mistakes are told of which file, and what they show of a value."""

from __future__ import annotations

import pytest

from proxylint import registry
from proxylint.formats.mdatp.analysis import analyse
from proxylint.formats.mdatp.facts import Fact, FaultyProxy, InstallationOnly, LoopbackProxy, NoEffect, SetTwice
from proxylint.formats.mdatp.model import Why
from proxylint.formats.mdatp.proxies import CLAUSES, ProxyFault
from tests.formats.mdatp.asking import policy_of


def told(text: str, path: str) -> list[tuple[str, str]]:
    """Each fact by the text at its place."""
    policy = policy_of(text, path)
    return [(text[fact.span.start : fact.span.end], _said(fact)) for fact in analyse(policy)]


def _said(fact: Fact) -> str:
    match fact:
        case FaultyProxy():
            return fact.fault.value
        case LoopbackProxy():
            return f"loopback {fact.server}"
        case NoEffect():
            return fact.why.value
        case SetTwice():
            return "twice"
        case InstallationOnly():
            return "installation"


@pytest.mark.parametrize(
    ("value", "fault"),
    [
        ("http://me:pw@px:1/", ProxyFault.CREDENTIALS),
        ("http://address:port", ProxyFault.PLACEHOLDER),
        ("http://p x:1/", ProxyFault.SERVER),
        ("http://px:0/", ProxyFault.PORT_INVALID),
        ("px:1", ProxyFault.SCHEME_MISSING),
        ("socks5://px:1", ProxyFault.SCHEME),
        ("http://px", ProxyFault.PORT_MISSING),
        ("http://px:1/x", ProxyFault.PATH),
        ("", ProxyFault.EMPTY),
        ("${PROXY}", ProxyFault.TEMPLATE),
    ],
)
def test_which_fault_is_told_of_which_file(value: str, fault: ProxyFault) -> None:
    in_any = fault in (ProxyFault.CREDENTIALS, ProxyFault.PLACEHOLDER, ProxyFault.SERVER, ProxyFault.PORT_INVALID)
    for_agent = fault not in (ProxyFault.TEMPLATE, ProxyFault.EMPTY)
    managed = told(f'{{"cloudService":{{"proxy":"{value}"}}}}', "mdatp_managed.json")
    assert [said for _, said in managed] == ([fault.value] if fault is not ProxyFault.TEMPLATE else [])
    for name, expected in (
        ("HTTPS_PROXY", for_agent),
        ("https_proxy", for_agent),
        ("ALL_PROXY", in_any),
        ("NO_PROXY", False),
    ):
        unit = told(f'[Service]\nEnvironment="{name}={value}"\n', "mdatp.service")
        assert unit == ([(value, fault.value)] if expected else [])
    environment = told(f"HTTPS_PROXY='{value}'\n", "etc/environment")
    assert (value, fault.value) in environment if in_any else len(environment) == 1


@pytest.mark.parametrize("server", ["localhost", "LOCALHOST.", "127.0.0.1", "127.1.2.3", "[::1]"])
def test_the_computer_itself(server: str) -> None:
    text = f'{{"cloudService":{{"proxy":"http://{server}:8080/"}}}}'
    assert [said for _, said in told(text, "mdatp_managed.json")] == [f"loopback {server.strip('[]')}"]


@pytest.mark.parametrize(
    ("value", "meant"),
    [
        ("px:80", "http://px:80/"),
        ("https://px:80", "http://px:80/"),
        ("http://px:80/x", "http://px:80/"),
        ("[::1]:80", "http://[::1]:80/"),
        ("px", ""),
        ("socks5://px:80", ""),
    ],
)
def test_what_was_meant(value: str, meant: str) -> None:
    (fact,) = analyse(policy_of(f'{{"cloudService":{{"proxy":"{value}"}}}}'))
    assert isinstance(fact, FaultyProxy)
    assert fact.meant == meant


def test_no_fact_holds_a_password() -> None:
    for text, path in [
        ('{"cloudService":{"proxy":"http://me:secret@px:1/"}}', "mdatp_managed.json"),
        (
            '[Service]\nEnvironment="HTTPS_PROXY=http://me:secret@px:1/"\nHTTPS_PROXY=http://me:secret@px:1/\n',
            "mdatp.service",
        ),
        ("HTTPS_PROXY=http://me:secret@px:1/\n", "etc/environment"),
    ]:
        policy = policy_of(text, path)
        assert any(isinstance(fact, FaultyProxy) for fact in analyse(policy))
        assert "secret" not in repr(analyse(policy)) + repr(policy)


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("[Service]\nEnvironment=HTTPS_PROXY=http://me:sec ret@px:1/\n", "mdatp.service"),
        ('[Service]\nEnvironment="HTTPS_PROXY=http://me:sec ret@px:1/\n', "mdatp.service"),
        ("HTTPS_PROXY=http://me:sec#ret@px:1/\n", "etc/environment"),
        ("HTTPS_PROXY='http://me:sec #ret@px:1/'\n", "etc/environment"),
    ],
)
def test_a_password_that_readers_would_cut_is_one(text: str, path: str) -> None:
    policy = policy_of(text, path)
    faults = [fact for fact in analyse(policy) if isinstance(fact, FaultyProxy)]
    assert [(fact.fault, fact.written) for fact in faults] == [(ProxyFault.CREDENTIALS, "")]
    assert "sec" not in policy.sources[path].text


def test_every_fault_has_its_clause() -> None:
    assert set(CLAUSES) == set(ProxyFault)


def test_every_fault_and_every_idle_line_has_one_rule() -> None:
    from proxylint_rules.mdatp import agent_proxy_invalid, agent_proxy_undocumented, unit_line_without_effect

    told_once = [
        *agent_proxy_invalid._WHY,
        *agent_proxy_undocumented._WHY,
        "credentials",
        "placeholder",
        "port missing",
    ]
    assert sorted(told_once) == sorted(set(ProxyFault) - {ProxyFault.TEMPLATE, ProxyFault.REPLACED})
    assert set(unit_line_without_effect._SAID) == set(Why)
    assert len([rule for rule in registry.rules() if rule.code.startswith("LNX")]) == 9
