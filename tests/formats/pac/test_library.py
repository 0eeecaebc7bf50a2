"""The helper functions, row by row as Chromium 156 was observed and Firefox's source says (their texts agree)."""

from __future__ import annotations

import pytest

from tests.formats.pac.asking import ask, given, value

FIXED = given(
    client="10.1.2.3", resolve={"*.example.com": ("192.0.2.172",), "six.test": ("2001:db8::1",), "no.test": ()}
)

NAMES = {
    'dnsDomainIs("evilmicrosoft.com", "microsoft.com")': "true",  # a plain suffix test
    'dnsDomainIs("microsoft.com", ".microsoft.com")': "false",  # a dotted suffix does not cover the apex
    'dnsDomainIs("a.x.com", "*.x.com")': "false",  # the star is literal
    'dnsDomainIs("a.microsoft.com", ".Microsoft.com")': "false",  # case counts
    'dnsDomainIs("a.b", "")': "true",
    'dnsDomainIs("a.b")': "throws TypeError",
    'dnsDomainIs(null, "a")': "throws TypeError",
    'dnsDomainIs("a.b", 5)': "false",
    'localHostOrDomainIs("www", "www.a.com")': "true",
    'localHostOrDomainIs("www.a.com", "www.a.com")': "true",
    'localHostOrDomainIs("www.a.com", "a.com")': "false",
    'localHostOrDomainIs("www.a.com", ".a.com")': "false",
    'isPlainHostName("intranet")': "true",
    'isPlainHostName("a.b")': "false",
    'isPlainHostName("::1")': "false",
    "isPlainHostName(null)": "throws TypeError",
    'isPlainHostName("https://intranet/")': "true",
    'dnsDomainLevels("a.b.c")': "2",
    'dnsDomainLevels("a")': "0",
    'convert_addr("192.0.2.172")': "-1073741140",
    'isValidIpAddress("10.0.0.256")': "false",
    'isValidIpAddress("010.0.0.1")': "true",
}


@pytest.mark.parametrize("call, expected", NAMES.items())
def test_names(call: str, expected: str) -> None:
    assert value(call) == expected


PATTERNS = [
    ("(x|y).test", "x.test", "true"),
    ("x.test|y.test", "x.test", "true"),
    ("x.test|y.test", "x.testing", "true"),  # only the outer ends are anchored
    ("x.test|y.test", "evily.test", "true"),
    ("[xy].test", "x.test", "true"),
    ("[^a].test", "x.test", "true"),
    ("[!a].test", "x.test", "false"),
    ("x+.test", "x.test", "true"),
    ("^x.test$", "x.test", "true"),
    ("c++.test", "x.test", "throws SyntaxError"),
    ("(x.test", "x.test", "throws SyntaxError"),
    ("{x,y}.test", "x.test", "false"),
    ("x\\\\.test", "x.test", "false"),
    ("X.TEST", "x.test", "false"),
    ("*.x.com", "x.com", "false"),
    ("*x.com", "evilx.com", "true"),
    ("a*b", "a\\nb", "false"),
    ("?.test", "x.test", "true"),
    ("?.test", ".test", "false"),
]


@pytest.mark.parametrize("pattern, text, expected", PATTERNS)
def test_shexpmatch_translates_dot_star_and_question_mark_and_nothing_else(
    pattern: str, text: str, expected: str
) -> None:
    assert value(f'shExpMatch("{text}", "{pattern}")') == expected


@pytest.mark.parametrize("call", ['shExpMatch("a")', 'shExpMatch("a", null)', 'shExpMatch("a", 5)'])
def test_shexpmatch_throws_for_a_pattern_that_is_no_string(call: str) -> None:
    assert value(call) == "throws TypeError"


def test_shexpmatch_makes_a_string_of_its_first_argument() -> None:
    assert value('shExpMatch(null, "nul?")') == "true"


