"""A proxy is named by an IPv6 address."""

from __future__ import annotations

from collections.abc import Iterator

from proxylint.finding import Finding, Label, Level
from proxylint.rule import Examined, Rule
from proxylint_rules.winhttp.wording import SET_PROXY, lines, more, named, tell


def check(examined: Examined) -> Iterator[Finding]:
    if examined.format.name != "winhttp":
        return
    from proxylint.formats.winhttp.facts import Ipv6Proxy

    for facts in lines(examined, Ipv6Proxy):
        first, *rest = facts
        yield tell(
            examined,
            RULE,
            first.span,
            f"{named('The proxy', f'[{first.server}]')} is an IPv6 address, and Defender for Endpoint is documented "
            f"to need IPv4{more(facts)}",
            f"Name the proxy by a host name that has an IPv4 address:\n    {SET_PROXY}",
            related=[Label(fact.span, "an IPv6 address, too") for fact in rest],
        )


RULE = Rule(
    "WIN111",
    "ipv6-proxy",
    Level.WARNING,
    "A proxy is named by an IPv6 address.",
    check,
    tags=("winhttp", "connectivity"),
)
