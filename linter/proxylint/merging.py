"""Bringing regions together again: those that differ in one dimension only are one region."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from operator import attrgetter
from typing import Any, TypeVar

from proxylint import addresses
from proxylint.names import Beyond
from proxylint.records import replace
from proxylint.region import Region

T = TypeVar("T")


Joined = Callable[[Region, Region], Region | None]

Dimension = tuple[Callable[[Region], Hashable], Callable[[Region], Hashable], Joined]
"""What may differ between two disjoint regions for them to be joined, what must be equal, and how they are joined; None
= they cannot be."""


def merged_by(
    items: list[T],
    key: Callable[[T], Hashable],
    region_of: Callable[[T], Region],
    put: Callable[[T, Region], T],
    dimensions: Sequence[Dimension] | None = None,
) -> list[T]:
    """Items with equal keys whose regions are disjoint, made fewer; the first of those joined stays, with the union."""
    if len(items) < 2:
        return items
    alike: dict[Hashable, list[T]] = {}
    for item in items:
        alike.setdefault(key(item), []).append(item)
    if len(alike) == len(items):
        return items
    along = DIMENSIONS if dimensions is None else dimensions
    return [
        item
        for group in alike.values()
        for item in (_merged(group, region_of, put, along) if len(group) > 1 else group)
    ]


def _merged(
    items: list[T], region_of: Callable[[T], Region], put: Callable[[T, Region], T], dimensions: Sequence[Dimension]
) -> list[T]:
    """Every round takes one dimension after the other, until no round makes them fewer. Joining along one leaves the
    others as they are, so what is the same at first stays so."""
    before = len(items) + 1
    differing = [one for one in dimensions if not _is_same(one[0], items, region_of)]
    numbered: list[Dimension] = [(own, _Numbered(others), joined) for own, others, joined in differing]
    while 1 < len(items) < before:
        before = len(items)
        for dimension in numbered:
            items = _merged_along(dimension, items, region_of, put)
    return items


def _is_same(own: Callable[[Region], Hashable], items: list[T], region_of: Callable[[T], Region]) -> bool:
    """Whether all regions have the very same thing there: none can be joined along it then, since they are disjoint."""
    first = own(region_of(items[0]))
    return all(own(region_of(item)) is first for item in items)


class _Numbered:
    """Numbers in place of what must be equal. There may be as many rounds as items, and most regions stay as they are
    from round to round, with conditions by the hundred to hash."""

    def __init__(self, others: Callable[[Region], Hashable]) -> None:
        self._others = others
        self._numbers: dict[Hashable, int] = {}
        self._known: dict[int, tuple[Region, int]] = {}

    def __call__(self, region: Region) -> int:
        found = self._known.get(id(region))
        if found is None:
            number = self._numbers.setdefault(self._others(region), len(self._numbers))
            found = self._known[id(region)] = (region, number)  # kept, so that no other region gets its id
        return found[1]


def _merged_along(
    dimension: Dimension, items: list[T], region_of: Callable[[T], Region], put: Callable[[T, Region], T]
) -> list[T]:
    _, others, joined = dimension
    if joined is _joined_names:
        return _merged_along_names(others, items, region_of, put)
    kept: list[T] = []
    places: dict[Hashable, int] = {}
    for item in items:
        wanted = others(region_of(item))
        place = places.setdefault(wanted, len(kept))
        if place == len(kept):
            kept.append(item)
            continue
        union = joined(region_of(kept[place]), region_of(item))
        if union is None:
            kept.append(item)
            continue
        kept[place] = put(kept[place], union)
        if others(union) != wanted:
            del places[wanted]
    return kept


def _merged_along_names(
    others: Callable[[Region], Hashable],
    items: list[T],
    region_of: Callable[[T], Region],
    put: Callable[[T, Region], T],
) -> list[T]:
    """All that are alike at once: a union with each of a thousand sets in turn would look at the thousand each time."""
    alike: dict[Hashable, list[T]] = {}
    for item in items:
        alike.setdefault(others(region_of(item)), []).append(item)
    kept: list[T] = []
    for first, *more in alike.values():
        union = _joined_names(*map(region_of, (first, *more))) if more else None
        kept += [first, *more] if union is None else [put(first, union)]
    return kept


def _joined_client(left: Region, right: Region) -> Region:
    return replace(left, client=left.client | right.client)


def _joined_minutes(left: Region, right: Region) -> Region:
    return replace(left, minutes=left.minutes | right.minutes)


def _joined_names(left: Region, *others: Region) -> Region | None:
    try:
        return replace(left, names=left.names.union(*(other.names for other in others)))
    except Beyond:
        return None


def _joined_resolved(left: Region, right: Region) -> Region | None:
    """The same names are resolved on both sides, and exactly one differs."""
    differing = [name for (name, a), (_, b) in zip(left.resolved, right.resolved, strict=True) if a != b]
    if len(differing) != 1:
        return None
    union = left.answers(differing[0]) | right.answers(differing[0])
    rest = tuple((name, answers) for name, answers in left.resolved if name != differing[0])
    if union == addresses.ANSWERS:
        return replace(left, resolved=rest)
    return replace(left, resolved=tuple(sorted((*rest, (differing[0], union)))))


def _joined_conditions(left: Region, right: Region) -> Region | None:
    """The same conditions on both sides, exactly one of them the other way round."""
    differing = [a for a, b in zip(left.conditions, right.conditions, strict=True) if a != b]
    if len(differing) != 1:
        return None
    return replace(left, conditions=tuple(known for known in left.conditions if known != differing[0]))


_FIELDS = ("names", "client", "listen", "minutes", "resolved", "conditions")
"""Of a region, those in which two that are joined may differ in one."""


def _dimension(name: str, joined: Callable[[Region, Region], Region | None], *, listed: bool = False) -> Dimension:
    """Along a field. `listed`: it holds pairs, of which both regions must have the same keys."""
    others = attrgetter(*(one for one in _FIELDS if one != name))
    own: Callable[[Region], Any] = attrgetter(name)
    if not listed:
        return own, others, joined
    return own, lambda region: (others(region), tuple([key for key, _ in own(region)])), joined


CLIENT = _dimension("client", _joined_client)
TIME = _dimension("minutes", _joined_minutes)
NAMES = _dimension("names", _joined_names)
CONDITIONS = _dimension("conditions", _joined_conditions, listed=True)
RESOLVED = _dimension("resolved", _joined_resolved, listed=True)
DIMENSIONS = (CLIENT, CONDITIONS, RESOLVED, TIME, NAMES)
