"""A function is defined twice, and only the last one counts."""

from __future__ import annotations

from collections.abc import Iterator

from proxylint.finding import Finding, Label, Level
from proxylint.rule import Examined, Rule
from proxylint_rules.pac.places import shown


def check(examined: Examined) -> Iterator[Finding]:
    if examined.format.name != "pac":
        return
    from proxylint.formats.pac.analysis.entry import replaced_functions

    for fact in replaced_functions(examined.policy):
        yield Finding(
            RULE.code,
            RULE.name,
            RULE.level,
            fact.span,
            f"This function never runs: {shown(examined, fact.span, 'its name')} is defined again below, and the last "
            "definition counts.",
            related=(Label(fact.by, "the definition that counts"),),
            advice="Take one of the two out, or put them together.",
        )


RULE = Rule(
    "PAC121",
    "function-defined-twice",
    Level.WARNING,
    "A function is defined twice, and only the last one counts.",
    check,
    tags=("pac", "correctness"),
)
