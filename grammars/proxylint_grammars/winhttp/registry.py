"""`WinHttpSettings` in a registry export: little-endian numbers and two strings of one byte per character.

0: size or version, 4: counter, 8: flags (2 = a proxy is set), 12: length and proxy string, then length and bypass list.
Two layouts are known that begin with 0x18 and 0x28, both read alike.
"""

from __future__ import annotations

import re

from proxylint.text import Source
from proxylint_grammars.winhttp.syntax import Body, Direct, Doubt, Flaw, Kind, Record, Static, Store, Unread, Word

VALUE = re.compile(r"\"WinHttpSettings\"=hex:", re.IGNORECASE)
KEY = re.compile(r"(?:\A|(?<=[\r\n]))\[-?(?P<key>HKEY_[^\]\r\n]*+)\]")

_BYTES = re.compile(r"[ \t]*+(?>(?:[0-9A-Fa-f]{2}[ \t]*+(?:,[ \t]*+)?(?:\\[ \t]*+(?:\r*+\n|\r)[ \t]*+)?)*)")
_BYTE = re.compile(r"[0-9A-Fa-f]{2}")
_LONGEST = 1 << 18
_PROXY_SET = 2


def read_value(source: Source, start: int, end: int, key: str) -> tuple[Record, int]:
    """The record of a value whose name stands from `start` to `end`, below `key`; and where it ends."""
    written = _BYTES.match(source.text, end, end + _LONGEST)
    stop = written.end() if written else end
    places = [(found.start(), int(found.group(), 16)) for found in _BYTE.finditer(source.text, end, stop)]
    body = _body(source, start, stop, places)
    span = source.span(start, stop)
    doubts = (
        () if not isinstance(body, Unread) else (Doubt(Flaw.INCOMPLETE, span, "a length in the value does not fit"),)
    )
    store = Store.WOW64 if "wow6432node" in key.lower() else Store.WINHTTP
    return Record(Kind.REGISTRY, store, span, body, doubts=doubts), stop


def _body(source: Source, start: int, stop: int, places: list[tuple[int, int]]) -> Body:
    whole = source.span(start, stop)
    proxy = _string(source, places, 12)
    bypass = _string(source, places, 16 + len(proxy.text)) if proxy is not None else None
    if proxy is None or bypass is None:
        return Unread(whole)
    if not _number(places, 8) & _PROXY_SET:
        return Direct(whole)
    if not proxy.text:
        return Unread(whole)
    return Static(proxy, bypass if bypass.text.strip() else None)


def _number(places: list[tuple[int, int]], at: int) -> int:
    return sum(value << 8 * number for number, (_, value) in enumerate(places[at : at + 4]))


def _string(source: Source, places: list[tuple[int, int]], at: int) -> Word | None:
    """The string whose length stands at byte `at`; None when the value is too short for it."""
    if len(places) < at + 4:
        return None
    size = _number(places, at)
    if at + 4 + size > len(places):
        return None
    inside = places[at + 4 : at + 4 + size]
    offsets = tuple(offset for offset, _ in inside)
    end = offsets[-1] + 2 if offsets else places[at + 3][0] + 2
    first = offsets[0] if offsets else end
    return Word("".join(chr(value) for _, value in inside), source.span(first, end), (*offsets, end))
