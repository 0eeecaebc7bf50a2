"""A line of a list file holds several domains, which Squid takes as one value."""

from __future__ import annotations

from collections.abc import Iterator

from proxylint.finding import Finding, Level
from proxylint.rule import Examined, Rule
from proxylint_rules.squid.domain_wording import instead, tell

_WHY = "Squid takes a whole line of a list file as one value"


def check(examined: Examined) -> Iterator[Finding]:
    if examined.format.name != "squid":
        return
    from proxylint.formats.squid.analysis.domain_values import Misreading, dead_values

    for fact in dead_values(examined.policy):
        if fact.reason is Misreading.LINE:
            meant = instead(fact) + " " if fact.meant is not None else ""
            yield tell(examined, RULE, fact, _WHY, f"{meant}Give every value a line of its own.")


RULE = Rule(
    "SQD202",
    "several-domains-on-one-line",
    Level.ERROR,
    "A line of a list file holds several domains, which Squid takes as one value that matches no host.",
    check,
    security="5.0",
    tags=("squid", "correctness"),
)
