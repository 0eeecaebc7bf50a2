"""The proxy is the computer itself."""

from __future__ import annotations

from collections.abc import Iterator

from proxylint.finding import Finding, Label, Level
from proxylint.rule import Examined, Rule
from proxylint_rules.winhttp.wording import SET_PROXY, lines, more, named, tell


def check(examined: Examined) -> Iterator[Finding]:
    if examined.format.name != "winhttp":
        return
    from proxylint.formats.winhttp.facts import LoopbackProxy

    for facts in lines(examined, LoopbackProxy):
        first, *rest = facts
        yield tell(
            examined,
            RULE,
            first.span,
            f"{named('The proxy', first.server)} is the computer itself: "
            f"no request gets through it while no local proxy service runs{more(facts)}",
            "Keep it only where such a service starts with Windows (the Azure Arc proxy does). "
            f"Else name the proxy of the network:\n    {SET_PROXY}",
            related=[Label(fact.span, "the computer itself, too") for fact in rest],
        )


RULE = Rule(
    "WIN106",
    "loopback-proxy",
    Level.WARNING,
    "The proxy is the computer itself.",
    check,
    tags=("winhttp", "connectivity"),
)
