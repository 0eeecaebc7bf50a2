"""From cases that may stand on something untold to cases that say `unknown` where it matters.

An ACL that is not modelled splits a region in two, as if its answer were known (acls/part.py `untold`). Where both ways
lead to the same end, that end is certain; where they do not, the question is unknown, and the ACL is the reason.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TypeVar

from proxylint.formats.squid.acls.part import UNTOLD
from proxylint.formats.squid.sight import Budget
from proxylint.merging import CONDITIONS, merged_by
from proxylint.records import replace
from proxylint.region import Condition, Region
from proxylint.verdict import Access, Case, Decision, Tls

T = TypeVar("T")


def settled(cases: list[Case], budget: Budget) -> list[Case]:
    """Cases without untold conditions, covering what the given ones cover."""
    done: set[str] = set()
    while untold := _next_untold(cases, budget):
        before = len(cases)
        cases = _without(untold, cases, budget, done)
        done.add(untold.text)
        if len(cases) >= before:
            cases = merged(cases)
    return merged(cases)


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
    return (case.failure, *((decision.value, decision.reason) for decision in (case.access, case.tls, case.route)))


def _places(case: Case) -> tuple[object, ...]:
    return (_end(case), case.access.span, case.tls.span, case.route.span)


_CONDITIONS_AT_ONCE = 8
"""So many conditions are looked at, or compared with another case's, for one unit of the budget."""


def _next_untold(cases: list[Case], budget: Budget) -> Condition | None:
    """The one whose sides make the fewest pairs. Lines that follow each other, each with a condition of its own, leave
    a case for each line, which takes the conditions of all lines above: from the last line on, each makes one pair."""
    sides: dict[Condition, list[int]] = {}
    for case in cases:
        budget.spend(1 + len(case.when.conditions) // _CONDITIONS_AT_ONCE)
        for condition, held in case.when.conditions:
            if condition.id.startswith(UNTOLD):
                sides.setdefault(condition, [0, 0])[held] += 1
    return min(sides, key=lambda one: (sides[one][False] * sides[one][True], one), default=None)


def _without(untold: Condition, cases: list[Case], budget: Budget, done: Collection[str]) -> list[Case]:
    sides: dict[bool | None, list[Case]] = {True: [], False: [], None: []}
    for case in cases:
        held = case.when.told(untold)
        sides[held].append(case if held is None else replace(case, when=_freed(case.when, untold)))
    found = sides[None]
    for left in sides[True]:
        for right in sides[False]:
            budget.spend(1 + (len(left.when.conditions) + len(right.when.conditions)) // _CONDITIONS_AT_ONCE)
            common = left.when.intersect(right.when)
            if common is not None:
                found.append(_joined(left, right, common, untold, done))
    return found


def _freed(region: Region, condition: Condition) -> Region:
    return replace(region, conditions=tuple(known for known in region.conditions if known[0] != condition))


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
        return right if _may_match(left) and not _may_match(right) else left
    for side in (left, right):
        if side.value == unknown and side.reason not in done:
            return side
    return Decision(unknown, untold.span, untold.text, left.trace)


def _may_match(decision: Decision[T]) -> bool:
    """Whether the line that decided is not known to match; another line that does the same is the better place."""
    return any(step.held is None and step.inner and step.span == decision.span for step in decision.trace)
