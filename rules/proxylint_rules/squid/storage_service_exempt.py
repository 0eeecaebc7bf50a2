"""A whole cloud storage service is spared a login or inspection."""

from __future__ import annotations

from collections.abc import Iterator

from proxylint.finding import Finding, Label, Level
from proxylint.rule import Examined, Rule
from proxylint_rules.squid.domain_wording import shown
from proxylint_rules.squid.line_wording import written


def check(examined: Examined) -> Iterator[Finding]:
    if examined.format.name != "squid":
        return
    from proxylint.formats.squid.analysis.storage import open_storage

    for fact in open_storage(examined.policy):
        spares = "from inspection" if fact.spliced else "from the login"
        yield Finding(
            RULE.code,
            RULE.name,
            RULE.level,
            examined.one_line(fact.value.span),
            f"{shown(examined, fact.value.span)} in the ACL '{fact.acl}' exempts all of '*.{fact.store}' {spares}, "
            "where anybody can rent a name.",
            related=(Label(examined.one_line(fact.line.span), f"{written(fact.gate, fact.line)} exempts it"),),
            advice=f"Name the storage accounts that are needed, such as 'account.{fact.store}', one by one.",
        )


RULE = Rule(
    "SQD405",
    "storage-service-exempt",
    Level.WARNING,
    "A whole cloud storage service is spared a login or inspection.",
    check,
    security="6.5",
    tags=("squid", "security", "external/cwe/cwe-183"),
)
