"""What can be proved about the registry values beside the WinHTTP setting."""

from __future__ import annotations

import pytest

from proxylint.fault import Fault
from proxylint.formats.winhttp.analysis import analyse
from proxylint.formats.winhttp.facts import Credentials, Fact, IncompleteRecord, PacNotHttp
from proxylint.formats.winhttp.own_facts import (
    FaultyOwnProxy,
    LoginAsUser,
    MachineUnused,
    MalformedSetting,
    NothingFindsProxy,
    OfOneUser,
    OwnProxyAlone,
)
from proxylint.formats.winhttp.remedy import remedy
from tests.formats.winhttp.asking import DIRECT, HTTPS, advanced, policy_of, shown, verdict_of
from tests.formats.winhttp.registry_texts import INTERNET, export, internet_explorer, setting

OWN = (FaultyOwnProxy, LoginAsUser, MachineUnused, MalformedSetting, NothingFindsProxy, OfOneUser, OwnProxyAlone)


def told(text: str) -> list[str]:
    policy = policy_of(text)
    source = policy.sources["dump.txt"]
    kinds = (*OWN, Credentials, PacNotHttp)
    return [f"{_word(fact)} at {source.quote(fact.span)}" for fact in analyse(policy) if isinstance(fact, kinds)]


def _word(fact: Fact) -> str:
    if isinstance(fact, FaultyOwnProxy):
        return f"{fact.name} {fact.fault}" + (f", meant {fact.meant}" if fact.meant else "")
    name = fact.value if isinstance(fact, Credentials) else fact.name if isinstance(fact, OwnProxyAlone) else ""
    return f"{type(fact).__name__} {name}".strip()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (export(TelemetryProxyServer="px:80", ProxyServer="http://px:80"), []),
        (export(TelemetryProxyServer=1), []),
        (
            export(TelemetryProxyServer="http://px:80/"),
            ["TelemetryProxyServer begins with a scheme, meant px:80 at http://px:80/"],
        ),
        (export(TelemetryProxyServer="px:80/"), ["TelemetryProxyServer ends in a slash, meant px:80 at px:80/"]),
        (export(TelemetryProxyServer=" px:80"), ["TelemetryProxyServer holds a blank, meant px:80 at  px:80"]),
        (export(TelemetryProxyServer="http://px"), ["TelemetryProxyServer begins with a scheme at http://px"]),
        (export(TelemetryProxyServer="px"), ["TelemetryProxyServer has no valid port at px"]),
        (export(ProxyServer="px:80"), ["ProxyServer has no scheme, meant http://px:80 at px:80"]),
        (export(ProxyServer="ftp://px:80"), ["ProxyServer has no scheme at ftp://px:80"]),
        (export(ProxyServer="https://px:443"), []),
        (export(ProxyServer="http://u:p@px:80"), ["Credentials ProxyServer at **********"]),
        (export(TelemetryProxyServer="u@px:80"), ["Credentials TelemetryProxyServer at *"]),
        (
            export(ProxyPacUrl=r"\\srv\p.pac") + export(ProxyPacUrl="file://u:p@x/p.pac"),
            ["Credentials ProxyPacUrl at **********", "PacNotHttp at **********@x/p.pac"],
        ),
        (export(ProxyPacUrl="HTTPS://p/p.pac"), []),
        (export(DisableEnterpriseAuthProxy=0), ['LoginAsUser at "DisableEnterpriseAuthProxy"=dword:00000000']),
        (export(DisableEnterpriseAuthProxy=1), []),
        (export(DisableEnterpriseAuthProxy="0"), []),
        (export(DisableEnterpriseAuthProxy=0) + export(DisableEnterpriseAuthProxy=1), []),
    ],
)
def test_values(text: str, expected: list[str]) -> None:
    assert sorted(told(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (export(ProxyServer="http://px:80") + DIRECT, ["OwnProxyAlone ProxyServer"]),
        (export(TelemetryProxyServer="px:80") + DIRECT, ["OwnProxyAlone TelemetryProxyServer"]),
        (export(TelemetryProxyServer="px:80", ProxyServer="http://px:80") + DIRECT, ["OwnProxyAlone ProxyServer"]),
        (export(ProxyServer="http://px:80") + shown("px:80"), []),
        (export(ProxyServer="http://px:80") + shown("px:80") + DIRECT, ["OwnProxyAlone ProxyServer"]),
        (export(ProxyServer="http://px:80") + DIRECT + advanced('{"Proxy":"px:80"}'), []),
        (export(ProxyServer="http://px:80") + setting(wow64=True), []),
        (export(ProxyServer="http://px:80"), []),
        (export(ProxyServer=None) + DIRECT, []),
    ],
)
def test_a_proxy_that_only_defender_has(text: str, expected: list[str]) -> None:
    assert [one.partition(" at ")[0] for one in told(text)] == expected


