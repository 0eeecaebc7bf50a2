"""A part of a configuration was linted without the file that decides."""

from __future__ import annotations

from collections.abc import Iterator

from proxylint.finding import Finding, Level
from proxylint.rule import Examined, Rule


def check(examined: Examined) -> Iterator[Finding]:
    failure = examined.policy.failure
    if failure is not None and failure.elsewhere:
        text = f"No verdict is given for this file: {failure.text.rstrip('.')}."
        advise = examined.format.advise
        advice = None if advise is None else advise(examined.policy)
        yield Finding(RULE.code, RULE.name, RULE.level, failure.span or examined.source.whole, text, advice=advice)


RULE = Rule(
    "CFG003",
    "fragment-without-root",
    Level.NOTE,
    "A part of a configuration was linted without the file that decides, so it has no verdict.",
    check,
)
