"""An access list ends in a denial, so what no line matches is allowed."""

from __future__ import annotations

from collections.abc import Iterator

from proxylint.finding import Finding, Level
from proxylint.rule import Examined, Rule
from proxylint_rules.squid.line_wording import written


def check(examined: Examined) -> Iterator[Finding]:
    if examined.format.name != "squid":
        return
    from proxylint.formats.squid.analysis.endings import implicit_allows

    for fact in implicit_allows(examined.policy):
        yield Finding(
            RULE.code,
            RULE.name,
            RULE.level,
            examined.one_line(fact.last.span),
            f"The last {fact.gate} line is {written(fact.gate, fact.last)}, so what no line matches is allowed, "
            f"'{fact.url}' on port {fact.port} for one.",
            advice=f"End the list with '{fact.gate} deny all', after a line that allows your clients.",
        )


RULE = Rule(
    "SQD303",
    "implicit-allow",
    Level.WARNING,
    "An access list ends in a denial, so what no line matches is allowed.",
    check,
    security="7.0",
    tags=("squid", "security", "external/cwe/cwe-863"),
)
