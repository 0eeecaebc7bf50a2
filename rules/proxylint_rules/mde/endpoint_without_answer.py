"""The script gives no usable answer for a required URL."""

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
        Fault.NO_ANSWER,
        lambda what, be, where: f"{what} {be} left without an answer{where}",
    )


RULE = Rule(
    "MDE403",
    "endpoint-without-answer",
    Level.ERROR,
    "The script gives no usable answer for a required URL.",
    check,
    security="8.0",
    tags=("microsoft-defender", "connectivity", "external/cwe/cwe-693"),
)
