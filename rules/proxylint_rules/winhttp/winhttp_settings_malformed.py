"""The bytes of a WinHttpSettings value do not add up."""

from __future__ import annotations

from collections.abc import Iterator

from proxylint.finding import Finding, Level
from proxylint.rule import Examined, Rule
from proxylint_rules.winhttp.wording import SET_PROXY, lines, tell


def check(examined: Examined) -> Iterator[Finding]:
    if examined.format.name != "winhttp":
        return
    from proxylint.formats.winhttp.own_facts import MalformedSetting

    for facts in lines(examined, MalformedSetting):
        yield tell(
            examined,
            RULE,
            facts[0].span,
            "A length in WinHttpSettings does not fit what follows, so that it cannot be told what is set",
            f"Let Windows make the value, and export it anew:\n    {SET_PROXY}",
        )


RULE = Rule(
    "WIN405",
    "winhttp-settings-malformed",
    Level.ERROR,
    "The bytes of a WinHttpSettings value do not add up.",
    check,
    tags=("winhttp", "correctness"),
)
