"""Access lines stand below a line that matches every request."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from proxylint.finding import Finding, Label, Level
from proxylint.rule import Examined, Rule
from proxylint_rules.squid.line_wording import written

if TYPE_CHECKING:
    from proxylint.formats.squid.analysis.dead_lines import AfterAll


def check(examined: Examined) -> Iterator[Finding]:
    """A warning where a line with another action is lost, else a note."""
    if examined.format.name != "squid":
        return
    from proxylint.formats.squid.analysis.dead_lines import AfterAll, dead_lines

    for fact in dead_lines(examined.policy):
        if isinstance(fact, AfterAll):
            related = [Label(examined.one_line(fact.line.span), "matches every request")]
            if fact.lost is not None and fact.lost is not fact.first:
                related.append(Label(examined.one_line(fact.lost.span), "has another action and is never reached"))
            yield Finding(
                RULE.code,
                RULE.name,
                Level.NOTE if fact.lost is None else RULE.level,
                examined.one_line(fact.first.span),
                f"{_what(fact)}: {written(fact.gate, fact.line)} above matches every request.",
                related=tuple(related),
                advice=_advice(fact),
            )


def _what(fact: AfterAll) -> str:
    if fact.count == 1:
        return f"This {fact.gate} line is never reached"
    return f"This {fact.gate} line and {fact.count - 1} below it are never reached"


def _advice(fact: AfterAll) -> str:
    if fact.lost is None:
        return "Delete what stands below the line for everything."
    return "Move the line for everything to the end of the list, or delete what stands below it."


RULE = Rule(
    "SQD302",
    "line-after-all",
    Level.WARNING,
    "Access lines stand below a line that matches every request.",
    check,
    tags=("squid", "correctness"),
)
