"""A bypass list sends everything past the proxy."""

from __future__ import annotations

from collections.abc import Iterator

from proxylint.finding import Finding, Level
from proxylint.rule import Examined, Rule
from proxylint_rules.winhttp.wording import SET_PROXY, lines, named, tell


def check(examined: Examined) -> Iterator[Finding]:
    if examined.format.name != "winhttp":
        return
    from proxylint.formats.winhttp.facts import WideBypass

    for facts in lines(examined, WideBypass, lambda fact: fact.written in ("*", "*.*")):
        yield tell(
            examined,
            RULE,
            facts[0].span,
            f"{named('The bypass entry', facts[0].written)} is meant for every host, "
            "and a proxy that every host is sent past serves nobody",
            f"Bypass only names of your own network:\n    {SET_PROXY}\n"
            "Where direct access is meant, say so:\n    netsh winhttp reset proxy",
        )


RULE = Rule(
    "WIN204",
    "bypass-of-everything",
    Level.WARNING,
    "A bypass list sends everything past the proxy.",
    check,
    tags=("winhttp", "connectivity"),
)
