"""Cases with one answer whose regions differ in one dimension only become one.

What is compared again and again is numbered once, equal things alike. Along the addresses of a name only those cases
can be joined that speak of it, for cases exclude each other; so the work is in proportion to what the cases speak of.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence

from proxylint import addresses
from proxylint.formats.pac.javascript.values import Unmodelled
from proxylint.formats.pac.script import Outcome
from proxylint.names import Beyond
from proxylint.records import dataclass, replace
from proxylint.region import Region

UNIONS = 64
"""Leaves that may stay apart along one dimension before no more are put together."""


@dataclass(slots=True)
class Leaf:
    region: Region
    outcome: Outcome


class Answers:
    """Which outcomes are one answer: those with equal numbers. Each is looked at once."""

    def __init__(self, same: Callable[[Outcome], object]) -> None:
        """`same`: outcomes with equal keys are one answer."""
        self._same = same
        self._numbers = _Numbers()
        self._seen: dict[int, tuple[Outcome, int]] = {}

    def number(self, outcome: Outcome) -> int:
        known = self._seen.get(id(outcome))
        if known is None:
            known = self._seen[id(outcome)] = (outcome, self._numbers.of(self._same(outcome)))
        return known[1]


class _Numbers:
    def __init__(self) -> None:
        self._known: dict[object, int] = {}

    def of(self, value: object) -> int:
        return self._known.setdefault(value, len(self._known))


def united(leaves: Sequence[Leaf], answers: Answers) -> list[Leaf]:
    numbers = _Numbers()
    found = [_Numbered(leaf, answers.number(leaf.outcome), numbers) for leaf in leaves]
    for dimension, union in ((_NAMES, _names), (_CLIENT, _client), (_MINUTES, _minutes)):
        found = _along(dimension, union, found, numbers)
    return _along_resolved(found)


_NAMES, _CLIENT, _MINUTES, _RESOLVED = range(4)


class _Numbered:
    """`place`: numbers of what its region is in each dimension, those above first."""

    __slots__ = ("answer", "leaf", "place")

    def __init__(self, leaf: Leaf, answer: int, numbers: _Numbers) -> None:
        region = leaf.region
        self.leaf = leaf
        self.answer = answer
        dimensions = (region.names, region.client, region.minutes, region.resolved)
        rest = (region.listen, region.record, region.conditions)
        self.place = [numbers.of(value) for value in (*dimensions, rest)]

    def besides(self, dimension: int) -> Hashable:
        """Its answer, and its region in all dimensions but one."""
        return (self.answer, *self.place[:dimension], *self.place[dimension + 1 :])


Union = Callable[[Region, Region], Region | None]
"""Of two disjoint regions that are the same in all other dimensions; None = that is too much work."""


def _along(dimension: int, union: Union, leaves: Iterable[_Numbered], numbers: _Numbers) -> list[_Numbered]:
    found: dict[Hashable, _Numbered] = {}
    apart: list[_Numbered] = []
    for one in leaves:
        known = found.setdefault(one.besides(dimension), one)
        if known is one:
            continue
        region = union(known.leaf.region, one.leaf.region) if len(apart) < UNIONS else None
        if region is None:
            apart.append(one)
        else:
            found[one.besides(dimension)] = _Numbered(Leaf(region, known.leaf.outcome), known.answer, numbers)
    return [*found.values(), *apart]


def _names(one: Region, other: Region) -> Region | None:
    try:
        return replace(one, names=one.names.union(other.names))
    except (Beyond, Unmodelled):
        return None


def _client(one: Region, other: Region) -> Region | None:
    return replace(one, client=one.client | other.client)


def _minutes(one: Region, other: Region) -> Region | None:
    return replace(one, minutes=one.minutes | other.minutes)


def _along_resolved(leaves: Sequence[_Numbered]) -> list[Leaf]:
    """One name after the other."""
    speaking = [_Speaking(one.leaf) for one in leaves]
    groups: dict[Hashable, list[_Speaking]] = {}
    for one, speaks in zip(leaves, speaking, strict=True):
        groups.setdefault(one.besides(_RESOLVED), []).append(speaks)
    for group in groups.values():
        if len(group) > 1:
            _join(group)
    return [speaks.leaf for speaks in speaking if not speaks.joined]


def _join(group: Sequence[_Speaking]) -> None:
    about: dict[str, list[_Speaking]] = {}
    for one in group:
        for name in one.answers:
            about.setdefault(name, []).append(one)
    for name in sorted(about):
        found: dict[int, _Speaking] = {}
        for one in about[name]:
            if not one.joined:
                known = found.setdefault(one.besides(name), one)
                if known is not one:
                    known.join(name, one)


class _Speaking:
    """What a leaf says of the addresses of names. `mark`, a sum over them, tells leaves apart almost surely."""

    __slots__ = ("answers", "joined", "leaf", "mark")

    def __init__(self, leaf: Leaf) -> None:
        self.leaf = leaf
        self.answers = dict(leaf.region.resolved)
        self.mark = sum(map(hash, self.answers.items()))
        self.joined = False

    def besides(self, name: str) -> int:
        """The mark of what it says of other names."""
        return self.mark - hash((name, self.answers[name]))

    def join(self, name: str, other: _Speaking) -> None:
        """Unless they differ in more than this name."""
        mine, its = dict(self.answers), dict(other.answers)
        answers = mine.pop(name, addresses.ANSWERS) | its.pop(name)
        if mine != its:
            return
        other.joined = True
        if answers != addresses.ANSWERS:
            mine[name] = answers
        self.answers, self.mark = mine, sum(map(hash, mine.items()))
        region = replace(self.leaf.region, resolved=tuple(sorted(mine.items())))
        self.leaf = Leaf(region, self.leaf.outcome)
