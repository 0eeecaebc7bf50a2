"""A statement stands where nothing comes to."""

from __future__ import annotations

from collections.abc import Iterator

from proxylint.finding import Finding, Label, Level
from proxylint.rule import Examined, Rule
from proxylint_rules.pac.places import one_line


def check(examined: Examined) -> Iterator[Finding]:
    if examined.format.name != "pac":
        return
    from proxylint.formats.pac.analysis.dead_code import dead_code

    for span, leaving in dead_code(examined.policy):
        yield Finding(
            RULE.code,
            RULE.name,
            RULE.level,
            one_line(examined, span),
            "Nothing comes here: the statement above always leaves.",
            related=(Label(one_line(examined, leaving), "leaves always"),),
            advice="Take this out, or move it above.",
        )


RULE = Rule(
    "PAC123",
    "unreachable-code",
    Level.NOTE,
    "A statement stands where nothing comes to.",
    check,
    tags=("pac",),
)
