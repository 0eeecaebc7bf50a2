"""The question that one run of the script answers, and how the run narrows it.

A run follows one path. Whatever the path depends on is put to `decide`, which splits the region of the question: the
run goes on with one side, the other is left to a later run. So every run ends with the region its answer holds for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeAlias

from proxylint import addresses
from proxylint.format import Given
from proxylint.formats.pac.exits import (
    AskClient,
    AskNames,
    AskResolved,
    Left,
    Noted,
    Probe,
    asked_once,
    groups,
    known,
    taken_by,
    together,
)
from proxylint.formats.pac.javascript.realm import STEPS as RUN_STEPS
from proxylint.formats.pac.javascript.values import Thrown, Unmodelled
from proxylint.intervals import Intervals
from proxylint.names import Beyond, Names, Test
from proxylint.names.words import Words
from proxylint.records import dataclass
from proxylint.region import ASKED, Condition, Region, Sides
from proxylint.request import Request

if TYPE_CHECKING:
    from proxylint.formats.pac.javascript.realm import Exit, Realm
    from proxylint.formats.pac.javascript.values import Value
    from proxylint.formats.pac.javascript.varying import Varying
    from proxylint.formats.pac.library.restarts import Restarts

Taken: TypeAlias = "bool | Same | Skip | Involved | Settled"
"""A decision of a run."""

Split: TypeAlias = Callable[[Region], Sides]

EFFORT = 40_000
"""Of one question: a test costs one, and more where the names were already cut by several patterns, since those have to
be looked at together."""

COPIED = 8
"""Addresses of names and conditions of a region, which each decision copies, that cost as much as one test."""

GIVEN_UP = 4000
"""The effort of a test that could not be decided."""

SOUGHT = 16
"""The effort of a search whether anybody at all passes one test."""

FORKS = 200
"""Sides of one run that end elsewhere."""

DECIDED = 250
"""Decisions of one run that leave a side to another run, each of which remembers all the decisions before it: more than
there are runs."""

ANSWERS = 500
"""Different answers that wait in one run for who takes them: beyond `FORKS` few are taken, and each costs a look."""

SEARCHES = 600_000
"""Work of all searches for names of one question together."""

INVOLVED = 4
"""The effort of a test that is more than one question, and is then decided like any other."""

EXIT_STEPS = 6
"""To note an exit takes as long as so many steps."""

SPLIT, PARTS, PARTS_COPIED = 2, 8, 512
"""Steps of telling apart the addresses or minutes of a region: so many, and one for so many parts of what is asked and
for so many of what they are told apart of."""

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
    exit: Exit | None = None
    """How the other side ends, where that is known without a run."""


@dataclass(frozen=True, slots=True)
class Same:
    """Among the decisions of a run: a call that gave this value on all ways through it."""

    value: Value


@dataclass(frozen=True, slots=True)
class Skip:
    """Among the decisions of a run: turns of a loop that were skipped up to where so many labels are left; 0 = none.

    `lost`: variables of which nothing is known afterwards, and `counters`: numbers count turns, both in the terms of
    `unfixed.skipping`.
    """

    labels: int
    lost: frozenset[int]
    counters: bool = True


@dataclass(frozen=True, slots=True)
class Involved:
    """Among the decisions of a run: what guards an exit is more than one question. `at` counts such exits of a run."""

    at: int


class Settled:
    """Among the decisions of a run: who takes the exits that were noted up to here.

    What was found out since may say of each that nobody takes it, so that a later run notes none: it passes here too.
    """


SETTLED = Settled()

Pending: TypeAlias = "Callable[[object, list[Value]], Value | None]"
"""Of a function and arguments: what the call stands for, or None where it is made."""


class _Sealed(int):
    """In place of the count of writes while a turn is tried: the first write ends the trial before it is made."""

    def __add__(self, other: int) -> int:
        raise Unmodelled("a change that outlives the turn")


SEALED = _Sealed()

TRIAL_STEPS = 10_000
"""Steps of one trial."""


class Searches:
    """What the searches of one question may take. What is asked of its cases afterwards is not counted."""

    __slots__ = ("left", "over")

    def __init__(self) -> None:
        self.left = SEARCHES
        self.over = False

    @property
    def spent(self) -> int:
        return SEARCHES - self.left

    def spend(self, units: int) -> None:
        self.left -= units
        if self.left < 0 and not self.over:
            raise Unmodelled(TOO_MANY)


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
        self.exits = dict(world.exits)
        self.writes = realm.writes
        self.tests = list(realm.tests)
        self.answer_span, self.term = realm.answer_span, realm.term

    def restore(self, world: World, realm: Realm) -> None:
        world.region, world.taken, world.forks = self.region, list(self.taken), list(self.forks)
        world.exits = dict(self.exits)
        realm.tests.clear()
        realm.tests.extend(self.tests)
        realm.answer_span, realm.term = self.answer_span, self.term


class World:
    """`known`: the decisions up to the side this run was made for; after them it decides itself."""

    def __init__(
        self, request: Request, given: Given, region: Region, known: tuple[Taken, ...] = (), effort: int = 0
    ) -> None:
        self._request = request
        self._given = given
        self.looked = False
        """Whether anybody looked at the request or at what is given."""
        self.region = region
        self.known = known
        self.taken: list[Taken] = []
        self.forks: list[Fork] = []
        self.exits: dict[object, Noted] = {}
        """Those that were noted and not yet decided; a loop may ask the same again and again."""
        self.answers: set[str] = set()
        """Of the exits that were noted."""
        self.probe: Probe | None = None
        self.effort = self.effort_before = effort
        """Spent on telling names apart, by this run and those before it, and by those before it."""
        self.apart: set[object] = set()
        """Functions of which every way is a run of its own."""
        self.inside = False
        """Inside `joined`, which is not nested."""
        self.trying = False
        """A turn of a loop is tried: nothing may be decided that is not decided already."""
        self.pending: Pending | None = None
        """While a call is tried: what its own calls of the same function come to."""
        self.realm: Realm | None = None
        """While it runs: what has the steps."""
        self.draws = 0
        self.restarts: Restarts | None = None
        """While the entry function runs, in an engine that breaks it off at look-ups."""
        self.guarded = 0
        """Exits so far that a truth value guards."""
        self.steps = 0
        """Of the run, when it is over."""
        self.passed = 0
        """Those of them that took no time."""
        self.made = 0
        """Bytes that the run made."""
        self.most = RUN_STEPS
        """Steps that are left of the question's share."""
        self._weighed: tuple[Names | None, int] = (None, 0)
        self.spent = False
        """Whether the run ended because its steps or its memory did."""
        self.peeped = False
        """Whether an argument was looked at that was not to be."""

    @property
    def request(self) -> Request:
        self.looked = True
        return self._request

    @property
    def given(self) -> Given:
        self.looked = True
        return self._given

    def decide(self, split: Split, prefer: bool | None = None) -> bool:
        """Whether the side that `split` puts first is followed. `prefer`: which one, where both are possible.

        The same run of decisions is taken again for the other side of a fork, so nothing but earlier decisions may
        decide which questions are asked.
        """
        if self.probe is not None:
            raise self.probe
        if self.trying:
            return self._settled(split)
        self.settle_exits()
        at = len(self.taken)
        if at < len(self.known):
            held = self.known[at] is True
        else:
            inside, outside = self._sides(split)
            if inside is None or outside is None:
                held = outside is None
            else:
                self.effort += 1 + (len(self.region.resolved) + len(self.region.conditions)) // COPIED
                if len(self.forks) >= DECIDED or self.effort > EFFORT:
                    raise Unmodelled(TOO_MANY)
                held = prefer if prefer is not None else inside.names.parts[0].members[0] == self._member()
                other = outside if held else inside
                self.forks.append(Fork(self.region, other, held, (*self.taken, not held)))
                self.region = inside if held else outside
        self.taken.append(held)
        return held

    def leave(self, realm: Realm, value: Varying, exit_: Exit) -> bool:
        """Note the exit of those for whom a truth value holds; False = it holds for all, or is more involved."""
        if self.trying or self.probe is not None or self.inside:
            return False
        if not exit_.text.isascii():
            return False
        at, involved = len(self.taken), Involved(self.guarded)
        self.guarded += 1
        found_out = at < len(self.known) and self.known[at] == involved
        asked = None if found_out else asked_once(self, realm, value)
        if asked is None:
            if at < len(self.known) and not found_out:
                raise Unmodelled(TOO_MANY)  # the run before found it to be simple, and went another way
            realm.spend_steps(2 * EXIT_STEPS)
            self.effort += 0 if found_out else INVOLVED
            self.taken.append(involved)
            return False
        if asked is True:
            return False
        if asked is not False:
            self._note((*asked, exit_.text), Noted(*asked, exit_))
            realm.spend_steps(EXIT_STEPS)
        return True

    def leave_together(self, realm: Realm, noted: Noted) -> bool:
        """Note an exit that is guarded by many tests, none of which is known to hold or not to hold for all."""
        if self.trying or self.probe is not None or self.inside or not noted.exit.text.isascii():
            return False
        self._note((noted.question, noted.holds, noted.exit.text), noted)
        return True

    def _note(self, key: object, noted: Noted) -> None:
        self.exits.setdefault(key, noted)
        self.answers.add(noted.exit.text)
        if len(self.answers) > ANSWERS:
            raise Unmodelled(TOO_MANY)

    def settle_exits(self) -> None:
        """Decide who took the exits that were noted. Raises `Left` where nobody stayed."""
        at = len(self.taken)
        if at < len(self.known):
            self.exits = {}
            if self.known[at] is SETTLED:
                self.taken.append(SETTLED)
        elif self.exits:
            noted, self.exits = list(self.exits.values()), {}
            self.taken.append(SETTLED)
            for several in groups(noted):
                self._settle(several)

    def _settle(self, several: list[Noted]) -> None:
        constraints = [constraint for part in self.region.names.parts for constraint in part.constraints]
        self.effort += 1 + len(constraints) // 16 + self._weight()
        if self.effort > EFFORT or len(self.forks) >= FORKS:
            raise Unmodelled(TOO_MANY)
        if len(several) == 1:
            several[0].prepare(self.region)
        try:
            sides = together([one.question for one in several], self.region).split(self.region)
        except Beyond as beyond:
            self._settle_in_parts(several, beyond)
            return
        leaving, staying = sides if several[0].holds else (sides[1], sides[0])
        if leaving is None:
            return
        exit_ = taken_by(several, leaving)
        if staying is None:
            raise Left(exit_)
        self.forks.append(Fork(self.region, leaving, False, (), exit_))
        self.region = staying

    def _settle_in_parts(self, several: list[Noted], beyond: Beyond) -> None:
        """Without those that nobody takes, and then by halves."""
        from proxylint.formats.pac.exits_of_lists import Several

        family = self.request.family
        self.effort += SOUGHT * sum(one.width for one in several)
        if self.effort > EFFORT:
            raise Unmodelled(TOO_MANY)
        if len(several) == 1 and isinstance(several[0], Several):
            reduced = several[0].reduced(family)
            passed = [] if reduced is None else [reduced]
            fewer = reduced is not several[0]
        else:
            passed = [one for one in several if one.may_be_taken(family)]
            fewer = len(passed) < len(several)
        if fewer:
            if passed:
                self._settle(passed)
            return
        self.effort += GIVEN_UP
        if len(several) == 1 and isinstance(several[0], Several):
            several = list(several[0].halves())
        if len(several) == 1:
            raise Unmodelled(beyond.reason) from None
        self._settle(several[: len(several) // 2])
        self._settle(several[len(several) // 2 :])

    def _settled(self, split: Split) -> bool:
        inside, outside = self._sides(split)
        if inside is not None and outside is not None:
            raise Unmodelled("what is tried differs among the names")
        return outside is None

    def considered(self, find: Callable[[], Skip]) -> Skip:
        """What `find` comes to, which need not come to the same when the decisions before it are taken again."""
        at = len(self.taken)
        known = self.known[at] if at < len(self.known) else find()
        self.taken.append(known)
        assert isinstance(known, Skip)
        return known

    @contextmanager
    def trial(self, realm: Realm, loose: frozenset[str]) -> Iterator[None]:
        """Something that is run to see what it does, and leaves no trace; but it may write `loose` globals."""
        tests, spans = list(realm.tests), (realm.answer_span, realm.term)
        steps, writes, draws = realm.steps, realm.writes, self.draws
        realm.steps, realm.writes, self.trying = min(steps, TRIAL_STEPS), SEALED, True
        realm.loose, given = loose, realm.steps
        try:
            yield
        finally:
            realm.steps, realm.writes, self.trying = steps - (given - realm.steps), writes, False
            self.draws, realm.loose = draws, frozenset()
            realm.tests.clear()
            realm.tests.extend(tests)
            realm.answer_span, realm.term = spans

    def joined(self, realm: Realm, function: object, run: Callable[[], Value]) -> Value:
        """A call of the script's function, without a fork where all ways through it give the same value.

        Scripts bring their own dnsDomainIs, which compares lengths first; thousands of such calls would cut a wildcard
        into lengths that make no difference.
        """
        at = len(self.taken)
        if self.inside or self.trying or function in self.apart:
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
        waiting = [fork for fork in self.forks[len(before.forks) :] if fork.exit is None]
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
                waiting += (fork for fork in self.forks[len(before.forks) :] if fork.exit is None)
        except (Thrown, Unmodelled, Left):
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
        if self.probe is not None:
            verdict = known(self, test, self.probe.thorough)
            if verdict is not None:
                return verdict
            self.probe.of_names = True
            return self.probe.answer(AskNames(test))
        if len(self.taken) >= len(self.known) and not self.trying:
            self.effort += 1 + self._weight()
            if self.effort > EFFORT:
                raise Unmodelled(TOO_MANY)
        return self.decide(lambda region: region.split_names(test))

    def _weight(self) -> int:
        """Of the region's patterns, each of which one more test has to be looked at together with."""
        names = self.region.names
        if self._weighed[0] is not names:
            self._weighed = (names, sum(_difficulty(part.constraints) for part in names.parts))
        return self._weighed[1]

    def _spend_split(self, now: Intervals, wanted: Intervals) -> None:
        """What it takes to tell apart which of two sets lies in the other."""
        if self.realm is not None and len(self.taken) >= len(self.known):
            self.realm.spend_steps(SPLIT + len(wanted.parts) // PARTS + len(now.parts) // PARTS_COPIED)

    def client(self, clients: Intervals) -> bool:
        if self.probe is not None:
            return self.probe.answer(AskClient(clients))
        self._spend_split(self.region.client, clients)
        return self.decide(lambda region: region.split_client(clients), prefer=True)

    def resolves(self, name: str, wanted: Intervals) -> bool:
        """Whether the answer for a name (`ASKED` = the host of the question) lies in `wanted`."""
        if self.probe is not None:
            return self.probe.answer(AskResolved(name, wanted))
        self._spend_split(self.region.answers(name), wanted)
        return self.decide(lambda region: region.split_resolved(name, wanted), prefer=addresses.PUBLIC_SAMPLE in wanted)

    def minute(self, minutes: Intervals) -> bool:
        self._spend_split(self.region.minutes, minutes)
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


__all__ = ["ASKED", "Fork", "Searches", "Split", "World"]
