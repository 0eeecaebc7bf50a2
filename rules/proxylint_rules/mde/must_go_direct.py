"""A URL that does not work through a proxy is routed to one."""

from __future__ import annotations

from collections.abc import Iterator

from proxylint.fault import Fault
from proxylint.finding import Finding, Level
from proxylint.rule import Examined, Rule
from proxylint_rules.mde.wording import tell


def check(examined: Examined) -> Iterator[Finding]:
    """Where devices cannot leave past the proxy there is nothing to do about it."""
    if examined.direct_egress is False:
        return iter(())
    return tell(
        examined,
        RULE,
        Fault.SENT_TO_PROXY,
        lambda what, be, where: f"{what} {be} routed to a proxy{where}, but documented to work only past it",
        wanted=lambda judged, failing: True,
    )


RULE = Rule(
    "MDE402",
    "must-go-direct",
    Level.NOTE,
    "A URL that does not work through a proxy is routed to one.",
    check,
    security=None,
    tags=("microsoft-defender", "connectivity"),
)
