"""A pattern of shExpMatch makes the script throw."""

from __future__ import annotations

from collections.abc import Iterator

from proxylint.finding import Finding, Level
from proxylint.rule import Examined, Rule
from proxylint_rules.pac.places import one_line, overlaps, shown, unanswered


def check(examined: Examined) -> Iterator[Finding]:
    if examined.format.name != "pac":
        return
    from proxylint.formats.pac.analysis.patterns import bad_patterns

    told = unanswered(examined)
    for fact in bad_patterns(examined.policy, examined.given):
        if overlaps(fact.call, told):
            continue
        yield Finding(
            RULE.code,
            RULE.name,
            RULE.level,
            one_line(examined, fact.place),
            f"shExpMatch throws on {shown(examined, fact.place, 'this pattern')}, so no request that gets here has an "
            "answer: Chromium and Firefox read it as a regular expression, which is invalid.",
            advice="Use letters, digits, dots, '*' and '?' only; test everything else with a regular expression.",
        )


RULE = Rule(
    "PAC105",
    "invalid-pattern",
    Level.WARNING,
    "A pattern of shExpMatch makes the script throw.",
    check,
    tags=("pac", "correctness"),
)
