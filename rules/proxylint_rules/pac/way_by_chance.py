"""The way of a required URL hangs on the time or on chance."""

from __future__ import annotations

from collections.abc import Iterator

from proxylint.finding import Finding, Level
from proxylint.records import replace
from proxylint.region import MINUTES, Region
from proxylint.rule import Examined, Rule
from proxylint.text import Span
from proxylint_rules.pac.places import one_line
from proxylint_rules.pac.required import listed
from proxylint_rules.pac.ways import Way, contrasts, told, usual, ways


def check(examined: Examined) -> Iterator[Finding]:
    if examined.format.name != "pac":
        return
    groups: dict[tuple[Span, str], dict[str, tuple[Way, Way]]] = {}
    for found in ways(examined):
        for one, other in contrasts([way for way in found if usual(way)], _any_time):
            span = one.case.route.span
            if span is not None:
                groups.setdefault((span, _what(one.case.when)), {}).setdefault(one.url, (one, other))
    seen: set[frozenset[str]] = set()
    for (span, what), hit in sorted(groups.items()):
        if frozenset(hit) in seen:
            continue  # the other branch of the same decision
        seen.add(frozenset(hit))
        one, other = next(iter(hit.values()))
        verb = "is" if len(hit) == 1 else "are"
        yield Finding(
            RULE.code,
            RULE.name,
            RULE.level,
            one_line(examined, span),
            f"Whether {listed(list(hit))} {verb} sent {told(one.first)} or {told(other.first)} hangs on {what}.",
            advice="Return the same for these hosts at all times, and name further proxies behind the first.",
        )


def _any_time(region: Region) -> Region:
    return replace(region, minutes=MINUTES, conditions=())


def _what(region: Region) -> str:
    return "the time of day or week" if region.minutes != MINUTES else "chance or the date"


RULE = Rule(
    "PAC118",
    "way-by-chance",
    Level.NOTE,
    "The way of a required URL hangs on the time or on chance.",
    check,
    tags=("pac", "connectivity"),
)
