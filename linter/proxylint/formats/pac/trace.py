"""How an answer came about: the branch points that were passed, and the return statement."""

from __future__ import annotations

from proxylint.formats.pac.javascript.realm import Tested
from proxylint.formats.pac.script import Outcome
from proxylint.text import Source, Span
from proxylint.verdict import Step

LONGEST = 100
MISSED = 6
"""Tests that did not hold and are told: the last ones before the answer."""


def steps(source: Source, outcome: Outcome) -> tuple[Step, ...]:
    found: list[Step] = []
    missed = 0
    for tested in reversed(outcome.tests):
        missed += not tested.held
        if tested.held or missed <= MISSED:
            found.append(_step(source, tested))
    found.reverse()
    if outcome.span is not None and outcome.unknown is None:
        found.append(Step(outcome.span, quote(source, outcome.span)))
    elif outcome.unknown is not None:
        found.append(Step(outcome.span, outcome.unknown))
    return tuple(_once(found))


def _step(source: Source, tested: Tested) -> Step:
    inner = () if tested.term is None else (Step(tested.term, quote(source, tested.term), True),)
    return Step(tested.span, quote(source, tested.span), tested.held, inner)


def _once(found: list[Step]) -> list[Step]:
    """A test that is passed again and again in a loop is told the last time only."""
    last = {(step.span, step.held): index for index, step in enumerate(found)}
    return [step for index, step in enumerate(found) if last[step.span, step.held] == index]


def quote(source: Source, span: Span) -> str:
    """The text on one line."""
    text = " ".join(source.quote(Span(span.file, span.start, min(span.end, span.start + 4 * LONGEST))).split())
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 3]}..."
