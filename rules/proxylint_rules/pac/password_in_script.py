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

    for fact in odd_elements(examined.policy, examined.given):
        if fact.oddity == "login":
            dropped = "" if examined.given.pac_engine == "firefox" else _DROPPED[fact.alone]
            yield Finding(
                RULE.code,
                RULE.name,
                RULE.level,
                one_line(examined, fact.span),
                f"This proxy is written with a user name: {dropped}everyone who can fetch the script can read what "
                "stands there.",
                advice="Take the user name and the password out and change the password; let the proxy ask for it.",
            )


_DROPPED = {
    True: "Chromium drops it, so the request goes direct, and ",
    False: "Chromium drops it, and ",
}


RULE = Rule(
    "PAC109",
    "password-in-script",
    Level.WARNING,
    "A proxy of the returned string is written with a user name or password.",
    check,
    security="7.0",
    tags=("pac", "security", "external/cwe/cwe-798"),
)
