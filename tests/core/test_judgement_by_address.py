"""Lists of addresses and documented names: which address a host has is not told."""

from __future__ import annotations

import pytest

from proxylint import engine
from proxylint.catalogue import Profile
from proxylint.engine import Options
from proxylint.judgement import Outcome
from proxylint.names import Beyond
from proxylint.region import Region

HEAD = "http_port 3128\nacl some dst {}\n"
OPTIONS = Options(profile=Profile(updates="internal"))
DOMAIN = "https://*.endpoint.security.microsoft.com/"


def judged(name: str, text: str) -> tuple[Outcome, tuple[str, ...]]:
    opened = engine.open_bytes(name, text.encode(), ".", OPTIONS)
    found = next(one for one in engine.examine(opened, OPTIONS).judged if one.verdict.request.url == DOMAIN)
    cases = [case for failing in found.failings for case in failing.cases]
    reasons = [one.reason for case in cases for one in (case.access, case.tls, case.route) if one.reason]
    return found.outcome, tuple(dict.fromkeys(reasons))


@pytest.mark.parametrize("network", ["20.8.195.0/26", "20.190.128.0/18", "20.0.0.0/8"])
def test_an_allow_list_of_public_addresses_decides_nothing(network: str) -> None:
    """Not even where it holds the address that stands for unknown ones."""
    text = HEAD.format(network) + "http_access allow some\nhttp_access deny all\n"
    assert judged("squid.conf", text) == (
        Outcome.UNDECIDED,
        (f"it depends on whether the host resolves to an address in {network}",),
    )


@pytest.mark.parametrize("network", ["10.0.0.0/8", "192.168.0.0/16 172.16.0.0/12", "169.254.0.0/16", "fc00::/7"])
def test_private_addresses_are_no_way_out(network: str) -> None:
    text = HEAD.format(network) + "http_access allow some\nhttp_access deny all\n"
    assert judged("squid.conf", text) == (Outcome.FAIL, ())


def test_a_block_list_of_public_addresses_is_taken_not_to_hold_the_hosts() -> None:
    text = HEAD.format("185.220.101.0/24") + "http_access deny some\nhttp_access allow all\n"
    assert judged("squid.conf", text) == (Outcome.PROVED, ())


def test_most_of_the_internet_blocked_by_address_decides_nothing() -> None:
    text = HEAD.format("0.0.0.0/1") + "http_access deny some\nhttp_access allow all\n"
    outcome, reasons = judged("squid.conf", text)
    assert outcome is Outcome.UNDECIDED
    assert reasons[0].startswith("it depends on whether the host resolves to an address ")


def test_cases_whose_names_cannot_be_told_apart_may_be_about_the_same_host(monkeypatch: pytest.MonkeyPatch) -> None:
    def beyond(self: Region, other: Region) -> Region | None:
        raise Beyond("too much")

    monkeypatch.setattr(Region, "intersect", beyond)
    assert judged("squid.conf", HEAD.format("20.0.0.0/8") + "http_access allow some\nhttp_access deny all\n") == (
        Outcome.UNDECIDED,
        ("it depends on whether the host resolves to an address in 20.0.0.0/8",),
    )


def test_inspection_spared_by_address() -> None:
    text = (
        "http_port 3128 ssl-bump cert=/etc/squid/ca.pem\nacl some dst 20.8.195.0/26\nhttp_access allow all\n"
        "ssl_bump splice some\nssl_bump bump all\n"
    )
    assert judged("squid.conf", text) == (
        Outcome.UNDECIDED,
        ("it depends on whether the host resolves to an address in 20.8.195.0/26",),
    )


def test_a_pac_file_that_looks_at_the_address() -> None:
    text = """function FindProxyForURL(url, host) {
    if (isInNet(dnsResolve(host), "20.8.0.0", "255.255.0.0")) {
        return "PROXY proxy.corp.example:3128";
    }
    return "DIRECT";
}
"""
    assert judged("proxy.pac", text) == (
        Outcome.UNDECIDED,
        ("it depends on whether the host resolves to an address in 20.8.0.0/16",),
    )
