"""Required URLs wait for the name server before they have an answer."""

from __future__ import annotations

from collections.abc import Iterator

from proxylint.finding import Finding, Level
from proxylint.rule import Examined, Rule
from proxylint_rules.pac.places import one_line
from proxylint_rules.pac.required import concrete, listed, needed


def check(examined: Examined) -> Iterator[Finding]:
    if examined.format.name != "pac":
        return
    from proxylint.formats.pac.analysis.lookups import lookups_before_answer

    asked = [concrete(judged) for judged in needed(examined)]
    for fact in lookups_before_answer(examined.policy, examined.given, asked):
        yield Finding(
            RULE.code,
            RULE.name,
            RULE.level,
            one_line(examined, fact.span),
            f"A request for {listed(fact.urls)} waits here for the name server before it has an answer.",
            advice="Decide about these hosts above this line, by name alone.",
        )


RULE = Rule(
    "PAC114",
    "lookup-before-answer",
    Level.NOTE,
    "Required URLs wait for the name server before they have an answer.",
    check,
    tags=("pac", "performance"),
)
