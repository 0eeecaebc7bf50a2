"""What may be repeated in a squid.conf and what it reads, each as a text that grows with a number.

`test_squid.py` counts the steps of all of them; `python -m tests.scaling.squid_measured` takes their time and memory.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

Text = Callable[[int], str]
"""The lines between a port and `http_access allow all`."""


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


def every(values: str, separator: str = " ") -> Text:
    return lambda n: separator.join(values.format(at=at, high=at >> 8, low=at & 255) for at in range(n))


def listed(kind: str) -> Text:
    """As many ACLs as the list has lines."""
    return lines(lambda at: f'acl a{at} {kind} "list"\nhttp_access deny a{at}')


def drawn(at: int, of: int) -> int:
    """A number below `of` that looks as if by chance."""
    return (at * 2654435761 >> 7) % of


OPAQUE = (
    "external_acl_type h %SRC /x\n"
    + "".join(f"acl o{at} time M 0{at}:00-0{at}:30\n" for at in range(3))
    + "".join(f"acl o{at} external h {at}\n" for at in range(3, 6))
    + "acl o6 arp 00:00:00:00:00:01\nacl o7 browser x\n"
)


def opaque(terms: int) -> Text:
    """Lines over eight things that the text does not know."""

    def line(at: int) -> str:
        chosen = sorted({drawn(at * terms + one, 8) for one in range(terms)})
        signs = (("", "!")[drawn(at * 31 + one, 2)] + f"o{one}" for one in chosen)
        return f"http_access {('allow', 'deny')[drawn(at, 2)]} {' '.join(signs)}"

    return lambda n: OPAQUE + lines(line)(n)


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


NEEDED = ".h{at}.endpoint.security.microsoft.com"
INTERCEPTING = "http_port 3130 intercept\nhttps_port 3131 intercept ssl-bump cert=/x\n"
STEPS = "".join(f"acl step{at} at_step SslBump{at}\n" for at in (1, 2, 3))
ACTIONS = ("peek", "splice", "stare", "bump", "terminate")
AUTH = "auth_param basic program /x\n"

MORE: dict[str, Text] = {
    "acls of one list of domains": listed("dstdomain"),
    "acls of one list of patterns": listed("dstdom_regex"),
    "acls of one list of url patterns": listed("url_regex"),
    "acls of one list of networks": lines(lambda at: f'acl a{at} src "networks"\nhttp_access deny a{at}'),
    "acls of one list of addresses": lines(lambda at: f'acl a{at} dst "networks"\nhttp_access deny a{at}'),
    "acls of one list of users": lambda n: AUTH + listed("proxy_auth")(n),
    "acls of one list of names of servers": lambda n: (
        INSPECTING + lines(lambda at: f'acl a{at} ssl::server_name "list"\nssl_bump splice a{at}')(n)
    ),
    "lines of one acl that name one list": lambda n: 'acl a dstdomain "list"\n' * n + "http_access deny a\n",
    "lines over opaque conditions, two each": opaque(2),
    "lines over opaque conditions, four each": opaque(4),
    "lines over opaque conditions, eight each": opaque(8),
    "times of each day": lines(
        lambda at: (
            f"acl a{at} time {'SMTWHFA'[at % 7]} {at // 7 % 12:02}:{at % 60:02}-{12 + at % 11:02}:00\n"
            f"http_access deny a{at} CONNECT"
        )
    ),
    "time acls with domains": lines(
        lambda at: (
            f"acl t{at} time M {at // 60 % 24:02}:{at % 60:02}-23:59\nacl a{at} dstdomain .h{at}.microsoft.com\n"
            f"http_access {('deny', 'allow')[at % 2]} t{at} a{at}"
        )
    ),
    "one value again and again": lambda n: "acl a dstdomain .x.microsoft.com\n" * n + "http_access deny a\n",
    "domains within domains": lambda n: (
        lines(lambda at: f"acl a dstdomain .h{at}.b.example h{at}.b.example .b.example x.h{at}.b.example")(n)
        + "http_access deny a\n"
    ),
    "a domain of many labels": lambda n: "acl a dstdomain " + "a." * n + "example\nhttp_access deny a\n",
    "a long word": lambda n: f"acl a dstdomain {'a' * n}\nhttp_access deny a\n",
    "a long pattern": lambda n: f"acl a url_regex {'ab' * n}\nhttp_access deny a\n",
    "a pattern of many choices": lambda n: f"acl a dstdom_regex ^({every('h{at}', '|')(n)})$\nhttp_access deny a\n",
    "a pattern of many classes": lambda n: f"acl a dstdom_regex {'[a-z0-9]' * n}\nhttp_access deny a\n",
    "a pattern of many stars": lambda n: f"acl a dstdom_regex {'a*' * n}$\nhttp_access deny a\n",
    "a pattern of many counts": lambda n: f"acl a dstdom_regex {'a{1,9}' * n}$\nhttp_access deny a\n",
    "a pattern of brackets": lambda n: f"acl a dstdom_regex {'(' * n}a{')' * n}\nhttp_access deny a\n",
    "patterns in turns with and without case": lambda n: (
        "acl a dstdom_regex" + "".join(f" -i ^h{at}[0-9] +i ^H{at}[0-9]" for at in range(n)) + "\nhttp_access deny a\n"
    ),
    "patterns that say the same": lambda n: (
        "acl a dstdom_regex -i" + r" (^|\.)x\.example$" * n + "\nhttp_access deny a\n"
    ),
    "regex acls that cut": used("dstdom_regex", r"^h{at}\."),
    "url regex acls that cut": used("url_regex", r"^h{at}\.", "http_access deny {acl}"),
    "pairs of cutting patterns": pairs("dstdom_regex", r"^h{at}\.", "dstdom_regex", r"x{at}\.endpoint"),
    "a long name": lambda n: f"acl {'a' * n} src 10.0.0.1\nhttp_access deny {'a' * n}\n",
    "a long comment": lambda n: f"# {'a' * n}\n",
    "a long unknown line": lambda n: f"unknown {'a ' * n}\n",
    "networks within networks": lambda n: (
        "acl a src"
        + "".join(f" 10.{at >> 8 & 255}.{at & 255}.0/{24 + at % 8}" for at in range(n))
        + "\nhttp_access deny a\n"
    ),
    "ranges of addresses": one_line("acl a src", "10.{high}.{low}.1-10.{high}.{low}.9", "http_access deny a\n"),
    "dst acls": used("dst", "10.{high}.{low}.0/25"),
    "dst values": one_line("acl a dst", "10.{high}.{low}.0/25", "http_access deny a\n"),
    "dst acls behind interception": lambda n: INTERCEPTING + used("dst", "10.{high}.{low}.0/25")(n),
    "domains behind interception": lambda n: INTERCEPTING + "ssl_bump splice all\n" + used("dstdomain", NEEDED)(n),
    "src and domain and port": lines(
        lambda at: (
            f"acl s{at} src 10.{at >> 8}.{at & 255}.0/25\nacl d{at} dstdomain {NEEDED.format(at=at)}\n"
            f"acl p{at} port {at}-{at + 443}\nhttp_access {('deny', 'allow')[at % 2]} s{at} d{at} p{at}"
        )
    ),
    "networks in turns": used("src", "10.{high}.{low}.0/25", "http_access deny {acl}\nhttp_access allow {acl} CONNECT"),
    "networks that are told apart by domains": lines(
        lambda at: (
            f"acl s{at} src 10.{at >> 8}.{at & 255}.0/25\nhttp_access deny s{at} !to_localhost\nhttp_access allow s{at}"
        )
    ),
    "lines with many absences": lambda n: (
        "".join(f"acl a{at} dstdomain .h{at}.example\n" for at in range(n))
        + lines(lambda at: f"http_access deny !a{at} !a{(at + 1) % n} !a{(at + 7) % n}")(n)
    ),
    "mixed lines": mixed,
    "empty acls": lines(lambda at: f"acl a{at} dstdomain\nhttp_access deny a{at}"),
    "acls that are not defined": lines(lambda at: f"http_access deny missing{at}"),
    "names with a star": lines(lambda at: f"acl a{at} dstdomain *.h{at}.example\nhttp_access deny a{at}"),
    "names with a star on one line": one_line("acl a dstdomain", "*.h{at}.example", "http_access deny a\n"),
    "acls of a star on one line": lambda n: (
        "http_access deny"
        + "".join(f" !a{at}" for at in range(n))
        + "\n"
        + lines(lambda at: f"acl a{at} dstdomain *.h{at}.example")(n)
    ),
    "names in UTF-8 on one line": one_line(
        "acl a dstdomain \u00fc.example", "*.h{at}.ex\u00e4mple", "http_access deny a\n"
    ),
    "patterns in UTF-8 on one line": one_line(
        "acl a dstdom_regex \u00fc", "^.*\\.h{at}.ex\u00e4mple/", "http_access deny a\n"
    ),
    "any-of of any-of": lambda n: (
        "".join(f"acl d{at} dstdomain .h{at}.endpoint.security.microsoft.com\n" for at in range(n))
        + "".join(f"acl g{at} any-of d{at} d{(at + 1) % n}\n" for at in range(n))
        + "acl top any-of"
        + "".join(f" g{at}" for at in range(n))
        + "\nhttp_access deny top\n"
    ),
    "all-of of conditions": lambda n: (
        OPAQUE
        + lines(
            lambda at: f"acl g{at} all-of o{at % 8} o{(at + 3) % 8}\nhttp_access {('allow', 'deny')[at % 2]} g{at}"
        )(n)
    ),
    "any-of of conditions": lambda n: (
        OPAQUE
        + lines(
            lambda at: (
                f"acl g{at} any-of o{at % 8} o{(at + 3) % 8}\n"
                f"http_access {('allow', 'deny')[at % 2]} g{at} !o{(at * 5 + 1) % 8}"
            )
        )(n)
    ),
    "lines in workers": lambda n: (
        "workers 4\n" + lines(lambda at: f"if ${{process_number}} = {at}\nacl a src 10.0.0.{at & 255}\nendif")(n)
    ),
    "macros": lines(lambda at: f"acl a{at} dstdomain ${{service_name}}{at}.example"),
    "a file that is included": lines(lambda at: "include part"),
    "files that are included": lines(lambda at: f"include parts/{at}.conf"),
    "files of a pattern": lambda n: "include parts/*.conf\n",
    "conditions within conditions": lambda n: (
        lines(lambda at: "if 1 = 1")(n) + "http_access deny to_localhost\n" + "endif\n" * n
    ),
    "steps of ssl_bump": lambda n: (
        INSPECTING
        + STEPS
        + lines(
            lambda at: (
                f"acl n{at} ssl::server_name {NEEDED.format(at=at)}\n"
                f"ssl_bump {ACTIONS[drawn(at, 5)]} step{1 + drawn(at + 1, 3)} n{at}"
            )
        )(n)
    ),
    "patterns of ssl_bump": lambda n: (
        INSPECTING
        + STEPS
        + "ssl_bump peek step1\n"
        + used("ssl::server_name_regex", r"^h{at}\.endpoint", "ssl_bump splice {acl}")(n)
        + "ssl_bump bump all\n"
    ),
    "names of ssl_bump behind interception": lambda n: (
        INTERCEPTING
        + STEPS
        + "ssl_bump peek step1\n"
        + used("ssl::server_name", NEEDED, "ssl_bump splice {acl}")(n)
        + "ssl_bump bump all\n"
    ),
    "parents with their domains": lambda n: (
        lines(
            lambda at: (
                f"{PROXIES.format(at=at)}acl a{at} dstdomain {NEEDED.format(at=at)}\n"
                f"cache_peer_access p{at} allow a{at}\ncache_peer_access p{at} deny all"
            )
        )(n)
        + "never_direct allow all\n"
    ),
    "lists of never_direct": lambda n: (
        "cache_peer p.example parent 3128 0\n" + used("dstdomain", NEEDED, "never_direct allow {acl}")(n)
    ),
    "lists of url_rewrite_access": lambda n: (
        "url_rewrite_program /x\n" + used("dstdomain", NEEDED, "url_rewrite_access deny {acl}")(n)
    ),
    "rewriters": lines(
        lambda at: (
            f"icap_service s{at} reqmod_precache icap://127.0.0.1:1344/{at}\nadaptation_access s{at} allow to_localhost"
        )
    ),
    "service sets": lambda n: (
        lines(lambda at: f"icap_service s{at} reqmod_precache icap://127.0.0.1:1344/{at}")(n)
        + "adaptation_service_set all_of_them"
        + "".join(f" s{at}" for at in range(n))
        + "\nadaptation_access all_of_them allow all\n"
    ),
    "delay pools": lambda n: (
        f"delay_pools {n}\n"
        + lines(
            lambda at: (
                f"delay_class {at + 1} 2\ndelay_parameters {at + 1} 8000/8000 8000/8000\n"
                f"delay_access {at + 1} allow all"
            )
        )(n)
    ),
    "outgoing addresses": used("src", "10.{high}.{low}.0/25", "tcp_outgoing_address 10.0.0.1 {acl}"),
    "headers that are taken away": lines(lambda at: f"request_header_access X-H{at} deny all"),
    "notes": lines(lambda at: f"acl n{at} note key{at} value\nhttp_access deny n{at}"),
    "arguments of a helper": lambda n: (
        "external_acl_type h %SRC /x\n" + one_line("acl a external h", "argument{at}", "http_access deny a\n")(n)
    ),
    "words of a helper": lambda n: (
        "external_acl_type h %SRC /x" + " -a" * n + "\nacl a external h\nhttp_access deny a\n"
    ),
    "kinds of helpers": lines(
        lambda at: f"external_acl_type h{at} %SRC /x\nacl e{at} external h{at}\nhttp_access allow e{at} CONNECT"
    ),
    "log-in acls": lambda n: AUTH + used("proxy_auth", "user{at}", "http_access allow {acl}")(n),
    "log-in acls behind domains": lambda n: (
        AUTH + "acl known proxy_auth REQUIRED\n" + used("dstdomain", NEEDED, "http_access allow {acl} known")(n)
    ),
    "pages of acls": lambda n: used("dstdomain", ".h{at}.example", "deny_info ERR_X {acl}\nhttp_access deny {acl}")(n),
    "ports with lists of their own": lines(
        lambda at: (
            f"http_port {4000 + at} name=p{at}\nacl p{at} myportname p{at}\n"
            f"http_access {('allow', 'deny')[at % 2]} p{at} CONNECT"
        )
    ),
    "ports that are told apart": lines(
        lambda at: (
            f"http_port {4000 + at}\nacl p{at} localport {4000 + at}\n"
            f"acl d{at} dstdomain {NEEDED.format(at=at)}\nhttp_access deny p{at} d{at}"
        )
    ),
    "formats of logs": lines(lambda at: f"logformat f{at} %>a %ru\naccess_log /x/{at}.log f{at}"),
    "suppressions": lines(lambda at: f"# proxylint: ignore[SQD104] as it was\nacl a{at} dstdomain *.h{at}.example"),
    "pairs of absences": pairs("dstdomain", ".h{at}.microsoft.com", "src", "10.{high}.{low}.0/25"),
    "exceptions of exceptions": lambda n: "".join(
        f"acl a{at} dstdomain .{'x.' * (n - at)}endpoint.security.microsoft.com\n"
        f"http_access {('allow', 'deny')[at % 2]} a{at}\n"
        for at in range(n)
    ),
    "chance upon chance": used("random", "1/3", "http_access deny {acl} CONNECT"),
    "browsers upon browsers": used("browser", "x{at}", "http_access deny !{acl} CONNECT"),
}


LISTS: dict[str, Text] = {
    "list": lines(lambda at: NEEDED.format(at=at)),
    "networks": lines(lambda at: f"10.{at >> 8}.{at & 255}.0/25"),
}
PARTS = {
    "one": "acl b src 10.0.0.1\n",
    "nested": "include one\n",
    "part": "http_access deny to_localhost\nacl b dstdomain .b.example\nhttp_access deny b\n",
}


def files(text: str, n: int) -> Mapping[str, str]:
    """What a text above reads, by path."""
    found = {path: content(n) for path, content in LISTS.items() if f'"{path}"' in text}
    found |= {path: content for path, content in PARTS.items() if f"include {path}\n" in text or path == "one"}
    if "include parts/" in text:
        found |= {
            f"parts/{at}.conf": f"acl p{at} dstdomain .h{at}.example\nhttp_access deny p{at}\n" for at in range(n)
        }
    return found


SHAPES: dict[str, Text] = {**REPEATED, **MORE}
