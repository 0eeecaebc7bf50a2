"""A value of a domain ACL can match no host."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from proxylint.finding import Finding, Level
from proxylint.rule import Examined, Rule
from proxylint_rules.squid.domain_wording import instead, tell

if TYPE_CHECKING:
    from proxylint.formats.squid.analysis.domain_values import DeadValues

_WHY = {
    "a list file": "Squid reads a list file only where its name stands in quotation marks",
    "a wildcard": "Squid takes the star as a character of the name",
    "a URL": "Squid compares it with the host alone, which has no scheme",
    "a name with a path": "Squid compares it with the host alone, which has no slash",
    "a name with a port": "Squid compares it with the host alone, which has no port",
    "names with commas between": "Squid takes the comma as a character of the name",
    "a network": "Squid compares it with the host as a text",
    "a regular expression": "Squid takes it as a name, not as a pattern",
    "a name with a dot at its end": "Squid takes trailing dots off the host that it compares",
    "a character that no host name has": "no host name holds such a character, or two dots in a row",
}


def check(examined: Examined) -> Iterator[Finding]:
    if examined.format.name != "squid":
        return
    from proxylint.formats.squid.analysis.domain_values import Misreading, dead_values

    for fact in dead_values(examined.policy):
        if fact.reason is not Misreading.LINE:
            yield tell(examined, RULE, fact, _WHY[fact.reason], _advice(fact))


def _advice(fact: DeadValues) -> str:
    if fact.meant is not None:
        return instead(fact)
    if fact.reason == "a list file":
        return f'Write "{fact.first.text}", with the quotation marks, at the end of the line.'
    if fact.reason == "a network":
        return "Put it into an ACL of type dst."
    if fact.reason == "a regular expression":
        kind = "ssl::server_name_regex" if fact.type == "ssl::server_name" else "dstdom_regex"
        return f"Put it into an ACL of type {kind}, or write the name with a leading dot for every name below it."
    return "Write the name as clients send it: letters, digits and hyphens, a leading dot for every name below it."


RULE = Rule(
    "SQD201",
    "domain-never-matches",
    Level.ERROR,
    "A value of a domain ACL can match no host.",
    check,
    security="5.0",
    tags=("squid", "correctness"),
)
