"""A network or mask of isInNet is not written as four numbers, so no address is in it."""

from __future__ import annotations

from collections.abc import Iterator

from proxylint.finding import Finding, Level
from proxylint.rule import Examined, Rule
from proxylint_rules.pac.places import one_line, shown


def check(examined: Examined) -> Iterator[Finding]:
    if examined.format.name != "pac":
        return
    from proxylint.formats.pac.analysis.networks import odd_networks

    for fact in odd_networks(examined.policy):
        if fact.fault not in ("network", "mask"):
            continue
        yield Finding(
            RULE.code,
            RULE.name,
            RULE.level,
            one_line(examined, fact.place),
            f"No address is in this network: isInNet takes a {fact.fault} of four numbers up to 255, and "
            f"{shown(examined, fact.place, 'this text')} is none.",
            advice=f"Write '{fact.meant}'." if fact.meant else "Write it as four numbers, such as 255.255.255.0.",
        )


RULE = Rule(
    "PAC112",
    "network-never-matches",
    Level.WARNING,
    "A network or mask of isInNet is not written as four numbers, so no address is in it.",
    check,
    tags=("pac", "correctness"),
)