WPAD = advanced('{"AutoDetect":true}')


@pytest.mark.parametrize(
    ("text", "fires"),
    [
        (export(DisableWpad=1) + WPAD, True),
        (export(DisableWpad=0) + WPAD, False),
        (WPAD, False),
        (export(DisableWpad=1) + DIRECT, False),
        (export(DisableWpad=1) + advanced('{"AutoDetect":true,"Proxy":"px:80"}'), False),
        (export(DisableWpad=1) + advanced('{"AutoDetect":true,"AutoconfigUrl":"http://p/"}'), False),
        (export(DisableWpad=1) + advanced('{"AutoDetect":false}'), False),
        (export(DisableWpad=1) + WPAD + advanced('{"Proxy":"px:80"}'), False),
    ],
)
def test_auto_detection_that_is_switched_off(text: str, fires: bool) -> None:
    assert bool(told(text)) is fires


PROXY: dict[str, str | int] = {"ProxyEnable": 1, "ProxyServer": "px:80"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (internet_explorer("HKEY_CURRENT_USER", **PROXY), ["OfOneUser"]),
        (internet_explorer(r"HKEY_USERS\S-1-5-21-1-2-3-1001", AutoConfigURL="http://p/"), ["OfOneUser"]),
        (internet_explorer("HKEY_CURRENT_USER", ProxyEnable=0, ProxyServer="px:80"), []),
        (internet_explorer(r"HKEY_USERS\S-1-5-18", **PROXY), []),
        (internet_explorer("HKLM", **PROXY), []),
        (export(ProxySettingsPerUser=1) + internet_explorer("HKLM", **PROXY), ["MachineUnused"]),
        (export(ProxySettingsPerUser=0) + internet_explorer("HKLM", **PROXY), []),
    ],
)
def test_internet_explorer_settings(text: str, expected: list[str]) -> None:
    assert [one.partition(" at ")[0] for one in told(text)] == expected


def test_a_setting_whose_lengths_do_not_fit() -> None:
    text = f'[{INTERNET}\\Connections]\n"WinHttpSettings"=hex:28,00,00,00,00,00,00,00,03,00,00,00,ff,00,00,00,70\n'
    facts = analyse(policy_of(text))
    assert [type(fact) for fact in facts if isinstance(fact, MalformedSetting | IncompleteRecord)] == [MalformedSetting]
    assert told(text.replace("=hex:", "=-;")) == []


def test_what_to_lint_where_the_file_shows_too_little() -> None:
    at = verdict_of(export(TelemetryProxyServer="px:80"), HTTPS).cases[0].route.span
    assert at is not None
    shown_alone, beside = policy_of(export(TelemetryProxyServer="px:80")), policy_of(export(ProxyServer="x") + DIRECT)
    assert remedy(shown_alone, Fault.UNDECIDED, (), at) == (
        "Let the file hold the other settings of the computer as well:\n"
        "    netsh winhttp show proxy >> winhttp.txt\n"
        '    reg query "HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows Defender" >> winhttp.txt'
    )
    assert remedy(beside, Fault.UNDECIDED, (), beside.devices[0].span) is None
