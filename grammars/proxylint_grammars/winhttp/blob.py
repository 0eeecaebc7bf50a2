"""`WinHttpSettings`: little-endian numbers and two strings of one byte per character.

0: size or version, 4: counter, 8: flags (2 = a proxy is set), 12: length and proxy string, then length and bypass list.
Two layouts are known that begin with 0x18 and 0x28, both read alike.
"""

from __future__ import annotations

from collections.abc import Sequence

from proxylint.text import Source
from proxylint_grammars.winhttp.syntax import Body, Direct, Static, Unread, Word

_PROXY_SET = 2

Byte = tuple[int, int]
"""Where the two digits of a byte stand, and its value."""


def read_blob(source: Source, start: int, stop: int, places: Sequence[Byte]) -> Body:
    """What the bytes say that stand between `start` and `stop`; Unread where a length in them does not fit."""
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


def _number(places: Sequence[Byte], at: int) -> int:
    return sum(value << 8 * number for number, (_, value) in enumerate(places[at : at + 4]))


def _string(source: Source, places: Sequence[Byte], at: int) -> Word | None:
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
