"""Some hosts of a required wildcard are refused, others are let through."""

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
        (Fault.DENIED,),
        lambda what, _: f"Some hosts of {what} are denied",
        wanted=lambda judged, failing: judged.endpoint.needed and failing.partly,
    )


RULE = Rule(
    "MDE102",
    "endpoint-partly-denied",
    Level.ERROR,
    "Some hosts of a required wildcard are refused, others are let through.",
    check,
    security="8.0",
    tags=("microsoft-defender", "connectivity"),
)
