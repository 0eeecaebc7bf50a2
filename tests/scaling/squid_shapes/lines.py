"""Access lines: their number, their terms, and groups of ACLs."""

from __future__ import annotations

from tests.scaling.squid_shapes.shape import AUTH, Text, drawn, lines, one_line, used

MIXED_KINDS = (
    ("dstdomain", "host{at}.example{low}.com"),
    ("src", "10.{high}.{low}.7/32"),
    ("dst", "10.{low}.{high}.7"),
    ("port", "{port}"),
    ("method", "POST"),
    ("dstdom_regex", r"(^|\.)host{at}\.example\.com$"),
)


def mixed(n: int) -> str:
    """As in `benchmarks/squid_scale.py`: ACLs of all kinds and lines over one to three of them."""
    found: list[str] = []
    names: list[str] = []
    for at in range(n):
        share = drawn(at, 100)
        if share < 70 or not names:
            if len(names) < 3 or drawn(at, 10) < 4:
                names.append(f"acl_{len(names)}")
            which = drawn(at + 1, len(names)) if share % 2 else len(names) - 1
            kind, value = MIXED_KINDS[drawn(which, len(MIXED_KINDS))]
            values = " ".join(
                value.format(
                    at=drawn(at + one, 10**6),
                    high=drawn(at * 3 + one, 256),
                    low=drawn(at + one, 256),
                    port=one + at % 60000,
                )
                for one in range(1 + drawn(at, 4))
            )
            found.append(f"acl {names[which]} {kind} {values}")
        else:
            terms = (
                ("", "", "!")[drawn(at + one, 3)] + names[drawn(at * 7 + one, len(names))] for one in range(1 + at % 3)
            )
            found.append(f"http_access {('allow', 'deny')[drawn(at, 2)]} {' '.join(terms)}")
    return "\n".join(found) + "\n"


AGAIN = """\
acl site dstdomain .m.example .microsoft.com
acl own src 10.0.0.0/8
acl half random 1/2
acl card arp 00:11:22:33:44:55
acl mde dstdomain .endpoint.security.microsoft.com crl.microsoft.com
http_access deny mde half
http_access allow mde own card
http_access allow !half
http_access allow all site to_localhost
http_access deny card site to_localhost
"""
"""As happens where files are joined: values of a list are there many times, and so are lines, of which one may match
by chance."""


SHAPES: dict[str, Text] = {
    "access lines of one acl": lambda n: "acl a dstdomain .h.example\n" + "http_access deny a\n" * n,
    "access lines of one acl that cuts": lambda n: (
        "acl a dstdomain .h.endpoint.security.microsoft.com\n" + "http_access deny a CONNECT\n" * n
    ),
    "a whole configuration again and again": lambda n: AGAIN * n,
    "networks with many ports": lambda n: (
        one_line("acl p port", "{at}")(n)
        + "http_access deny to_localhost\n"
        + used("src", "10.{high}.{low}.0/25", "http_access allow p {acl}")(n)
    ),
    "networks with many users": lambda n: (
        AUTH
        + one_line("acl u proxy_auth", "u{at}")(n)
        + "http_access deny to_localhost\n"
        + used("src", "10.{high}.{low}.0/25", "http_access allow {acl} u")(n)
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
    "a group and its lines in turns": lambda n: (
        "acl near src 10.0.0.0/8\n" + lines(lambda at: "acl g any-of to_localhost !near\nhttp_access deny g CONNECT")(n)
    ),
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
    "lines with many absences": lambda n: (
        "".join(f"acl a{at} dstdomain .h{at}.example\n" for at in range(n))
        + lines(lambda at: f"http_access deny !a{at} !a{(at + 1) % n} !a{(at + 7) % n}")(n)
    ),
    "mixed lines": mixed,
    "acls that are not defined": lines(lambda at: f"http_access deny missing{at}"),
    "acls of a star on one line": lambda n: (
        "http_access deny"
        + "".join(f" !a{at}" for at in range(n))
        + "\n"
        + lines(lambda at: f"acl a{at} dstdomain *.h{at}.example")(n)
    ),
    "any-of of any-of": lambda n: (
        "".join(f"acl d{at} dstdomain .h{at}.endpoint.security.microsoft.com\n" for at in range(n))
        + "".join(f"acl g{at} any-of d{at} d{(at + 1) % n}\n" for at in range(n))
        + "acl top any-of"
        + "".join(f" g{at}" for at in range(n))
        + "\nhttp_access deny top\n"
    ),
}
