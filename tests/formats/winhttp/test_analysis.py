"""What is proved about the settings themselves."""

from __future__ import annotations

import pytest

from proxylint.formats.winhttp.analysis import analyse
from proxylint.formats.winhttp.facts import (
    Credentials,
    DeadBypass,
    DeadEntry,
    DomainAlone,
    Fact,
    FailedChange,
    FaultyProxy,
    IgnoredProxy,
    IncompleteRecord,
    Ipv6Proxy,
    LoopbackProxy,
    PacNotHttp,
    PerUserSettings,
    PlaceholderProxy,
    ProxyFault,
    ProxyWithoutDomain,
    SchemeWithoutProxy,
    SocksOnly,
    StoresDiffer,
    UncertainBypass,
    UnusedProxy,
    WideBypass,
    WpadOnly,
    WrappedCopy,
)
from proxylint.text import Source
from tests.formats.winhttp.asking import DIRECT, advanced, policy_of, shown


def _facts(text: str) -> list[tuple[type[Fact], str]]:
    """Each fact by its kind and the text it points at; but for names without a domain, which most texts here have."""
    return [found for found in _all_facts(text) if found[0] is not ProxyWithoutDomain]


def _all_facts(text: str) -> list[tuple[type[Fact], str]]:
    source = Source("dump.txt", text)
    return [(type(fact), source.quote(fact.span)) for fact in analyse(policy_of(text))]


@pytest.mark.parametrize(
    ("proxy", "expected"),
    [
        ("px:80", []),
        ("http=a:80;https=b:81", []),
        ("http=a:80", [(SchemeWithoutProxy, "http=a:80")]),
        ("https=b:81", [(SchemeWithoutProxy, "https=b:81")]),
        ("ftp=f:21", [(SchemeWithoutProxy, "ftp=f:21"), (SchemeWithoutProxy, "ftp=f:21")]),
        ("socks=s:1080", [(SocksOnly, "socks=s:1080"), (SocksOnly, "socks=s:1080")]),
        ("http=a:80;socks=s:1080", [(SocksOnly, "http=a:80;socks=s:1080")]),
        ("user:pw@px:80", [(Credentials, "user:pw@")]),
        ("px", [(FaultyProxy, "px")]),
        ("px:PORT", [(FaultyProxy, "px:PORT")]),
        ("px: 8083", [(FaultyProxy, "px: 8083")]),
        ("<server>:80", [(FaultyProxy, "<server>:80")]),
        ("2001:db8::1", [(FaultyProxy, "2001:db8::1")]),
        ("https://px:80", [(FaultyProxy, "https://px:80")]),
        ("fake=px:80", [(FaultyProxy, "fake=px:80")]),
        ("localhost:8888", [(LoopbackProxy, "localhost:8888")]),
        ("127.0.0.1:8888", [(LoopbackProxy, "127.0.0.1:8888")]),
        ("[::1]:8888", [(LoopbackProxy, "[::1]:8888")]),
        ("a:80;b:81", [(IgnoredProxy, "b:81")]),
    ],
)
def test_proxy_strings(proxy: str, expected: list[tuple[type[Fact], str]]) -> None:
    assert sorted(_facts(shown(proxy)), key=str) == sorted(expected, key=str)


@pytest.mark.parametrize(
    ("proxy", "expected"),
    [
        ("px:80", [(ProxyWithoutDomain, "px:80")]),
        ("http=px:80;https=proxy:81", [(ProxyWithoutDomain, "http=px:80"), (ProxyWithoutDomain, "https=proxy:81")]),
        ("http://px:80", [(ProxyWithoutDomain, "http://px:80")]),
        ("a:80;b:81", [(ProxyWithoutDomain, "a:80"), (IgnoredProxy, "b:81")]),
        ("px", [(FaultyProxy, "px")]),
        ("px.:80", []),
        ("px.corp.example:80", []),
        ("10.1.2.3:80", []),
        ("localhost:80", [(LoopbackProxy, "localhost:80")]),
        ("[2001:db8::1]:80", [(Ipv6Proxy, "[2001:db8::1]:80")]),
        ("[2001:db8::1]", [(FaultyProxy, "[2001:db8::1]")]),
        ("[::1]:80", [(LoopbackProxy, "[::1]:80")]),
        ("your-proxy-server:80", [(PlaceholderProxy, "your-proxy-server:80")]),
        ("YOUR_CACHE_SERVER_IP:3128", [(PlaceholderProxy, "YOUR_CACHE_SERVER_IP:3128")]),
        ("yourproxy.corp.example:80", [(PlaceholderProxy, "yourproxy.corp.example:80")]),
        ("proxy.yourcompany.com:80", [(PlaceholderProxy, "proxy.yourcompany.com:80")]),
        ("proxy.example.com:80", [(PlaceholderProxy, "proxy.example.com:80")]),
        ("proxy.contoso.com.:80", [(PlaceholderProxy, "proxy.contoso.com.:80")]),
        ("x.x.x.x:80", [(PlaceholderProxy, "x.x.x.x:80")]),
        ("labouryour.corp.example:80", []),
        ("youryard.corp.example:80", []),
        ("proxy.notexample.com:80", []),
        ("proxy.example.com.corp.lan:80", []),
        ("socks=s:1080;http=a.b:80;https=a.b:80", []),
    ],
)
def test_names_of_proxies(proxy: str, expected: list[tuple[type[Fact], str]]) -> None:
    assert _all_facts(shown(proxy)) == expected


