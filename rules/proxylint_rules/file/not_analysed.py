"""A file could not be analysed, or its program would refuse to load it."""

from __future__ import annotations

from collections.abc import Iterator

from proxylint.finding import Finding, Level
from proxylint.rule import Examined, Rule


def check(examined: Examined) -> Iterator[Finding]:
    failure = examined.policy.failure
    if failure is not None and not failure.elsewhere:
        span = failure.span or examined.source.whole
        advise = examined.format.advise
        yield Finding(
            RULE.code,
            RULE.name,
            RULE.level,
            span,
            f"Nothing in this file was judged: {failure.text.rstrip('.')}.",
            advice=None if advise is None else advise(examined.policy),
        )


RULE = Rule(
    "CFG001",
    "file-not-analysed",
    Level.ERROR,
    "A file is unreadable, of no known kind though it was named, or its program would refuse to load it.",
    check,
)
