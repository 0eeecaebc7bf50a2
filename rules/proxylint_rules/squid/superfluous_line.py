"""An access line changes no answer: lines below give the same one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from proxylint.finding import Finding, Label, Level
from proxylint.rule import Examined, Rule
from proxylint_rules.squid.line_wording import listed

if TYPE_CHECKING:
    from proxylint.formats.squid.analysis.superfluous_lines import SuperfluousLine

_SHOWN = 5


def check(examined: Examined) -> Iterator[Finding]:
    """One finding for all lines that the same lines below make superfluous."""
    if examined.format.name != "squid":
        return
    from proxylint.formats.squid.analysis.superfluous_lines import superfluous_lines

    together: dict[object, list[SuperfluousLine]] = {}
    for fact in superfluous_lines(examined.policy):
        together.setdefault((fact.gate, fact.below), []).append(fact)
    for facts in together.values():
        yield _finding(examined, facts)


def _finding(examined: Examined, facts: list[SuperfluousLine]) -> Finding:
    first = facts[0]
    below = first.below
    answer = {"allow": ("allows", "allow"), "deny": ("denies", "deny")}[first.line.action][len(below) > 1]
    return Finding(
        RULE.code,
        RULE.name,
        RULE.level,
        examined.one_line(first.line.span),
        f"{_what(facts)}: {listed(first.gate, below)} below {answer} the same requests, "
        "and nothing between answers otherwise.",
        related=(
            *(Label(examined.one_line(line.span), "gives the same answer") for line in below[:_SHOWN]),
            *(Label(examined.one_line(fact.line.span), "superfluous too") for fact in facts[1:_SHOWN]),
        ),
        advice=_advice(first),
    )


def _what(facts: list[SuperfluousLine]) -> str:
    if len(facts) == 1:
        return f"This {facts[0].gate} line changes nothing"
    return f"This {facts[0].gate} line and {len(facts) - 1} more change nothing"


def _advice(fact: SuperfluousLine) -> str:
    if fact.line.action == "allow":
        return "Delete it; if only what it names should be allowed, it is the more general line below that has to go."
    return "Delete it; if something of what it names should be denied alone, write the exceptions above it."


RULE = Rule(
    "SQD305",
    "superfluous-line",
    Level.NOTE,
    "An access line changes no answer, because lines below give the same one.",
    check,
    tags=("squid", "maintainability"),
)
