"""How the rules about values of domain ACLs speak."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxylint.finding import Finding, Label, Level
from proxylint.rule import Examined, Rule
from proxylint.text import Span

if TYPE_CHECKING:
    from proxylint.formats.squid.analysis.domain_values import DeadValues

_NAMED = 3


def tell(examined: Examined, rule: Rule, fact: DeadValues, why: str, advice: str) -> Finding:
    """One finding for all values of a list that are dead for one reason. A note where other values do their work."""
    what = f"{shown(examined, fact.first.span)} in the ACL '{fact.acl}' matches"
    if fact.count > 1:
        rest = f"{fact.count - 1} more value{'s' if fact.count > 2 else ''}"
        what = f"{shown(examined, fact.first.span)} and {rest} of the ACL '{fact.acl}' match"
    loss = ", and another value already does what it was meant for" if fact.covered else ""
    return Finding(
        rule.code,
        rule.name,
        Level.NOTE if fact.covered else rule.level,
        examined.one_line(fact.first.span),
        f"{what} no host: {why}{loss}.",
        related=tuple(Label(span, "the same fault") for span in fact.others),
        advice="Take it out." if fact.covered and fact.count == 1 else advice,
    )


def shown(examined: Examined, span: Span) -> str:
    """A value as the file writes it, in quotation marks."""
    from proxylint.formats.squid.showing import joined

    return f"'{joined(examined.policy.sources[span.file], span)[:100]}'"


def instead(fact: DeadValues) -> str:
    """Which values to write, and which to take out because they would be covered."""
    assert fact.meant is not None
    text = f"Write {_listed(fact.meant)} instead"
    if any(value.startswith(".") for value in fact.meant):
        text += ": a leading dot covers the name and every name below it"
    if fact.reason in ("a URL", "a name with a path"):
        text += ". That is the whole site: a path is not compared"
    if fact.swallowed:
        text += f". Take out {_listed(fact.swallowed)} then: Squid 5 and 6 refuse a value beside one that covers it"
    return text + "."


def _listed(values: tuple[str, ...]) -> str:
    named = " and ".join(f"'{value}'" for value in values[:_NAMED])
    return f"{named} and {len(values) - _NAMED} more" if len(values) > _NAMED else named
