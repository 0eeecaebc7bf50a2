"""Which proxy a proxy string gives to which scheme."""

from __future__ import annotations

import pytest

from tests.formats.winhttp.asking import DIRECT, HTTP, HTTPS, shown, ways


def test_direct_access() -> None:
    assert (ways(DIRECT, HTTPS), ways(DIRECT, HTTP)) == (["direct"], ["direct"])


@pytest.mark.parametrize(
    ("proxy", "https", "http"),
    [
        ("px:8080", "proxy px:8080", "proxy px:8080"),
        ("http=a:80;https=b:81", "proxy b:81", "proxy a:80"),
        # An entry without a key serves only what no key names, wherever it stands.
        ("c:3128;https=b:81", "proxy b:81", "proxy c:3128"),
        ("https=b:81 c:3128", "proxy b:81", "proxy c:3128"),
        ("http=http://a:80 c:3128", "proxy c:3128", "proxy a:80"),
        # Only http has a proxy, only https has one.
        ("http=a:80", "direct", "proxy a:80"),
        ("https=b:81", "proxy b:81", "direct"),
        ("ftp=f:21", "direct", "direct"),
        ("http=a:80;ftp=f:21", "direct", "proxy a:80"),
        # `http://` without a key serves both (dotnet/runtime#103328); `https=` is CONNECT, not TLS to the proxy.
        ("http://a:8080", "proxy a:8080", "proxy a:8080"),
        ("https=http://b:81", "proxy b:81", "direct"),
        # Keys compare without case, trailing slashes and doubled separators count for nothing.
        ("HTTP=a:80;HttpS=B:81", "proxy B:81", "proxy a:80"),
        ("  px:80/ ;; ", "proxy px:80", "proxy px:80"),
        # The first entry of a scheme, without fail-over.
        ("a:80;b:81", "proxy a:80", "proxy a:80"),
        ("https=a:80;https=b:81;http=c:82", "proxy a:80", "proxy c:82"),
        ("[2001:db8::1]:3128", "proxy [2001:db8::1]:3128", "proxy [2001:db8::1]:3128"),
        ("10.0.0.1:3128", "proxy 10.0.0.1:3128", "proxy 10.0.0.1:3128"),
        # A proxy without a port listens on 80 (WinINET documentation).
        ("px", "proxy px:80", "proxy px:80"),
        ("http=px", "direct", "proxy px:80"),
        ("server01:80", "proxy server01:80", "proxy server01:80"),
        ("esxproxy:80", "proxy esxproxy:80", "proxy esxproxy:80"),
        ("static:80", "proxy static:80", "proxy static:80"),
    ],
)
def test_the_entry_for_a_scheme(proxy: str, https: str, http: str) -> None:
    assert (ways(shown(proxy), HTTPS), ways(shown(proxy), HTTP)) == ([https], [http])


@pytest.mark.parametrize(
    ("proxy", "reason"),
    [
        ("https=px", "the entry 'https=px' has no port, and its default is not verified for https"),
        ("https=http://px", "the entry 'https=http://px' has no port, and its default is not verified for https"),
        (
            "https://px:81",
            "the entry 'https://px:81' begins with 'https://', and it is not verified what WinHTTP makes of that",
        ),
        ("socks=s:1080", "only 'socks=s:1080' could serve https, and WinHTTP documents no SOCKS proxies"),
        ("http=a:80;socks=s:1080", "only 'socks=s:1080' could serve https, and WinHTTP documents no SOCKS proxies"),
        ("px:PORT", "the entry 'px:PORT' has no valid port"),
        ("px:0", "the entry 'px:0' has no valid port"),
        ("px:65536", "the entry 'px:65536' has no valid port"),
        ("px: 8083", "the entry 'px:' has no valid port"),
        ("<servername>:80", "the entry '<servername>:80' names no valid server"),
        ("px:80/x", "the entry 'px:80/x' names no valid server"),
        ("2001:db8::1", "the entry '2001:db8::1' holds several colons; an IPv6 address is written in brackets"),
        ("[nonsense]:80", "the entry '[nonsense]:80' names no valid server"),
        ("https=", "the entry 'https=' names no valid server"),
        (
            "fake=a:80;px:81",
            "it is not verified what Windows makes of 'fake=a:80', whose key is no known scheme",
        ),
        (";", "the proxy string is empty"),
        ("bücher:80", "the entry 'bücher:80' names no valid server"),
    ],
)
def test_what_is_not_verified_is_unknown(proxy: str, reason: str) -> None:
    assert ways(shown(proxy)) == [f"? {reason}"]


def test_an_unknown_proxy_leaves_bypassed_hosts_direct() -> None:
    assert ways(shown("https=px", "*.microsoft.com")) == ["direct"]


@pytest.mark.parametrize(
    "proxy", ["zq1:zq2@px:80", "https=zq1:zq2;zq3@px:80", "a:80;zq1:zq2@px", "http://zq1:zq2@px:80"]
)
@pytest.mark.parametrize("bypass", ["(none)", "*.microsoft.com", "zq1:zq2@x"])
def test_no_secret_is_ever_shown(proxy: str, bypass: str) -> None:
    from proxylint.format import Given
    from proxylint.formats.winhttp.analysis import analyse
    from proxylint.request import Request
    from tests.formats.winhttp.asking import policy_of

    policy = policy_of(shown(proxy, bypass))
    verdict = policy.decide(Request.parse(HTTPS), Given())
    assert "zq" not in repr((policy.settings, verdict, analyse(policy), policy.remarks))
    assert [case.route.value is None for case in verdict.cases] == [bypass != "*.microsoft.com"]
