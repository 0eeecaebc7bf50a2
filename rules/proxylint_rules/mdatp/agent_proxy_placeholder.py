"""The proxy of the agent is a sample value of the documentation."""

from __future__ import annotations

from collections.abc import Iterator

from proxylint.finding import Finding, Level
from proxylint.rule import Examined, Rule
from proxylint_rules.mdatp.wording import tell_faulty


def check(examined: Examined) -> Iterator[Finding]:
    return tell_faulty(examined, RULE, {"placeholder": "is a sample value from documentation, not a proxy"})


RULE = Rule(
    "LNX103",
    "agent-proxy-placeholder",
    Level.WARNING,
    "The proxy of the agent is a sample value of the documentation.",
    check,
    tags=("microsoft-defender", "correctness"),
)
