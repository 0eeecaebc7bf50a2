"""A bypass takes some of the required URLs past the proxy and leaves others to it."""

from __future__ import annotations

from collections.abc import Iterator

from proxylint.finding import Finding, Level
from proxylint.rule import Examined, Rule
from proxylint.text import Span
from proxylint_rules.pac.places import one_line
from proxylint_rules.pac.required import listed
from proxylint_rules.pac.ways import told, usual, ways


def check(examined: Examined) -> Iterator[Finding]:
    if examined.format.name != "pac":
        return
    from proxylint.formats.pac.analysis.runs import usual_hop

    default = usual_hop(examined.policy, examined.given)
    if default is None or default.kind == "direct":
        return
    past: dict[Span, dict[str, None]] = {}
    through: dict[str, None] = {}
    for found in ways(examined):
        kinds = {way.first.kind == "direct" for way in found if usual(way)}
        spans = {way.case.route.span for way in found if usual(way)}
        if kinds == {True}:
            for span in spans:
                if span is not None:
                    past.setdefault(span, {})[found[0].url] = None
        elif kinds == {False} and {way.first for way in found if usual(way)} == {default}:
            through[found[0].url] = None
    if not past or not through:
        return
    span = max(past, key=lambda one: (len(past[one]), -one.start))
    hit = list(dict.fromkeys(url for urls in past.values() for url in urls))
    be, do = ("is" if len(hit) == 1 else "are"), ("takes" if len(through) == 1 else "take")
    yield Finding(
        RULE.code,
        RULE.name,
        RULE.level,
        one_line(examined, span),
        f"{listed(hit)} {be} sent direct, but {listed(list(through))} still {do} the way "
        f"{told(default)}, as hosts of no list do.",
        advice="Send all of them the same way, unless the proxy lets the others through uninspected and without login.",
    )


RULE = Rule(
    "PAC132",
    "bypass-incomplete",
    Level.NOTE,
    "A bypass takes some of the required URLs past the proxy and leaves others to it.",
    check,
    tags=("pac", "microsoft-defender", "connectivity"),
)
