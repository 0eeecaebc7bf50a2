"""Shell patterns of plain text and stars: what URL lists consist of, by the thousand.

They are matched piece by piece, and need no syntax tree unless several have to be looked at together.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from proxylint.names.language import LINE_ENDS, MOST_NEEDED, Language
from proxylint.names.words import EVERYTHING, NOTHING, Words

if TYPE_CHECKING:
    from proxylint.names.machine import Machine

PLAIN = re.compile(r"[A-Za-z0-9._~:/@%=&,;!#<>' *-]++")
"""Characters that are themselves in a regular expression, the dot, which is translated, and the star."""


class Starred(Language):
    """At least one star has text on both sides."""

    __slots__ = ("pieces", "written")

    def __init__(self, written: str) -> None:
        super().__init__(written)
        self.written = written
        first, *inner, last = written.split("*")
        self.pieces = (first, *filter(None, inner), last)

    def matches(self, text: str) -> bool:
        if not LINE_ENDS.isdisjoint(text):
            from proxylint.names.javascript_syntax import as_units

            return self.machine().matches(as_units(text))
        first, *inner, last = self.pieces
        if not text.startswith(first) or not text.endswith(last):
            return False
        at, end = len(first), len(text) - len(last)
        for piece in inner:
            found = text.find(piece, at, end)
            if found < 0:
                return False
            at = found + len(piece)
        return at <= end

    def within(self, prefix: str, suffix: str) -> Language:
        if not LINE_ENDS.isdisjoint(prefix + suffix):  # no star goes beyond the end of a line
            return self
        first, *inner, last = self.pieces
        if not (prefix.startswith(first) or first.startswith(prefix)):
            return NOTHING
        if not (suffix.endswith(last) or last.endswith(suffix)):
            return NOTHING
        at = len(first)
        for piece in inner:
            found = prefix.find(piece, at)
            if found < 0:
                return self
            at = found + len(piece)
        return EVERYTHING if suffix.endswith(last) and at <= len(prefix) else self

    def shortest(self) -> int:
        return sum(map(len, self.pieces))

    def likely(self) -> Iterable[str]:
        return ("".join(self.pieces),)

    @property
    def needed(self) -> tuple[str, ...]:
        return tuple(
            sorted({piece.lower(): None for piece in self.pieces if piece}, key=len, reverse=True)[:MOST_NEEDED]
        )

    def phrase(self, positive: bool = True) -> str:
        return f"{'matches' if positive else 'does not match'} {self.written}"

    def _build(self) -> Machine:
        from proxylint.names.automaton import Automaton
        from proxylint.names.javascript_syntax import parse
        from proxylint.names.shells import expression

        return Automaton(parse(expression(self.written), ""))


def starred(pattern: str) -> Starred | None:
    """None for a pattern that has more in it, or is simpler."""
    if "*" in pattern.strip("*") and PLAIN.fullmatch(pattern):
        return Starred(pattern)
    return None


def edged(pattern: str) -> Words | None:
    """What one-line texts match a word with stars in front, behind or nowhere; None for any other pattern."""
    word = pattern.strip("*")
    if not word or "*" in word or not PLAIN.fullmatch(pattern):
        return None
    if pattern[0] == "*":
        return Words(inside=(word,)) if pattern[-1] == "*" else Words(ends=(word,))
    return Words(starts=(word,)) if pattern[-1] == "*" else Words(equal=(word,))
