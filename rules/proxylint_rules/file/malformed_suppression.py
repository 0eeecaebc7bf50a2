"""A comment speaks to proxylint and says nothing that it understands."""

from __future__ import annotations

from collections.abc import Iterator

from proxylint.finding import Finding, Level
from proxylint.rule import Rule, nothing
from proxylint.suppression.ledger import Ledger

_ADVICE = (
    "Write 'proxylint: ignore[CODE] reason' for one line, or 'proxylint: ignore-file[CODE] reason' for the whole file; "
    "several codes are parted by commas."
)


def review(ledger: Ledger) -> Iterator[Finding]:
    for one in ledger.suppressions():
        if one.fault is not None:
            text = f"This comment suppresses nothing: {one.fault}."
            yield Finding(RULE.code, RULE.name, RULE.level, one.span, text, advice=_ADVICE)


RULE = Rule(
    "CFG101",
    "malformed-suppression",
    Level.WARNING,
    "A comment that should suppress findings is written in a way that proxylint does not understand.",
    nothing,
    review=review,
)
