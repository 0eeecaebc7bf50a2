"""A condition is written so that it always comes out the same."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from proxylint.finding import Finding, Level
from proxylint.rule import Examined, Rule
from proxylint_rules.pac.places import one_line, shown

if TYPE_CHECKING:
    from proxylint.formats.pac.analysis.conditions import Settled


def check(examined: Examined) -> Iterator[Finding]:
    if examined.format.name != "pac":
        return
    from proxylint.formats.pac.analysis.conditions import settled_conditions

    for fact in settled_conditions(examined.policy):
        text, advice = _said(examined, fact)
        yield Finding(RULE.code, RULE.name, RULE.level, one_line(examined, fact.span), text, advice=advice)


def _said(examined: Examined, fact: Settled) -> tuple[str, str]:
    if fact.slip == "assigned":
        outcome = "true" if fact.holds else "false"
        return f"This assigns a value where one is compared, so the test is always {outcome}.", "Write '==' for '='."
    if fact.slip == "not called":
        name = shown(examined, fact.span, "of this name")
        return (
            f"The function {name} is not called here, so the test is always true.",
            "Write its arguments in brackets.",
        )
    return (
        "The semicolon behind this condition ends the 'if', so what follows is done in any case.",
        "Take the semicolon out.",
    )


RULE = Rule(
    "PAC120",
    "condition-always-same",
    Level.WARNING,
    "A condition is written so that it always comes out the same.",
    check,
    tags=("pac", "correctness"),
)
