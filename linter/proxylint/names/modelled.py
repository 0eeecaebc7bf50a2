"""Which trees are modelled, and which are refused before anything is built."""

from __future__ import annotations

from proxylint.names.characters import EVERY, Ranges, union
from proxylint.names.errors import Beyond
from proxylint.names.tree import Anchor, BackReference, Chars, Choice, Group, Look, Node, Repeat, Sequence

REFERS_BACK = "it refers back to a group"

LARGEST = 5000
"""Places and junctions that counted repeats may unfold to; the pattern's own text is linear and always fits."""

LONGEST = 200_000
"""Nodes of a pattern or word list as it is written."""


def check(tree: Node) -> None:
    """Raises Beyond for a tree that no network is built for."""
    written, unfolded = _sizes(tree)
    if unfolded > max(LARGEST, 4 * written):
        raise Beyond("its counted repeats unfold to too many steps")
    if written > LONGEST:
        raise Beyond("it is too long")


def seen_ahead(look: Look) -> tuple[Ranges, bool]:
    """A look-ahead as a condition on the next character: its set, and whether the end of the text will do as well."""
    found = _one_character(look.body) if look.ahead else None
    if found is None:
        raise Beyond("it looks around for more than one character")
    return found


def _one_character(body: Node) -> tuple[Ranges, bool] | None:
    match body:
        case Chars(ranges):
            return ranges, False
        case Anchor.END:
            return (), True
        case Group(inner):
            return _one_character(inner)
        case Sequence(()):
            return EVERY, True
        case Choice(branches):
            found = [_one_character(branch) for branch in branches]
            sides = [side for side in found if side is not None]
            if len(sides) < len(found):
                return None
            return union(pair for ranges, _ in sides for pair in ranges), any(end for _, end in sides)
    return None


def _sizes(tree: Node) -> tuple[int, int]:
    """How many nodes the tree has, and how many once every counted repeat is written out."""
    match tree:
        case Sequence(parts) | Choice(parts):
            sizes = [_sizes(part) for part in parts]
            return 1 + sum(size for size, _ in sizes), 1 + sum(size for _, size in sizes)
        case Look():
            seen_ahead(tree)
        case BackReference():
            raise Beyond(REFERS_BACK)
        case Group(body):
            written, unfolded = _sizes(body)
            return 1 + written, 1 + unfolded
        case Repeat(body, least, most):
            written, unfolded = _sizes(body)
            return 1 + written, 1 + (unfolded + 1) * (max(least, 1) if most is None else most)
    return 1, 1
