"""Some values of an ACL never decide in an access line, because a line above takes their requests."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from proxylint.finding import Finding, Label, Level
from proxylint.rule import Examined, Rule
from proxylint_rules.squid.line_wording import written

if TYPE_CHECKING:
    from proxylint.formats.squid.analysis.overruled_values import OverruledValues


def check(examined: Examined) -> Iterator[Finding]:
    if examined.format.name != "squid":
        return
    from proxylint.formats.squid.analysis.overruled_values import overruled_values

    for fact in overruled_values(examined.policy):
        yield Finding(
            RULE.code,
            RULE.name,
            RULE.level,
            examined.one_line(fact.first.span),
            f"{_what(fact)} in {written(fact.gate, fact.line)}: {written(fact.gate, fact.by)} above it takes every "
            "request for " + ("it." if fact.count == 1 else "them."),
            related=(
                Label(examined.one_line(fact.line.span), "the line"),
                Label(examined.one_line(fact.by.span), "takes the requests"),
                *(Label(span, "overruled too") for span in fact.others),
            ),
            advice=_advice(fact),
        )


def _what(fact: OverruledValues) -> str:
    if fact.count == 1:
        return f"'{fact.first.text[:100]}' of the ACL '{fact.acl}' never decides"
    more = f"{fact.count - 1} more value{'s' if fact.count > 2 else ''}"
    return f"'{fact.first.text[:100]}' and {more} of the ACL '{fact.acl}' never decide"


def _advice(fact: OverruledValues) -> str:
    what = "it" if fact.count == 1 else "them"
    verb = "allowed" if fact.line.action == "allow" else "denied"
    if fact.gate in ("always_direct", "never_direct"):
        return f"The first line that matches wins: write a line for {what} above the other, or take {what} out."
    return f"The first line that matches wins: if {what} should be {verb}, write a line for {what} above the other."


RULE = Rule(
    "SQD306",
    "value-overruled",
    Level.WARNING,
    "Some values of an ACL never decide in an access line, because a line above takes all of their requests.",
    check,
    tags=("squid", "correctness"),
)
