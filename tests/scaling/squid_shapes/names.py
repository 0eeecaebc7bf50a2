"""ACLs of domains, and the lists of Squid that ask for them."""

from __future__ import annotations

from math import isqrt

from tests.scaling.squid_shapes.shape import AUTH, NEEDED, Text, lines, pairs, used


def exceptions(n: int) -> str:
    """Each within the one below it: their number grows with the root of n, as the text has a label for each pair."""
    levels = isqrt(40 * n)
    return "".join(
        f"acl a{at} dstdomain .{'x.' * (levels - at)}endpoint.security.microsoft.com\n"
        f"http_access {('allow', 'deny')[at % 2]} a{at}\n"
        for at in range(levels)
    )


SHAPES: dict[str, Text] = {
    "acls that nobody uses": lines(lambda at: f"acl a{at} dstdomain .h{at}.example"),
    "domain acls that cut": used("dstdomain", ".h{at}.endpoint.security.microsoft.com"),
    "domain acls that cut in turns": used(
        "dstdomain", ".h{at}.endpoint.security.microsoft.com", "http_access deny {acl}\nhttp_access allow {acl}"
    ),
    "domain acls that do not": used("dstdomain", ".h{at}.example"),
    "pairs of domains": pairs("dstdomain", ".h{at}.microsoft.com", "dstdomain", ".x.h{at}.microsoft.com"),
    "domain acls that do not apply": used("dstdomain", ".h{at}.example", "http_access deny !{acl}"),
    "domain acls with a general line above": lambda n: (
        "acl net src 10.0.0.0/8\nhttp_access deny !net\nhttp_access deny net CONNECT\n"
        + used("dstdomain", ".h{at}.example", "http_access allow net {acl}")(n)
    ),
    "exceptions of exceptions": exceptions,
    "empty acls": lines(lambda at: f"acl a{at} dstdomain\nhttp_access deny a{at}"),
    "names with a star": lines(lambda at: f"acl a{at} dstdomain *.h{at}.example\nhttp_access deny a{at}"),
    "macros": lines(lambda at: f"acl a{at} dstdomain ${{service_name}}{at}.example"),
    "always_direct lines": used("dstdomain", ".h{at}.endpoint.security.microsoft.com", "always_direct allow {acl}"),
    "reply lines": used("dstdomain", ".h{at}.endpoint.security.microsoft.com", "http_reply_access deny {acl}"),
    "miss_access lines": used("dstdomain", ".h{at}.endpoint.security.microsoft.com", "miss_access deny {acl}"),
    "lists of never_direct": lambda n: (
        "cache_peer p.example parent 3128 0\n" + used("dstdomain", NEEDED, "never_direct allow {acl}")(n)
    ),
    "lists of url_rewrite_access": lambda n: (
        "url_rewrite_program /x\n" + used("dstdomain", NEEDED, "url_rewrite_access deny {acl}")(n)
    ),
    "pages of acls": lambda n: used("dstdomain", ".h{at}.example", "deny_info ERR_X {acl}\nhttp_access deny {acl}")(n),
    "log-in acls behind domains": lambda n: (
        AUTH + "acl known proxy_auth REQUIRED\n" + used("dstdomain", NEEDED, "http_access allow {acl} known")(n)
    ),
}
