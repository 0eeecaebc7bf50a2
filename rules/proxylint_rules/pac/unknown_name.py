"""A name that neither the language, nor a PAC engine, nor the file defines."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from proxylint.finding import Finding, Level
from proxylint.rule import Examined, Rule
from proxylint_rules.pac.places import also, one_line, overlaps, shown, unanswered

if TYPE_CHECKING:
    from proxylint.formats.pac.analysis.free_names import FreeName


def check(examined: Examined) -> Iterator[Finding]:
    if examined.format.name != "pac":
        return
    from proxylint.formats.pac.analysis.free_names import free_names

    told = unanswered(examined)
    for fact in free_names(examined.policy):
        if overlaps(fact.span, told):
            continue
        yield Finding(
            RULE.code,
            RULE.name,
            RULE.level,
            one_line(examined, fact.span),
            f"Nothing defines {shown(examined, fact.span, 'this name')}{_what(fact)}: the script throws "
            "where it gets here.",
            related=also(examined, fact.others, "the same name"),
            advice=_advice(fact),
        )


def _what(fact: FreeName) -> str:
    return ", which web pages have and PAC engines do not" if fact.kind == "browser" else ""


def _advice(fact: FreeName) -> str:
    if fact.kind == "browser":
        return "Take it out: a PAC script has url, host, the helpers and the language itself."
    if fact.kind == "keyword":
        return f'Write it in quotation marks: "{fact.name}".'
    if fact.meant is not None:
        return f"Write '{fact.meant}'."
    return "Define it, or write the name of a helper."


RULE = Rule(
    "PAC103",
    "unknown-name",
    Level.WARNING,
    "A name that neither the language, nor a PAC engine, nor the file defines.",
    check,
    tags=("pac", "correctness"),
)
