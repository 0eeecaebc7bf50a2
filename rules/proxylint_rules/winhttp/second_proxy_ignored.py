"""An entry of a proxy string serves what an earlier one serves already."""

from __future__ import annotations

from collections.abc import Iterator

from proxylint.finding import Finding, Label, Level
from proxylint.rule import Examined, Rule
from proxylint_rules.winhttp.wording import lines, more, named, tell


def check(examined: Examined) -> Iterator[Finding]:
    if examined.format.name != "winhttp":
        return
    from proxylint.formats.winhttp.facts import IgnoredProxy

    for facts in lines(examined, IgnoredProxy):
        first, *rest = facts
        related = [
            Label(first.first, "the entry that is used"),
            *(Label(fact.span, "not used either") for fact in rest),
        ]
        yield tell(
            examined,
            RULE,
            first.span,
            f"{named('The proxy entry', first.written)} is not used: an earlier one serves the same requests, "
            f"and WinHTTP has no fail-over{more(facts)}",
            "Take it out, or put both proxies behind one name.",
            related=related,
        )


RULE = Rule(
    "WIN107",
    "second-proxy-ignored",
    Level.NOTE,
    "An entry of a proxy string serves what an earlier one serves already.",
    check,
    tags=("winhttp", "correctness"),
)
