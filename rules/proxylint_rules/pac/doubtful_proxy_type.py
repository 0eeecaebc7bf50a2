"""A required URL is sent to a proxy of a type that Defender is not documented to use."""

from __future__ import annotations

from collections.abc import Iterator

from proxylint.finding import Finding, Level
from proxylint.rule import Examined, Rule
from proxylint.text import Span
from proxylint_rules.pac.places import one_line
from proxylint_rules.pac.required import listed
from proxylint_rules.pac.ways import usual, ways

_KINDS = {"https": "a proxy that is spoken to over TLS", "socks4": "a SOCKS proxy", "socks5": "a SOCKS proxy"}


def check(examined: Examined) -> Iterator[Finding]:
    if examined.format.name != "pac" or examined.given.pac_engine != "winhttp":
        return
    groups: dict[tuple[Span, str], dict[str, None]] = {}
    for found in ways(examined):
        for way in found:
            span = way.case.route.span
            if way.first.kind in _KINDS and usual(way) and span is not None:
                groups.setdefault((span, way.first.kind), {})[way.url] = None
    for (span, kind), urls in groups.items():
        yield Finding(
            RULE.code,
            RULE.name,
            RULE.level,
            one_line(examined, span),
            f"{listed(list(urls))} {'is' if len(urls) == 1 else 'are'} sent to {_KINDS[kind]}; whether Defender on "
            "Windows can use one is not documented.",
            advice="Return PROXY host:port for these hosts.",
        )


RULE = Rule(
    "PAC134",
    "doubtful-proxy-type",
    Level.WARNING,
    "A required URL is sent to a proxy of a type that Defender is not documented to use.",
    check,
    tags=("pac", "microsoft-defender", "compatibility"),
)
