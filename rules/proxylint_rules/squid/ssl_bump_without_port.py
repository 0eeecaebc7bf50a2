"""There are ssl_bump lines and no port that inspects."""

from __future__ import annotations

from collections.abc import Iterator

from proxylint.finding import Finding, Label, Level
from proxylint.rule import Examined, Rule


def check(examined: Examined) -> Iterator[Finding]:
    if examined.format.name != "squid":
        return
    from proxylint.formats.squid.analysis.inspecting import unused_bump_lines

    fact = unused_bump_lines(examined.policy)
    if fact is None:
        return
    these = "This ssl_bump line does" if fact.count == 1 else f"This and {fact.count - 1} more ssl_bump lines do"
    port = (Label(examined.one_line(fact.port.span), "passes TLS through"),) if fact.port else ()
    yield Finding(
        RULE.code,
        RULE.name,
        RULE.level,
        examined.one_line(fact.first.span),
        f"{these} nothing: no port has the option ssl-bump, so no TLS session is looked into.",
        related=port,
        advice="Add 'ssl-bump' and 'cert=' to the port that should inspect, or delete the ssl_bump lines.",
    )


RULE = Rule(
    "SQD402",
    "ssl-bump-without-port",
    Level.WARNING,
    "There are ssl_bump lines, and no port has the option ssl-bump.",
    check,
    tags=("squid", "tls"),
)
