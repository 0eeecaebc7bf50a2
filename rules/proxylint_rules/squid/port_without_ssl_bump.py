"""A port has the option ssl-bump and there is no ssl_bump line."""

from __future__ import annotations

from collections.abc import Iterator

from proxylint.finding import Finding, Level
from proxylint.rule import Examined, Rule


def check(examined: Examined) -> Iterator[Finding]:
    if examined.format.name != "squid":
        return
    from proxylint.formats.squid.analysis.inspecting import idle_bumping_ports

    for fact in idle_bumping_ports(examined.policy):
        what = (
            "Squid opens every session on this port with the port's own certificate"
            if fact.opens
            else "Squid takes the option off this port and passes TLS through"
        )
        yield Finding(
            RULE.code,
            RULE.name,
            RULE.level,
            examined.one_line(fact.port.span),
            f"The port has the option ssl-bump and there is no ssl_bump line: {what}.",
            advice="Write the ssl_bump lines that say what to inspect, or take the option away.",
        )


RULE = Rule(
    "SQD403",
    "port-without-ssl-bump",
    Level.WARNING,
    "A port has the option ssl-bump, and there is no ssl_bump line.",
    check,
    tags=("squid", "tls"),
)
