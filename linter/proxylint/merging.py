"""Bringing regions together again: those that differ in one dimension only are one region."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from operator import attrgetter
from typing import Any, TypeVar

from proxylint import addresses
from proxylint.names import Beyond
from proxylint.records import dataclass, replace
from proxylint.region import Region

T = TypeVar("T")


Joined = Callable[[Sequence[Region]], Region | None]
"""Disjoint regions that are alike but in one dimension, as one; None = they cannot be joined."""


@dataclass(frozen=True, slots=True)
class Dimension:
    """What may differ between disjoint regions for them to be joined, and what must be equal.

    `paired`: two at a time, and what must be equal may change by that. Elsewhere all that are alike are joined at once:
    with each of a thousand sets in turn, a union would look at the thousand each time.
    """

    own: Callable[[Region], Hashable]
    others: Callable[[Region], Hashable]
    joined: Joined
    paired: bool = False


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
    differing = [one for one in dimensions if not _is_same(one.own, items, region_of)]
    numbered = [replace(one, others=_Numbered(one.others)) for one in differing]
    while 1 < len(items) < before:
        before = len(items)
        for dimension in numbered:
            items = (_paired if dimension.paired else _together)(dimension, items, region_of, put)
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


def _paired(
    along: Dimension, items: list[T], region_of: Callable[[T], Region], put: Callable[[T, Region], T]
) -> list[T]:
    kept: list[T] = []
    places: dict[Hashable, int] = {}
    for item in items:
        wanted = along.others(region_of(item))
        place = places.setdefault(wanted, len(kept))
        if place == len(kept):
            kept.append(item)
            continue
        union = along.joined((region_of(kept[place]), region_of(item)))
        if union is None:
            kept.append(item)
            continue
        kept[place] = put(kept[place], union)
        if along.others(union) != wanted:
            del places[wanted]
    return kept


def _together(
    along: Dimension, items: list[T], region_of: Callable[[T], Region], put: Callable[[T, Region], T]
) -> list[T]:
    alike: dict[Hashable, list[T]] = {}
    for item in items:
        alike.setdefault(along.others(region_of(item)), []).append(item)
    kept: list[T] = []
    for first, *more in alike.values():
        union = along.joined([region_of(item) for item in (first, *more)]) if more else None
        kept += [first, *more] if union is None else [put(first, union)]
    return kept


def _joined_clients(regions: Sequence[Region]) -> Region:
    first, *others = regions
    return replace(first, client=first.client.union(*(one.client for one in others)))


def _joined_minutes(regions: Sequence[Region]) -> Region:
    first, *others = regions
    return replace(first, minutes=first.minutes.union(*(one.minutes for one in others)))


def _joined_names(regions: Sequence[Region]) -> Region | None:
    first, *others = regions
    try:
        return replace(first, names=first.names.union(*(one.names for one in others)))
    except Beyond:
        return None


def _joined_resolved(regions: Sequence[Region]) -> Region | None:
    """The same names are resolved on both sides, and exactly one differs."""
    left, right = regions
    differing = [name for (name, a), (_, b) in zip(left.resolved, right.resolved, strict=True) if a != b]
    if len(differing) != 1:
        return None
    union = left.answers(differing[0]) | right.answers(differing[0])
    rest = tuple((name, answers) for name, answers in left.resolved if name != differing[0])
    if union == addresses.ANSWERS:
        return replace(left, resolved=rest)
    return replace(left, resolved=tuple(sorted((*rest, (differing[0], union)))))


def _joined_conditions(regions: Sequence[Region]) -> Region | None:
    """The same conditions on both sides, exactly one of them the other way round."""
    left, right = regions
    differing = [a for a, b in zip(left.conditions, right.conditions, strict=True) if a != b]
    if len(differing) != 1:
        return None
    return replace(left, conditions=tuple(known for known in left.conditions if known != differing[0]))


_FIELDS = ("names", "client", "listen", "minutes", "resolved", "conditions")
"""Of a region, those in which two that are joined may differ in one."""


def _dimension(name: str, joined: Joined, *, paired: bool = False) -> Dimension:
    """Along a field. `paired`: it holds pairs, of which both regions must have the same keys."""
    others = attrgetter(*(one for one in _FIELDS if one != name))
    own: Callable[[Region], Any] = attrgetter(name)
    if not paired:
        return Dimension(own, others, joined)
    return Dimension(own, lambda region: (others(region), tuple([key for key, _ in own(region)])), joined, paired=True)


CLIENT = _dimension("client", _joined_clients)
TIME = _dimension("minutes", _joined_minutes)
NAMES = _dimension("names", _joined_names)
CONDITIONS = _dimension("conditions", _joined_conditions, paired=True)
RESOLVED = _dimension("resolved", _joined_resolved, paired=True)
DIMENSIONS = (CLIENT, CONDITIONS, RESOLVED, TIME, NAMES)
