"""A line of the unit is meant to name a proxy and has no effect."""

from __future__ import annotations

from collections.abc import Iterator

from proxylint.finding import Finding, Label, Level
from proxylint.rule import Examined, Rule
from proxylint_rules.mdatp.wording import lines, more, tell

_SAID = {
    "another section": (
        "it stands in another section than [Service]",
        "Move it into the section [Service].",
    ),
    "above the first section": (
        "it stands above the first section",
        "Write [Service] on a line of its own above it.",
    ),
    "spelling of the key": (
        "systemd knows no key of this spelling",
        "Write Environment=, EnvironmentFile= or PassEnvironment= as it is written here.",
    ),
    "no such key": (
        "a variable is no key of a unit",
        'Write Environment="NAME=VALUE".',
    ),
    "no assignment": (
        "it is no assignment NAME=VALUE",
        "Write NAME=VALUE without blanks around the '=' and without 'export', and put all of it in double quotes.",
    ),
    "quote not closed": (
        "its closing quote is missing",
        "Close the quote at the end of the value.",
    ),
    "reset below": (
        "an empty Environment= below takes it away",
        "Move the empty Environment= above all other assignments, or take it out.",
    ),
    "set again below": (
        "the same variable is set again below",
        "Keep one of the two assignments.",
    ),
}
"""What is wrong, and what to do."""


def check(examined: Examined) -> Iterator[Finding]:
    if examined.format.name != "mdatp":
        return
    from proxylint.formats.mdatp.facts import NoEffect

    for facts in lines(examined, NoEffect):
        first = facts[0]
        related = [Label(first.by, "takes it away")] if first.by is not None else []
        wrong, advice = _SAID[first.why]
        yield tell(examined, RULE, first.span, f"This has no effect: {wrong}{more(facts)}", advice, related=related)


RULE = Rule(
    "LNX202",
    "unit-line-without-effect",
    Level.WARNING,
    "A line of the unit is meant to name a proxy and has no effect.",
    check,
    tags=("microsoft-defender", "correctness"),
)
