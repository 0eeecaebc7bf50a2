"""The question that one run of the script answers, and how the run narrows it.

A run follows one path. Whatever the path depends on is put to `decide`, which splits the region of the question: the
run goes on with one side, the other is left to a later run. So every run ends with the region its answer holds for.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from proxylint import addresses
from proxylint.format import Given
from proxylint.formats.pac.javascript.values import Thrown, Unmodelled
from proxylint.intervals import Intervals
from proxylint.names import Beyond, Test
from proxylint.names.words import Words
from proxylint.region import ASKED, Condition, Region, Sides
from proxylint.request import Request

if TYPE_CHECKING:
    from proxylint.formats.pac.javascript.realm import Realm
    from proxylint.formats.pac.javascript.values import Value

Taken: TypeAlias = "bool | Same"
"""A decision of a run."""

Split: TypeAlias = Callable[[Region], Sides]

EFFORT = 40_000
"""Of one question: a test costs one, and more where the names were already cut by several patterns, since those have to
be looked at together."""

GIVEN_UP = 4000
"""The effort of a test that could not be decided."""

TOO_MANY = "the answer depends on more distinctions among the names than are followed"


def _difficulty(constraints: Sequence[tuple[Test, bool]]) -> int:
    patterns = sum(not isinstance(getattr(test.language, "words", test.language), Words) for test, _ in constraints)
    return 10 * patterns * patterns


@dataclass(frozen=True, slots=True)
class Fork:
    """A decision that both sides of a region's names, addresses or conditions took part in."""

    before: Region
    other: Region
    held: bool
    known: tuple[Taken, ...]
    """The decisions that lead to the other side."""


@dataclass(frozen=True, slots=True)
class Same:
    """Among the decisions of a run: a call that gave this value on all ways through it."""

    value: Value


class Apart(Exception):
    """A call was tried several ways and changed something on one of them: all runs begin again without such trials."""

    def __init__(self, function: object) -> None:
        super().__init__()
        self.function = function


WAYS = 8
"""Ways through one call that are tried."""


def _is_plain(value: Value) -> bool:
    return value is None or type(value) in (bool, float, str)


class _State:
    """Where a run stands: what a way through a call may change."""

    def __init__(self, world: World, realm: Realm) -> None:
        self.region = world.region
        self.taken = list(world.taken)
        self.forks = list(world.forks)
        self.writes = realm.writes
        self.tests = list(realm.tests)
        self.answer_span, self.term = realm.answer_span, realm.term

    def restore(self, world: World, realm: Realm) -> None:
        world.region, world.taken, world.forks = self.region, list(self.taken), list(self.forks)
        realm.tests.clear()
        realm.tests.extend(self.tests)
        realm.answer_span, realm.term = self.answer_span, self.term


