"""A network of isInNet is wider than it reads, or its mask is no prefix."""

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
        value = shown(examined, fact.place, "this")
        if fact.fault == "host bits":
            said = f"The test is for all of {fact.base}, as the mask cuts {value} down to {fact.meant}"
            advice = f"Write '{fact.meant}', or the mask 255.255.255.255 for this one address."
        elif fact.fault == "holes":
            said = f"The mask {value} has a hole, so the test is for addresses that are no range"
            advice = "Write a mask whose bits stand together, such as 255.255.240.0."
        else:
            continue
        yield Finding(RULE.code, RULE.name, RULE.level, one_line(examined, fact.place), f"{said}.", advice=advice)


RULE = Rule(
    "PAC113",
    "network-wider-than-written",
    Level.NOTE,
    "A network of isInNet is wider than it reads, or its mask is no prefix.",
    check,
    tags=("pac", "correctness"),
)
