"""A required URL gets several ways, of which WinHTTP by itself tries the first alone."""

from __future__ import annotations

from collections.abc import Iterator

from proxylint.finding import Finding, Level
from proxylint.rule import Examined, Rule
from proxylint.text import Span
from proxylint_rules.pac.places import one_line
from proxylint_rules.pac.required import listed
from proxylint_rules.pac.ways import told, usual, ways


def check(examined: Examined) -> Iterator[Finding]:
    if examined.format.name != "pac" or examined.given.pac_engine != "winhttp":
        return
    groups: dict[Span, tuple[dict[str, None], set[str]]] = {}
    for found in ways(examined):
        for way in found:
            span, route = way.case.route.span, way.case.route.value or ()
            if len(set(route)) > 1 and way.first.kind != "direct" and usual(way) and span is not None:
                urls, firsts = groups.setdefault(span, ({}, set()))
                urls[way.url] = None
                firsts.add(told(way.first))
    for span, (urls, firsts) in groups.items():
        first = firsts.pop() if len(firsts) == 1 else "to the first proxy"
        yield Finding(
            RULE.code,
            RULE.name,
            RULE.level,
            one_line(examined, span),
            f"WinHTTP by itself sends {listed(list(urls))} {first} alone: what stands behind it in the list is left to "
            "the program that asks.",
            advice="Let the first proxy be one that is always there, such as a name that is shared by several.",
        )


RULE = Rule(
    "PAC135",
    "first-proxy-only",
    Level.NOTE,
    "A required URL gets several ways, of which WinHTTP by itself tries the first alone.",
    check,
    tags=("pac", "microsoft-defender", "connectivity"),
)
