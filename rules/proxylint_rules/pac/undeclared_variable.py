"""A function writes a variable that nobody declared."""

from __future__ import annotations

from collections.abc import Iterator

from proxylint.finding import Finding, Level
from proxylint.rule import Examined, Rule
from proxylint_rules.pac.places import also, shown


def check(examined: Examined) -> Iterator[Finding]:
    if examined.format.name != "pac":
        return
    from proxylint.formats.pac.analysis.globals import undeclared

    fact = undeclared(examined.policy)
    if fact is None:
        return
    rest = len(fact.names) - 1
    name = shown(examined, fact.span, "This name")
    what = f"{name} and {rest} more are" if rest else f"{name} is"
    yield Finding(
        RULE.code,
        RULE.name,
        RULE.level,
        fact.span,
        f"{what} declared nowhere, so what one request writes there the next one finds.",
        related=also(examined, fact.places[1:], "another one"),
        advice="Write 'var' in front of the first use in the function.",
    )


RULE = Rule(
    "PAC125",
    "undeclared-variable",
    Level.NOTE,
    "A function writes a variable that nobody declared.",
    check,
    tags=("pac",),
)
