"""The star of a bypass entry is not at its beginning, before a dot."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from proxylint.fault import Fault
from proxylint.finding import Finding, Label, Level
from proxylint.rule import Examined, Rule
from proxylint_rules.winhttp.wording import lines, more, named, reported, tell

if TYPE_CHECKING:
    from proxylint.formats.winhttp.facts import UncertainBypass


def check(examined: Examined) -> Iterator[Finding]:
    if examined.format.name != "winhttp":
        return
    from proxylint.formats.winhttp.advice import clear_star
    from proxylint.formats.winhttp.facts import UncertainBypass

    spoken_for = reported(examined, Fault.SENT_DIRECT, Fault.UNDECIDED)
    for facts in lines(examined, UncertainBypass, lambda fact: _is_name(fact) and fact.span not in spoken_for):
        first, *rest = facts
        yield tell(
            examined,
            RULE,
            first.span,
            f"Readings of {named('the bypass entry', first.written)} differ: one lets '*' stand for any text, "
            f"another knows it only as '*.' at the beginning{more(facts)}",
            clear_star(first.host),
            related=[Label(fact.span, "the same") for fact in rest],
        )


def _is_name(fact: UncertainBypass) -> bool:
    """Addresses cannot be written in another way."""
    return fact.uncertain == "a '*' that is not '*.' at the beginning" and bool(fact.host.strip("0123456789.*"))


RULE = Rule(
    "WIN203",
    "bypass-star-not-leading",
    Level.NOTE,
    "The star of a bypass entry is not at its beginning, before a dot.",
    check,
    tags=("winhttp", "correctness"),
)
