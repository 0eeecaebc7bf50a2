"""A line is not in the grammar; the rest of the file was analysed."""

from __future__ import annotations

from collections.abc import Iterator

from proxylint.finding import Finding, Level
from proxylint.format import Standing
from proxylint.rule import Examined, Rule


def check(examined: Examined) -> Iterator[Finding]:
    for remark in examined.policy.remarks:
        if remark.standing is Standing.UNREADABLE:
            text = remark.text[:1].upper() + remark.text[1:].rstrip(".") + "."
            yield Finding(RULE.code, RULE.name, RULE.level, remark.span, text)


RULE = Rule(
    "CFG002",
    "unreadable-line",
    Level.WARNING,
    "A line is not in the grammar of the file; the rest of the file was analysed.",
    check,
)
