"""A url_regex pattern that was written for https matches no https request."""

from __future__ import annotations

from collections.abc import Iterator

from proxylint.finding import Finding, Level
from proxylint.rule import Examined, Rule
from proxylint_rules.squid.domain_wording import shown


def check(examined: Examined) -> Iterator[Finding]:
    if examined.format.name != "squid":
        return
    from proxylint.formats.squid.analysis.patterns import blind_patterns

    for fact in blind_patterns(examined.policy):
        if fact.why in _ADVICE:
            why, advice = _ADVICE[fact.why]
            yield Finding(
                RULE.code,
                RULE.name,
                RULE.level,
                examined.one_line(fact.value.span),
                f"No https request matches the pattern {shown(examined, fact.value.span)} of the ACL '{fact.acl}': "
                f"{why}.",
                advice=advice,
            )


_SEEN = "Squid sees only 'host:443' of one"

_ADVICE = {
    "the end of a host, where a CONNECT goes on with its port": (
        _SEEN,
        "Use an ACL of type dstdom_regex, where the host ends the text, or dstdomain with a leading dot.",
    ),
    "the URL of an https page, which a CONNECT does not show": (
        _SEEN,
        "Use an ACL of type dstdomain for the host; a path of https cannot be told without inspection.",
    ),
    "upper-case letters in the name of a host": (
        "Squid puts hosts in lower case",
        "Write it in lower case, or put '-i' in front of it: the flag holds up to the end of its line.",
    ),
}


RULE = Rule(
    "SQD206",
    "regex-blind-to-connect",
    Level.WARNING,
    "A url_regex pattern that was written for https matches no https request.",
    check,
    tags=("squid", "correctness"),
)
