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
    """The text on one line. A proxy with a password in a return statement is not repeated."""
    text = " ".join(source.quote(Span(span.file, span.start, min(span.end, span.start + 4 * LONGEST))).split())
    if "@" in text:
        text = _without_logins(text)
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 3]}..."


def _without_logins(text: str) -> str:
    """What stands before an @ in one word is left out."""
    return " ".join(_hidden(word) for word in text.split(" "))


def _hidden(word: str) -> str:
    before, sign, after = word.rpartition("@")
    if not sign:
        return word
    quote_mark = next((char for char in before if char in "\"'`"), "")
    return f"{quote_mark}...@{after}"
