"""A directive is obsolete: Squid logs it and goes on without it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from proxylint.finding import Finding, Level
from proxylint.rule import Examined, Rule

if TYPE_CHECKING:
    from proxylint.formats.squid.analysis.obsolete import ObsoleteDirective


def check(examined: Examined) -> Iterator[Finding]:
    """A warning where something is lost that decides about requests."""
    if examined.format.name != "squid":
        return
    from proxylint.formats.squid.analysis.obsolete import obsolete_directives

    for fact in obsolete_directives(examined.policy):
        yield Finding(
            RULE.code,
            RULE.name,
            RULE.level if fact.lost else Level.NOTE,
            examined.one_line(fact.span),
            f"{fact.name} is obsolete: {_effect(fact)}.",
            advice=f"Use {fact.instead}." if fact.instead else "Delete it.",
        )


def _effect(fact: ObsoleteDirective) -> str:
    if fact.heeded:
        return f"Squid {fact.version} still takes it, as a part of tls_outgoing_options"
    these = "it" if fact.count == 1 else f"its {fact.count} lines"
    return f"Squid {fact.version} ignores {these}" + (f", so {fact.lost}" if fact.lost else "")


RULE = Rule(
    "SQD601",
    "obsolete-directive",
    Level.WARNING,
    "A directive is obsolete: Squid logs it and goes on without it.",
    check,
    tags=("squid", "maintainability"),
)
