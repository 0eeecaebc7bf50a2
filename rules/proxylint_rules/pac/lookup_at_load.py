"""The script asks for an address while it is loaded, and never again."""

from __future__ import annotations

from collections.abc import Iterator

from proxylint.finding import Finding, Level
from proxylint.rule import Examined, Rule
from proxylint_rules.pac.places import one_line


def check(examined: Examined) -> Iterator[Finding]:
    if examined.format.name != "pac":
        return
    from proxylint.formats.pac.analysis.lookups import lookup_at_load

    span = lookup_at_load(examined.policy, examined.given)
    if span is not None:
        yield Finding(
            RULE.code,
            RULE.name,
            RULE.level,
            one_line(examined, span),
            "This asks for an address when the script is loaded, and keeps the answer until it is loaded again.",
            advice="Ask inside FindProxyForURL.",
        )


RULE = Rule(
    "PAC115",
    "lookup-at-load",
    Level.WARNING,
    "The script asks for an address while it is loaded, and never again.",
    check,
    tags=("pac", "correctness"),
)
