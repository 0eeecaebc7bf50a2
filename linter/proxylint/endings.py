"""The ends of traces: first match wins in every format, so the steps next to the decision are those to tell.

A trace is made when somebody reads it, and until then holds all that it is made from: the policy and what was found out
about it. When a file is done, of the traces of its findings only what will be told is kept.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from typing import overload

from proxylint.finding import Finding
from proxylint.records import replace
from proxylint.tuples import NamedTuple
from proxylint.verdict import Step, Trace, Trail, Unheld

Row = tuple[int, Step]
"""A step and its depth in the tree."""


def flatten(trace: Sequence[Step]) -> Iterator[Row]:
    """Every step with its depth, as the evaluation went; without recursion, for traces follow the input."""
    waiting: list[Row] = [(0, step) for step in reversed(trace)]
    while waiting:
        depth, step = waiting.pop()
        yield depth, step
        waiting.extend((depth + 1, inner) for inner in reversed(step.inner))


def deciding(trace: Sequence[Step], most: int, known: Counts | None = None) -> tuple[list[Row], int]:
    """The steps next to the decision, in order, and how many others there are: the last line with its terms, then the
    one before. `known`: of traces that were counted before."""
    kept, _ = nearest(trace, most)
    return kept, (Counts() if known is None else known).of(trace) - len(kept)


class Counts:
    """The number of steps in traces, those inside of others too. Traces of many findings have their beginnings in
    common, and each beginning is counted once. What is counted must be kept as long as this is."""

    def __init__(self) -> None:
        self._trails: dict[int, int] = {}
        self._steps: dict[int, int] = {}

    def of(self, trace: Sequence[Step]) -> int:
        if isinstance(trace, Trace):
            return self._of_trail(trace.trail)
        return _number(trace) + (trace.left if isinstance(trace, Ending) else 0)

    def _of_trail(self, trail: Trail) -> int:
        above: list[tuple[int, Step | Sequence[Step]]] = []
        while trail is not None and id(trail) not in self._trails:
            before, last = trail
            above.append((id(trail), last))
            trail = before
        number = 0 if trail is None else self._trails[id(trail)]
        for key, last in reversed(above):
            number += self._of_step(last) if isinstance(last, Step) else self.of(last)
            self._trails[key] = number
        return number

    def _of_step(self, step: Step) -> int:
        if not step.inner:
            return 1
        found = self._steps.get(id(step))
        if found is None:
            found = self._steps[id(step)] = 1 + _number(step.inner)
        return found


def _number(trace: Sequence[Step]) -> int:
    """Of all steps, without recursion."""
    number = 0
    waiting = [trace]
    while waiting:
        steps = waiting.pop()
        if isinstance(steps, Unheld):
            number += len(steps) * (1 + steps.inner)
        elif isinstance(steps, Trace):
            waiting.extend((last,) if isinstance(last, Step) else last for last in steps.lasts())
        else:
            number += len(steps)
            waiting.extend(step.inner for step in steps if step.inner)
    return number


def nearest(trace: Sequence[Step], most: int) -> tuple[list[Row], bool]:
    """Those steps, and whether these are all. What is left out costs nothing: many findings may have thousands each."""
    kept: list[_Branch] = []
    waiting = [(kept, reversed(trace))]
    number = 0
    while waiting:
        beside, steps = waiting[-1]
        step = next(steps, None)
        if step is None:
            waiting.pop()
            continue
        if number == most:
            break
        number += 1
        inner: list[_Branch] = []
        beside.append(_Branch(step, inner))
        waiting.append((inner, reversed(step.inner)))
    return list(_in_order(kept)), not waiting and not (isinstance(trace, Ending) and trace.left)


MOST_STEPS = 20_000
"""Of the traces of one answer, or of one file's findings, together, of each the same number: each line of a long list
may make a case or a finding, and its trace tells all lines above it."""


def steps_of_each(number: int) -> int:
    """How many steps of a trace are told where there are so many."""
    return max(1, MOST_STEPS // max(1, number))


class _Branch(NamedTuple):
    """A step that is kept, with those inside it, the last one first."""

    step: Step
    inner: list[_Branch]


def _in_order(kept: Sequence[_Branch]) -> Iterator[Row]:
    waiting = [(0, branch) for branch in kept]
    while waiting:
        depth, (step, inner) = waiting.pop()
        yield depth, step
        waiting.extend((depth + 1, branch) for branch in inner)


class Ending(Sequence[Step]):
    """The end of a trace. `left`: how many steps it has beside those that are here, those inside of others too."""

    __slots__ = ("_steps", "left")

    def __init__(self, steps: tuple[Step, ...], left: int) -> None:
        self._steps = steps
        self.left = left

    @overload
    def __getitem__(self, index: int) -> Step: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Step, ...]: ...
    def __getitem__(self, index: int | slice) -> Step | tuple[Step, ...]:
        return self._steps[index]

    def __len__(self) -> int:
        return len(self._steps)

    def __iter__(self) -> Iterator[Step]:
        return iter(self._steps)

    def __reduce__(self) -> tuple[object, ...]:
        return Ending, (self._steps, self.left)


MOST_KEPT = 50_000
"""Steps of the traces of all findings of one file that are kept."""


def ended(findings: Sequence[Finding], most: int) -> list[Finding]:
    """The same findings with the ends of their traces: at most so many steps of each."""
    most = min(most, MOST_KEPT // max(1, len(findings)))
    same: dict[Hashable, Step] = {}
    known = Counts()
    return [replace(one, trace=_end(one.trace, most, same, known)) if one.trace else one for one in findings]


def _end(trace: Sequence[Step], most: int, same: dict[Hashable, Step], known: Counts) -> Sequence[Step]:
    """`same`: steps that are alike are one; most lines answer every question in the same way."""
    if not most:
        return ()
    kept, left = deciding(trace, most, known)
    made = _made(kept, same)
    return Ending(made, left) if left else made


def _made(rows: Sequence[Row], same: dict[Hashable, Step]) -> tuple[Step, ...]:
    """The steps of these rows, without recursion: from the last row on, the steps inside of one are there before it."""
    inside: list[list[Step]] = [[]]
    for depth, step in reversed(rows):
        while len(inside) <= depth + 1:
            inside.append([])
        inner = tuple(reversed(inside[depth + 1]))
        inside[depth + 1].clear()
        key = (step.span, step.note, step.held, tuple(map(id, inner)))
        inside[depth].append(same.setdefault(key, Step(step.span, step.note, step.held, inner)))
    return tuple(reversed(inside[0]))
