"""A url_regex pattern that was written for https matches no https request."""

from __future__ import annotations

from collections.abc import Iterator

from proxylint.finding import Finding, Level
from proxylint.rule import Examined, Rule
from proxylint_rules.squid.domain_wording import shown


def check(examined: Examined) -> Iterator[Finding]:
    if examined.format.name != "squid":
        return
    from proxylint.formats.squid.analysis.patterns import Blindness, blind_patterns

    for fact in blind_patterns(examined.policy):
        if fact.type == "url_regex":
            yield Finding(
                RULE.code,
                RULE.name,
                RULE.level,
                examined.one_line(fact.value.span),
                f"No https request matches the pattern {shown(examined, fact.value.span)} of the ACL '{fact.acl}': "
                f"Squid sees only 'host:443' of one.",
                advice=_END if fact.why is Blindness.END else _URL,
            )


_END = "Use an ACL of type dstdom_regex, where the host ends the text, or dstdomain with a leading dot."
_URL = "Use an ACL of type dstdomain for the host; a path of https cannot be told without inspection."


RULE = Rule(
    "SQD206",
    "regex-blind-to-connect",
    Level.WARNING,
    "A url_regex pattern that was written for https matches no https request.",
    check,
    tags=("squid", "correctness"),
)
