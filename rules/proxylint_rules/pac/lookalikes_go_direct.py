"""A test meant for one name lets hosts of other people past the proxy."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from proxylint.finding import Finding, Label, Level
from proxylint.rule import Examined, Rule
from proxylint_rules.pac.places import also, one_line, shown

if TYPE_CHECKING:
    from proxylint.formats.pac.analysis.lookalikes import Lookalike


def check(examined: Examined) -> Iterator[Finding]:
    if examined.format.name != "pac":
        return
    from proxylint.formats.pac.analysis.lookalikes import lookalikes

    groups: dict[str, list[Lookalike]] = {}
    for fact in lookalikes(examined.policy, examined.given):
        groups.setdefault(fact.url.replace(fact.meant, ""), []).append(fact)
    for facts in groups.values():
        first = facts[0]
        value = shown(examined, first.place, "this text")
        more = "" if len(facts) == 1 else f"; {len(facts) - 1} more tests do likewise"
        answer = () if first.answer is None else (Label(one_line(examined, first.answer), "the answer it gets"),)
        yield Finding(
            RULE.code,
            RULE.name,
            RULE.level,
            one_line(examined, first.place),
            f"The test for {value} also sends '{first.url}' past the proxy, which is somebody else's{more}.",
            related=(*answer, *also(examined, (fact.place for fact in facts[1:]), "the same fault")),
            advice=f"Write host == '{first.meant}' || dnsDomainIs(host, '.{first.meant}') instead.",
        )


RULE = Rule(
    "PAC102",
    "lookalikes-go-direct",
    Level.WARNING,
    "A test meant for one name lets hosts of other people past the proxy.",
    check,
    security="5.0",
    tags=("pac", "security"),
)
