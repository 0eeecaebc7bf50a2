"""A URL that Defender for Endpoint requires is refused."""

from __future__ import annotations

from collections.abc import Iterator

from proxylint.fault import Fault
from proxylint.finding import Finding, Level
from proxylint.judgement import Part
from proxylint.rule import Examined, Rule
from proxylint_rules.mde.wording import tell


def check(examined: Examined) -> Iterator[Finding]:
    return tell(
        examined,
        RULE,
        Fault.DENIED,
        lambda what, be, where: f"{what} {be} denied{where}",
        wanted=lambda judged, failing: judged.endpoint.needed and failing.part is Part.ALL,
    )


RULE = Rule(
    "MDE101",
    "endpoint-denied",
    Level.ERROR,
    "A URL that Defender for Endpoint requires is refused.",
    check,
    security="8.0",
    tags=("microsoft-defender", "connectivity", "external/cwe/cwe-693"),
)
