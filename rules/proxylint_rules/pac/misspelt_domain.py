"""A test names a domain that is one slip away from a required one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from proxylint.finding import Finding, Level
from proxylint.rule import Examined, Rule
from proxylint_rules.pac.places import also, one_line
from proxylint_rules.pac.required import needed

if TYPE_CHECKING:
    from proxylint.formats.pac.analysis.misspelt import Misspelt


def check(examined: Examined) -> Iterator[Finding]:
    if examined.format.name != "pac":
        return
    from proxylint.formats.pac.analysis.misspelt import misspelt

    groups: dict[tuple[str, str], list[Misspelt]] = {}
    hosts = [judged.verdict.request.host for judged in needed(examined)]
    for fact in misspelt(examined.policy, examined.given, hosts):
        groups.setdefault((fact.name, fact.meant), []).append(fact)
    for (name, meant), facts in groups.items():
        yield Finding(
            RULE.code,
            RULE.name,
            RULE.level,
            one_line(examined, facts[0].place),
            f"No required host passes the test for '{name}', which is one slip away from '{meant}'.",
            related=also(examined, (fact.place for fact in facts[1:]), "the same slip"),
            advice=f"Write '{meant}', if that is what is meant.",
        )


RULE = Rule(
    "PAC129",
    "misspelt-domain",
    Level.WARNING,
    "A test names a domain that is one slip away from a required one.",
    check,
    tags=("pac", "microsoft-defender", "correctness"),
)
