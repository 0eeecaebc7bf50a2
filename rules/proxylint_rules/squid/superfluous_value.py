"""A value of an ACL adds nothing to the other ones."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from proxylint.finding import Finding, Label, Level
from proxylint.rule import Examined, Rule

if TYPE_CHECKING:
    from proxylint.formats.squid.analysis.superfluous_values import SuperfluousValues


def check(examined: Examined) -> Iterator[Finding]:
    """One finding for each ACL."""
    if examined.format.name != "squid":
        return
    from proxylint.formats.squid.analysis.superfluous_values import superfluous_values

    for fact in superfluous_values(examined.policy):
        value, by = fact.pairs[0]
        yield Finding(
            RULE.code,
            RULE.name,
            RULE.level,
            examined.one_line(value.span),
            _text(fact),
            related=(
                Label(examined.one_line(by.span), "stands there already" if fact.same else "covers it"),
                *(Label(examined.one_line(more.span), "superfluous too") for more, _ in fact.pairs[1:]),
            ),
            advice="Take it out." if fact.count == 1 else "Take them out.",
        )


def _text(fact: SuperfluousValues) -> str:
    value, by = fact.pairs[0]
    why = "it stands there already" if fact.same else f"'{by.text[:100]}' covers it"
    more = f"; the same goes for {fact.count - 1} more of its values" if fact.count > 1 else ""
    return f"'{value.text[:100]}' adds nothing to the ACL '{fact.acl}': {why}{more}."


RULE = Rule(
    "SQD208",
    "superfluous-value",
    Level.NOTE,
    "A value of an ACL adds nothing to its other values.",
    check,
    tags=("squid", "maintainability"),
)
