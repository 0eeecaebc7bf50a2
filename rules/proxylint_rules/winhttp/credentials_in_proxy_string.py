"""A proxy string holds a user name or password."""

from __future__ import annotations

from collections.abc import Iterator

from proxylint.finding import Finding, Level
from proxylint.rule import Examined, Rule
from proxylint_rules.winhttp.wording import SET_PROXY, lines, tell

_STRING = "The proxy string holds a user name or password, and WinHTTP has no place for one"


def check(examined: Examined) -> Iterator[Finding]:
    if examined.format.name != "winhttp":
        return
    from proxylint.formats.winhttp.facts import Credentials

    for facts in lines(examined, Credentials):
        value = facts[0].value
        text = f"{value} holds a user name or password, and services cannot log in with one" if value else _STRING
        yield tell(
            examined,
            RULE,
            facts[0].span,
            text,
            "Change the password, which is no secret any more, let the proxy pass the documented names without login, "
            f"and write:\n    {SET_PROXY}",
        )


RULE = Rule(
    "WIN101",
    "credentials-in-proxy-string",
    Level.ERROR,
    "A proxy string holds a user name or password.",
    check,
    security="7.5",
    tags=("winhttp", "secret", "external/cwe/cwe-260"),
)
