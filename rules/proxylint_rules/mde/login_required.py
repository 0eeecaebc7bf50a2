"""A client without credentials is asked to log in before it reaches a required URL."""

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
        Fault.LOGIN,
        lambda what, be, where: (
            f"{what} {be} answered with a login challenge{where}, which LocalSystem services cannot answer"
        ),
    )


RULE = Rule(
    "MDE201",
    "login-required",
    Level.ERROR,
    "A client without credentials is asked to log in before it reaches a required URL.",
    check,
    security="8.0",
    tags=("microsoft-defender", "connectivity", "external/cwe/cwe-693"),
)
