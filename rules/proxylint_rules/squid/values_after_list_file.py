"""Values stand behind the list file of an acl line, where Squid does not read them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from proxylint.finding import Finding, Level
from proxylint.rule import Examined, Rule

if TYPE_CHECKING:
    from proxylint.formats.squid.analysis.list_files import UnreadValues


def check(examined: Examined) -> Iterator[Finding]:
    if examined.format.name != "squid":
        return
    from proxylint.formats.squid.analysis.list_files import unread_values

    for fact in unread_values(examined.policy):
        yield Finding(
            RULE.code,
            RULE.name,
            RULE.level,
            examined.one_line(fact.span),
            f"{_what(fact)} not read into the ACL '{fact.acl}': Squid stops reading the line after the list file "
            f"'{fact.file}'.",
            advice=f"Write another 'acl {fact.acl}' line for what stands behind the file.",
        )


def _what(fact: UnreadValues) -> str:
    if len(fact.values) == 1:
        return f"'{fact.values[0][:80]}' is"
    more = len(fact.values) - 1
    return f"'{fact.values[0][:80]}' and {more} more value{'s' if more > 1 else ''} are"


RULE = Rule(
    "SQD203",
    "values-after-list-file",
    Level.ERROR,
    "Values stand behind the list file of an acl line, where Squid does not read them.",
    check,
    security="5.0",
    tags=("squid", "correctness"),
)
