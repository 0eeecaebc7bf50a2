"""A suppression does not say why, though the configuration asks for a reason."""

from __future__ import annotations

from collections.abc import Iterator

from proxylint.finding import Finding, Level
from proxylint.rule import Rule, nothing
from proxylint.suppression.ledger import Ledger

_TEXT = "This suppression gives no reason, and the configuration requires one."
_ADVICE = "Write behind the brackets why the finding is accepted, and until when."


def review(ledger: Ledger) -> Iterator[Finding]:
    for one in ledger.suppressions():
        if one.span in ledger.bare:
            yield Finding(RULE.code, RULE.name, RULE.level, one.span, _TEXT, advice=_ADVICE)


RULE = Rule(
    "CFG103",
    "suppression-without-reason",
    Level.WARNING,
    "A suppression gives no reason although the configuration requires one.",
    nothing,
    review=review,
)
