"""Defender has a proxy of its own, and the system has none for certificate checks and updates."""

from __future__ import annotations

from collections.abc import Iterator

from proxylint.finding import Finding, Label, Level
from proxylint.rule import Examined, Rule
from proxylint_rules.winhttp.wording import SET_PROXY, lines, tell

_COUNTS = {
    "ProxyServer": "Defender Antivirus has a proxy (ProxyServer)",
    "TelemetryProxyServer": "The sensor has a proxy (TelemetryProxyServer)",
}


def check(examined: Examined) -> Iterator[Finding]:
    if examined.format.name != "winhttp" or examined.direct_egress:
        return
    from proxylint.formats.winhttp.own_facts import OwnProxyAlone

    for facts in lines(examined, OwnProxyAlone):
        fact = facts[0]
        yield tell(
            examined,
            RULE,
            fact.span,
            f"{_COUNTS[fact.name]}, but WinHTTP has none: revocation and trust lists (CRL, CTL) and updates go direct, "
            "and connections fail where those lists are not reached",
            f"Set the same proxy for the system:\n    {SET_PROXY}",
            related=[Label(examined.one_line(fact.own), "the proxy that only Defender uses")],
        )


RULE = Rule(
    "WIN403",
    "defender-proxy-alone",
    Level.WARNING,
    "Defender has a proxy of its own, and the system has none for certificate checks and updates.",
    check,
    tags=("winhttp", "connectivity"),
)
