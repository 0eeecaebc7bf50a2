"""From cases that may stand on something untold to cases that say `unknown` where it matters.

An ACL that is not modelled splits a region in two, as if its answer were known (acls/part.py `untold`). Where both ways
lead to the same end, that end is certain; where they do not, the question is unknown, and the ACL is the reason.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import TypeVar

from proxylint.formats.squid.acls.part import is_untold
from proxylint.formats.squid.sight import Budget
from proxylint.merging import CONDITIONS, merged_by
from proxylint.records import replace
from proxylint.region import Condition, Region
from proxylint.verdict import Access, Case, Decision, Tls

T = TypeVar("T")


def settled(cases: list[Case], budget: Budget, kept: Collection[Condition] = ()) -> list[Case]:
    """Cases without untold conditions, covering what the given ones cover. `kept`: those that are told apart elsewhere,
    too; all others stand in these cases alone."""
    if not any(is_untold(condition) for case in cases for condition, _ in case.when.conditions):
        return merged(cases)
    settling = _Settling(budget, kept)
    settling.put(cases)
    while untold := settling.next():
        settling.settle(untold)
    return merged(settling.cases)


def merged(cases: list[Case]) -> list[Case]:
    """Equal ends with the same deciding places, where the regions differ in one dimension only, are one case.

    A condition that no option fixes is not worth a case unless the end differs: there the places need not be the same.
    """
    cases = merged_by(cases, _places, lambda case: case.when, _moved)
    if not any(case.when.conditions for case in cases):
        return cases
    fewer = merged_by(cases, _end, lambda case: case.when, _moved, (CONDITIONS,))
    return merged_by(fewer, _places, lambda case: case.when, _moved) if len(fewer) < len(cases) else cases


def _moved(case: Case, region: Region) -> Case:
    return replace(case, when=region)


def _end(case: Case) -> tuple[object, ...]:
    access, tls, route = case.access, case.tls, case.route
    return (case.failure, access.value, access.reason, tls.value, tls.reason, route.value, route.reason)


def _places(case: Case) -> tuple[object, ...]:
    return (_end(case), case.access.span, case.tls.span, case.route.span)


_CONDITIONS_AT_ONCE = 8
"""So many conditions are looked at, or compared with another case's, for one unit of the budget."""


class _Settling:
    """Cases of which one untold condition after the other is taken away."""

    def __init__(self, budget: Budget, kept: Collection[Condition]) -> None:
        self.cases: list[Case] = []
        self._budget = budget
        self._kept = kept
        self._sides: dict[Condition, list[int]] = {}
        """How many cases each of them has on either side."""
        self._done: set[str] = set()

    def put(self, cases: list[Case]) -> None:
        self.cases, self._sides = cases, {}
        self._count(cases, 1)

    def _count(self, cases: Iterable[Case], times: int) -> None:
        sides = self._sides
        for case in cases:
            conditions = case.when.conditions
            self._budget.spend(1 + len(conditions) // _CONDITIONS_AT_ONCE)
            for condition, held in conditions:
                counted = sides.get(condition)
                if counted is not None:
                    counted[held] += times
                elif is_untold(condition) and condition not in self._kept:
                    sides[condition] = [0, times] if held else [times, 0]

    def next(self) -> Condition | None:
        """The one whose sides make the fewest pairs. Lines that follow each other, each with a condition of its own,
        leave a case for each line, which takes the conditions of all lines above: from the last line on, each makes one
        pair."""
        self._budget.spend(len(self._sides) // _CONDITIONS_AT_ONCE)
        standing = [(failing * holding, one) for one, (failing, holding) in self._sides.items() if failing or holding]
        return min(standing, default=(0, None))[1]

    def settle(self, untold: Condition) -> None:
        before = len(self.cases)
        sides: dict[bool | None, list[Case]] = {True: [], False: [], None: []}
        for case in self.cases:
            sides[case.when.told(untold)].append(case)
        self._budget.spend(before // _CONDITIONS_AT_ONCE)
        self._count((*sides[True], *sides[False]), -1)
        holding, failing = ([_freed(case, untold) for case in sides[held]] for held in (True, False))
        together = list(self._pairs(holding, failing, untold))
        self._done.add(untold.text)
        del self._sides[untold]
        cases = sides[None] + together
        if len(cases) < before:
            self._count(together, 1)
            self.cases = cases
        else:
            self.put(merged(cases))

    def _pairs(self, holding: list[Case], failing: list[Case], untold: Condition) -> Iterator[Case]:
        for left in holding:
            for right in failing:
                self._budget.spend(of_pair(left.when, right.when))
                common = left.when.intersect(right.when)
                if common is not None:
                    yield _joined(left, right, common, untold, self._done)


def of_pair(left: Region, right: Region) -> int:
    """What it costs to look whether two regions have something in common."""
    return 1 + (len(left.conditions) + len(right.conditions)) // _CONDITIONS_AT_ONCE


def _freed(case: Case, condition: Condition) -> Case:
    conditions = tuple([known for known in case.when.conditions if known[0] != condition])
    return replace(case, when=replace(case.when, conditions=conditions))


def _joined(left: Case, right: Case, region: Region, untold: Condition, done: Collection[str]) -> Case:
    access = _agreed(left.access, right.access, Access.UNKNOWN, untold, done)
    if access.value is Access.UNKNOWN:
        return Case(region, access, Decision(Tls.UNKNOWN, reason=access.reason), Decision(None, reason=access.reason))
    tls = _agreed(left.tls, right.tls, Tls.UNKNOWN, untold, done)
    route = _agreed(left.route, right.route, None, untold, done)
    return Case(region, access, tls, route)


def _agreed(left: Decision[T], right: Decision[T], unknown: T, untold: Condition, done: Collection[str]) -> Decision[T]:
    """`done`: the texts of conditions that were settled before. Of two that leave a question open the one that is
    settled later is told, since it is asked earlier."""
    if left.value == right.value:
        return right if may_match(left) and not may_match(right) else left
    for side in (left, right):
        if side.value == unknown and side.reason not in done:
            return side
    return Decision(unknown, untold.span, untold.text, left.trace)


def may_match(decision: Decision[T]) -> bool:
    """Whether the line that decided is not known to match; another line that does the same is the better place."""
    return any(step.held is None and step.inner and step.span == decision.span for step in decision.trace)
