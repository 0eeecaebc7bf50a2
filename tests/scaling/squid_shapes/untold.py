"""What the text does not tell: helpers, headers, chance, notes; and times."""

from __future__ import annotations

from tests.scaling.squid_shapes.shape import AUTH, OPAQUE, Text, drawn, lines, pairs, used


def opaque(terms: int) -> Text:
    """Lines over eight things that the text does not know."""

    def line(at: int) -> str:
        chosen = sorted({drawn(at * terms + one, 8) for one in range(terms)})
        signs = (("", "!")[drawn(at * 31 + one, 2)] + f"o{one}" for one in chosen)
        return f"http_access {('allow', 'deny')[drawn(at, 2)]} {' '.join(signs)}"

    return lambda n: OPAQUE + lines(line)(n)


SHAPES: dict[str, Text] = {
    "time acls": used("time", "M 01:00-02:00"),
    "helpers": lambda n: "external_acl_type h %SRC /x\n" + used("external", "h {at}")(n),
    "opaque acls": used("arp", "00:00:00:00:00:01"),
    "headers": used("browser", "x{at}"),
    "chance": used("random", "1/2"),
    "pairs of a header and a domain": pairs("browser", "x{at}", "dstdomain", ".h{at}.endpoint.security.microsoft.com"),
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
    "notes": lines(lambda at: f"acl n{at} note key{at} value\nhttp_access deny n{at}"),
    "kinds of helpers": lines(
        lambda at: f"external_acl_type h{at} %SRC /x\nacl e{at} external h{at}\nhttp_access allow e{at} CONNECT"
    ),
    "log-in acls": lambda n: AUTH + used("proxy_auth", "user{at}", "http_access allow {acl}")(n),
    "chance upon chance": used("random", "1/3", "http_access deny {acl} CONNECT"),
    "browsers upon browsers": used("browser", "x{at}", "http_access deny !{acl} CONNECT"),
}
