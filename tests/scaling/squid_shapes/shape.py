"""How texts are put together that grow with a number."""

from __future__ import annotations

from collections.abc import Callable, Mapping

Text = Callable[[int], str]
"""The lines between a port and `http_access allow all`."""

INSPECTING = "http_port 3129 ssl-bump cert=/x\n"
PROXIES = "cache_peer p{at}.example parent 3128 0 name=p{at}\n"
NEEDED = ".h{at}.endpoint.security.microsoft.com"
INTERCEPTING = "http_port 3130 intercept\nhttps_port 3131 intercept ssl-bump cert=/x\n"
AUTH = "auth_param basic program /x\n"

OPAQUE = (
    "external_acl_type h %SRC /x\n"
    + "".join(f"acl o{at} time M 0{at}:00-0{at}:30\n" for at in range(3))
    + "".join(f"acl o{at} external h {at}\n" for at in range(3, 6))
    + "acl o6 arp 00:00:00:00:00:01\nacl o7 browser x\n"
)
"""Eight things that the text does not know, `o0` to `o7`."""


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


def every(values: str, separator: str = " ") -> Text:
    return lambda n: separator.join(values.format(at=at, high=at >> 8, low=at & 255) for at in range(n))


def listed(kind: str) -> Text:
    """As many ACLs as the list has lines."""
    return lines(lambda at: f'acl a{at} {kind} "list"\nhttp_access deny a{at}')


def drawn(at: int, of: int) -> int:
    """A number below `of` that looks as if by chance."""
    return (at * 2654435761 >> 7) % of


LISTS: dict[str, Text] = {
    "list": lines(lambda at: NEEDED.format(at=at)),
    "networks": lines(lambda at: f"10.{at >> 8}.{at & 255}.0/25"),
    "names": lambda n: "localhost\n" * n,
    "words": lines(lambda at: f"word{at}"),
    "long": lambda n: "acl b src 10.0.0.1\n" * n,
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
