"""One report and a few verdicts that hold everything a reporter has to show."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from proxylint import addresses
from proxylint.finding import Affected, Finding, Label, Level
from proxylint.names import Family, Names, Test, domains
from proxylint.region import Condition, Listener, Record, Region
from proxylint.report.report import Count, Report, Unread
from proxylint.request import Request
from proxylint.rule import Examined, Rule
from proxylint.text import Source, Span, decode_bytes, decode_text
from proxylint.verdict import (
    DIRECT,
    NO_ROUTE,
    SILENT_ACCESS,
    SILENT_TLS,
    UNKNOWN_ROUTE,
    Access,
    Case,
    Decision,
    Failure,
    Hop,
    Step,
    Tls,
    Verdict,
)

SQUID = """\
# Zürich: the proxy of the branch offices
acl SSL_ports port 443
acl CONNECT method CONNECT
acl mde\tdstdomain .endpoint.security.microsoft.com .wdcp.microsoft.net
acl staff proxy_auth REQUIRED

http_access deny CONNECT !SSL_ports
http_access allow mde
http_access allow staff
http_access deny all
"""

PAC = """\
function FindProxyForURL(url, host) {
  if (shExpMatch(host, "*.microsoft.net")) return "DIRECT";
  return "PROXY proxy.corp.example:8080";
}
"""

ALLOWED = "branch/東京 1/allowed.txt"


def no_check(examined: Examined) -> Iterator[Finding]:
    yield from ()


RULES = (
    Rule("CFG001", "file-not-analysed", Level.ERROR, "A file could not be analysed.", no_check),
    Rule("MDE101", "endpoint-denied", Level.ERROR, "A required URL is refused.", no_check, "7.5", ("security", "mde")),
    Rule(
        "MDE201",
        "login-required",
        Level.ERROR,
        "A login is asked of a client without credentials.",
        no_check,
        "7.0",
        ("security", "mde"),
    ),
    Rule(
        "MDE401",
        "endpoint-sent-direct",
        Level.WARNING,
        "The client is sent past the proxy.",
        no_check,
        None,
        ("mde",),
    ),
)

SOURCES = {
    source.path: source
    for source in (
        Source.of("branch/squid.conf", SQUID.encode(), decode_bytes),
        Source.of("proxy.pac", PAC.encode(), decode_bytes),
        Source.of(ALLOWED, "# 東京の拠点 \U0001f525\r\n.wdcp.microsoft.net\r\n".encode("utf-16"), decode_text),
    )
}


def at(path: str, needle: str) -> Span:
    """The place of the only `needle` in a file of the sample; bytes count, for Squid reads bytes."""
    source = SOURCES[path]
    start = source.text.index(needle)
    assert source.text.find(needle, start + 1) < 0, needle
    return source.span(start, start + len(needle))


def _line(needle: str, note: str, held: bool, *inner: Step) -> Step:
    return Step(at("branch/squid.conf", needle), note, held, inner)


TRACE = (
    _line(
        "http_access deny CONNECT !SSL_ports",
        "no match: the port is in SSL_ports",
        False,
        _line("acl CONNECT method CONNECT", "matches: the method is CONNECT", True),
        _line("acl SSL_ports port 443", "matches: 443 is listed", True),
    ),
    _line(
        "http_access allow mde",
        "no match",
        False,
        _line(".wdcp.microsoft.net", "does not hold the host", False),
    ),
    _line(
        "http_access allow staff",
        "asks for a login",
        True,
        _line("acl staff proxy_auth REQUIRED", "needs credentials, and the request has none", True),
        Step(None, "Defender's services run as SYSTEM and have no proxy credentials"),
    ),
)

LOGIN = Finding(
    "MDE201",
    "login-required",
    Level.ERROR,
    at("branch/squid.conf", "http_access allow staff"),
    "A login is asked of the device before it may reach 9 URLs of Defender, whose services cannot log in.",
    related=(
        Label(at("branch/squid.conf", "acl staff proxy_auth REQUIRED"), "this ACL needs credentials"),
        Label(at("branch/squid.conf", ".wdcp.microsoft.net"), "this list ends here; '*.wdcp.microsoft.com' is missing"),
        Label(at(ALLOWED, ".wdcp.microsoft.net"), "the same entry in a list that nothing uses"),
    ),
    trace=TRACE,
    affected=(
        Affected(
            "Cloud-delivered protection",
            "new malware is no longer blocked at first sight",
            ("https://*.wdcp.microsoft.com/", "https://*.wd.microsoft.com/"),
            ("eu.wdcp.microsoft.com",),
        ),
        Affected(
            "Sample submission",
            "suspicious files are not analysed by Microsoft",
            tuple(f"https://ussus{number}eastprod.blob.core.windows.net/" for number in range(1, 8)),
        ),
    ),
    advice=(
        "Allow the URLs before the first line that asks for a login:\n"
        "\n"
        "    acl mde_cloud dstdomain .wdcp.microsoft.com .wd.microsoft.com\n"
        "    http_access allow CONNECT mde_cloud SSL_ports\n"
    ),
)

SENT_DIRECT = Finding(
    "MDE401",
    "endpoint-sent-direct",
    Level.WARNING,
    at("proxy.pac", '"DIRECT"'),
    "The client is sent past the proxy for '*.wdcp.microsoft.net'.",
    trace=(Step(at("proxy.pac", 'shExpMatch(host, "*.microsoft.net")'), "true for every host of the family", True),),
)

REPORT = Report(
    findings=(LOGIN, SENT_DIRECT),
    sources=SOURCES,
    checked=("branch/squid.conf", "proxy.pac"),
    unread=(Unread("old/dump.bin", "it is of no known kind"),),
    rules=RULES,
    count=Count(42, 3, 7),
    profile="commercial cloud, streamlined connectivity, windows",
    catalogue="2026-08-01",
    version="0.1.0",
)

CLEAN = replace(REPORT, findings=(), checked=("branch/squid.conf",), unread=(), count=Count(52, 0, 0))


def page(rule: Rule) -> str:
    return f"# {rule.code} {rule.name}\n\n{rule.summary}\n\n```squid\nhttp_access deny all\n```\n"


PORT = Listener(3128, "10.1.1.1:3128", at("branch/squid.conf", "acl SSL_ports port 443"))
OTHER_PORT = Listener(3128, "[2001:db8::1]:3128", PORT.span)
BRANCH = addresses.network("10.0.0.0/8")
HEADER = Condition("header", "the request has a header 'X-Site: lab'", None, "the request has no header 'X-Site: lab'")

_WDCP = Names.of(Family("*.wdcp.microsoft.com"))
_EU, _NOT_EU = _WDCP.split(Test(domains([".eu.wdcp.microsoft.com"]), label="host at or below eu.wdcp.microsoft.com"))
assert _EU and _NOT_EU

_RULE = at("branch/squid.conf", "http_access allow staff")

SQUID_VERDICT = Verdict(
    Request("https", "*.wdcp.microsoft.com", 443),
    (
        Case(Region(_WDCP, BRANCH, PORT), Decision(Access.LOGIN, _RULE, None, TRACE), SILENT_TLS, NO_ROUTE),
        Case(
            Region(_EU, addresses.EVERY - BRANCH, PORT, conditions=((HEADER, False),)),
            Decision(Access.ALLOWED, at("branch/squid.conf", "http_access allow mde"), None, TRACE[1:2]),
            Decision(Tls.UNKNOWN, None, "'/etc/squid/nobump.txt' is not in the repository"),
            Decision((Hop("peer", "parent.example", 3128), DIRECT), None, None, TRACE[:1]),
        ),
        Case(
            Region(_NOT_EU, addresses.EVERY - BRANCH, OTHER_PORT),
            Decision(Access.ALLOWED, at("branch/squid.conf", "http_access allow mde"), None, TRACE[1:2]),
            Decision(Tls.TUNNELLED),
            Decision((DIRECT,)),
        ),
    ),
)

REFUSED_VERDICT = Verdict(
    Request("https", "go.microsoft.com", 443, "/fwlink"),
    (
        Case(
            Region(Names.of(Family("go.microsoft.com"))),
            Decision(Access.UNKNOWN),
            Decision(Tls.UNKNOWN),
            UNKNOWN_ROUTE,
            Failure(at("branch/squid.conf", "acl CONNECT method CONNECT"), "Squid refuses to load this"),
        ),
    ),
)

NO_PORT_VERDICT = Verdict(Request("http", "crl.microsoft.com", 80, "/pki/*"), ())

DUMP_VERDICT = Verdict(
    Request("https", "unitedstates.cp.wd.microsoft.com", 443),
    (
        Case(
            Region(Names.of(Family("unitedstates.cp.wd.microsoft.com")), record=Record(1, "SRV01", "winhttp", False)),
            SILENT_ACCESS,
            SILENT_TLS,
            Decision((Hop("proxy", "2001:db8::1", 8080), DIRECT), at("proxy.pac", '"DIRECT"')),
        ),
    ),
)
