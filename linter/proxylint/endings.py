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
from proxylint.verdict import Step, Trace, Unheld

Row = tuple[int, Step]
"""A step and its depth in the tree."""


def flatten(trace: Sequence[Step]) -> Iterator[Row]:
    """Every step with its depth, as the evaluation went; without recursion, for traces follow the input."""
    waiting: list[Row] = [(0, step) for step in reversed(trace)]
    while waiting:
        depth, step = waiting.pop()
        yield depth, step
        waiting.extend((depth + 1, inner) for inner in reversed(step.inner))


def deciding(trace: Sequence[Step], most: int) -> tuple[list[Row], int]:
    """The steps next to the decision, in order, and how many others there are: the last line with its terms, then the
    one before."""
    kept, _ = nearest(trace, most)
    return kept, _number(trace) - len(kept)


def _number(trace: Sequence[Step]) -> int:
    """Of all steps, those inside of others too."""
    number = 0
    waiting = [trace]
    while waiting:
        steps = waiting.pop()
        if isinstance(steps, Unheld):
            number += len(steps) * (1 + steps.inner)
            continue
        if isinstance(steps, Ending):
            number += steps.left
        if isinstance(steps, Trace):
            waiting.extend((last,) if isinstance(last, Step) else last for last in steps.lasts())
        else:
            number += len(steps)
            waiting.extend(step.inner for step in steps)
    return number


def nearest(trace: Sequence[Step], most: int) -> tuple[list[Row], bool]:
    """The same, and whether these are all. What is left out costs nothing: each of many findings may have thousands."""
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


MOST_KEPT = 250_000
"""Steps of the traces of all findings of one file that are kept."""


def ended(findings: Sequence[Finding], most: int) -> list[Finding]:
    """The same findings with the ends of their traces: at most so many steps of each."""
    most = min(most, MOST_KEPT // max(1, len(findings)))
    same: dict[Hashable, Step] = {}
    return [replace(one, trace=_end(one.trace, most, same)) if one.trace else one for one in findings]


def _end(trace: Sequence[Step], most: int, same: dict[Hashable, Step]) -> Sequence[Step]:
    """`same`: steps that are alike are one; most lines answer every question in the same way."""
    if not most:
        return ()
    kept, left = deciding(trace, most)
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
