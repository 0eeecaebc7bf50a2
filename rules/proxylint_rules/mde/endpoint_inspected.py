"""TLS to a required URL is opened, which Microsoft does not support."""

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
        Fault.INSPECTED,
        lambda what, _, where: f"TLS to {what} is opened{where}, which Microsoft does not support",
        wanted=lambda judged, failing: judged.endpoint.needed and judged.endpoint.pin != "yes",
    )


RULE = Rule(
    "MDE302",
    "endpoint-inspected",
    Level.WARNING,
    "TLS to a required URL is opened, which Microsoft does not support.",
    check,
    security="5.0",
    tags=("microsoft-defender", "connectivity", "external/cwe/cwe-693"),
)
