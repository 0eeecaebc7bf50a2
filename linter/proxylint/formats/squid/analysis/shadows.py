"""Lines of an access list that can never match, because of the lines above them or of their own terms."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from proxylint.formats.squid.analysis.cells import Cell
from proxylint.formats.squid.analysis.looks import Looks, TooMuch
from proxylint.formats.squid.analysis.relevance import Relevance
from proxylint.formats.squid.model import AccessLine, Term
from proxylint.records import dataclass

MOST_CELLS = 48
"""A line that would cut what is left into more pieces is passed over, which only makes more seem to be left."""


@dataclass(frozen=True, slots=True)
class Shadow:
    """No request ever comes to match `line`. `above`: lines that together take every request that could; without any
    of them it could match. Empty = its own terms exclude each other."""

    line: AccessLine
    above: tuple[AccessLine, ...]


def shadowed(relevance: Relevance, at: int) -> Shadow | None:
    """Whether the line at an index can never match, proved; None also where the proof is too much work."""
    line, looks = relevance.lines[at], relevance.looks
    try:
        own = looks.conjunction(line.terms, looks.begin())[0]
        found = takers(own, relevance.above(at, own), looks)
        if found is None or any(taker.span == line.span for taker in found):
            return None
        return Shadow(line, _needed(own, found, looks))
    except TooMuch:
        return None


def takers(cells: list[Cell], above: Iterable[AccessLine], looks: Looks) -> list[AccessLine] | None:
    """The lines that take something, until nothing is left; None = something is left."""
    found: list[AccessLine] = []
    if not cells:
        return found
    for line in above:
        left = _without(cells, line, looks)
        if left is not None:
            found.append(line)
            cells = left
            if not cells:
                return found
    return None


def _without(cells: list[Cell], line: AccessLine, looks: Looks) -> list[Cell] | None:
    """What the line leaves over; None = it takes nothing, or too many pieces are left."""
    left: list[Cell] = []
    taken = False
    for cell in cells:
        asked = looks.challenges
        inside, outside = looks.conjunction(line.terms, cell)
        if not inside and looks.challenges == asked:
            left.append(cell)
            continue
        taken = True
        left += outside
        if len(left) > MOST_CELLS:
            return None
    return left if taken else None


def _needed(cells: list[Cell], found: list[AccessLine], looks: Looks) -> tuple[AccessLine, ...]:
    """One line alone where one is enough; else without those that can be left out, the later ones first."""
    for taker in found:
        if not _left(cells, [taker], looks):
            return (taker,)
    kept = list(found)
    for taker in reversed(found):
        rest = [one for one in kept if one is not taker]
        if not _left(cells, rest, looks):
            kept = rest
    return tuple(kept)


def _left(cells: list[Cell], lines: Sequence[AccessLine], looks: Looks) -> bool:
    return takers(cells, lines, looks) is None


def never_holds(terms: Sequence[Term], looks: Looks) -> bool:
    """Whether the terms exclude each other, or no request can have what they ask for, proved."""
    try:
        return not looks.conjunction(tuple(terms), looks.begin())[0]
    except TooMuch:
        return False


def takes_everything(line: AccessLine, looks: Looks) -> bool:
    """Whether the line matches every request."""
    try:
        return not looks.conjunction(line.terms, looks.begin())[1]
    except TooMuch:
        return False
