"""Two verdicts on the same request, held against each other point by point: the slow and plain way.

A condition that stands for the same on both sides has the same truth on both. Chance may be either way, so a point has
a set of possible answers.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from itertools import islice, product
from random import Random

from proxylint import addresses
from proxylint.records import replace
from proxylint.region import Condition, Point
from proxylint.request import Request
from proxylint.verdict import Case, Verdict

MOST_CONDITIONS = 6


def answer(case: Case) -> Hashable:
    return "failure" if case.failure else (case.access.value, case.tls.value, case.route.value)


class Worlds:
    """The conditions of two verdicts. `shared`: those whose truth is a matter of the world, by what they stand for."""

    def __init__(self, old: Verdict, new: Verdict) -> None:
        self.sides = [_conditions(old), _conditions(new)]
        here, there = ({_key(one) for one in side} for side in self.sides)
        meant = {one.meaning for side in self.sides for one in side if one.meaning is not None}
        self.shared = sorted((here & there) | meant, key=repr)

    @property
    def small(self) -> bool:
        return all(len(side) <= MOST_CONDITIONS for side in (*self.sides, self.shared))

    def truths(self) -> Iterator[dict[Hashable, bool]]:
        for sides in product((True, False), repeat=len(self.shared)):
            yield dict(zip(self.shared, sides, strict=True))

    def answers(self, side: int, cases: Sequence[Case], point: Point, truth: Mapping[Hashable, bool]) -> set[Hashable]:
        """All that may come out at a point."""
        lone = [one for one in self.sides[side] if _key(one) not in truth]
        known = {one.id: truth[_key(one)] for one in self.sides[side] if _key(one) in truth}
        found = set()
        for sides in product((True, False), repeat=len(lone)):
            conditions = known | {one.id: holds for one, holds in zip(lone, sides, strict=True)}
            at = replace(point, conditions=conditions)
            found |= {answer(case) for case in cases if case.when.holds(at)}
        return found


def differing(
    old: Verdict, new: Verdict, points: Sequence[Point], under: Sequence[tuple[Condition, bool]] = ()
) -> list[Point]:
    """The points, of those given, at which the two do not say the same. `under`: conditions that hold, or not."""
    worlds, wanted = Worlds(old, new), {_key(condition): holds for condition, holds in under}
    return [
        point
        for point in points
        for truth in worlds.truths()
        if all(wanted.get(key, holds) is holds for key, holds in truth.items())
        and worlds.answers(0, old.cases, point, truth) != worlds.answers(1, new.cases, point, truth)
    ]


def around(
    old: Verdict, new: Verdict, hosts: Sequence[str], paths: Sequence[str], most: int, dice: Random
) -> list[Point]:
    """Points near every edge that either verdict has, in each dimension; of all their combinations some."""
    cases = (*old.cases, *new.cases)
    request = old.request
    shows_path = any(case.when.names.family.path is not None for case in cases)
    witnesses = [part.witness() for part in {id(case.when.names): case.when.names for case in cases}.values()]
    members = {(one.host, one.path) for one in witnesses}
    members |= {(host, path) for host in hosts for path in (paths if shows_path else (None,))}
    whole = {case.when.names.family for case in cases}
    names = sorted((one for one in members if any(family.holds(*one) for family in whole)), key=repr)
    clients = {edge for case in cases for part in case.when.client.parts for edge in part}
    clients |= {addresses.parse_address("10.1.2.3"), addresses.parse_address("2001:db8::5")}
    listens = {case.when.listen and case.when.listen.port for case in cases}
    minutes = {edge for case in cases for part in case.when.minutes.parts for edge in part}
    resolved = _resolutions(cases, dice)
    drawn = [
        Point(
            host=(name := dice.choice(names))[0],
            path=name[1],
            client=dice.choice(sorted(clients)),
            listen=dice.choice(sorted(listens, key=repr)),
            minute=dice.choice(sorted(minutes)),
            resolved=dice.choice(resolved),
        )
        for _ in range(most)
    ]
    assert request == new.request
    return drawn


def _resolutions(cases: Sequence[Case], dice: Random) -> list[dict[str, int]]:
    edges: dict[str, set[int]] = {}
    for case in cases:
        for name, answers in case.when.resolved:
            edges.setdefault(name, {addresses.PUBLIC_SAMPLE}).update(edge for part in answers.parts for edge in part)
    return [{name: dice.choice(sorted(values)) for name, values in edges.items()} for _ in range(8)]


def _conditions(verdict: Verdict) -> list[Condition]:
    return list(dict.fromkeys(condition for case in verdict.cases for condition, _ in case.when.conditions))


def _key(condition: Condition) -> Hashable:
    return condition.meaning or (condition.id, condition.text)


def requests(hosts: Sequence[str], paths: Sequence[str]) -> list[Request]:
    """Families and single URLs."""
    wide = [Request("https", "*", 443, "/"), Request("http", "*", 80, "/*")]
    return [*wide, *(Request("http", host, 80, path) for host, path in islice(zip(hosts, paths, strict=False), 3))]
