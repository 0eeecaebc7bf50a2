"""Conjunctions of tests that share what they have in common, so that one more test costs its own size.

An access list cuts what is left of a family line by line: after n lines there are n conjunctions, each the one before
it with one test more. They are kept as runs of tests that did not match; a conjunction is a place in a run.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from typing import TYPE_CHECKING

from proxylint.names.asking import Reading, Test, read
from proxylint.names.family import Family
from proxylint.names.missing import Batch
from proxylint.names.words import Words

if TYPE_CHECKING:
    from proxylint.names.search import Spend
    from proxylint.names.tracks import Track

Constraint = tuple[Test, bool]


OF_EXAMPLES = 60_000
"""Work units (search.py) of one question."""


class Shared:
    """What all conjunctions of one question share. `spend`: told of the work of their searches (search.py). `turns`:
    by what sums of outcomes differ where one test of theirs is turned round (parts.py). `examples`: work that is left
    for the search of shortest members, which are shown and decide nothing. `whole`: of several parts, whether they are
    the whole family (sets.py): parts that lines tell apart again and again are put together again and again."""

    __slots__ = ("_apart", "_family", "_paid", "_sought", "examples", "spend", "turns", "whole")

    def __init__(self, family: Family, spend: Spend | None = None) -> None:
        self.spend = spend
        self.turns: set[int] = set()
        self.whole: dict[Hashable, bool] = {}
        self.examples = OF_EXAMPLES
        self._sought: set[Test] = set()
        self._family = family
        self._apart: dict[tuple[Test, Test], bool] = {}
        self._paid: set[tuple[Test, bool]] = set()

    def pay(self, reading: Reading, wanted: bool) -> None:
        """For the search of an example, once, whoever has asked for it before: what was asked in other files is no
        matter. Around a search of one test is as much to do as in it."""
        work = reading.work(wanted)
        if work and self.spend is not None and (reading.test, wanted) not in self._paid:
            self._paid.add((reading.test, wanted))
            self.spend(2 * work)

    def seek(self, work: int) -> None:
        """For the search of a shortest member with several tests."""
        self.examples -= work

    def sought(self, reading: Reading) -> None:
        """The same with one test alone, for which it is kept."""
        if reading.test not in self._sought:
            self._sought.add(reading.test)
            self.examples -= reading.work(True)

    def apart(self, one: Reading, other: Reading) -> bool:
        """Whether both are lists of domains without a host in common; False also where that would be work."""
        words, others = one.domains(), other.domains()
        if words is None or others is None:
            return False
        if words.width() + others.width() <= _FEW:
            few = (*others.equal, *others.ends)
            return all(_are_apart(word, other) for word in (*words.equal, *words.ends) for other in few)
        found = self._apart.get((one.test, other.test))
        if found is None:
            found = self._apart[one.test, other.test] = _apart(words, others)
        return found


class Missed:
    """Tests that do not match, in the order in which they came; it grows at its end.

    Domain lists are kept by their words, for there a host is found without asking one test after the other.
    """

    __slots__ = ("_equal", "_family", "_lists", "_others", "_under", "places", "tests")

    def __init__(self, family: Family) -> None:
        self.tests: list[Test] = []
        self.places: dict[Test, int] = {}
        self._family = family
        self._equal: dict[str, int] = {}
        self._under: dict[str, int] = {}
        self._lists, self._others = Batch(family), Batch(family)

    def add(self, test: Test) -> None:
        place = len(self.tests)
        words = read(self._family, test).domains()
        if words is None:
            self._others.add(test, place)
        else:
            self._lists.add(test, place)
            for word in words.equal:
                self._equal.setdefault(word, place)
            for word in words.ends:
                self._under.setdefault(word, place)
        self.places[test] = place
        self.tests.append(test)

    def matching(self, depth: int, host: str, path: str | None) -> Test | None:
        """One of the first `depth` tests that matches after all."""
        place = self._listing(depth, host)
        if place is None:
            place = self._others.matching(depth, host, path)
        return None if place is None else self.tests[place]

    def _listing(self, depth: int, host: str) -> int | None:
        place = self._equal.get(host, depth)
        at = host.find(".")
        while at >= 0 and place >= depth:
            place = self._under.get(host[at:], depth)
            at = host.find(".", at + 1)
        return place if place < depth else None

    def tracks(self, depth: int) -> Iterator[Track]:
        yield from self._lists.tracks(depth)
        yield from self._others.tracks(depth)


class Run:
    """`before`, then `first`, then tests that do not match (`own`; None = there are none yet). A conjunction is `depth`
    of its tests."""

    __slots__ = ("_family", "_reading", "before", "first", "own", "shared")

    def __init__(
        self, family: Family, shared: Shared, before: tuple[Run, int] | None = None, first: Test | None = None
    ) -> None:
        self.before = before
        self.first = first
        self._reading = None if first is None else read(family, first)
        self.shared = shared
        self.own: Missed | None = None
        self._family = family

    def matched(self, depth: int, test: Test) -> tuple[Run, int]:
        """The conjunction with a test that matches."""
        return Run(self._family, self.shared, (self, depth), test), 0

    def missed(self, depth: int, test: Test) -> tuple[Run, int]:
        """The conjunction with a test that does not match; the first that asks at the end of a run makes it longer."""
        own = self.own
        if own is None:
            own = self.own = Missed(self._family)
        if depth < len(own.tests):
            if own.tests[depth] == test:
                return self, depth + 1
            return Run(self._family, self.shared, (self, depth)).missed(0, test)
        own.add(test)
        return self, depth + 1

    def known(self, depth: int, test: Test) -> bool | None:
        """How a test of the conjunction came out; None = it is not one of them."""
        for run, end in self._way(depth):
            if run.own is not None and run.own.places.get(test, end) < end:
                return False
            if run.first == test:
                return True
        return None

    def apart(self, test: Test) -> bool:
        """Whether a test that matches is known to exclude this one."""
        reading = read(self._family, test)
        return any(run._reading is not None and self.shared.apart(run._reading, reading) for run, _ in self._way(0))

    def broken(self, depth: int, host: str, path: str | None) -> Constraint | None:
        """A constraint that a member of the family does not meet; None = it is in the conjunction."""
        for run, end in self._way(depth):
            test = None if run.own is None else run.own.matching(end, host, path)
            if test is not None:
                return test, False
            if run.first is not None and not run.first.matches(host, path):
                return run.first, True
        return None

    def tracks(self, depth: int) -> Iterator[Track]:
        """Machines for the whole conjunction."""
        for run, end in self._way(depth):
            if run.own is not None:
                yield from run.own.tracks(end)
            if run.first is not None:
                yield read(run._family, run.first).track(True)

    def constraints(self, depth: int) -> list[Constraint]:
        """In the order in which they came."""
        return self._behind(depth, {})

    def beyond(self, depth: int, other: Run, its_depth: int) -> list[Constraint]:
        """Those that another conjunction does not begin with."""
        return self._behind(depth, {id(run): at for run, at in other._way(its_depth)})

    def matching(self) -> list[Test]:
        """The tests that match, in the order in which they came."""
        return [run.first for run, _ in self._way(0) if run.first is not None][::-1]

    def missing(self, depth: int) -> Iterator[Test]:
        """The tests that do not match, the last one first."""
        for run, end in self._way(depth):
            yield from reversed(run._tests(0, end))

    def _tests(self, start: int, end: int) -> list[Test]:
        return [] if self.own is None else self.own.tests[start:end]

    def _behind(self, depth: int, shared: dict[int, int]) -> list[Constraint]:
        found: list[Constraint] = []
        for run, end in self._way(depth):
            common = shared.get(id(run))
            found.extend((test, False) for test in reversed(run._tests(common or 0, end)))
            if common is not None:
                break
            if run.first is not None:
                found.append((run.first, True))
        return found[::-1]

    def _way(self, depth: int) -> Iterator[tuple[Run, int]]:
        """The runs that make up the conjunction, the last one first, each with its number of tests."""
        at: tuple[Run, int] | None = (self, depth)
        while at is not None:
            yield at
            at = at[0].before


_FEW = 6
"""Words of two lists that are compared at once: what is found out is not kept."""

_MOST_COMPARED = 2_000
"""Words of two lists of domains that are compared with each other."""


def _apart(one: Words, other: Words) -> bool:
    if one.width() + other.width() > _MOST_COMPARED:
        return False
    return one.equal.isdisjoint(other.equal) and not _below(one, other) and not _below(other, one)


def _are_apart(word: str, other: str) -> bool:
    """Of two words, each a host, or the end of hosts, with a dot in front."""
    if word.startswith("."):
        return not other.endswith(word) and not (other.startswith(".") and word.endswith(other))
    return word != other and not (other.startswith(".") and word.endswith(other))


def _below(one: Words, other: Words) -> bool:
    """Whether a word of the one lies below an end of the other."""
    ends = frozenset(other.ends)
    return any(not ends.isdisjoint(_from_dots(word)) for word in (*one.equal, *one.ends))


def _from_dots(word: str) -> Iterator[str]:
    at = word.find(".")
    while at >= 0:
        yield word[at:]
        at = word.find(".", at + 1)
