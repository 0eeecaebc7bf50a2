"""ACLs of addresses and ports, alone and beside others."""

from __future__ import annotations

from tests.scaling.squid_shapes.shape import INTERCEPTING, NEEDED, Text, lines, one_acl, one_line, pairs, used

SHAPES: dict[str, Text] = {
    "acl lines of one src acl": one_acl("src", "10.{high}.{low}.0/25"),
    "src values": one_line("acl a src", "10.{high}.{low}.0/25", "http_access deny a\n"),
    "src values downwards": lambda n: (
        "acl a src" + "".join(f" 10.{at >> 8}.{at & 255}.0/25" for at in range(n, 0, -1)) + "\nhttp_access deny a\n"
    ),
    "src acls": used("src", "10.{high}.{low}.0/25"),
    "src acls that allow": used("src", "10.{high}.{low}.0/25", "http_access allow {acl}"),
    "port acls": used("port", "{at}"),
    "pairs of a network and a domain": pairs("src", "10.{high}.{low}.0/25", "dstdomain", ".h{at}.example"),
    "networks below a wide one": lambda n: (
        "acl net src 10.0.0.0/8\nhttp_access deny net CONNECT\n" + used("src", "10.{high}.{low}.0/25")(n)
    ),
    "acls of one list of networks": lines(lambda at: f'acl a{at} src "networks"\nhttp_access deny a{at}'),
    "acls of one list of addresses": lines(lambda at: f'acl a{at} dst "networks"\nhttp_access deny a{at}'),
    "networks within networks": lambda n: (
        "acl a src"
        + "".join(f" 10.{at >> 8 & 255}.{at & 255}.0/{24 + at % 8}" for at in range(n))
        + "\nhttp_access deny a\n"
    ),
    "ranges of addresses": one_line("acl a src", "10.{high}.{low}.1-10.{high}.{low}.9", "http_access deny a\n"),
    "dst acls": used("dst", "10.{high}.{low}.0/25"),
    "dst values": one_line("acl a dst", "10.{high}.{low}.0/25", "http_access deny a\n"),
    "dst acls behind interception": lambda n: INTERCEPTING + used("dst", "10.{high}.{low}.0/25")(n),
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
    "outgoing addresses": used("src", "10.{high}.{low}.0/25", "tcp_outgoing_address 10.0.0.1 {acl}"),
    "pairs of absences": pairs("dstdomain", ".h{at}.microsoft.com", "src", "10.{high}.{low}.0/25"),
}
