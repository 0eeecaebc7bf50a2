"""An ssl_bump rule cuts the connection to a required URL."""

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
        Fault.TERMINATED,
        lambda what, _, where: f"The connection to {what} is cut{where} by an ssl_bump rule",
    )


RULE = Rule(
    "MDE303",
    "endpoint-terminated",
    Level.ERROR,
    "An ssl_bump rule cuts the connection to a required URL.",
    check,
    security="8.0",
    tags=("microsoft-defender", "connectivity", "external/cwe/cwe-693"),
)
