"""Ports, interception, and the list of ssl_bump."""

from __future__ import annotations

from tests.scaling.squid_shapes.shape import INSPECTING, INTERCEPTING, NEEDED, Text, drawn, lines, used

STEPS = "".join(f"acl step{at} at_step SslBump{at}\n" for at in (1, 2, 3))
ACTIONS = ("peek", "splice", "stare", "bump", "terminate")

SHAPES: dict[str, Text] = {
    "ssl_bump lines": lambda n: (
        INSPECTING
        + used("ssl::server_name", ".h{at}.endpoint.security.microsoft.com", "ssl_bump splice {acl}")(n)
        + "ssl_bump bump all\n"
    ),
    "ports": lines(lambda at: f"http_port {at + 4000}"),
    "inspecting ports": lambda n: (
        lines(lambda at: f"http_port {at + 4000} ssl-bump cert=/x")(n) + "ssl_bump splice all\n"
    ),
    "named ports": lines(lambda at: f"http_port {at + 4000} name=p{at}\nacl p{at} myportname p{at}"),
    "intercepting ports": lines(lambda at: f"http_port {at + 4000} intercept"),
    "acls of one list of names of servers": lambda n: (
        INSPECTING + lines(lambda at: f'acl a{at} ssl::server_name "list"\nssl_bump splice a{at}')(n)
    ),
    "domains behind interception": lambda n: INTERCEPTING + "ssl_bump splice all\n" + used("dstdomain", NEEDED)(n),
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
}
