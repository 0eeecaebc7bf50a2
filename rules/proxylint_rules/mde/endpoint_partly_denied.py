"""Some hosts of a required wildcard are refused, others are let through."""

from __future__ import annotations

from collections.abc import Iterator

from proxylint.fault import Fault
from proxylint.finding import Finding, Level
from proxylint.judgement import Failing, Judged, Part
from proxylint.rule import Examined, Rule
from proxylint_rules.mde.wording import tell


def check(examined: Examined) -> Iterator[Finding]:
    """Hosts at the rule's level. Paths, none of which is known to be asked for, as warnings."""
    yield from tell(
        examined,
        RULE,
        (Fault.DENIED,),
        lambda what, _, where: f"Some hosts of {what} are denied{where}",
        wanted=_hosts,
    )
    yield from tell(
        examined,
        RULE,
        (Fault.DENIED,),
        lambda what, _, where: f"Some paths of {what} are denied{where}",
        wanted=_paths,
        level=Level.WARNING,
    )


def _hosts(judged: Judged, failing: Failing) -> bool:
    return judged.endpoint.needed and failing.part is Part.HOSTS


def _paths(judged: Judged, failing: Failing) -> bool:
    return judged.endpoint.needed and failing.part is Part.PATHS


RULE = Rule(
    "MDE102",
    "endpoint-partly-denied",
    Level.ERROR,
    "Some hosts or paths of a required URL are refused, others are let through.",
    check,
    security="8.0",
    tags=("microsoft-defender", "connectivity"),
)