@pytest.mark.parametrize(
    ("proxy", "fault"),
    [
        ("px", ProxyFault.PORT_MISSING),
        ("https=px;http=a:1", ProxyFault.PORT_MISSING),
        ("px:PORT", ProxyFault.PORT_INVALID),
        ("px:", ProxyFault.PORT_INVALID),
        ("<server>:80", ProxyFault.SERVER_INVALID),
        ("px: 8083", ProxyFault.PORT_APART),
        ("px:80/x", ProxyFault.PATH),
        ("px/x", ProxyFault.PATH),
        ("px:80:90", ProxyFault.IPV6_BARE),
        ("https://px:80", ProxyFault.PREFIX),
        ("fake=px:80", ProxyFault.KEY_UNKNOWN),
    ],
)
def test_what_is_wrong_with_an_entry(proxy: str, fault: ProxyFault) -> None:
    faults = [fact.fault for fact in analyse(policy_of(shown(proxy))) if isinstance(fact, FaultyProxy)]
    assert faults == [fault]


@pytest.mark.parametrize(
    ("proxy", "meant"),
    [
        ("px: 8083", ["px:8083"]),
        ("http=px: 8083;https=px:1", ["http=px:8083"]),
        ("https://px:80", ["px:80"]),
        ("https=https://px:443", ["https=px:443"]),
        ("http://px:80/proxy.pac", ["px:80"]),
        ("https://[2001:db8::1]:80", ["[2001:db8::1]:80"]),
        ("px/x", [""]),
        ("socks5://px:80", [""]),
        ("px:PORT", [""]),
    ],
)
def test_what_is_meant_instead(proxy: str, meant: list[str]) -> None:
    assert [fact.meant for fact in analyse(policy_of(shown(proxy))) if isinstance(fact, FaultyProxy)] == meant


@pytest.mark.parametrize(
    ("bypass", "written", "dead"),
    [
        ("^<local^>", "^<local^>", DeadEntry.ESCAPED_MACRO),
        ("<local>bar", "<local>bar", DeadEntry.JOINED_MACRO),
        ("192.168.2.*<local>", "192.168.2.*<local>", DeadEntry.JOINED_MACRO),
        ("*. corp.example", "*.", DeadEntry.BLANK_INSIDE),
        ("a.example,b.example", "a.example,b.example", DeadEntry.COMMA),
        ("10.0.0.0/8", "10.0.0.0/8", DeadEntry.NETWORK),
        ("fd00::/8", "fd00::/8", DeadEntry.NETWORK),
        (".corp.example", ".corp.example", DeadEntry.LEADING_DOT),
        ("<all>", "<all>", DeadEntry.MACRO),
        ("corp.example/", "corp.example/", DeadEntry.CHARACTER),
    ],
)
def test_dead_bypass_entries(bypass: str, written: str, dead: DeadEntry) -> None:
    found = [fact for fact in analyse(policy_of(shown("px:80", bypass))) if isinstance(fact, DeadBypass)]
    assert [(fact.written, fact.dead) for fact in found] == [(written, dead)]


