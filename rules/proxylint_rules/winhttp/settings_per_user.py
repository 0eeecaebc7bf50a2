"""Settings are made for one user, and services do not get them."""

from __future__ import annotations

from collections.abc import Iterator

from proxylint.finding import Finding, Label, Level
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
    yield from _registry(examined)


def _registry(examined: Examined) -> Iterator[Finding]:
    """The Internet Explorer settings, which are a user's where no policy makes them the computer's."""
    from proxylint.formats.winhttp.own_facts import MachineUnused, OfOneUser

    for users in lines(examined, OfOneUser):
        text = "This is the proxy of one user's programs, and the services of Defender run as LocalSystem"
        yield tell(examined, RULE, users[0].span, text, f"Set the proxy for services:\n    {SET_PROXY}")
    for machines in lines(examined, MachineUnused):
        text = "This proxy of the computer is not used: ProxySettingsPerUser makes each user have settings of his own"
        related = [Label(examined.one_line(machines[0].per_user), "the policy")]
        advice = f"Set ProxySettingsPerUser to 0 for programs; services have a proxy of their own:\n    {SET_PROXY}"
        yield tell(examined, RULE, machines[0].span, text, advice, related=related)


RULE = Rule(
    "WIN302",
    "settings-per-user",
    Level.WARNING,
    "Settings are made for one user, and services do not get them.",
    check,
    tags=("winhttp", "connectivity"),
)
