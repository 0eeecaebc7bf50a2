"""A pattern of shExpMatch means different hosts in different engines."""

from __future__ import annotations

from collections.abc import Iterator

from proxylint.finding import Finding, Level
from proxylint.rule import Examined, Rule
from proxylint_rules.pac.places import also, one_line, shown


def check(examined: Examined) -> Iterator[Finding]:
    if examined.format.name != "pac":
        return
    from proxylint.formats.pac.analysis.patterns import odd_patterns

    facts = odd_patterns(examined.policy, examined.given)
    for group in ([fact for fact in facts if fact.loose], [fact for fact in facts if not fact.loose]):
        if not group:
            continue
        first = group[0]
        more = "" if len(group) == 1 else f" (and {len(group) - 1} more)"
        passes = f"'{first.loose}'" if first.loose else f"'{first.host}'"
        yield Finding(
            RULE.code,
            RULE.name,
            RULE.level,
            one_line(examined, first.place),
            f"The pattern {shown(examined, first.place, 'of this test')}{more} means other hosts in other engines: "
            f"{passes} passes where it is read as a regular expression, and no host where only stars count.",
            related=also(examined, (fact.place for fact in group[1:]), "the same fault"),
            advice="Write one shExpMatch for each alternative, with || between, and use '*' and '?' only.",
        )


RULE = Rule(
    "PAC106",
    "pattern-not-portable",
    Level.WARNING,
    "A pattern of shExpMatch means different hosts in different engines.",
    check,
    security="3.0",
    tags=("pac", "correctness"),
)
