"""The sensor is told to log in to the proxy as the user who is logged on."""

from __future__ import annotations

from collections.abc import Iterator

from proxylint.finding import Finding, Level
from proxylint.rule import Examined, Rule
from proxylint_rules.winhttp.wording import lines, tell


def check(examined: Examined) -> Iterator[Finding]:
    if examined.format.name != "winhttp":
        return
    from proxylint.formats.winhttp.own_facts import LoginAsUser

    for facts in lines(examined, LoginAsUser):
        yield tell(
            examined,
            RULE,
            facts[0].span,
            "DisableEnterpriseAuthProxy is 0: telemetry may log in to the proxy as the user who is logged on, "
            "and while nobody is, a proxy that asks for a login lets nothing through",
            "Let the proxy pass the documented names without login, and write:\n"
            '    "DisableEnterpriseAuthProxy"=dword:00000001',
        )


RULE = Rule(
    "WIN402",
    "login-as-user",
    Level.WARNING,
    "The sensor is told to log in to the proxy as the user who is logged on.",
    check,
    tags=("winhttp", "connectivity"),
)
