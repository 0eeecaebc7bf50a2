"""A suppression hides nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from proxylint.finding import Finding, Level
from proxylint.rule import Rule, nothing
from proxylint.suppression import Suppression
from proxylint.suppression.ledger import Ledger

_ALWAYS = "CFG001"


def review(ledger: Ledger) -> Iterator[Finding]:
    """Those that speak for this very rule come last: until then they may be of use."""
    late = []
    for one in ledger.suppressions():
        if RULE.code in one.codes:
            late.append(one)
        elif unused := ledger.unused(one):
            yield _finding(one, unused)
    for one in late:
        if unused := ledger.unused(one):
            yield _finding(one, unused)


def _finding(one: Suppression, unused: Sequence[str]) -> Finding:
    rules = " and ".join([", ".join(unused[:-1]), unused[-1]] if len(unused) > 1 else unused)
    text = f"This suppression of {rules} hides no finding."
    return Finding(RULE.code, RULE.name, RULE.level, one.span, text, advice=_advice(one, unused))


def _advice(one: Suppression, unused: Sequence[str]) -> str:
    cure = "Remove it" if len(unused) == len(one.named) else "Take the rule out of its list"
    if _ALWAYS in unused:
        return f"{cure}. {_ALWAYS} cannot be suppressed: a file that was not analysed is never clean."
    if one.line is None and not one.whole:
        return f"{cure}. No line follows that it could speak for."
    return cure + ("." if one.whole else ", or write it at the line that the finding is reported at.")


RULE = Rule(
    "CFG104",
    "unused-suppression",
    Level.WARNING,
    "A suppression hides nothing: what it was written for is gone, or it stands in the wrong place.",
    nothing,
    review=review,
)
