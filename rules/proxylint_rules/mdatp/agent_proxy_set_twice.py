"""The managed profile names two proxies for the agent."""

from __future__ import annotations

from collections.abc import Iterator

from proxylint.finding import Finding, Label, Level
from proxylint.rule import Examined, Rule
from proxylint_rules.mdatp.wording import lines, tell


def check(examined: Examined) -> Iterator[Finding]:
    if examined.format.name != "mdatp":
        return
    from proxylint.formats.mdatp.facts import SetTwice

    for facts in lines(examined, SetTwice):
        yield tell(
            examined,
            RULE,
            facts[0].span,
            "The profile sets the proxy a second time, to another value, and which one counts is not documented",
            "Keep one of them; an object of JSON has each name once.",
            related=[Label(facts[0].first, "set for the first time")],
        )


RULE = Rule(
    "LNX203",
    "agent-proxy-set-twice",
    Level.WARNING,
    "The managed profile names two proxies for the agent.",
    check,
    tags=("microsoft-defender", "correctness"),
)
