"""A test never decides: every host that would pass it has its answer before."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from proxylint.finding import Finding, Label, Level
from proxylint.rule import Examined, Rule
from proxylint_rules.pac.places import also, one_line, shown

if TYPE_CHECKING:
    from proxylint.formats.pac.analysis.shadowed import Shadowed


def check(examined: Examined) -> Iterator[Finding]:
    if examined.format.name != "pac":
        return
    from proxylint.formats.pac.analysis.shadowed import shadowed

    idle: list[Shadowed] = []
    for fact in shadowed(examined.policy, examined.given):
        if fact.meant is None or fact.meant == fact.answer:
            idle.append(fact)
        else:
            yield _finding(examined, fact, Level.WARNING, ", and gets another answer there", ())
    if idle:
        more = f" (and {len(idle) - 1} more like it)" if len(idle) > 1 else ""
        yield _finding(examined, idle[0], Level.NOTE, more, tuple(idle[1:]))


def _finding(examined: Examined, fact: Shadowed, level: Level, end: str, others: tuple[Shadowed, ...]) -> Finding:
    value = shown(examined, fact.place, "this text")
    return Finding(
        RULE.code,
        RULE.name,
        level,
        one_line(examined, fact.place),
        f"The test for {value} decides nothing: every host that passes it is answered by a test above{end}.",
        related=(
            Label(one_line(examined, fact.by), "this test answers first"),
            *also(examined, (other.place for other in others), "decides nothing either"),
        ),
        advice=(
            "Move this test above the other one, or take it out."
            if level is Level.WARNING
            else "Take it out, if nothing else is meant."
        ),
    )


RULE = Rule(
    "PAC131",
    "test-answered-above",
    Level.WARNING,
    "A test never decides: every host that would pass it has its answer before.",
    check,
    tags=("pac", "correctness"),
)
