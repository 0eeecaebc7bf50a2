"""A required URL takes another way where the network answers with another address."""

from __future__ import annotations

from collections.abc import Iterator

from proxylint.finding import Finding, Level
from proxylint.names import Names
from proxylint.records import replace
from proxylint.region import ASKED, Region
from proxylint.rule import Examined, Rule
from proxylint.text import Span
from proxylint_rules.pac.places import one_line
from proxylint_rules.pac.required import listed
from proxylint_rules.pac.ways import Way, contrasts, told, usual, ways


def check(examined: Examined) -> Iterator[Finding]:
    if examined.format.name != "pac":
        return
    groups: dict[tuple[Span, str, str], dict[str, None]] = {}
    for found in ways(examined):
        for odd, normal in contrasts(found, _anywhere):
            if usual(normal) and not usual(odd) and odd.case.route.span is not None:
                key = (odd.case.route.span, f"{told(odd.first)} where {_answer(odd)}", told(normal.first))
                groups.setdefault(key, {})[odd.url] = None
    for (span, way, other), urls in groups.items():
        be = "is" if len(urls) == 1 else "are"
        yield Finding(
            RULE.code,
            RULE.name,
            RULE.level,
            one_line(examined, span),
            f"{listed(list(urls))} {be} sent {way}, and {other} elsewhere.",
            advice="Decide about these hosts by name, above the test of addresses.",
        )


def _anywhere(region: Region) -> Region:
    return replace(region, resolved=())


def _answer(way: Way) -> str:
    region = way.case.when
    alone = Region(Names.of(region.names.family), resolved=((ASKED, region.answers(ASKED)),))
    return " and ".join(alone.phrases()) or "the host has another address"


RULE = Rule(
    "PAC116",
    "address-changes-way",
    Level.NOTE,
    "A required URL takes another way where the network answers with another address.",
    check,
    tags=("pac", "connectivity"),
)
