"""The proxy of the agent is named without a port."""

from __future__ import annotations

from collections.abc import Iterator

from proxylint.finding import Finding, Level
from proxylint.rule import Examined, Rule
from proxylint_rules.mdatp.wording import tell_faulty


def check(examined: Examined) -> Iterator[Finding]:
    return tell_faulty(examined, RULE, {"port missing": "has no port, and no default is documented"})


RULE = Rule(
    "LNX105",
    "agent-proxy-without-port",
    Level.WARNING,
    "The proxy of the agent is named without a port.",
    check,
    tags=("microsoft-defender", "correctness"),
)
