"""The grammars of the two values: proxy string and bypass list.

Entries are separated by `;` or white space (WINHTTP_PROXY_INFO, remarks). Both readers are total: what does not fit the
form of an entry is still an entry, with what was read of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from pyparsing import Opt, ParserElement, ParseResults, Regex

from proxylint.records import dataclass
from proxylint_grammars.winhttp.shapes import exact
from proxylint_grammars.winhttp.syntax import BypassEntry, ProxyEntry, Word

MOST = 20_000
"""Entries of one list that are read. The 32,767 characters of a command line cannot hold more."""

KEYS = frozenset(("http", "https", "ftp", "socks"))
"""What may stand before `=` in a proxy string."""

_ENTRY = re.compile(r"[^; \t\r\n\f\v]++")
_PLAIN = re.compile(r"[A-Za-z0-9._*-]++")
_SCHEME = r"[A-Za-z][A-Za-z0-9+.-]*+"


def _proxy_entry() -> ParserElement:
    key = Regex(rf"(?P<key>{_SCHEME})=")
    prefix = Regex(rf"(?P<prefix>{_SCHEME})://")
    credentials = Regex(r"(?P<credentials>.*@)")
    server = Regex(r"\[(?P<inside>[0-9A-Fa-f:.]*+(?:%[^\]]*+)?)\]") | Regex(r"(?P<server>[^:/\[\]@]++)")
    port = Regex(r":(?P<port>[^:/]*+)(?=/?$)")
    rest = Regex(r"/(?=$)") | Regex(r"(?P<rest>.*)")
    return exact(Opt(key) + Opt(prefix) + Opt(credentials) + Opt(server) + Opt(port) + rest)


def _bypass_entry() -> ParserElement:
    macro = Regex(r"<(?P<macro>[^<>]*+)>(?=$)")
    scheme = Regex(rf"(?P<scheme>{_SCHEME})://")
    address = Regex(r"(?P<address>\[[^\]]*+\]|(?=[^:]*+:[^:]*+:)[0-9A-Fa-f:.*]++(?=$))")
    host = Regex(r"(?P<host>[^:]*+)")
    port = Regex(r":(?P<port>[0-9*]++)(?=$)")
    return exact(macro | Opt(scheme) + (address | host) + Opt(port) + Regex(r"(?P<rest>.*)"))


_PROXY_ENTRY = _proxy_entry()
_BYPASS_ENTRY = _bypass_entry()


def read_proxy_list(word: Word) -> tuple[ProxyEntry, ...]:
    """The entries of a proxy string in order; at most `MOST`.

    A password may hold `;` or a blank: what stands before an entry with an `@` is taken for a part of it.
    """
    secret = word.text.rfind("@")
    shown = word.part(secret, secret + 1).span.start if secret >= 0 else -1
    return tuple(
        ProxyEntry(entry, credentials=entry.span) if entry.span.end <= shown else _read_proxy(entry)
        for entry in _entries(word)
    )


def read_bypass_list(word: Word) -> tuple[BypassEntry, ...]:
    """The entries of a bypass list in order; at most `MOST`."""
    return tuple(_read_bypass(entry) for entry in _entries(word))


def _entries(word: Word) -> Iterator[Word]:
    for number, found in enumerate(_ENTRY.finditer(word.text)):
        if number == MOST:
            return
        yield word.part(found.start(), found.end())


def _read_proxy(whole: Word) -> ProxyEntry:
    found = _proxy_parts(whole.text)
    start = found.secret_end - found.secret if found.secret else 0
    credentials = whole.part(start, found.secret_end).span if found.secret else None
    return ProxyEntry(
        whole, found.key, found.prefix, found.server, found.port, found.rest, credentials, found.bracketed
    )


@dataclass(frozen=True, slots=True)
class _ProxyParts:
    """An entry without its place. `secret`: how many characters of user name and password end at `secret_end`."""

    key: str
    prefix: str
    server: str
    port: str | None
    rest: str
    bracketed: bool
    secret: int
    secret_end: int


@lru_cache(maxsize=1024)
def _proxy_parts(text: str) -> _ProxyParts:
    found = _PROXY_ENTRY.parse_string(text)
    key, prefix = _text(found, "key").lower(), _text(found, "prefix").lower()
    secret = len(_text(found, "credentials"))
    if secret and key and key not in KEYS:
        key, prefix, secret = "", "", text.rfind("@") + 1
    return _ProxyParts(
        key,
        prefix,
        server=_text(found, "inside") or _text(found, "server"),
        port=_text(found, "port") if "port" in found else None,
        rest=_text(found, "rest"),
        bracketed="inside" in found,
        secret=secret,
        secret_end=text.rfind("@") + 1,
    )


def _read_bypass(whole: Word) -> BypassEntry:
    if _PLAIN.fullmatch(whole.text):
        return BypassEntry(whole, whole.text.lower())
    found = _BYPASS_ENTRY.parse_string(whole.text)
    if "macro" in found:
        return BypassEntry(whole, whole.text.lower(), macro=_text(found, "macro").lower())
    if _text(found, "rest"):
        return BypassEntry(whole, whole.text.lower())
    host = (_text(found, "address") or _text(found, "host")).lower()
    return BypassEntry(whole, host, _text(found, "scheme").lower(), _text(found, "port"))


def _text(found: ParseResults, name: str) -> str:
    return str(found[name]) if name in found else ""
