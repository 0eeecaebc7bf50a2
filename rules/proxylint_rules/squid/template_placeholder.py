"""A placeholder of a template language stands where Squid takes it as it is."""

from __future__ import annotations

from collections.abc import Iterator

from proxylint.finding import Finding, Level
from proxylint.rule import Examined, Rule
from proxylint_rules.squid.domain_wording import shown


def check(examined: Examined) -> Iterator[Finding]:
    if examined.format.name != "squid":
        return
    from proxylint.formats.squid.analysis.placeholders import placeholders

    for fact in placeholders(examined.policy):
        yield Finding(
            RULE.code,
            RULE.name,
            RULE.level,
            examined.one_line(fact.span),
            f"{shown(examined, fact.span)} holds a placeholder ({fact.language} syntax), and Squid takes it as "
            f"{fact.where}: what is said of this file holds as long as nothing else is put there.",
            advice="Render the template, and lint what comes out.",
        )


RULE = Rule(
    "SQD602",
    "template-placeholder",
    Level.WARNING,
    "A placeholder of a template language stands where Squid takes it as it is.",
    check,
    tags=("squid", "correctness"),
)
