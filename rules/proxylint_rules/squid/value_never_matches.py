"""A value of a method, proto or myportname ACL is one that no request has."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from proxylint.finding import Finding, Level
from proxylint.rule import Examined, Rule

if TYPE_CHECKING:
    from proxylint.formats.squid.analysis.dead_words import DeadWord

_NAMED = 4


def check(examined: Examined) -> Iterator[Finding]:
    if examined.format.name != "squid":
        return
    from proxylint.formats.squid.analysis.dead_words import Deadness, dead_words

    for fact in dead_words(examined.policy):
        who = "https request" if fact.why is Deadness.CONNECT else "request"
        yield Finding(
            RULE.code,
            RULE.name,
            RULE.level,
            examined.one_line(fact.value.span),
            f"No {who} matches '{fact.value.text[:100]}' in the ACL '{fact.acl}' ({fact.type}): {fact.why}.",
            advice=_advice(fact),
        )


def _advice(fact: DeadWord) -> str:
    if fact.type == "myportname":
        names = ", ".join(f"'{name}'" for name in fact.ports[:_NAMED])
        return f"A port's name is what name= says, else its address as written: here {names}."
    if fact.type == "method":
        return "Write methods with blanks between them, without commas."
    if fact.value.text.lower() == "https":
        return "For https use 'method CONNECT', or an ACL of type port."
    return "Write protocols such as HTTP or FTP with blanks between them; a port number goes into an ACL of type port."


RULE = Rule(
    "SQD209",
    "value-never-matches",
    Level.WARNING,
    "A value of a method, proto or myportname ACL is one that no request has.",
    check,
    tags=("squid", "correctness"),
)
