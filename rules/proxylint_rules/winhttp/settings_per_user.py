"""Settings are made for one user, and services do not get them."""

from __future__ import annotations

from collections.abc import Iterator

from proxylint.finding import Finding, Level
from proxylint.rule import Examined, Rule
from proxylint_rules.winhttp.wording import SET_PROXY, lines, tell


def check(examined: Examined) -> Iterator[Finding]:
    if examined.format.name != "winhttp":
        return
    from proxylint.formats.winhttp.facts import PerUserSettings

    for facts in lines(examined, PerUserSettings):
        yield tell(
            examined,
            RULE,
            facts[0].span,
            "The settings are one user's, and the services of Defender run as LocalSystem, which does not get them",
            "Write setting-scope=machine in place of setting-scope=user, and PerUserProxySettings false. "
            f"Or set the proxy for services:\n    {SET_PROXY}",
        )


RULE = Rule(
    "WIN302",
    "settings-per-user",
    Level.WARNING,
    "Settings are made for one user, and services do not get them.",
    check,
    tags=("winhttp", "connectivity"),
)
