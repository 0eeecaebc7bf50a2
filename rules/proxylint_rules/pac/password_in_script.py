"""A proxy of the returned string is written with a user name or password."""

from __future__ import annotations

from collections.abc import Iterator

from proxylint.finding import Finding, Level
from proxylint.rule import Examined, Rule
from proxylint_rules.pac.places import one_line


def check(examined: Examined) -> Iterator[Finding]:
    if examined.format.name != "pac":
        return
    from proxylint.formats.pac.analysis.answers import odd_elements

    for fact in odd_elements(examined.policy):
        if fact.oddity == "login":
            effect = ", so the request goes direct" if fact.alone else ""
            yield Finding(
                RULE.code,
                RULE.name,
                RULE.level,
                one_line(examined, fact.span),
                "This proxy is written with a user name: Chromium drops it"
                f"{effect}, and everyone who can fetch the script can read what stands there.",
                advice="Take the user name and the password out and change the password; let the proxy ask for it.",
            )


RULE = Rule(
    "PAC109",
    "password-in-script",
    Level.WARNING,
    "A proxy of the returned string is written with a user name or password.",
    check,
    security="7.0",
    tags=("pac", "security"),
)
