"""Exits that a run passed without coming back for them: who takes them is decided together, and without another run.

The answer of an exit is known where it is noted, so it does not matter when the names, addresses or conditions are
split: whoever takes it leaves the region of the run, before the next decision and at the latest at its end. Thousands
of exits with one answer are one question, whether at least one of their tests holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from proxylint.formats.pac.javascript.realm import Exit
from proxylint.formats.pac.javascript.values import Thrown, Unmodelled
from proxylint.intervals import Intervals
from proxylint.names import Beyond, Test
from proxylint.names.asking import Reading, read
from proxylint.names.either import any_of
from proxylint.names.family import Family, Witness
from proxylint.records import dataclass

if TYPE_CHECKING:
    from proxylint.formats.pac.javascript.realm import Realm
    from proxylint.formats.pac.javascript.varying import Varying
    from proxylint.formats.pac.world import World
    from proxylint.region import Region, Sides

SINGLY = 16
"""So many exits with one answer are told apart one by one, as reports can then say which test it was."""


class Question:
    """`split` puts first who passes; equal questions are the same one."""

    def split(self, region: Region) -> Sides:
        raise NotImplementedError

    def kind(self) -> object:
        """Questions of one kind can be asked together; None = never."""
        return None


@dataclass(frozen=True, slots=True)
class AskNames(Question):
    test: Test

    def split(self, region: Region) -> Sides:
        return region.split_names(self.test)

    def kind(self) -> object:
        return ("names", self.test.subject, self.test.before, self.test.after)


@dataclass(frozen=True, slots=True)
class AskResolved(Question):
    name: str
    wanted: Intervals

    def split(self, region: Region) -> Sides:
        return region.split_resolved(self.name, self.wanted)

    def kind(self) -> object:
        return ("resolved", self.name)


@dataclass(frozen=True, slots=True)
class AskClient(Question):
    wanted: Intervals

    def split(self, region: Region) -> Sides:
        return region.split_client(self.wanted)

    def kind(self) -> object:
        return "client"


def together(questions: Sequence[Question], region: Region) -> Question:
    """Whether at least one of these, all of one kind, holds."""
    first = questions[0]
    if len(questions) == 1:
        return first
    if isinstance(first, AskNames):
        tests = [question.test for question in questions if isinstance(question, AskNames)]
        language = any_of(test.language for test in tests)
        test = Test(language, first.test.subject, first.test.before, first.test.after)
        member = member_of_one(tests, region)
        if member is not None:
            read(region.names.family, test).offer(member)
        return AskNames(test)
    wanted = Intervals.of(
        part
        for question in questions
        if isinstance(question, (AskResolved, AskClient))
        for part in question.wanted.parts
    )
    return AskResolved(first.name, wanted) if isinstance(first, AskResolved) else AskClient(wanted)


SEARCHED = 16
"""So many tests of a list are searched for a member that passes, where none is at hand."""


def member_of_one(tests: Sequence[Test], region: Region) -> Witness | None:
    """A member that passes at least one test, of the region if there is one at hand."""
    readings = [read(region.names.family, test) for test in tests]
    at_hand = _first_inside(map(Reading.at_hand, readings), region)
    return at_hand or _first_inside((reading.example(True) for reading in readings[:SEARCHED]), region)


def _first_inside(members: Iterable[Witness | None], region: Region) -> Witness | None:
    """The first one of the region, or else the first."""
    first = None
    for member in members:
        if member is not None and region.names.holds(member.host, member.path):
            return member
        first = first or member
    return first


@dataclass(frozen=True, slots=True)
class Noted:
    """`holds`: the outcome of the question that takes the exit."""

    question: Question
    holds: bool
    exit: Exit

    @property
    def width(self) -> int:
        """Tests that it consists of."""
        return 1

    def exit_of(self, member: Witness) -> Exit:
        """For one who takes it."""
        return self.exit

    def exit_in(self, region: Region) -> Exit:
        """For some of a region who take it by address."""
        return self.exit

    def prepare(self, region: Region) -> None:
        """Look for one who takes it, where that is easier than it looks."""

    def may_be_taken(self, family: Family) -> bool:
        """False where a search among all names of the family finds none that takes it."""
        if not isinstance(self.question, AskNames):
            return True
        try:
            return read(family, self.question.test).example(self.holds) is not None
        except Beyond:
            return True


class Left(Exception):
    """All for whom a run was made took an exit."""

    def __init__(self, exit_: Exit) -> None:
        super().__init__()
        self.exit = exit_


class Probe(Exception):
    """Stands in for decisions to see on what a truth value hangs; raised where it is more than one question."""

    def __init__(self, thorough: bool) -> None:
        super().__init__()
        self.thorough = thorough
        """Whether names are searched to see that a test is none; a list of tests of one kind need not be."""
        self.asked: Question | None = None
        self.assumed = False
        self.of_names = False
        """Whether a test of names was met that a search may settle."""

    def answer(self, question: Question) -> bool:
        if self.asked is None:
            self.asked = question
        elif self.asked != question:
            raise self
        return self.assumed


def asked_once(world: World, realm: Realm, value: Varying) -> tuple[Question, bool] | bool | None:
    """The one question, and how it must come out for the value to be true; True or False where none is open.

    None = it is more involved.
    """
    probe = Probe(thorough=False)
    asked = _asked_once(world, realm, value, probe)
    if asked is None and probe.of_names:
        return _asked_once(world, realm, value, Probe(thorough=True))
    return asked


def _asked_once(world: World, realm: Realm, value: Varying, probe: Probe) -> tuple[Question, bool] | bool | None:
    world.probe = probe
    try:
        where_not = value.truth(realm)
        if probe.asked is None:
            return where_not
        probe.assumed = True
        where_so = value.truth(realm)
    except (Probe, Unmodelled, Thrown, Beyond):
        return None
    finally:
        world.probe = None
    return where_so if where_so is where_not else (probe.asked, where_so)


def known(world: World, test: Test, thorough: bool) -> bool | None:
    """How a test comes out for all names of the question; None = it depends, or that is not seen. Raises Beyond."""
    reading = read(world.request.family, test)
    if thorough and reading.verdict is None and reading.example(True) is not None:
        reading.example(False)
    return reading.verdict


def groups(noted: Sequence[Noted]) -> Iterator[list[Noted]]:
    """What is decided together, in order."""
    for _, same in groupby(noted, key=lambda one: one.exit.text):
        alike = list(same)
        if len(alike) <= SINGLY:
            yield from ([one] for one in alike)
            continue
        kinds: dict[object, list[Noted]] = {}
        for at, one in enumerate(alike):
            kind = one.question.kind() if one.holds else None
            kinds.setdefault(at if kind is None else (kind,), []).append(one)
        yield from kinds.values()


def taken_by(several: Sequence[Noted], inside: Region) -> Exit:
    """The first exit that some of the region take by themselves."""
    member = inside.names.parts[0].members[0]
    for one in several:
        question = one.question
        if isinstance(question, AskNames):
            if question.test.matches(member.host, member.path):
                return one.exit_of(member)
        elif question.split(inside)[0] is not None:
            return one.exit_in(inside)
    return several[0].exit
