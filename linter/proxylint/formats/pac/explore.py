"""All cases of a question: one run after another, until every side of every decision was followed.

The runs form a tree whose forks are the decisions; the leaves exclude each other and cover the question. Leaves with
the same answer are put together again.
"""

from __future__ import annotations

from collections.abc import Callable

from proxylint.format import Given
from proxylint.formats.pac.collecting import leave_behind, seldom
from proxylint.formats.pac.joining import Answers, Leaf, united
from proxylint.formats.pac.script import Outcome, left_by
from proxylint.formats.pac.world import EFFORT, TOO_MANY, Apart, Searches, Taken, World
from proxylint.names import Names
from proxylint.records import dataclass, field
from proxylint.region import Region
from proxylint.request import Request

RUNS = 200
"""Runs for one question. What is left then is one unknown case."""

STEPS = 400_000
"""Steps of all runs for one question together: its share, whatever was asked before. Some thirty questions are asked of
a file, and all of them together have to end in seconds."""

HEAVY = 20_000
"""Work of searches for names that leaves megabytes behind."""

Run = Callable[[World], Outcome]


@dataclass(slots=True)
class Fork:
    """`sides`: the side that held and the one that did not, filled in when they were followed."""

    region: Region
    sides: list[Leaf | Fork | None] = field(default_factory=lambda: [None, None])


@dataclass(slots=True)
class _Waiting:
    region: Region
    known: tuple[Taken, ...]
    fork: Fork
    side: int


def explore(start: World, run: Run, same: Callable[[Outcome], object]) -> list[Leaf]:
    """`same`: outcomes with equal keys are one answer."""
    apart: set[object] = set()
    answers = Answers(same)
    while True:
        try:
            top = _tree(start, run, apart)
        except Apart as again:
            apart.add(again.function)
        else:
            return united(_leaves(top, answers), answers)


def explore_all(
    request: Request,
    given: Given,
    run: Run,
    same: Callable[[Outcome], object],
    searches: Searches | None = None,
) -> list[Leaf]:
    """All cases of a request. `searches` tells afterwards what they took."""
    searches = searches or Searches()
    try:
        with seldom():
            return explore(World(request, given, Region(Names.of(request.family, searches.spend))), run, same)
    finally:
        searches.over = True
        if searches.spent > HEAVY:
            leave_behind()


def _tree(start: World, run: Run, apart: set[object]) -> Leaf | Fork | None:
    root = Fork(start.region)
    waiting = [_Waiting(start.region, (), root, 0)]
    steps = runs = effort = 0
    while waiting:
        task = waiting.pop()
        if runs >= RUNS or steps >= STEPS or effort > EFFORT:
            task.fork.sides[task.side] = Leaf(task.region, Outcome(unknown=TOO_MANY))
            continue
        world = World(start.request, start.given, task.region, task.known, effort)
        world.most = STEPS - steps
        world.apart = apart
        outcome = run(world)
        runs, steps, effort = runs + 1, steps + world.steps, world.effort
        fork, side = task.fork, task.side
        for decision in world.forks:
            made = Fork(decision.before)
            fork.sides[side] = made
            other = 1 if decision.held else 0
            if decision.exit is None:
                waiting.append(_Waiting(decision.other, decision.known, made, other))
            else:
                made.sides[other] = Leaf(decision.other, left_by(decision.exit))
            fork, side = made, 0 if decision.held else 1
        fork.sides[side] = Leaf(world.region, outcome)
    return root.sides[0]


def _leaves(top: Leaf | Fork | None, answers: Answers) -> list[Leaf]:
    """The leaves from left to right; a fork whose sides are one answer is one leaf."""
    done: list[list[Leaf]] = []
    waiting: list[tuple[Leaf | Fork | None, bool]] = [(top, False)]
    while waiting:
        node, folded = waiting.pop()
        if isinstance(node, Leaf):
            done.append([node])
        elif isinstance(node, Fork):
            if folded:
                no, yes = done.pop(), done.pop()
                done.append(_folded(node, yes, no, answers))
            else:
                waiting += [(node, True), (node.sides[1], False), (node.sides[0], False)]
    return done[0]


def _folded(fork: Fork, yes: list[Leaf], no: list[Leaf], answers: Answers) -> list[Leaf]:
    if len(yes) == len(no) == 1 and answers.number(yes[0].outcome) == answers.number(no[0].outcome):
        return [Leaf(fork.region, no[0].outcome)]
    return yes + no
