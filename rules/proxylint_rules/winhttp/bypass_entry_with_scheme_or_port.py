"""An entry of a bypass list has a scheme or a port."""

from __future__ import annotations

from collections.abc import Iterator

from proxylint.finding import Finding, Label, Level
from proxylint.rule import Examined, Rule
from proxylint_rules.winhttp.wording import lines, more, named, tell

_WHAT = {"a scheme in front": "a scheme", "a port behind": "a port"}


def check(examined: Examined) -> Iterator[Finding]:
    if examined.format.name != "winhttp":
        return
    from proxylint.formats.winhttp.facts import UncertainBypass

    for facts in lines(examined, UncertainBypass, lambda fact: fact.uncertain in _WHAT):
        first, *rest = facts
        yield tell(
            examined,
            RULE,
            first.span,
            f"{named('The bypass entry', first.written)} has {_WHAT[first.uncertain]}, "
            f"and it is not documented that WinHTTP heeds such an entry{more(facts)}",
            f"Write '{first.host}' alone, which stands for every scheme and port, or take the entry out.",
            related=[Label(fact.span, f"has {_WHAT[fact.uncertain]}") for fact in rest],
        )


RULE = Rule(
    "WIN202",
    "bypass-entry-with-scheme-or-port",
    Level.WARNING,
    "An entry of a bypass list has a scheme or a port.",
    check,
    tags=("winhttp", "correctness"),
)
