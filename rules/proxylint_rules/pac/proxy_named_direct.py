"""`PROXY DIRECT` names a proxy that is called direct."""

from __future__ import annotations

from collections.abc import Iterator

from proxylint.finding import Finding, Level
from proxylint.rule import Examined, Rule
from proxylint_rules.pac.places import one_line


def check(examined: Examined) -> Iterator[Finding]:
    if examined.format.name != "pac":
        return
    from proxylint.formats.pac.analysis.answers import odd_elements

    for fact in odd_elements(examined.policy, examined.given):
        if fact.oddity == "named direct":
            yield Finding(
                RULE.code,
                RULE.name,
                RULE.level,
                one_line(examined, fact.span),
                f"'{fact.keyword} DIRECT' does not go direct: it names a proxy that is called 'direct', "
                f"on port {fact.port}.",
                advice='Write "DIRECT".',
            )


RULE = Rule(
    "PAC110",
    "proxy-named-direct",
    Level.WARNING,
    "A returned string names a proxy that is called direct.",
    check,
    tags=("pac", "correctness"),
)
