"""The string that FindProxyForURL returns: which next hops it names, and what of it is dropped.

Chromium: net/base/proxy_string_util.cc and net/proxy_resolution/proxy_list.cc; every row was observed on Chromium 156.
An element that does not parse is dropped without a word; where nothing is left, the answer is DIRECT.
"""

from __future__ import annotations

from ipaddress import AddressValueError, IPv4Address, IPv6Address

from proxylint.records import dataclass
from proxylint.regex import regex
from proxylint.verdict import DIRECT, Hop

KINDS = {
    "PROXY": ("proxy", 80),
    "HTTPS": ("https", 443),
    "SOCKS": ("socks4", 1080),
    "SOCKS4": ("socks4", 1080),
    "SOCKS5": ("socks5", 1080),
}

_TYPE = regex(r"[^\s:]++")
_SERVER = regex(r"(\[[0-9A-Fa-f:.]++\]|[A-Za-z0-9._~-]++)(?::([0-9]{1,5}))?")
_CERTAINLY_BAD = regex(r"[\s/,@<>\[\]\\^|%?#]|:(?![0-9]++\Z)|\A:")
_BLANKS = " \t"
_BAD = "its proxy is not written as host:port"
_UNSURE = "what engines make of such a proxy is not known"


@dataclass(frozen=True, slots=True)
class Element:
    """One element between semicolons, without the blanks around it, at `start..end` of the returned string.

    `hop` is None where the engine drops it, `reason` then says why; it never quotes the element, which may hold a
    password. `unsure`: the engine's behaviour is not known.
    """

    start: int
    end: int
    hop: Hop | None
    reason: str | None = None
    unsure: bool = False


def parse_returned(text: str, engine: str) -> tuple[Element, ...]:
    """The elements in order; empty ones are left out, as every engine skips them."""
    elements: list[Element] = []
    start = 0
    for piece in text.split(";"):
        inner = piece.strip(_BLANKS)
        if inner:
            begin = start + piece.index(inner[0])
            elements.append(_element(inner, begin, engine))
        start += len(piece) + 1
    return tuple(elements)


def route_of(elements: tuple[Element, ...]) -> tuple[Hop, ...]:
    """The next hops in order; direct where no element is left."""
    return tuple(element.hop for element in elements if element.hop is not None) or (DIRECT,)


def _element(text: str, start: int, engine: str) -> Element:
    end = start + len(text)
    keyword = _TYPE.match(text)
    word = keyword[0].upper() if keyword else ""
    rest = text[len(word) :]
    if engine == "firefox":
        return _firefox(word, rest, start, end)
    if word == "DIRECT":
        return Element(start, end, None, "text after DIRECT") if rest.strip(_BLANKS) else Element(start, end, DIRECT)
    if word not in KINDS:
        return Element(start, end, None, "its keyword is not known")
    hop, reason = _hop(word, rest)
    return Element(start, end, hop, reason, unsure=reason is _UNSURE)


def _hop(word: str, rest: str) -> tuple[Hop | None, str | None]:
    kind, port = KINDS[word]
    if not rest or rest[0] not in _BLANKS:
        return None, "it names no proxy"
    server = rest.strip(_BLANKS)
    if "@" in server:
        return None, "it holds a user name"
    found = _SERVER.fullmatch(server)
    if found is None:
        return None, _BAD if _CERTAINLY_BAD.search(server) else _UNSURE
    if found[2] is not None and int(found[2]) > 65535:
        return None, "its port is above 65535"
    host = _host(found[1])
    if host is None:
        return None, _BAD if found[1].startswith("[") else _UNSURE
    return Hop(kind, host, port if found[2] is None else int(found[2])), None


def _host(text: str) -> str | None:
    if not text.startswith("["):
        return text.lower() if _is_plain(text) else None
    try:
        return str(IPv6Address(text[1:-1]))
    except AddressValueError:
        return None


def _is_plain(name: str) -> bool:
    """False for a name that ends in a number and is no IPv4 address in the usual notation: engines rewrite those."""
    if not name.rstrip(".").rpartition(".")[2].isdecimal():
        return True
    try:
        return str(IPv4Address(name)) == name
    except AddressValueError:
        return False


_CLEAN = regex(r"(?:[A-Za-z0-9._-]++|\[[0-9A-Fa-f:.]++\])(?::[0-9]{1,5})?")


def _firefox(word: str, rest: str, start: int, end: int) -> Element:
    """nsProtocolProxyService: HTTP is a proxy as well, DIRECT takes no notice of what follows."""
    if word == "DIRECT":
        return Element(start, end, DIRECT)
    word = "PROXY" if word == "HTTP" else word
    if word not in KINDS:
        return Element(start, end, None, "its keyword is not known")
    server = rest.strip(_BLANKS).removeprefix("http://")
    if rest[:1] in ("", *"\r\n") or not _CLEAN.fullmatch(server):
        return Element(start, end, None, "what Firefox makes of such a proxy is not known", unsure=True)
    hop, reason = _hop(word, f" {server}")
    return Element(start, end, hop, reason, unsure=hop is None)
