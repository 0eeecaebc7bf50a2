"""A network in an address ACL is dropped because it overlaps an earlier one."""

from __future__ import annotations

from collections.abc import Iterator

from proxylint.finding import Finding, Label, Level
from proxylint.rule import Examined, Rule


def check(examined: Examined) -> Iterator[Finding]:
    if examined.format.name != "squid":
        return
    from proxylint import addresses
    from proxylint.formats.squid.analysis.dropped_networks import dropped_networks

    for fact in dropped_networks(examined.policy):
        yield Finding(
            RULE.code,
            RULE.name,
            RULE.level,
            examined.one_line(fact.value.span),
            f"Squid 5 and 6 drop '{fact.value.text}' from the ACL '{fact.acl}' because it overlaps "
            f"'{fact.earlier.text}', so {addresses.show_address(fact.lost)} is not in it.",
            related=(Label(examined.one_line(fact.earlier.span), "stands in the way"),),
            advice=f"Write '{fact.value.text}' in front of what it overlaps, or leave the narrower values out.",
        )


RULE = Rule(
    "SQD204",
    "network-dropped",
    Level.ERROR,
    "Squid 5 and 6 drop a network from an address ACL because it overlaps an earlier one.",
    check,
    security="5.0",
    tags=("squid", "correctness"),
)
