"""Requests are left to a SOCKS proxy, and WinHTTP documents HTTP proxies only."""

from __future__ import annotations

from collections.abc import Iterator

from proxylint.finding import Finding, Level
from proxylint.rule import Examined, Rule
from proxylint_rules.winhttp.wording import SET_PROXY, lines, tell


def check(examined: Examined) -> Iterator[Finding]:
    if examined.format.name != "winhttp":
        return
    from proxylint.formats.winhttp.facts import SocksOnly

    for facts in lines(examined, SocksOnly):
        schemes = " and ".join(fact.scheme for fact in facts)
        yield tell(
            examined,
            RULE,
            facts[0].span,
            f"The proxy string leaves {schemes} to a SOCKS proxy, and WinHTTP documents HTTP proxies only",
            f"Name the port on which the proxy speaks HTTP:\n    {SET_PROXY}",
        )


RULE = Rule(
    "WIN105",
    "socks-proxy-only",
    Level.WARNING,
    "Requests are left to a SOCKS proxy, and WinHTTP documents HTTP proxies only.",
    check,
    tags=("winhttp", "connectivity"),
)
