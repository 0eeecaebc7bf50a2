"""A suppression names a rule that does not exist."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from proxylint.finding import Finding, Level
from proxylint.meant import meant
from proxylint.rule import Rule, nothing
from proxylint.suppression.ledger import Ledger

_PLAIN = re.compile(r"[A-Za-z0-9_*.-]{1,40}")
_MOST = 100
"""Findings for which a word that is like the unknown one is looked for: each look compares it with all rules."""


def review(ledger: Ledger) -> Iterator[Finding]:
    looks = _MOST
    for one in ledger.suppressions():
        unknown = list(dict.fromkeys(named.text for named in one.named if named.code is None))
        if unknown:
            advice = _advice(unknown, ledger.words) if looks > 0 else _ADVICE
            looks -= 1
            yield Finding(RULE.code, RULE.name, RULE.level, one.span, _text(unknown), advice=advice)


def _text(unknown: Sequence[str]) -> str:
    shown = f"'{unknown[0]}'" if _PLAIN.fullmatch(unknown[0]) else "what this suppression names"
    more = f" (and {len(unknown) - 1} more of its words)" if len(unknown) > 1 else ""
    return f"No rule is called {shown}{more}."


_ADVICE = "Name each rule by its whole code or by its name; 'proxylint rules' lists them."


def _advice(unknown: Sequence[str], words: Sequence[str]) -> str:
    found = next(filter(None, (meant(word, words) for word in unknown)), None)
    return f"Did you mean '{found}'? {_ADVICE}" if found else _ADVICE


RULE = Rule(
    "CFG102",
    "suppression-of-unknown-rule",
    Level.WARNING,
    "A suppression names a rule that does not exist, so it does not hide what it was written for.",
    nothing,
    review=review,
)
