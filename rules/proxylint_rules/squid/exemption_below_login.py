"""An exemption from the login stands below the line that asks for it."""

from __future__ import annotations

from collections.abc import Iterator

from proxylint.finding import Finding, Label, Level
from proxylint.rule import Examined, Rule
from proxylint_rules.squid.line_wording import written


def check(examined: Examined) -> Iterator[Finding]:
    if examined.format.name != "squid":
        return
    from proxylint.formats.squid.analysis.late_exemptions import late_exemptions

    for fact in late_exemptions(examined.policy):
        asking = written("http_access", fact.asking)
        related = [Label(examined.one_line(fact.asking.span), "asks for a login")]
        if fact.general is not None:
            related.append(Label(examined.one_line(fact.general.span), "allows any destination after the login"))
        yield Finding(
            RULE.code,
            RULE.name,
            RULE.level,
            examined.one_line(fact.line.span),
            f"This http_access line exempts nobody from the login: {asking} above asks for it first.",
            related=tuple(related),
            advice=f"Move this line above {asking}.",
        )


RULE = Rule(
    "SQD304",
    "exemption-below-login",
    Level.WARNING,
    "An exemption from the login stands below the line that asks for it.",
    check,
    tags=("squid", "correctness"),
)
