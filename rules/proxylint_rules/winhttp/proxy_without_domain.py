"""A proxy is named without a domain."""

from __future__ import annotations

from collections.abc import Iterator

from proxylint.finding import Finding, Label, Level
from proxylint.rule import Examined, Rule
from proxylint_rules.winhttp.wording import SET_PROXY, lines, more, named, tell


def check(examined: Examined) -> Iterator[Finding]:
    if examined.format.name != "winhttp":
        return
    from proxylint.formats.winhttp.facts import ProxyWithoutDomain

    for facts in lines(examined, ProxyWithoutDomain):
        first, *rest = facts
        yield tell(
            examined,
            RULE,
            first.span,
            f"{named('The proxy', first.server)} is named without a domain, so the DNS suffixes of each computer "
            f"decide which one that is{more(facts)}",
            f"Write the full name of the proxy:\n    {SET_PROXY}",
            related=[Label(fact.span, "without a domain, too") for fact in rest],
        )


RULE = Rule(
    "WIN109",
    "proxy-without-domain",
    Level.WARNING,
    "A proxy is named without a domain.",
    check,
    tags=("winhttp", "connectivity"),
)
