"""A proxy is named without a port."""

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
        if fact.oddity == "without port":
            yield Finding(
                RULE.code,
                RULE.name,
                RULE.level,
                one_line(examined, fact.span),
                f"The proxy has no port, so port {fact.port} is taken.",
                advice=f"Write the port, even if it is {fact.port}.",
            )


RULE = Rule(
    "PAC111",
    "proxy-without-port",
    Level.NOTE,
    "A proxy is named without a port.",
    check,
    tags=("pac",),
)
