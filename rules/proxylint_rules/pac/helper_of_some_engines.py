"""The script calls what only some engines have, without asking first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from proxylint.finding import Finding, Level
from proxylint.rule import Examined, Rule
from proxylint_rules.pac.places import also

if TYPE_CHECKING:
    from proxylint.formats.pac.analysis.globals import OnlySome


def check(examined: Examined) -> Iterator[Finding]:
    if examined.format.name != "pac":
        return
    from proxylint.formats.pac.analysis.globals import consoles, extended_helpers

    for fact in extended_helpers(examined.policy, examined.given):
        yield _finding(examined, fact, _MISSING[examined.given.pac_engine])
    for fact in consoles(examined.policy, examined.given):
        yield _finding(examined, fact, "JScript, the documented engine of WinHTTP, does not have it")


_MISSING = {
    "chromium": "Chromium does not have it",
    "firefox": "Firefox does not have it",
    "winhttp": "Firefox does not have it, and Microsoft documents it for FindProxyForURLEx alone",
}


def _finding(examined: Examined, fact: OnlySome, why: str) -> Finding:
    advice = f"Ask first: typeof {fact.name} != 'undefined'."
    if fact.name == "console":
        advice = "Take it out, or ask first: typeof console != 'undefined'."
    return Finding(
        RULE.code,
        RULE.name,
        RULE.level,
        fact.span,
        f"Where '{fact.name}' is missing the script throws here: {why}.",
        related=also(examined, fact.places, "another one"),
        advice=advice,
    )


RULE = Rule(
    "PAC126",
    "helper-of-some-engines",
    Level.NOTE,
    "The script calls what only some engines have, without asking first.",
    check,
    tags=("pac", "compatibility"),
)
