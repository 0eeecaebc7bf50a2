"""The proxy of the agent is the computer itself."""

from __future__ import annotations

from collections.abc import Iterator

from proxylint.finding import Finding, Label, Level
from proxylint.rule import Examined, Rule
from proxylint_rules.mdatp.wording import lines, more, tell


def check(examined: Examined) -> Iterator[Finding]:
    if examined.format.name != "mdatp":
        return
    from proxylint.formats.mdatp.facts import LoopbackProxy

    for facts in lines(examined, LoopbackProxy):
        first, *rest = facts
        yield tell(
            examined,
            RULE,
            first.span,
            f"{first.name} names '{first.server}', the computer itself: the agent gets nowhere while no local proxy "
            f"service runs{more(facts)}",
            "Keep it only where such a service starts with the computer, as the proxy of Azure Arc does. "
            "Else name the proxy of the network.",
            related=[Label(fact.span, "the computer itself, too") for fact in rest],
        )


RULE = Rule(
    "LNX106",
    "loopback-agent-proxy",
    Level.WARNING,
    "The proxy of the agent is the computer itself.",
    check,
    tags=("microsoft-defender", "connectivity"),
)
