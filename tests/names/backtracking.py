"""How much a backtracking engine can make of a pattern at worst.

A backtracking search of a text of n characters makes at most ways * n ** degree attempts: alternatives add up, what
follows one another multiplies, a repeat without (or with a high) limit gives n choices - unless what it repeats cannot
begin what follows, so that giving back a character fails at once. Everything else in a pattern is one step. Patterns
above a bound on that product are refused, and so are those whose groups JavaScript and Python fill differently.
"""

from __future__ import annotations

from proxylint.names.characters import Ranges, overlap, union
from proxylint.names.tree import Anchor, Chars, Choice, Group, Node, Repeat, Sequence
from proxylint.records import dataclass

MOST_ATTEMPTS = 5_000_000
TYPICAL_TEXT = 300
"""Characters; `MOST_ATTEMPTS` is for a text of this length. Refuse longer ones before searching."""

FEW = 8
"""Up to so many rounds of a repeat count as that many choices, not as n."""


def harmless(tree: Node) -> bool:
    found = _effort(tree, ())
    if found is None:
        return False
    degree = found.degree + (not _starts_at_start(tree))
    return degree <= 3 and found.ways * TYPICAL_TEXT**degree <= MOST_ATTEMPTS


@dataclass(frozen=True, slots=True)
class _Effort:
    """`first`: what the node and everything behind it may begin with. `empty`: whether the node alone may be empty."""

    ways: int
    degree: int
    first: Ranges
    empty: bool


def _effort(node: Node, behind: Ranges) -> _Effort | None:
    match node:
        case Chars(ranges):
            return _Effort(1, 0, ranges, False)
        case Group(body):
            return _effort(body, behind)
        case Sequence(parts):
            return _of_sequence(parts, behind)
        case Choice(branches):
            return _of_choice(branches, behind)
        case Repeat():
            return _of_repeat(node, behind)
    return _Effort(1, 0, behind, True)


def _of_sequence(parts: tuple[Node, ...], behind: Ranges) -> _Effort | None:
    ways, degree, first, empty = 1, 0, behind, True
    for part in reversed(parts):
        found = _effort(part, first)
        if found is None:
            return None
        ways, degree = min(ways * found.ways, MOST_ATTEMPTS + 1), degree + found.degree
        first, empty = found.first, empty and found.empty
    return _Effort(ways, degree, first, empty)


def _of_choice(branches: tuple[Node, ...], behind: Ranges) -> _Effort | None:
    found = [_effort(branch, behind) for branch in branches]
    sides = [side for side in found if side is not None]
    if len(sides) < len(found):
        return None
    return _Effort(
        sum(side.ways for side in sides),
        max(side.degree for side in sides),
        union(pair for side in sides for pair in side.first),
        any(side.empty for side in sides),
    )


def _of_repeat(repeat: Repeat, behind: Ranges) -> _Effort | None:
    once = _effort(repeat.body, ())
    if once is None or once.empty or (repeat.most != 1 and _sometimes_captures(repeat.body)):
        return None
    first = union((*once.first, *behind)) if not repeat.least else once.first
    if repeat.most is not None and repeat.most <= FEW:
        once = _effort(repeat.body, union((*once.first, *behind)))
        if once is None:
            return None
        ways = sum(min(once.ways**rounds, MOST_ATTEMPTS) for rounds in range(repeat.least, repeat.most + 1))
        return _Effort(ways, once.degree * repeat.most, first, not repeat.least)
    if not isinstance(repeat.body, Chars):
        return None
    return _Effort(1, int(overlap(repeat.body.ranges, behind)), first, not repeat.least)


def _sometimes_captures(node: Node, sometimes: bool = False) -> bool:
    """JavaScript forgets, at each round of a repeat, the groups inside; Python keeps those the round does not reach."""
    match node:
        case Group(body, number):
            return (sometimes and number is not None) or _sometimes_captures(body, sometimes)
        case Sequence(parts):
            return any(_sometimes_captures(part, sometimes) for part in parts)
        case Choice(branches):
            return any(_sometimes_captures(branch, True) for branch in branches)
        case Repeat(body, least):
            return _sometimes_captures(body, sometimes or not least)
    return False


def _starts_at_start(node: Node) -> bool:
    match node:
        case Sequence((first, *_)):
            return _starts_at_start(first)
        case Group(body):
            return _starts_at_start(body)
        case Choice(branches):
            return all(_starts_at_start(branch) for branch in branches)
    return node is Anchor.START
