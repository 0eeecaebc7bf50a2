"""The script uses a language that WinHTTP's documented script engine does not know."""

from __future__ import annotations

from collections.abc import Iterator

from proxylint.finding import Finding, Level
from proxylint.rule import Examined, Rule
from proxylint_rules.pac.places import one_line


def check(examined: Examined) -> Iterator[Finding]:
    if examined.format.name != "pac":
        return
    from proxylint.formats.pac.analysis.language_level import modern_methods, modern_syntax

    syntax, method = modern_syntax(examined.policy, examined.given), modern_methods(examined.policy, examined.given)
    fact = syntax or method
    if fact is None:
        return
    more = f" and {fact.others} more place{'s' if fact.others > 1 else ''} like it" if fact.others else ""
    what = fact.what if syntax else f"the method '{fact.what}'"
    effect = "cannot load the script" if syntax else "throws here"
    yield Finding(
        RULE.code,
        RULE.name,
        RULE.level,
        one_line(examined, fact.span),
        f"JScript, the documented engine of WinHTTP, {effect}: it does not know {what}{more}.",
        advice=_SYNTAX if syntax else "Use indexOf, substring and loops, or bring the method with a guard.",
    )


_SYNTAX = "Write 'var' and plain functions, and put strings together with '+'."


RULE = Rule(
    "PAC119",
    "beyond-jscript",
    Level.NOTE,
    "The script uses a language that WinHTTP's documented script engine does not know.",
    check,
    tags=("pac", "compatibility"),
)
