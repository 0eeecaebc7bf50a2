"""The answer for a URL hangs on something the text does not tell."""

from __future__ import annotations

from collections.abc import Iterator

from proxylint.fault import Fault
from proxylint.finding import Finding, Level
from proxylint.judgement import Failing, Judged, Part
from proxylint.rule import Examined, Rule
from proxylint_rules.mde.wording import tell


def check(examined: Examined) -> Iterator[Finding]:
    """Required URLs at the rule's level; alone a note: what is optional, and hosts that nobody is known to ask for.

    A bypass entry such as 10.* leaves open only names like 10.x.example.com: worth knowing, not worth a warning.
    """
    return tell(examined, RULE, Fault.UNDECIDED, _sentence, wanted=_required, mentioned=_remote)


def _sentence(what: str, _: str, where: str) -> str:
    return f"What becomes of {what} cannot be told{where}"


def _required(judged: Judged, failing: Failing) -> bool:
    return judged.endpoint.needed and (failing.part is Part.ALL or failing.asked)


def _remote(judged: Judged, failing: Failing) -> bool:
    return not _required(judged, failing)


RULE = Rule(
    "MDE501",
    "undecided",
    Level.WARNING,
    "The answer for a URL hangs on something the text does not tell.",
    check,
    tags=("microsoft-defender", "connectivity"),
)
