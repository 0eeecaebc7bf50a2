"""A required URL is sent to a proxy on the device itself, or to none, as block lists do."""

from __future__ import annotations

from collections.abc import Iterator

from proxylint.finding import Finding, Level
from proxylint.rule import Examined, Rule
from proxylint.text import Span
from proxylint.verdict import Hop
from proxylint_rules.pac.places import one_line
from proxylint_rules.pac.required import listed
from proxylint_rules.pac.ways import dead, nowhere, usual, ways


def check(examined: Examined) -> Iterator[Finding]:
    if examined.format.name != "pac":
        return
    groups: dict[tuple[Span, Hop], dict[str, None]] = {}
    elsewhere = False
    for found in ways(examined):
        for way in found:
            span = way.case.route.span
            if nowhere(way.first) and usual(way) and span is not None:
                groups.setdefault((span, way.first), {})[way.url] = None
            elsewhere |= not nowhere(way.first)
    for (span, hop), urls in groups.items():
        if not dead(hop) and not elsewhere:
            continue  # an agent on the device that takes everything
        where = "a proxy at an address that no proxy can have" if dead(hop) else "a proxy on the device itself"
        yield Finding(
            RULE.code,
            RULE.name,
            Level.ERROR if dead(hop) else Level.WARNING,
            one_line(examined, span),
            f"{listed(list(urls))} {'is' if len(urls) == 1 else 'are'} sent to {where}, "
            f"{str(hop).partition(' ')[2]}, as block lists do.",
            advice="Take the name out of the block list, or answer it above.",
        )


RULE = Rule(
    "PAC127",
    "endpoint-in-black-hole",
    Level.ERROR,
    "A required URL is sent to a proxy on the device itself, or to none, as block lists do.",
    check,
    security="7.0",
    tags=("pac", "microsoft-defender", "connectivity", "external/cwe/cwe-693"),
)
