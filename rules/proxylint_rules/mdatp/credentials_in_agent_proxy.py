"""The proxy of the agent is named with a user name or password."""

from __future__ import annotations

from collections.abc import Iterator

from proxylint.finding import Finding, Level
from proxylint.rule import Examined, Rule
from proxylint_rules.mdatp.wording import DOCUMENTED, lines, more, tell


def check(examined: Examined) -> Iterator[Finding]:
    if examined.format.name != "mdatp":
        return
    from proxylint.formats.mdatp.facts import FaultyProxy
    from proxylint.formats.mdatp.proxies import ProxyFault

    for facts in lines(examined, FaultyProxy, lambda fact: fact.fault is ProxyFault.CREDENTIALS):
        what = facts[0].name or "A line without effect"
        yield tell(
            examined,
            RULE,
            facts[0].span,
            f"{what} holds a user name or password, and Defender on Linux supports no authenticated proxy{more(facts)}",
            "Change the password, which is no secret any more, let the proxy pass the documented names without login, "
            f"and write {DOCUMENTED} alone.",
        )


RULE = Rule(
    "LNX101",
    "credentials-in-agent-proxy",
    Level.ERROR,
    "The proxy of the agent is named with a user name or password.",
    check,
    security="7.5",
    tags=("microsoft-defender", "secret", "external/cwe/cwe-260"),
)
