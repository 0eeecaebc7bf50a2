"""A pattern can match nothing of what it is compared with."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from proxylint.finding import Finding, Level
from proxylint.rule import Examined, Rule
from proxylint_rules.squid.domain_wording import shown

if TYPE_CHECKING:
    from proxylint.formats.squid.analysis.patterns import BlindPattern


def check(examined: Examined) -> Iterator[Finding]:
    if examined.format.name != "squid":
        return
    from proxylint.formats.squid.analysis.patterns import blind_patterns

    for fact in blind_patterns(examined.policy):
        if fact.why in _ADVICE:
            pattern = shown(examined, fact.value.span)
            yield Finding(
                RULE.code,
                RULE.name,
                RULE.level,
                examined.one_line(fact.value.span),
                f"No {_what(fact)} matches the pattern {pattern} of the ACL '{fact.acl}': {_why(fact)}.",
                advice=_ADVICE[fact.why].format(fact.value.text),
            )


def _what(fact: BlindPattern) -> str:
    return {"url_regex": "listed URL", "urlpath_regex": "path"}.get(fact.type, "host")


def _why(fact: BlindPattern) -> str:
    if fact.why == "the name of a list file":
        return "Squid reads a list file only where its name stands in quotation marks"
    if fact.why == "a scheme, and a path begins with a slash":
        return "a path begins with a slash"
    upper = fact.why == "upper-case letters, which no host has when it is compared"
    return "hosts are compared in lower case" if upper else f"{fact.type} sees the host name alone"


_ADVICE = {
    "upper-case letters, which no host has when it is compared": "Write it in lower case, or put '-i' in front of it: "
    "the flag holds up to the end of its line.",
    "something that no host name has": "Take out scheme, port and path; url_regex can test a path, of plain http and "
    "of inspected requests.",
    "a scheme, and a path begins with a slash": "Use an ACL of type url_regex for whole URLs, or dstdomain for hosts.",
    "the name of a list file": 'Write "{}", with the quotation marks, at the end of the line.',
}


RULE = Rule(
    "SQD205",
    "regex-never-matches",
    Level.ERROR,
    "A pattern can match nothing of what it is compared with.",
    check,
    security="5.0",
    tags=("squid", "correctness", "external/cwe/cwe-185"),
)
