"""A pattern for hosts can match no host."""

from __future__ import annotations

from collections.abc import Iterator

from proxylint.finding import Finding, Level
from proxylint.rule import Examined, Rule
from proxylint_rules.squid.domain_wording import shown


def check(examined: Examined) -> Iterator[Finding]:
    if examined.format.name != "squid":
        return
    from proxylint.formats.squid.analysis.patterns import HOST_TYPES, Blindness, blind_patterns

    for fact in blind_patterns(examined.policy):
        if fact.type not in HOST_TYPES:
            continue
        case = fact.why is Blindness.CASE
        why = "hosts are compared in lower case" if case else f"{fact.type} sees the host name alone"
        yield Finding(
            RULE.code,
            RULE.name,
            RULE.level,
            examined.one_line(fact.value.span),
            f"No host matches the pattern {shown(examined, fact.value.span)} of the ACL '{fact.acl}': {why}.",
            advice=_CASE if case else _HOST,
        )


_CASE = "Write it in lower case, or put '-i' in front of it: the flag holds up to the end of its line."
_HOST = "Take out scheme, port and path; url_regex can test a path, of plain http and of inspected requests."


RULE = Rule(
    "SQD205",
    "regex-never-matches",
    Level.ERROR,
    "A pattern for hosts can match no host.",
    check,
    security="5.0",
    tags=("squid", "correctness"),
)