class World:
    """`known`: the decisions up to the side this run was made for; after them it decides itself."""

    def __init__(
        self, request: Request, given: Given, region: Region, known: tuple[Taken, ...] = (), effort: int = 0
    ) -> None:
        self.request = request
        self.given = given
        self.region = region
        self.known = known
        self.taken: list[Taken] = []
        self.forks: list[Fork] = []
        self.effort = effort
        """Spent on telling names apart, by this run and those before it."""
        self.apart: set[object] = set()
        """Functions of which every way is a run of its own."""
        self.inside = False
        """Inside `joined`, which is not nested."""
        self.draws = 0
        self.steps = 0
        """Of the run, when it is over."""

    def decide(self, split: Split, prefer: bool | None = None) -> bool:
        """Whether the side that `split` puts first is followed. `prefer`: which one, where both are possible.

        The same run of decisions is taken again for the other side of a fork, so nothing but earlier decisions may
        decide which questions are asked.
        """
        at = len(self.taken)
        if at < len(self.known):
            held = self.known[at] is True
        else:
            inside, outside = self._sides(split)
            if inside is None or outside is None:
                held = outside is None
            else:
                held = prefer if prefer is not None else inside.names.parts[0].members[0] == self._member()
                other = outside if held else inside
                self.forks.append(Fork(self.region, other, held, (*self.taken, not held)))
                self.region = inside if held else outside
        self.taken.append(held)
        return held

    def joined(self, realm: Realm, function: object, run: Callable[[], Value]) -> Value:
        """A call of the script's function, without a fork where all ways through it give the same value.

        Scripts bring their own dnsDomainIs, which compares lengths first; thousands of such calls would cut a wildcard
        into lengths that make no difference.
        """
        at = len(self.taken)
        if self.inside or function in self.apart:
            return run()
        if at < len(self.known):
            self.taken.append(self.known[at])
            entry = self.known[at]
            return entry.value if isinstance(entry, Same) else self._once(run)
        self.taken.append(True)
        before = _State(self, realm)
        first = self._once(run)
        if len(self.forks) == len(before.forks) or not _is_plain(first) or realm.writes != before.writes:
            return first
        after = _State(self, realm)
        same = self._always(realm, run, first, before)
        if realm.writes != before.writes:
            raise Apart(function)
        if not same:
            after.restore(self, realm)
            return first
        before.restore(self, realm)
        self.taken[at] = Same(first)
        return first

    def _once(self, run: Callable[[], Value]) -> Value:
        """One way through a call, calls inside it included."""
        self.inside = True
        try:
            return run()
        finally:
            self.inside = False

    def _always(self, realm: Realm, run: Callable[[], Value], value: Value, before: _State) -> bool:
        """Whether all other ways through a call give the value as well. What they leave behind is up to the caller."""
        waiting = self.forks[len(before.forks) :]
        known = self.known
        try:
            for _ in range(WAYS):
                if not waiting:
                    return True
                fork = waiting.pop()
                before.restore(self, realm)
                self.known, self.region = fork.known, fork.other
                other = self._once(run)
                if type(other) is not type(value) or other != value:
                    return False
                waiting += self.forks[len(before.forks) :]
        except (Thrown, Unmodelled):
            return False
        finally:
            self.known = known
        return False

    def _member(self) -> object:
        return self.region.names.parts[0].members[0]

    def _sides(self, split: Split) -> Sides:
        try:
            return split(self.region)
        except Beyond as beyond:
            self.effort += GIVEN_UP
            raise Unmodelled(beyond.reason) from None

    def names(self, test: Test) -> bool:
        if len(self.taken) >= len(self.known):
            self.effort += 1 + sum(_difficulty(part.constraints) for part in self.region.names.parts)
            if self.effort > EFFORT:
                raise Unmodelled(TOO_MANY)
        return self.decide(lambda region: region.split_names(test))

    def client(self, clients: Intervals) -> bool:
        return self.decide(lambda region: region.split_client(clients), prefer=True)

    def resolves(self, name: str, wanted: Intervals) -> bool:
        """Whether the answer for a name (`ASKED` = the host of the question) lies in `wanted`."""
        return self.decide(lambda region: region.split_resolved(name, wanted), prefer=addresses.PUBLIC_SAMPLE in wanted)

    def minute(self, minutes: Intervals) -> bool:
        return self.decide(lambda region: region.split_minutes(minutes), prefer=True)

    def condition(self, condition: Condition) -> bool:
        return self.decide(lambda region: region.split_condition(condition), prefer=True)

    def now(self, realm: Realm) -> Value:
        """The local time as a `datetime`, or varying."""
        if self.given.now is not None:
            return self.given.now
        from proxylint.formats.pac.unfixed.clock import Now

        return Now()

    def chance(self, realm: Realm) -> Value:
        from proxylint.formats.pac.unfixed.chance import Draw

        self.draws += 1
        realm.writes += 1
        return Draw(self.draws)


__all__ = ["ASKED", "Fork", "Split", "World"]
