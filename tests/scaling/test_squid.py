"""Whatever is repeated in a squid.conf costs in proportion: steps are counted (tests/steps.py), not time."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from proxylint.format import Given
from proxylint.request import Request
from proxylint.verdict import Access
from tests.formats.squid.decide.asking import policy
from tests.steps import count, counting, forget

Text = Callable[[int], str]

URLS = (
    "https://*.endpoint.security.microsoft.com/",
    "https://x.cp.wd.microsoft.com/",
    "http://www.microsoft.com/pki/*",
)


def lines(line: Callable[[int], str]) -> Text:
    return lambda n: "".join(line(at) + "\n" for at in range(n))


def used(kind: str, value: str, access: str = "http_access deny {acl}") -> Text:
    """As many ACLs as lines, each used; `{at}` in the value is the number of the line."""

    def line(at: int) -> str:
        return f"acl a{at} {kind} {value.format(at=at, high=at >> 8, low=at & 255)}\n" + access.format(acl=f"a{at}")

    return lines(line)


def pairs(kind: str, value: str, other: str, its: str) -> Text:
    """As many lines as pairs of ACLs."""

    def line(at: int) -> str:
        places = {"at": at, "high": at >> 8, "low": at & 255}
        return (
            f"acl a{at} {kind} {value.format(**places)}\nacl b{at} {other} {its.format(**places)}\n"
            f"http_access deny a{at} b{at}"
        )

    return lines(line)


def one_acl(kind: str, value: str) -> Text:
    """One ACL with as many lines."""
    text = lines(lambda at: f"acl a {kind} {value.format(at=at, high=at >> 8, low=at & 255)}")
    return lambda n: text(n) + "http_access deny a\n"


def one_line(start: str, value: str, end: str = "") -> Text:
    return lambda n: (
        start + "".join(f" {value.format(at=at, high=at >> 8, low=at & 255)}" for at in range(n)) + "\n" + end
    )


INSPECTING = "http_port 3129 ssl-bump cert=/x\n"
PROXIES = "cache_peer p{at}.example parent 3128 0 name=p{at}\n"

REPEATED: dict[str, Text] = {
    "acl lines of one name": one_acl("dstdomain", ".h{at}.endpoint.security.microsoft.com"),
    "acl lines of one regex acl": one_acl("dstdom_regex", "^h{at}x[0-9]+"),
    "acl lines of one src acl": one_acl("src", "10.{high}.{low}.0/25"),
    "values on one line": one_line("acl a dstdomain", ".h{at}.endpoint.security.microsoft.com", "http_access deny a\n"),
    "values elsewhere": one_line("acl a dstdomain", ".h{at}.example", "http_access deny a\n"),
    "levels of a domain": lambda n: "acl a dstdomain .b" + " a.b" * n + "\nhttp_access deny a\n",
    "regex values": one_line("acl a dstdom_regex", "^h{at}x[0-9]+", "http_access deny a\n"),
    "regex values of literal text": one_line("acl a dstdom_regex", r"^h{at}\.", "http_access deny a\n"),
    "unusual regex values": one_line("acl a dstdom_regex", "((a))", "http_access deny a\n"),
    "url regex values": one_line("acl a url_regex", "h{at}x[0-9]+/", "http_access deny a\n"),
    "src values": one_line("acl a src", "10.{high}.{low}.0/25", "http_access deny a\n"),
    "src values downwards": lambda n: (
        "acl a src" + "".join(f" 10.{at >> 8}.{at & 255}.0/25" for at in range(n, 0, -1)) + "\nhttp_access deny a\n"
    ),
    "port values": one_line("acl a port", "{at}", "http_access deny a\n"),
    "time values": one_line("acl a time", "M 01:00-02:00", "http_access deny a\n"),
    "users": one_line("auth_param basic program /x\nacl a proxy_auth", "u{at}", "http_access deny a\n"),
    "a list file": lambda n: 'acl a dstdomain "list"\nhttp_access deny a\n',
    "acls that nobody uses": lines(lambda at: f"acl a{at} dstdomain .h{at}.example"),
    "domain acls that cut": used("dstdomain", ".h{at}.endpoint.security.microsoft.com"),
    "domain acls that cut in turns": used(
        "dstdomain", ".h{at}.endpoint.security.microsoft.com", "http_access deny {acl}\nhttp_access allow {acl}"
    ),
    "domain acls that do not": used("dstdomain", ".h{at}.example"),
    "regex acls": used("dstdom_regex", "^h{at}x[0-9]+"),
    "url regex acls": used("url_regex", "h{at}x[0-9]+/"),
    "path regex acls": used("urlpath_regex", "h{at}x[0-9]+/"),
    "src acls": used("src", "10.{high}.{low}.0/25"),
    "src acls that allow": used("src", "10.{high}.{low}.0/25", "http_access allow {acl}"),
    "port acls": used("port", "{at}"),
    "time acls": used("time", "M 01:00-02:00"),
    "helpers": lambda n: "external_acl_type h %SRC /x\n" + used("external", "h {at}")(n),
    "opaque acls": used("arp", "00:00:00:00:00:01"),
    "headers": used("browser", "x{at}"),
    "chance": used("random", "1/2"),
    "pairs of domains": pairs("dstdomain", ".h{at}.microsoft.com", "dstdomain", ".x.h{at}.microsoft.com"),
    "pairs of a network and a domain": pairs("src", "10.{high}.{low}.0/25", "dstdomain", ".h{at}.example"),
    "pairs of a header and a domain": pairs("browser", "x{at}", "dstdomain", ".h{at}.endpoint.security.microsoft.com"),
    "domain acls that do not apply": used("dstdomain", ".h{at}.example", "http_access deny !{acl}"),
    "domain acls with a general line above": lambda n: (
        "acl net src 10.0.0.0/8\nhttp_access deny !net\nhttp_access deny net CONNECT\n"
        + used("dstdomain", ".h{at}.example", "http_access allow net {acl}")(n)
    ),
    "networks below a wide one": lambda n: (
        "acl net src 10.0.0.0/8\nhttp_access deny net CONNECT\n" + used("src", "10.{high}.{low}.0/25")(n)
    ),
    "access lines of one acl": lambda n: "acl a dstdomain .h.example\n" + "http_access deny a\n" * n,
    "access lines of one acl that cuts": lambda n: (
        "acl a dstdomain .h.endpoint.security.microsoft.com\n" + "http_access deny a CONNECT\n" * n
    ),
    "access lines of one address": lambda n: "acl a src 10.0.0.1\n" + "http_access deny a CONNECT\n" * n,
    "terms": one_line("http_access deny", "CONNECT"),
    "terms with a hash": one_line("http_access deny", "CONNECT#"),
    "terms of many acls": lambda n: (
        "".join(f"acl a{at} dstdomain .h{at}.endpoint.security.microsoft.com\n" for at in range(n))
        + "http_access deny"
        + "".join(f" !a{at}" for at in range(n))
        + "\n"
    ),
    "refused lines": lines(lambda at: "http_access allow nobody"),
    "any-of lines": lambda n: (
        used("dstdomain", ".h{at}.endpoint.security.microsoft.com", "acl g any-of {acl}")(n) + "http_access deny g\n"
    ),
    "any-of values": lambda n: one_line("acl g any-of", "CONNECT", "http_access deny g\n")(n),
    "all-of lines": lambda n: lines(lambda at: "acl g all-of CONNECT to_localhost")(n) + "http_access deny g\n",
    "groups in groups": lambda n: (
        "acl g0 any-of CONNECT\n"
        + lines(lambda at: f"acl g{at + 1} any-of g{at} to_localhost")(n)
        + f"http_access deny g{n}\n"
    ),
    "groups in groups twice": lambda n: (
        "acl g0 any-of to_localhost\n"
        + lines(lambda at: f"acl g{at + 1} all-of g{at} g{at}")(n)
        + f"http_access deny g{n}\n"
    ),
    "ssl_bump lines": lambda n: (
        INSPECTING
        + used("ssl::server_name", ".h{at}.endpoint.security.microsoft.com", "ssl_bump splice {acl}")(n)
        + "ssl_bump bump all\n"
    ),
    "peers": lambda n: lines(lambda at: PROXIES.format(at=at).strip())(n) + "never_direct allow all\n",
    "peers with access": lambda n: (
        lines(lambda at: PROXIES.format(at=at) + f"cache_peer_access p{at} deny to_localhost")(n)
        + "never_direct allow all\n"
    ),
    "access of one peer": lambda n: (
        PROXIES.format(at=0) + "cache_peer_access p0 deny to_localhost\n" * n + "never_direct allow all\n"
    ),
    "ports": lines(lambda at: f"http_port {at + 4000}"),
    "inspecting ports": lambda n: (
        lines(lambda at: f"http_port {at + 4000} ssl-bump cert=/x")(n) + "ssl_bump splice all\n"
    ),
    "named ports": lines(lambda at: f"http_port {at + 4000} name=p{at}\nacl p{at} myportname p{at}"),
    "intercepting ports": lines(lambda at: f"http_port {at + 4000} intercept"),
    "includes": lambda n: "include one\n" * n,
    "nested includes": lambda n: "include nested\n" * n,
    "log-in schemes": lines(lambda at: "auth_param basic program /x"),
    "pages": lines(lambda at: f"deny_info ERR_{at} all"),
    "comments": lines(lambda at: "# comment"),
    "blank lines": lines(lambda at: ""),
    "continued lines": lambda n: "acl a dstdomain \\\n" + ".h.example \\\n" * n + "\n",
    "comments in a continued line": lambda n: "acl a dstdomain \\\n" + "# x\n" * n + ".h.example\n",
    "blanks": lambda n: "acl a dstdomain" + " " * n + ".h.example\n",
    "unknown words": lines(lambda at: f"word{at} x"),
    "obsolete words": lines(lambda at: "dns_v4_first on"),
    "conditions": lambda n: "if true\n" * n + "endif\n" * n,
    "conditions one after the other": lambda n: "if true\nacl a src 10.0.0.1\nelse\nacl a src 10.0.0.2\nendif\n" * n,
    "other lines": lines(lambda at: "refresh_pattern . 0 20% 4320"),
    "always_direct lines": used("dstdomain", ".h{at}.endpoint.security.microsoft.com", "always_direct allow {acl}"),
    "reply lines": used("dstdomain", ".h{at}.endpoint.security.microsoft.com", "http_reply_access deny {acl}"),
    "miss_access lines": used("dstdomain", ".h{at}.endpoint.security.microsoft.com", "miss_access deny {acl}"),
}


PHASES = ("reading", "deciding", "analysing")


def counts(text: str, root: str) -> dict[str, int]:
    """Steps of reading, of deciding, and of the analyses and rules."""
    from proxylint import engine
    from proxylint.request import Request
    from proxylint.rule import Examined

    options = engine.Options(kind="squid")
    data = f"http_port 3128\n{text}http_access allow all\n".encode()
    found: list[Any] = []
    reading = count(lambda: found.append(engine.open_bytes("squid.conf", data, root, options)))
    (opened,) = found
    asked = [Request.parse(url) for url in URLS]
    deciding = count(lambda: [opened.policy.decide(request, options.given) for request in asked])
    examined = Examined(opened.source, opened.format, opened.policy, (), options.catalogue.services, None)
    analysing = count(lambda: list(engine.apply(examined)))
    return dict(zip(PHASES, (reading, deciding, analysing), strict=True))


def measured(text: Text, root: Path, size: int) -> dict[str, int]:
    """Patterns that were seen are forgotten first: the smaller file holds some of them too."""
    forget("proxylint.names")
    (root / "list").write_text("".join(f".h{at}.endpoint.security.microsoft.com\n" for at in range(size)))
    return counts(text(size), str(root))


SMALL = 20
"""Twice and four times as many are counted too."""

COPIED = 4 * (4 * SMALL) ** 2
"""A region is a value: its conditions and networks are copied with every line, which shows only in very long lists."""


@pytest.mark.parametrize("name", REPEATED)
def test_steps_grow_in_proportion(name: str, tmp_path: Path) -> None:
    """Sorting and searching by halves cost a logarithm, and where a budget ends the work it grows no more."""
    (tmp_path / "one").write_text("acl b src 10.0.0.1\n")
    (tmp_path / "nested").write_text("include one\n")
    with counting():
        measured(REPEATED[name], tmp_path, 1)  # what is loaded and built on first use
        small, middle, large = (measured(REPEATED[name], tmp_path, size * SMALL) for size in (1, 2, 4))
    grown = {
        phase: (small[phase], middle[phase], large[phase])
        for phase in PHASES
        if large[phase] - middle[phase] > 2.5 * abs(middle[phase] - small[phase]) + COPIED
    }
    assert grown == {}


def test_searching_for_names_ends_in_unknown() -> None:
    """Each line leaves one part more, and every part is searched for what the next line names."""
    line = pairs("dstdom_regex", "^h{at}x[0-9]+", "dstdom_regex", "y{at}[0-9]+")
    asked = policy(f"http_port 3128\n{line(300)}http_access allow all\n")
    verdict = asked.decide(Request.parse("https://*.endpoint.security.microsoft.com/"), Given())
    assert [(case.access.value, case.access.reason) for case in verdict.cases] == [
        (Access.UNKNOWN, "the names that the access lists tell apart take too much searching")
    ]
