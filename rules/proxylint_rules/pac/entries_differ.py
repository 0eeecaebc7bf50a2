"""Windows and all others send a required URL two ways, by two functions of the script."""

from __future__ import annotations

from collections.abc import Iterator

from proxylint.finding import Finding, Label, Level
from proxylint.rule import Examined, Rule
from proxylint_rules.pac.required import concrete, needed
from proxylint_rules.pac.ways import told


def check(examined: Examined) -> Iterator[Finding]:
    if examined.format.name != "pac" or examined.given.pac_engine != "winhttp":
        return
    from proxylint.formats.pac.analysis.entry import differing_entries

    fact = differing_entries(examined.policy, examined.given, (concrete(judged) for judged in needed(examined)))
    if fact is not None:
        yield Finding(
            RULE.code,
            RULE.name,
            RULE.level,
            fact.span,
            f"Windows asks this function and is sent {told(fact.windows)} for '{fact.url}', while all others ask "
            f"FindProxyForURL and are sent {told(fact.others)}.",
            related=(Label(fact.plain, "what Chromium, Firefox and others call"),),
            advice="Let one of the two call the other.",
        )


RULE = Rule(
    "PAC122",
    "entries-differ",
    Level.WARNING,
    "Windows and all others send a required URL two ways, by two functions of the script.",
    check,
    tags=("pac", "connectivity"),
)
