"""The proxy of the agent is no server with a port."""

from __future__ import annotations

from collections.abc import Iterator

from proxylint.finding import Finding, Level
from proxylint.rule import Examined, Rule
from proxylint_rules.mdatp.wording import tell_faulty

_WHY = {
    "empty": "is empty, and agents were seen to put an address of their own in its place",
    "no text": "is no text",
    "server invalid": "names no valid server",
    "port invalid": "has no port from 1 to 65535",
}


def check(examined: Examined) -> Iterator[Finding]:
    return tell_faulty(examined, RULE, _WHY)


RULE = Rule(
    "LNX102",
    "agent-proxy-invalid",
    Level.ERROR,
    "The proxy of the agent is no server with a port.",
    check,
    tags=("microsoft-defender", "correctness"),
)
