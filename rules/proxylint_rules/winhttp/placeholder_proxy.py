"""A proxy has the name that instructions give to any proxy."""

from __future__ import annotations

from collections.abc import Iterator

from proxylint.finding import Finding, Label, Level
from proxylint.rule import Examined, Rule
from proxylint_rules.winhttp.wording import SET_PROXY, lines, more, named, tell


def check(examined: Examined) -> Iterator[Finding]:
    if examined.format.name != "winhttp":
        return
    from proxylint.formats.winhttp.facts import PlaceholderProxy

    for facts in lines(examined, PlaceholderProxy):
        first, *rest = facts
        yield tell(
            examined,
            RULE,
            first.span,
            f"{named('The proxy entry', first.written)} is a sample of instructions, and no network has a proxy of "
            f"that name{more(facts)}",
            f"Write the name and port of your proxy:\n    {SET_PROXY}",
            related=[Label(fact.span, "a sample, too") for fact in rest],
        )


RULE = Rule(
    "WIN110",
    "placeholder-proxy",
    Level.WARNING,
    "A proxy has the name that instructions give to any proxy.",
    check,
    tags=("winhttp", "correctness"),
)
