"""The answer for a URL hangs on something the text does not tell."""

from __future__ import annotations

from collections.abc import Iterator

from proxylint.fault import Fault
from proxylint.finding import Finding, Level
from proxylint.judgement import Failing, Judged
from proxylint.rule import Examined, Rule
from proxylint_rules.mde.wording import tell


def check(examined: Examined) -> Iterator[Finding]:
    """Required URLs at the rule's level, optional ones as notes. The reason is part of the sentence."""
    yield from tell(examined, RULE, (Fault.UNDECIDED,), _sentence)
    yield from tell(examined, RULE, (Fault.UNDECIDED,), _sentence, wanted=_optional, level=Level.NOTE)


def _sentence(what: str, _: str, where: str) -> str:
    return f"What becomes of {what} cannot be told{where}"


def _optional(judged: Judged, failing: Failing) -> bool:
    return not judged.endpoint.needed


RULE = Rule(
    "MDE501",
    "undecided",
    Level.WARNING,
    "The answer for a URL hangs on something the text does not tell.",
    check,
    tags=("microsoft-defender", "connectivity"),
)
