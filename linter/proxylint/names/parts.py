"""What a conjunction of tests leaves of a family."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from proxylint.names.asking import Test, read
from proxylint.names.errors import Beyond
from proxylint.names.family import Family, Witness

Constraint = tuple[Test, bool]

MOST_MEMBERS = 8
"""Known members that a part carries along; each is one cheap answer to "is there one that ..."."""


@dataclass(frozen=True, slots=True)
class Part:
    """The members of the family for which every test comes out as stated. `members`: some of them, never none.

    No constraint holds for the whole family, and none follows from those before it.
    """

    constraints: tuple[Constraint, ...]
    members: tuple[Witness, ...] = field(compare=False, repr=False)
    tests: frozenset[Test] = field(compare=False, repr=False)

    def holds(self, host: str, path: str | None) -> bool:
        return all(test.matches(host, path) is wanted for test, wanted in self.constraints)


def divide(family: Family, part: Part, test: Test) -> tuple[Part | None, Part | None]:
    if test in part.tests:
        return (part, None) if (test, True) in part.constraints else (None, part)
    matching = tuple(member for member in part.members if test.matches(member.host, member.path))
    rest = tuple(member for member in part.members if member not in matching)
    yes = _side(family, part, test, True, matching)
    if yes is None:
        return None, part
    no = _side(family, part, test, False, rest)
    return (yes, no) if no is not None else (part, None)


def _side(family: Family, part: Part, test: Test, wanted: bool, members: tuple[Witness, ...]) -> Part | None:
    constraints = (*part.constraints, (test, wanted))
    if not members:
        found = _member(family, part, test, wanted)
        if found is None:
            return None
        members = (found,)
    return Part(constraints, members[:MOST_MEMBERS], part.tests | {test})


def _member(family: Family, part: Part, test: Test, wanted: bool) -> Witness | None:
    candidate = read(family, test).example(wanted)
    if candidate is None or part.holds(candidate.host, candidate.path):
        return candidate
    return _found(family, (*part.constraints, (test, wanted)))


def _found(family: Family, constraints: Iterable[Constraint]) -> Witness | None:
    from proxylint.names.search import search

    tracks = []
    for test, wanted in constraints:
        reading = read(family, test)
        if reading.verdict is None:
            tracks.append(reading.track(wanted))
        elif reading.verdict is not wanted:
            return None
    return search(family, tracks)


def plainest(family: Family, part: Part) -> Witness:
    try:
        return _found(family, part.constraints) or part.members[0]
    except Beyond:
        return min(part.members, key=lambda member: (len(member.host), member.host, member.path or ""))


def simplified(settled: Sequence[Part], more: Iterable[Part]) -> tuple[Part, ...]:
    """All of them, those that differ in the outcome of one test only made one part without that test, and so on.

    No two of `settled` can be merged.
    """
    groups: dict[frozenset[Test], list[Part]] = {}
    for part in settled:
        groups.setdefault(part.tests, []).append(part)
    for part in more:
        while (merged := _merge(groups.setdefault(part.tests, []), part)) is not None:
            part = merged
        groups[part.tests].append(part)
    return tuple(part for group in groups.values() for part in group)


def _merge(group: list[Part], part: Part) -> Part | None:
    """With the one of the group that it complements, which leaves the group."""
    outcomes = set(part.constraints)
    for other in group:
        differing = [constraint for constraint in other.constraints if constraint not in outcomes]
        if len(differing) == 1:
            group.remove(other)
            test = differing[0][0]
            kept = tuple(constraint for constraint in part.constraints if constraint[0] != test)
            return Part(kept, (*part.members, *other.members)[:MOST_MEMBERS], part.tests - {test})
    return None
