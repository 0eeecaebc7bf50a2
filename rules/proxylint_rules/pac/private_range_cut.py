"""A network of isInNet is a part of a private range, where all of it seems to be meant."""

from __future__ import annotations

from collections.abc import Iterator

from proxylint.finding import Finding, Level
from proxylint.rule import Examined, Rule
from proxylint_rules.pac.places import one_line


def check(examined: Examined) -> Iterator[Finding]:
    if examined.format.name != "pac":
        return
    from proxylint.formats.pac.analysis.networks import odd_networks

    for fact in odd_networks(examined.policy):
        if fact.fault == "cut":
            whole = "127.0.0.0/8" if fact.base.startswith("127.") else "172.16.0.0/12"
            what = "the device itself" if whole == "127.0.0.0/8" else "private networks"
            yield Finding(
                RULE.code,
                RULE.name,
                RULE.level,
                one_line(examined, fact.place),
                f"{whole} is set aside for {what}, and only {fact.base} of it passes this test.",
                advice=f"Write the mask '{fact.meant}', if all of the range is meant.",
            )


RULE = Rule(
    "PAC136",
    "private-range-cut",
    Level.NOTE,
    "A network of isInNet is a part of a private range, where all of it seems to be meant.",
    check,
    tags=("pac", "correctness"),
)
