"""Chromium runs a script anew after each look-up; its answers to single names are in `peers/javascript/cases`."""

from __future__ import annotations

import pytest

from proxylint.format import Given
from proxylint.request import Request
from tests.formats.pac.asking import ask, cases, given, pac

CHROMIUM, WINHTTP = given(engine="chromium"), given(engine="winhttp")
CACHE = """
var known;
function FindProxyForURL(url, host) {
  if (known === undefined) known = dnsResolve(host);
  return known === null ? "PROXY n:1" : "PROXY r:1";
}"""
COUNT = "var runs = 0; function FindProxyForURL(url, host) { runs++; %s return 'PROXY n' + runs + ':1'; }"


def test_what_a_script_keeps_of_a_look_up_is_null() -> None:
    assert ask(CACHE, fixed=CHROMIUM) == "proxy n:1"
    assert ask(CACHE, "https://*.example.com/", CHROMIUM) == "proxy n:1"
    assert set(cases(CACHE, fixed=WINHTTP).values()) == {"proxy n:1", "proxy r:1"}


def test_every_look_up_is_one_more_run() -> None:
    for count in (0, 1, 2, 19, 20, 21, 40):
        looks = " ".join(f"dnsResolve('n{at}.example');" for at in range(count))
        assert ask(COUNT % looks, fixed=CHROMIUM) == f"proxy n{min(count, 20) + 1}:1"
        assert ask(COUNT % looks, fixed=WINHTTP) == "proxy n1:1"


def test_look_ups_beyond_those_that_there_may_be_fail() -> None:
    known = given(engine="chromium", resolve={"*.example": ("10.0.0.1",)})
    body = "".join(f"dnsResolve('n{at}.example');" for at in range(20))
    assert ask(f"{body} return 'PROXY ' + (dnsResolve('n0.example') ? 'r' : 'n') + ':1';", fixed=known) == "proxy r:1"
    assert ask(f"{body} return 'PROXY ' + (dnsResolve('n20.example') ? 'r' : 'n') + ':1';", fixed=known) == "proxy n:1"
    assert ask(f"{body} return 'PROXY ' + myIpAddress() + ':1';", fixed=known) == "proxy 127.0.0.1:1"


@pytest.mark.parametrize("fixed", [CHROMIUM, WINHTTP])
def test_a_wildcard_falls_into_the_same_cases_where_nothing_is_kept(fixed: Given) -> None:
    body = """
    if (dnsDomainIs(host, ".a.example.com")) return "PROXY a:1";
    if (isInNet(host, "10.0.0.0", "255.0.0.0")) return "DIRECT";
    if (shExpMatch(host, "b*")) return "PROXY b:1";
    if (isInNet(myIpAddress(), "10.1.0.0", "255.255.0.0")) return "PROXY c:1";
    return "PROXY d:1";"""
    assert cases(body, "https://*.example.com/", fixed) == cases(body, "https://*.example.com/")


def test_before_a_look_up_thousands_of_names_are_one_exit() -> None:
    listed = "".join(f'if (host == "n{at}.example.com") return "PROXY a:1";' for at in range(3000))
    found = cases(f"{listed} runs = dnsResolve(host); return 'PROXY b:1';", "https://*.example.com/", CHROMIUM)
    assert sorted(found.values()) == ["proxy a:1", "proxy b:1"]


@pytest.mark.parametrize("asked", ["host", "dnsResolve(host)", "myIpAddress()"])
def test_a_list_of_networks_is_looked_up_when_the_address_is_known(asked: str) -> None:
    lines = "".join(
        f'if (isInNet({asked}, "10.{at >> 8}.{at & 255}.0", "255.255.255.0")) {{ return "PROXY a:1"; }}\n'
        for at in range(2000)
    )
    body = f"{lines} if (isResolvable('other.example')) {{ return 'PROXY b:1'; }} return 'PROXY c:1';"
    for url in ("https://www.example.com/", "https://*.example.com/"):
        assert cases(body, url, CHROMIUM) == cases(body, url, WINHTTP)


def test_tests_that_are_passed_were_look_ups_too() -> None:
    listed = "".join(f'if (isInNet(host, "10.0.{at:02}.0", "255.255.255.0")) return "PROXY a:1";' for at in range(100))
    inside, outside = "the host resolves to 10.0.0.0-10.0.99.255", "the host does not resolve to 10.0.0.0-10.0.99.255"
    three = f"{listed} dnsResolve('b.example'); {listed} dnsResolve('c.example');"
    assert cases(COUNT % three, fixed=CHROMIUM) == {inside: "proxy a:1", outside: "proxy n4:1"}
    other = f"dnsResolve(host); if (runs == 2) {{ {listed} }} if (runs == 3) {{ {listed[len(listed) // 2 :]} }}"
    other += "dnsResolve('b.example'); dnsResolve('c.example');"
    assert "is not known" in cases(COUNT % other, fixed=CHROMIUM)[outside]


def test_a_name_that_may_be_the_host_of_a_wildcard() -> None:
    body = COUNT % "dnsResolve('a.example.com'); dnsResolve(host);"
    assert "may be one and the same" in ask(body, "https://*.example.com/", CHROMIUM)
    assert ask(body, "https://a.example.com/", CHROMIUM) == "proxy n2:1"
    assert ask(body, "https://*.example.org/", CHROMIUM) == "proxy n3:1"


def test_where_v8_may_or_may_not_end_the_run() -> None:
    kept = "ip = dnsResolve(host); parts = host.split('.');"
    assert "breaks the script off" in ask(COUNT % f"{kept} runs++;", fixed=CHROMIUM)
    assert ask(COUNT % "runs++; ip = dnsResolve(host); var parts = host.split('.');", fixed=CHROMIUM) == "proxy n4:1"


def test_loading_is_kept_where_look_ups_are_all_that_was_done() -> None:
    policy = pac("function FindProxyForURL(url, host) { return dnsResolve(host) ? 'DIRECT' : 'PROXY p:1'; }", CHROMIUM)
    assert policy.script is not None
    policy.decide(Request.parse("https://a.example.com/"), CHROMIUM)
    assert policy.script.program.loaded is not None
