"""An access line never matches a request."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from proxylint.finding import Finding, Label, Level
from proxylint.rule import Examined, Rule
from proxylint_rules.squid.line_wording import listed

if TYPE_CHECKING:
    from proxylint.formats.squid.analysis.dead_lines import DeadLine


def check(examined: Examined) -> Iterator[Finding]:
    """A warning where requests get another answer than the line would give, else a note."""
    if examined.format.name != "squid":
        return
    from proxylint.formats.squid.analysis.dead_lines import DeadLine, dead_lines

    for fact in dead_lines(examined.policy):
        if isinstance(fact, DeadLine):
            yield Finding(
                RULE.code,
                RULE.name,
                RULE.level if fact.overruled or not fact.above else Level.NOTE,
                examined.one_line(fact.line.span),
                f"This {fact.gate} line never matches: {_why(fact)}.",
                related=tuple(Label(examined.one_line(line.span), "takes its requests") for line in fact.above),
                advice=_advice(fact),
            )


def _why(fact: DeadLine) -> str:
    if not fact.above:
        return "its terms exclude each other"
    if len(fact.above) == 1:
        return f"{listed(fact.gate, fact.above)} above takes every request that it could match"
    return f"{listed(fact.gate, fact.above)} above together take every request that it could match"


def _advice(fact: DeadLine) -> str:
    if fact.last and fact.gate in ("http_access", "adapted_http_access"):
        return f"End the list with '{fact.gate} deny all': what no line matches gets the opposite of this last line."
    if not fact.above:
        return "All terms of a line must match at once: write a line for each alternative, or an ACL of type any-of."
    if fact.overruled:
        return "The first line that matches wins: move this line up if it is an exception, or delete it."
    return "Delete it: what it could match is answered the same way above."


RULE = Rule(
    "SQD301",
    "line-never-matches",
    Level.WARNING,
    "An access line never matches a request, because of the lines above it or of its own terms.",
    check,
    tags=("squid", "correctness"),
)
