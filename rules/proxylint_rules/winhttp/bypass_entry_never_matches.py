"""An entry of a bypass list can match no host."""

from __future__ import annotations

from collections.abc import Iterator

from proxylint.finding import Finding, Label, Level
from proxylint.rule import Examined, Rule
from proxylint_rules.winhttp.wording import lines, more, named, tell

_WHAT = {
    "carets that the shell did not take away": (
        "covers no host: the carets are part of it, for cmd takes none out of quotation marks",
        "Write '<local>' between quotation marks, and '^<local^>' only outside of them.",
    ),
    "'<local>' joined to something else": (
        "covers no host with a dot: '<local>' must be an entry of its own",
        "Put ';' before and behind '<local>'.",
    ),
    "a blank inside": ("is cut off: the blank behind it separates entries", "Write it without the blank."),
    "a comma, which separates nothing": ("covers no host: the comma separates nothing", "Write ';' between entries."),
    "a network with prefix length": (
        "covers no host: WinHTTP compares names and knows no networks with a prefix length",
        "Write the beginning of the addresses and a star, such as '10.*'.",
    ),
    "a leading dot": (
        "covers no host: it has no star, and no name begins with a dot",
        "Put a star before the dot: '*.your.domain' covers every name below your.domain.",
    ),
    "a macro that does not exist": (
        "covers no host: WinHTTP knows no such word in angle brackets",
        "Write '<local>' for hosts without a dot, or list names.",
    ),
    "a character no host name has": (
        "covers no host: it holds a character that no host name has",
        "Write a host name, or '*.' and a domain, without scheme, port and path.",
    ),
}


def check(examined: Examined) -> Iterator[Finding]:
    if examined.format.name != "winhttp":
        return
    from proxylint.formats.winhttp.facts import DeadBypass

    for facts in lines(examined, DeadBypass):
        first, *rest = facts
        yield tell(
            examined,
            RULE,
            first.span,
            f"{named('The bypass entry', first.written)} {_WHAT[first.dead][0]}{more(facts)}",
            _WHAT[first.dead][1],
            related=[Label(fact.span, _WHAT[fact.dead][0]) for fact in rest],
        )


RULE = Rule(
    "WIN201",
    "bypass-entry-never-matches",
    Level.WARNING,
    "An entry of a bypass list can match no host.",
    check,
    tags=("winhttp", "correctness"),
)
