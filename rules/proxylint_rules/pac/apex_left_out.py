"""A test for all names below a required host leaves the host itself out."""

from __future__ import annotations

from collections.abc import Iterator

from proxylint.finding import Finding, Level
from proxylint.rule import Examined, Rule
from proxylint_rules.pac.places import one_line
from proxylint_rules.pac.required import concrete, needed
from proxylint_rules.pac.ways import nowhere, told


def check(examined: Examined) -> Iterator[Finding]:
    if examined.format.name != "pac":
        return
    from proxylint.formats.pac.analysis.apex import left_out

    urls = [concrete(judged) for judged in needed(examined) if not judged.verdict.request.host.startswith("*")]
    for fact in left_out(examined.policy, examined.given, urls):
        if nowhere(fact.below):
            continue
        yield Finding(
            RULE.code,
            RULE.name,
            RULE.level,
            one_line(examined, fact.place),
            f"This sends all names below '{fact.host}' {told(fact.below)}, but the required '{fact.host}' itself does "
            f"not pass and is sent {told(fact.itself)}.",
            advice=f"Write host == '{fact.host}' || dnsDomainIs(host, '.{fact.host}').",
        )


RULE = Rule(
    "PAC130",
    "apex-left-out",
    Level.WARNING,
    "A test for all names below a required host leaves the host itself out.",
    check,
    tags=("pac", "microsoft-defender", "connectivity"),
)
