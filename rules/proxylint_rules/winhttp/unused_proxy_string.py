"""A proxy string is left over while the static proxy is switched off."""

from __future__ import annotations

from collections.abc import Iterator

from proxylint.finding import Finding, Level
from proxylint.rule import Examined, Rule
from proxylint_rules.winhttp.wording import lines, tell


def check(examined: Examined) -> Iterator[Finding]:
    if examined.format.name != "winhttp":
        return
    from proxylint.formats.winhttp.facts import UnusedProxy

    for facts in lines(examined, UnusedProxy):
        yield tell(
            examined,
            RULE,
            facts[0].span,
            "The proxy string is not used: ProxyIsEnabled is false",
            "Set ProxyIsEnabled to true if this proxy is meant, else take the proxy string out.",
        )


RULE = Rule(
    "WIN304",
    "unused-proxy-string",
    Level.NOTE,
    "A proxy string is left over while the static proxy is switched off.",
    check,
    tags=("winhttp", "correctness"),
)
