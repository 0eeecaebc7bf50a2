"""A proxy string names no proxy for https or for http."""

from __future__ import annotations

from collections.abc import Iterator

from proxylint.fault import Fault
from proxylint.finding import Finding, Level
from proxylint.rule import Examined, Rule
from proxylint_rules.winhttp.wording import SET_PROXY, lines, reported, tell


def check(examined: Examined) -> Iterator[Finding]:
    if examined.format.name != "winhttp":
        return
    from proxylint.formats.winhttp.facts import SchemeWithoutProxy

    spoken_for = reported(examined, Fault.SENT_DIRECT)
    for facts in lines(examined, SchemeWithoutProxy, lambda fact: fact.span not in spoken_for):
        schemes = " or ".join(fact.scheme for fact in facts)
        yield tell(
            examined,
            RULE,
            facts[0].span,
            f"The proxy string names no proxy for {schemes}, which then goes direct",
            f"An entry without a key serves http and https:\n    {SET_PROXY}",
        )


RULE = Rule(
    "WIN108",
    "scheme-without-proxy",
    Level.WARNING,
    "A proxy string names no proxy for https or for http.",
    check,
    tags=("winhttp", "connectivity"),
)
