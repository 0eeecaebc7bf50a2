"""TLS to a URL whose certificate the client pins is opened."""

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
        lambda what, _, where: (
            f"TLS to {what} is opened{where}, and the client breaks off because it pins the certificate"
        ),
        wanted=lambda judged, failing: judged.endpoint.needed and judged.endpoint.pin == "yes",
    )


RULE = Rule(
    "MDE301",
    "pinned-endpoint-inspected",
    Level.ERROR,
    "TLS to a URL whose certificate the client pins is opened.",
    check,
    security="8.0",
    tags=("microsoft-defender", "connectivity", "external/cwe/cwe-693"),
)
