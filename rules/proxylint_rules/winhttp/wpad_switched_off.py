"""Auto-detection is all that is set, and a policy switches it off."""

from __future__ import annotations

from collections.abc import Iterator

from proxylint.finding import Finding, Label, Level
from proxylint.rule import Examined, Rule
from proxylint_rules.winhttp.wording import SET_PROXY, lines, tell


def check(examined: Examined) -> Iterator[Finding]:
    if examined.format.name != "winhttp":
        return
    from proxylint.formats.winhttp.own_facts import NothingFindsProxy

    for facts in lines(examined, NothingFindsProxy):
        yield tell(
            examined,
            RULE,
            facts[0].span,
            "Auto-detection (WPAD) is all that is set, and DisableWpad switches it off: nothing finds a proxy",
            f"Set a proxy for services, or DisableWpad to 0:\n    {SET_PROXY}",
            related=[Label(examined.one_line(facts[0].switched_off), "auto-detection is switched off here")],
        )


RULE = Rule(
    "WIN404",
    "wpad-switched-off",
    Level.ERROR,
    "Auto-detection is all that is set, and a policy switches it off.",
    check,
    tags=("winhttp", "connectivity"),
)
