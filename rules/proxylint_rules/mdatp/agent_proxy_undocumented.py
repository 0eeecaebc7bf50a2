"""The proxy of the agent is written in a form that is not documented."""

from __future__ import annotations

from collections.abc import Iterator

from proxylint.finding import Finding, Level
from proxylint.rule import Examined, Rule
from proxylint_rules.mdatp.wording import tell_faulty

_WHY = {
    "scheme missing": "lacks 'http://' in front",
    "scheme": "begins with another scheme than 'http://', the only one that is documented",
    "path": "has something behind the port",
}


def check(examined: Examined) -> Iterator[Finding]:
    return tell_faulty(examined, RULE, _WHY)


RULE = Rule(
    "LNX104",
    "agent-proxy-undocumented",
    Level.WARNING,
    "The proxy of the agent is written in a form that is not documented.",
    check,
    tags=("microsoft-defender", "correctness"),
)
