"""An array ends with a comma, which older engines take for one more element."""

from __future__ import annotations

from collections.abc import Iterator

from proxylint.finding import Finding, Level
from proxylint.rule import Examined, Rule
from proxylint_rules.pac.places import also


def check(examined: Examined) -> Iterator[Finding]:
    if examined.format.name != "pac":
        return
    from proxylint.formats.pac.analysis.trailing_commas import trailing_commas

    found = trailing_commas(examined.policy, examined.given)
    if found:
        yield Finding(
            RULE.code,
            RULE.name,
            RULE.level,
            found[0],
            "Old versions of JScript count one more element behind this comma, and a loop over the list hands it on.",
            related=also(examined, found[1:], "another one"),
            advice="Take the comma out.",
        )


RULE = Rule(
    "PAC124",
    "trailing-comma",
    Level.NOTE,
    "An array ends with a comma, which older engines take for one more element.",
    check,
    tags=("pac", "compatibility"),
)
