"""A bypass entry is a domain, and covers no name below it."""

from __future__ import annotations

from collections.abc import Iterator

from proxylint.finding import Finding, Label, Level
from proxylint.rule import Examined, Rule
from proxylint_rules.winhttp.wording import lines, more, named, tell


def check(examined: Examined) -> Iterator[Finding]:
    if examined.format.name != "winhttp":
        return
    from proxylint.formats.winhttp.facts import DomainAlone

    for facts in lines(examined, DomainAlone):
        first, *rest = facts
        yield tell(
            examined,
            RULE,
            first.span,
            f"{named('The bypass entry', first.written)} covers the host of that name and none below it{more(facts)}",
            f"Write '*.{first.written}' as well if the names below it are meant.",
            related=[Label(fact.span, "the same") for fact in rest],
        )


RULE = Rule(
    "WIN205",
    "bypass-domain-alone",
    Level.NOTE,
    "A bypass entry is a domain, and covers no name below it.",
    check,
    tags=("winhttp", "correctness"),
)
