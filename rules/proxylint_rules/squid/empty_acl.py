"""An ACL that is used has no values, so it matches nothing."""

from __future__ import annotations

from collections.abc import Iterator

from proxylint.finding import Finding, Level
from proxylint.rule import Examined, Rule


def check(examined: Examined) -> Iterator[Finding]:
    if examined.format.name != "squid":
        return
    from proxylint.formats.squid.analysis.uses import empty_acls

    for fact in empty_acls(examined.policy):
        why = f"its list file '{fact.missing}' is not there" if fact.missing else "it has no values"
        yield Finding(
            RULE.code,
            RULE.name,
            RULE.level,
            examined.one_line(fact.span),
            f"The ACL '{fact.name}' ({fact.type}) never matches: {why}.",
            advice="Give it a value, or take it out of the lines that use it.",
        )


RULE = Rule(
    "SQD102",
    "empty-acl",
    Level.WARNING,
    "An ACL that is used has no values, so it matches nothing.",
    check,
    tags=("squid", "correctness"),
)
