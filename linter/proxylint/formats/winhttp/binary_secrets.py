"""Logins in values that the registry's tools print as bytes: `hex(2):68,00,...` of an export, `1800...` of a query."""

from __future__ import annotations

from collections.abc import Iterator

from proxylint.regex import regex

_RUN = regex(r"(?<![0-9A-Za-z])[0-9A-Fa-f]{2}(?>(?:,?(?:\\[ \t]*\r?\n[ \t]*)?[0-9A-Fa-f]{2}){7,})")
_BYTE = regex(r"[0-9A-Fa-f]{2}")
_AT = ord("@")
_ENDS = frozenset(b" /;=,\"'")
_LONGEST = 1000
"""Bytes of a login."""


def logins(text: str) -> Iterator[tuple[int, int]]:
    """Start and end, in the text, of the bytes of what looks like a user and a password in front of an `@`."""
    for run in _RUN.finditer(text):
        places = [one.start() for one in _BYTE.finditer(text, run.start(), run.end())]
        values = [int(text[place : place + 2], 16) for place in places]
        done = 0
        for at, value in enumerate(values):
            if value == _AT:
                start = _start(values, at, done)
                done = at + 1
                if ord(":") in values[start:at]:
                    yield from ((place, place + 2) for place in places[start:at])


def _start(values: list[int], at: int, done: int) -> int:
    """Of characters of one byte or of two; what is beyond ASCII belongs to them."""
    start = at
    while start > max(done, at - _LONGEST) and (values[start - 1] == 0 or values[start - 1] > 0x20):
        if values[start - 1] in _ENDS or values[start - 2 : start] == [0, 0]:
            break
        start -= 1
    return start