NETWORK = {
    'isInNet("10.1.2.3", "10.0.0.0", "255.0.0.0")': "true",
    'isInNet("10.1.2.3", "10.9.9.9", "255.0.0.0")': "true",  # host bits of the network do not matter
    'isInNet("10.1.2.3", "10.0.0.0", "8")': "false",
    'isInNet("10.1.2.3", "10.0.0.0/8")': "false",
    'isInNet("10.1.2.3", "10.0.0.0", "256.0.0.0")': "false",
    'isInNet("www.example.com", "192.0.2.0", "255.255.255.0")': "true",
    'isInNet("no.test", "0.0.0.0", "0.0.0.0")': "false",
    'isInNet(null, "0.0.0.0", "0.0.0.0")': "false",
    'isInNet("10.1.2.3", "10.0.0.3", "255.0.0.255")': "true",  # a mask with holes
    'dnsResolve("www.example.com")': '"192.0.2.172"',
    'dnsResolve("192.0.2.1")': '"192.0.2.1"',
    'dnsResolve("no.test")': "null",
    'dnsResolve("six.test")': "null",  # IPv4 only
    'dnsResolve("https://www.example.com/")': "null",
    "dnsResolve(null)": "null",
    'isResolvable("www.example.com")': "true",
    'isResolvable("no.test")': "false",
    "myIpAddress()": '"10.1.2.3"',
    "isInNet(myIpAddress(), '10.0.0.0', '255.255.0.0')": "false",
    'dnsResolveEx("no.test")': '""',
    'isResolvableEx("six.test")': "true",
    'isInNetEx("10.1.2.3", "10.0.0.0/8")': "true",
    'isInNetEx("10.1.2.3", "2001:db8::/32")': "false",
    'isInNetEx("2001:db8::1", "2001:db8::/32")': "true",
    'isInNetEx("10.1.2.3", "10.0.0.0/99")': "false",
    'isInNetEx("10.1.2.3", "10.0.0.0")': "false",
}


@pytest.mark.parametrize("call, expected", NETWORK.items())
def test_network(call: str, expected: str) -> None:
    assert value(call, FIXED) == expected


WEDNESDAY = given(now="2026-11-25T18:47:30")

CLOCK = {
    'weekdayRange("WED")': "true",
    'weekdayRange("MON", "FRI")': "true",
    'weekdayRange("FRI", "MON")': "false",  # wraps round the week's end
    'weekdayRange("TUE", "SUN")': "true",
    'weekdayRange("FOO")': "false",
    "weekdayRange()": "false",
    "timeRange(18)": "true",
    "timeRange(8, 17)": "false",
    "timeRange(8, 18)": "true",  # the whole last hour
    "timeRange(22, 19)": "false",  # hours alone do not wrap
    "timeRange(18, 30, 18, 47)": "true",
    "timeRange(22, 0, 19, 0)": "true",  # with minutes they do
    "timeRange(18, 47, 31, 19, 0, 0)": "false",
    "timeRange(18, 47, 30, 19, 0, 0)": "true",
    "timeRange(1, 2, 3)": 'throws "timeRange: bad number of arguments"',
    "dateRange(25)": "true",
    'dateRange("NOV")': "true",
    'dateRange("DEC")': "false",
    "dateRange(2026)": "true",
}


@pytest.mark.parametrize("call, expected", CLOCK.items())
def test_clock(call: str, expected: str) -> None:
    assert value(call, WEDNESDAY) == expected


@pytest.mark.parametrize(
    "engine, name, expected",
    [
        ("chromium", "dnsResolveEx", "function"),
        ("chromium", "getClientVersion", "undefined"),
        ("firefox", "dnsResolveEx", "undefined"),
        ("winhttp", "dnsResolveEx", "function"),
        ("winhttp", "getClientVersion", "function"),
        *((engine, "alert", "function") for engine in ("chromium", "firefox", "winhttp")),
        *(
            ("winhttp", name, "undefined")
            for name in ("window", "navigator", "document", "ActiveXObject", "setTimeout")
        ),
        *(("winhttp", name, "undefined") for name in ("XMLHttpRequest", "process", "module", "ProxyConfig")),
    ],
)
def test_which_names_an_engine_has(engine: str, name: str, expected: str) -> None:
    assert ask(f'return "PROXY " + typeof {name} + ":1"', fixed=given(engine=engine)) == f"proxy {expected}:1"


def test_alert_and_console_only_log() -> None:
    assert ask('alert("x " + host); console.log(url); return "DIRECT"') == "direct"


def test_a_script_may_define_a_helper_itself() -> None:
    body = """function dnsDomainIs() { return true; }
    function FindProxyForURL(url, host) { return dnsDomainIs(host, "x") ? "PROXY a:1" : "DIRECT"; }"""
    assert ask(body) == "proxy a:1"
