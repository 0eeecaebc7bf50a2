"""Whether a path is one that a pattern means, the pattern being taken apart already (see `globs`).

A match takes at most the length of the pattern times that of the path in steps: nothing is tried twice.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from proxylint.records import dataclass


@dataclass(frozen=True, slots=True)
class Chosen:
    """One of a set of characters, or one outside it. `ranges`: pairs, both ends included."""

    ranges: tuple[tuple[str, str], ...]
    negated: bool = False

    def fits(self, char: str) -> bool:
        return any(low <= char <= high for low, high in self.ranges) != self.negated


ANY = Chosen((), True)
"""What `?` stands for."""

One = str | Chosen
Piece = str | tuple[One, ...]
"""What stands beside a `*`: plain text where no set is in it."""

Name = tuple[Piece, ...]
"""A pattern for one name of a path: the pieces around its `*`."""

ANY_NAME: Name = ("", "")

Segment = tuple[Name, ...]
"""The names beside a `**`."""


@dataclass(frozen=True, slots=True)
class Glob:
    """`anchored`: it speaks of a whole path, else of its last name alone. `folders`: it means folders only.

    `segments`: what stands around each `**`; None = the pattern is malformed and means nothing, as git has it.
    """

    segments: tuple[Segment, ...] | None
    anchored: bool
    folders: bool

    def matches(self, names: Sequence[str]) -> bool:
        """Whether the path of these names is one that the pattern means."""
        if self.segments is None or not names:
            return False
        if not self.anchored:
            return name_matches(self.segments[0][0], names[-1])
        return _spread(self.segments, names, _names_at)

    def holds(self, names: Sequence[str]) -> bool:
        """Whether the path lies in a folder that the pattern, which speaks of whole paths, means."""
        return self.segments is not None and bool(names) and _spread((*self.segments, (ANY_NAME,)), names, _names_at)


def name_matches(name: Name, text: str) -> bool:
    return _spread(name, text, _text_at)


_Whole = TypeVar("_Whole", str, Sequence[str])
_Part = TypeVar("_Part", Piece, Segment)


def _spread(parts: Sequence[_Part], whole: _Whole, find: Callable[[_Part, _Whole, int, int], int]) -> bool:
    """Whether the parts stand in the whole in their order, the first at its head and the last at its end.

    Each part has one length, so the leftmost place is as good as any: nothing is taken back. `find`: the leftmost place
    of a part between two places, or -1.
    """
    first, last = parts[0], parts[-1]
    if len(parts) == 1:
        return len(first) == len(whole) and find(first, whole, 0, len(whole)) == 0
    at, end = len(first), len(whole) - len(last)
    if at > end or find(first, whole, 0, at) != 0 or find(last, whole, end, len(whole)) != end:
        return False
    for part in parts[1:-1]:
        found = find(part, whole, at, end)
        if found < 0:
            return False
        at = found + len(part)
    return True


def _text_at(piece: Piece, text: str, start: int, end: int) -> int:
    if isinstance(piece, str):
        return text.find(piece, start, end)
    places = range(start, end - len(piece) + 1)
    return next((at for at in places if all(map(_fits, piece, text[at : at + len(piece)]))), -1)


def _fits(one: One, char: str) -> bool:
    return one == char if isinstance(one, str) else one.fits(char)


def _names_at(segment: Segment, names: Sequence[str], start: int, end: int) -> int:
    places = range(start, end - len(segment) + 1)
    return next((at for at in places if all(map(name_matches, segment, names[at : at + len(segment)]))), -1)
