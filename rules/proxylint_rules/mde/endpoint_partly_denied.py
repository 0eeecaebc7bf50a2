"""Some hosts of a required wildcard are refused, others are let through."""

from __future__ import annotations

from collections.abc import Iterator

from proxylint.fault import Fault
from proxylint.finding import Finding, Level
from proxylint.judgement import Failing, Judged, Part
from proxylint.rule import Examined, Rule
from proxylint_rules.mde.wording import Sentence, tell


def check(examined: Examined) -> Iterator[Finding]:
    """At the rule's level; as warnings where only paths are hit, none of which is known to be asked for."""
    for wanted, part, level in (
        (_hosts, "hosts", None),
        (_asked_paths, "paths", None),
        (_other_paths, "paths", Level.WARNING),
    ):
        yield from tell(examined, RULE, Fault.DENIED, _sentence(part), wanted=wanted, level=level)


def _sentence(part: str) -> Sentence:
    return lambda what, _, where: f"Some {part} of {what} are denied{where}"


def _hosts(judged: Judged, failing: Failing) -> bool:
    return judged.endpoint.needed and failing.part is Part.HOSTS


def _asked_paths(judged: Judged, failing: Failing) -> bool:
    return judged.endpoint.needed and failing.part is Part.PATHS and failing.asked


def _other_paths(judged: Judged, failing: Failing) -> bool:
    return judged.endpoint.needed and failing.part is Part.PATHS and not failing.asked


RULE = Rule(
    "MDE102",
    "endpoint-partly-denied",
    Level.ERROR,
    "Some hosts or paths of a required URL are refused, others are let through.",
    check,
    security="8.0",
    tags=("microsoft-defender", "connectivity", "external/cwe/cwe-693"),
)
