"""A helper is called with too few arguments, or with more than it looks at."""

from __future__ import annotations

from collections.abc import Iterator

from proxylint.finding import Finding, Level
from proxylint.rule import Examined, Rule
from proxylint_rules.pac.places import one_line, overlaps, unanswered

_EFFECT = {
    "throws": "it throws, and the request has no answer",
    "false": "the result is always false",
    "null": "the result is always null",
    "ignored": "the rest is not looked at",
}


def check(examined: Examined) -> Iterator[Finding]:
    if examined.format.name != "pac":
        return
    from proxylint.formats.pac.analysis.arguments import wrong_calls

    told = unanswered(examined)
    for fact in wrong_calls(examined.policy):
        if fact.effect == "throws" and overlaps(fact.span, told):
            continue
        given = f"{fact.given} argument{'' if fact.given == 1 else 's'}"
        advice = f"Give it {fact.wanted} argument{'' if fact.wanted == 1 else 's'}."
        if fact.effect == "ignored":
            advice = f"Write one call of {fact.name} for each text, with || between."
        yield Finding(
            RULE.code,
            RULE.name,
            RULE.level,
            one_line(examined, fact.span),
            f"{fact.name} takes {fact.wanted} and is given {given}: {_EFFECT[fact.effect]}.",
            advice=advice,
        )


RULE = Rule(
    "PAC104",
    "wrong-number-of-arguments",
    Level.WARNING,
    "A helper is called with too few arguments, or with more than it looks at.",
    check,
    tags=("pac", "correctness"),
)