@pytest.mark.parametrize(
    ("bypass", "expected"),
    [
        ("*.corp.example;intranet;10.0.0.1;<local>;<-loopback>", []),
        ("*", [(WideBypass, "*")]),
        ("*.*", [(WideBypass, "*.*")]),
        ("*.com", [(WideBypass, "*.com")]),
        ("10.*", [(UncertainBypass, "10.*")]),
        ("*corp.example", [(UncertainBypass, "*corp.example")]),
        ("https://x.example", [(UncertainBypass, "https://x.example")]),
        ("x.example:443", [(UncertainBypass, "x.example:443")]),
        ("contoso.com;fabrikam.de", [(DomainAlone, "contoso.com"), (DomainAlone, "fabrikam.de")]),
        ("contoso.com;*.contoso.com", []),
        ("contoso.com;*contoso.com", [(UncertainBypass, "*contoso.com")]),
        ("www.contoso.com;srv1.corp;10.20", []),
    ],
)
def test_other_bypass_entries(bypass: str, expected: list[tuple[type[Fact], str]]) -> None:
    assert _facts(shown("px:80", bypass)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (shown("px:80").split("    Bypass")[0], [(IncompleteRecord, "px:80")]),
        (shown("http=a:80").split("    Bypass")[0], [(IncompleteRecord, "http=a:80")]),
        (
            shown("px:80", "*.a.example;*.microsof\nt.com;.b"),
            [(WrappedCopy, "    Bypass List     :  *.a.example;*.microsof\nt.com;.b")],
        ),
        (
            "Error writing proxy settings. (5) Access is denied.\n" + DIRECT,
            [(FailedChange, "Error writing proxy settings. (5) Access is denied.")],
        ),
    ],
)
def test_copies(text: str, expected: list[tuple[type[Fact], str]]) -> None:
    assert _facts(text) == expected


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ('{"Proxy":"px:80","AutoconfigUrl":"http://p/p.pac"}', []),
        ('{"AutoconfigUrl":"file://c:/p.pac"}', [(PacNotHttp, "file://c:/p.pac")]),
        ('{"AutoconfigUrl":"file://c:/p.pac","AutoConfigIsEnabled":false}', []),
        (r'{"AutoconfigUrl":"\\\\srv\\p.pac"}', [(PacNotHttp, r"\\\\srv\\p.pac")]),
        ('{"AutoDetect":true}', [(WpadOnly, "AutoDetect")]),
        ('{"AutoDetect":true,"Proxy":"px:80"}', []),
        ('{"Proxy":"px:80","ProxyIsEnabled":false}', [(UnusedProxy, "px:80")]),
        ('{"PerUserProxySettings":true}', [(PerUserSettings, "PerUserProxySettings")]),
        ('{"Proxy":"http=a:80"}', [(SchemeWithoutProxy, "http=a:80")]),
    ],
)
def test_advanced_settings(settings: str, expected: list[tuple[type[Fact], str]]) -> None:
    assert _facts(advanced(settings)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (DIRECT + advanced('{"Proxy":"px:80"}'), [(StoresDiffer, "px:80")]),
        (DIRECT + advanced("{\n}"), []),
        (DIRECT + advanced('{"AutoDetect":true,"AutoconfigUrl":"http://p/p.pac"}'), []),
        (shown("px:80") + '{"AutoconfigUrl":"http://p/p.pac"}', [(StoresDiffer, "{")]),
        (
            DIRECT + advanced('{"Proxy":"px:80","PerUserProxySettings":true}'),
            [(PerUserSettings, "PerUserProxySettings")],
        ),
        (shown("px:80", "*.a.b;*.c.d") + advanced('{"Proxy":"px:80","ProxyBypass":"*.C.D *.A.B"}'), []),
        (shown("PX:80") + advanced('{"Proxy":"px:80"}'), []),
        ("\\\\A:\n" + DIRECT + "\\\\B:\n" + advanced('{"Proxy":"px:80"}'), []),
        (DIRECT + shown("px:80") + advanced('{"Proxy":"px:80"}'), []),
        (DIRECT + advanced('{"Proxy":"px:80"'), [(IncompleteRecord, "{")]),
        (
            "C:\\>netsh winhttp show proxy\n"
            + DIRECT
            + "C:\\>c:\\Windows\\SysWOW64\\netsh winhttp show proxy\n"
            + shown("px:80"),
            [(StoresDiffer, "px:80")],
        ),
    ],
)
def test_stores_that_differ(text: str, expected: list[tuple[type[Fact], str]]) -> None:
    found = [(kind, quoted[:1] if quoted.startswith("{") else quoted) for kind, quoted in _facts(text)]
    assert found == expected


def test_what_is_wrong_in_a_file_of_settings_is_told_once() -> None:
    """Of the setting that is in force, or of the first of some computers."""
    line = "netsh winhttp set advproxy setting-scope=machine settings-file=p.json\n"
    files = {"p.json": '{"Proxy":"px.m.example:80","ProxyBypass":"10.0.0.0/8"}'}
    (again,) = [fact for fact in analyse(policy_of(line * 3, "set.cmd", files)) if isinstance(fact, DeadBypass)]
    assert (again.span.file, again.record.index, again.record.current) == ("p.json", 3, True)
    fleet = "".join(f"=== SRV{number} ===\nC:\\>{line}" for number in range(3))
    (first,) = [fact for fact in analyse(policy_of(fleet, "set.cmd", files)) if isinstance(fact, DeadBypass)]
    assert (first.record.host, first.record.current) == ("SRV0", True)
