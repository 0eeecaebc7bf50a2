"""An ACL is defined and nothing uses it."""

from __future__ import annotations

from collections.abc import Iterator

from proxylint.finding import Finding, Level
from proxylint.rule import Examined, Rule


def check(examined: Examined) -> Iterator[Finding]:
    if examined.format.name != "squid":
        return
    from proxylint.formats.squid.analysis.uses import unused_acls

    for fact in unused_acls(examined.policy):
        yield Finding(
            RULE.code,
            RULE.name,
            RULE.level,
            examined.one_line(fact.span),
            f"The ACL '{fact.name}' ({fact.type}) is defined, and no line uses it.",
            advice=f"Name '{fact.name}' in the access line that it was written for, or delete its definition.",
        )


RULE = Rule(
    "SQD101",
    "unused-acl",
    Level.NOTE,
    "An ACL is defined, and no line uses it.",
    check,
    tags=("squid", "maintainability"),
)
