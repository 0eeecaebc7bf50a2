"""What a conjunction of tests leaves of a family."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence, Set
from itertools import islice
from typing import TYPE_CHECKING

from proxylint.names.asking import Test, read
from proxylint.names.conjunction import Constraint, Run, Shared
from proxylint.names.errors import Beyond
from proxylint.names.family import Family, Witness

if TYPE_CHECKING:
    from proxylint.names.search import Spend

MOST_ENTRIES = 64
"""Words and patterns of which a shortest member is looked for."""

MOST_MEMBERS = 8
"""Known members that a part carries along; each is one cheap answer to "is there one that ..."."""

Sides = tuple["Part | None", "Part | None"]


class Part:
    """The members of the family for which every test comes out as stated. `members`: some of them, never none.

    No constraint holds for the whole family, and none follows from those before it. Parts are equal when their
    constraints are, in the same order. `above`: the same without the last one. `tests`, `outcomes`: sums over the
    hashes of the tests, and of the constraints, by which parts with the same ones are found.
    """

    __slots__ = ("_depth", "_hash", "_run", "_sides", "above", "count", "last", "members", "outcomes", "tests")

    def __init__(self, run: Run, depth: int, above: Part | None, last: Constraint | None, members: tuple[Witness, ...]):
        self._run, self._depth = run, depth
        self.above, self.last, self.members = above, last, members
        self._sides: dict[Test, Sides] | None = None
        self.count, self.tests, self.outcomes, self._hash = 0, 0, 0, 0
        if above is not None and last is not None:
            self.count, self.tests = above.count + 1, above.tests + hash(last[0])
            self.outcomes, self._hash = above.outcomes + _mark(*last), hash((above._hash, last))

    @staticmethod
    def whole(family: Family, members: tuple[Witness, ...], spend: Spend | None = None) -> Part:
        return Part(Run(family, Shared(family, spend)), 0, None, None, members)

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        if not isinstance(other, Part) or self._hash != other._hash or self.count != other.count:
            return False
        one: Part | None = self
        while one is not other and one is not None and other is not None:
            if one.last != other.last:
                return False
            one, other = one.above, other.above
        return True

    def __hash__(self) -> int:
        return self._hash

    @property
    def spend(self) -> Spend | None:
        return self._run.shared.spend

    @property
    def proved_whole(self) -> dict[Hashable, bool]:
        """Whether these parts together are the whole family, as far as this question has asked for it."""
        return self._run.shared.whole

    @property
    def constraints(self) -> tuple[Constraint, ...]:
        return tuple(self._run.constraints(self._depth))

    def phrases(self, most: int = 4) -> tuple[str, ...]:
        """What must match first, then what must not, the last test first: it is the one that told the cases apart."""
        matching = [test.phrase(True) for test in self._run.matching()]
        others = [test.phrase(False) for test in islice(self._run.missing(self._depth), most)]
        left_out = self.count - len(matching) - len(others)
        return (*matching, *others, *([f"{left_out} other tests do not match"] if left_out else []))

    @property
    def turns(self) -> Set[int]:
        """What sums of outcomes differ by where one test is turned round, for all tests of the question."""
        return self._run.shared.turns

    def beyond(self, other: Part) -> frozenset[Constraint]:
        """Its constraints that the other one does not have; what both begin with is not looked at."""
        own = self._run.beyond(self._depth, other._run, other._depth)
        return frozenset(own).difference(other._run.beyond(other._depth, self._run, self._depth))

    def known(self, test: Test) -> bool | None:
        """How a test of it comes out; None = it has no constraint about that."""
        return self._run.known(self._depth, test)

    def within(self, family: Family, other: Part) -> Part | None:
        """What this part and another one have in common. Raises Beyond."""
        if self._excludes(other) or other._excludes(self):
            return None
        common: Part | None = self
        for test, wanted in other._run.beyond(other._depth, self._run, self._depth):
            verdict = read(family, test).verdict
            if common is None or verdict is (not wanted):
                return None
            if verdict is None:
                common = common.sides(family, test)[0 if wanted else 1]
        return common

    def _excludes(self, other: Part) -> bool:
        """Whether the last constraint of the other one is known to fail here, as with lines one after another."""
        if other.last is None:
            return False
        test, wanted = other.last
        return self._run.known(self._depth, test) is (not wanted)

    def holds(self, host: str, path: str | None) -> bool:
        return self._run.broken(self._depth, host, path) is None

    def cut(self, test: Test, wanted: bool, members: tuple[Witness, ...]) -> Part:
        """The part for which one test more comes out so."""
        place = self._run.matched(self._depth, test) if wanted else self._run.missed(self._depth, test)
        self._run.shared.turns.add(_turn(test))
        return Part(*place, self, (test, wanted), members[:MOST_MEMBERS])

    def with_members(self, members: tuple[Witness, ...]) -> Part:
        return Part(self._run, self._depth, self.above, self.last, members[:MOST_MEMBERS])

    def sides(self, family: Family, test: Test) -> Sides:
        """Those that match and those that do not. Raises Beyond."""
        known = self._run.known(self._depth, test)
        if known is not None:
            return (self, None) if known else (None, self)
        if self._sides is None:
            self._sides = {}
        found = self._sides.get(test)
        if found is None:
            found = self._sides[test] = self._divided(family, test)
        return found

    def _divided(self, family: Family, test: Test) -> Sides:
        if self._run.apart(test):
            return None, self
        matching: list[Witness] = []
        rest: list[Witness] = []
        meets = read(family, test).meets
        for member in self.members:
            (matching if meets(member) else rest).append(member)
        yes = matching or self._one(family, test, True)
        if not yes:
            return None, self
        no = rest or self._one(family, test, False)
        if not no:
            return self, None
        return self.cut(test, True, tuple(yes)), self.cut(test, False, tuple(no))

    def _one(self, family: Family, test: Test, wanted: bool) -> list[Witness]:
        """A member for which the test comes out so, if there is one."""
        reading = read(family, test)
        try:
            candidate = reading.example(wanted)
        finally:
            self._run.shared.pay(reading, wanted)
        if candidate is None:
            return []
        broken = self._run.broken(self._depth, candidate.host, candidate.path)
        found = candidate if broken is None else self._shortest(family, [(test, wanted), broken], self.spend)
        return [] if found is None else [found]

    def least(self, family: Family) -> int:
        """No member has a shorter host and path together."""
        tests = self._run.matching()
        return max(
            (read(family, one).language.shortest() - len(one.before) - len(one.after) for one in tests), default=0
        )

    def plainest(self, family: Family) -> Witness:
        """A shortest member; of those that a long list matches, or where much was searched already, one that is
        known."""
        shared = self._run.shared
        try:
            matching = self._run.matching()
            if sum(test.language.width() for test in matching) <= MOST_ENTRIES and shared.examples > 0:
                found = self._shortest(family, [(test, True) for test in matching[-1:]], shared.seek)
                for test in matching[-1:]:
                    shared.sought(read(family, test))
                return found or self.members[0]
        except Beyond:
            pass
        return min(self.members, key=lambda member: (len(member.host), member.host, member.path or ""))

    def _shortest(self, family: Family, asked: list[Constraint], spend: Spend | None = None) -> Witness | None:
        """A shortest member that meets these as well. Most constraints have nothing to do with the answer, so one
        after the other is added as it is broken; what is found so is what all of them together would find."""
        from proxylint.names.search import search

        try:
            for _ in range(MOST_ROUNDS):
                found = _first(family, asked, spend)
                if found is None:
                    return None
                broken = self._run.broken(self._depth, found.host, found.path)
                if broken is None:
                    return found
                asked = [*asked, broken]
        except Beyond:
            pass
        tracks = [read(family, test).track(wanted) for test, wanted in asked]
        return search(family, [*tracks, *self._run.tracks(self._depth)], spend)


def _first(family: Family, asked: list[Constraint], spend: Spend | None) -> Witness | None:
    """Of the shortest members that meet these the first."""
    from proxylint.names.search import search

    if len(asked) == 1:
        (test, wanted), *_ = asked
        return read(family, test).shortest(wanted)
    return search(family, [read(family, test).track(wanted) for test, wanted in asked], spend)


MOST_ROUNDS = 12
"""Searches with a few constraints, before all are taken together."""


def simplified(settled: Sequence[Part], more: Iterable[Part]) -> tuple[Part, ...]:
    """All of them, those that differ in the outcome of one test only made one part without that test, and so on.

    No two of `settled` can be merged.
    """
    groups: dict[tuple[int, int], dict[int, Part]] = {}
    for part in settled:
        _put(groups.setdefault((part.count, part.tests), {}), part)
    for part in more:
        while (merged := _merge(groups.setdefault((part.count, part.tests), {}), part)) is not None:
            part = merged
        _put(groups[part.count, part.tests], part)
    return tuple(part for group in groups.values() for part in group.values())


def _put(group: dict[int, Part], part: Part) -> None:
    key = part.outcomes
    while key in group:
        key += 1
    group[key] = part


def _merge(group: dict[int, Part], part: Part) -> Part | None:
    """With the first of the group that it complements, which leaves the group."""
    for outcomes in _complements(group, part):
        other = group[outcomes]
        differing = other.beyond(part)
        if len(differing) != 1 or other.count != part.count:
            continue
        ((test, wanted),) = differing
        if part.known(test) is (not wanted):
            del group[outcomes]
            return _freed(part, test, (*part.members, *other.members))
    return None


def _complements(group: dict[int, Part], part: Part) -> Sequence[int]:
    """The outcomes of those that may be the part with one test turned round."""
    if len(group) <= part.count:
        turns, own = part.turns, part.outcomes
        return [outcomes for outcomes in group if outcomes - own in turns or own - outcomes in turns]
    turned = {part.outcomes + (_turn(test) if wanted else -_turn(test)) for test, wanted in part.constraints}
    alike = turned & group.keys()
    return [outcomes for outcomes in group if outcomes in alike] if alike else ()


def _turn(test: Test) -> int:
    """What becomes another of a sum of marks when the test no longer matches."""
    return _mark(test, False) - _mark(test, True)


def _mark(test: Test, wanted: bool) -> int:
    """Sums of these tell sets of constraints apart, almost surely: what depends on it is looked at again."""
    return hash(test) if wanted else hash((test, "not")) * 31


def _freed(part: Part, test: Test, members: tuple[Witness, ...]) -> Part:
    """The part without the constraint about a test."""
    later: list[Constraint] = []
    at = part
    while at.above is not None and at.last is not None and at.last[0] != test:
        later.append(at.last)
        at = at.above
    assert at.above is not None
    kept = at.above.with_members(members)
    for last, wanted in reversed(later):
        kept = kept.cut(last, wanted, members)
    return kept
