"""A client is sent direct for a required URL."""

from __future__ import annotations

from collections.abc import Iterator

from proxylint.fault import Fault
from proxylint.finding import Finding, Level
from proxylint.rule import Examined, Rule
from proxylint_rules.mde.wording import tell


def check(examined: Examined) -> Iterator[Finding]:
    return tell(
        examined,
        RULE,
        Fault.SENT_DIRECT,
        lambda what, be, where: f"{what} {be} sent direct{where}, which works only with a direct way out",
        level=Level.ERROR if examined.direct_egress is False else Level.WARNING,
    )


RULE = Rule(
    "MDE401",
    "endpoint-sent-direct",
    Level.WARNING,
    "A client is sent direct for a required URL.",
    check,
    security="5.0",
    tags=("microsoft-defender", "connectivity", "external/cwe/cwe-693"),
)
