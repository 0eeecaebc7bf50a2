"""Values of a list serve only URLs that streamlined connectivity no longer needs."""

from __future__ import annotations

from collections.abc import Iterator

from proxylint.catalogue import CHOICES, Endpoint
from proxylint.finding import Finding, Label, Level
from proxylint.format import Vantage
from proxylint.judgement import Judged, Outcome
from proxylint.records import replace
from proxylint.rule import Examined, Rule
from proxylint.text import Span
from proxylint.verdict import steps_of
from proxylint_rules.mde.wording import leaves

_SHOWN = 5


def check(examined: Examined) -> Iterator[Finding]:
    """Only where all URLs of a geography are open, through values that no required URL of the profile passes by."""
    streamlined = examined.profile.connectivity == "streamlined" and examined.profile.cloud == "commercial"
    if not streamlined or examined.format.vantage is not Vantage.PROXY:
        return
    needed = [judged for judged in examined.judged if judged.endpoint.needed]
    if any(judged.outcome is not Outcome.PROVED for judged in needed):
        return
    used = {span for judged in needed for span in _values(judged)}
    found: dict[Span, str] = {}
    for geography in CHOICES["geography"]:
        found.update(_superseded(examined, geography, used))
    if found:
        yield _finding(examined, sorted(found.items()))


def _superseded(examined: Examined, geography: str, used: set[Span]) -> dict[Span, str]:
    """The values behind the rows of one geography, with the host of each; nothing where a row has none of its own."""
    found: dict[Span, str] = {}
    rows = _rows(examined, geography)
    if not any(row.geo == geography for row in rows):
        return {}
    for row in rows:
        for judged in examined.beyond(row):
            own = _values(judged) - used if judged.outcome is Outcome.PROVED else set()
            if not own:
                return {}
            found.update(dict.fromkeys(own, row.host))
    return found


def _rows(examined: Examined, geography: str) -> list[Endpoint]:
    if examined.catalogue is None:
        return []
    standard = replace(examined.profile, connectivity="standard", geography=geography)
    return [row for row in examined.catalogue.select(standard) if row.cons and row.needed and "str" not in row.mode]


def _values(judged: Judged) -> set[Span]:
    """What made the deciding lines match. Cases that went the same way share their steps, so each is looked at once."""
    steps = {id(step): step for step in steps_of(case.access.trace for case in judged.verdict.cases)}
    return {step.span for step in leaves(steps.values()) if step.span is not None and step.held}


def _finding(examined: Examined, found: list[tuple[Span, str]]) -> Finding:
    (first, host), *others = found
    more = f" and {len(others)} more value{'s' if len(others) > 1 else ''}" if others else ""
    return Finding(
        RULE.code,
        RULE.name,
        RULE.level,
        examined.one_line(first),
        f"This value{more} let through '{host}' and others that streamlined connectivity no longer needs."
        if others
        else f"This value lets through '{host}', which streamlined connectivity no longer needs.",
        related=tuple(Label(examined.one_line(span), f"lets through '{name}'") for span, name in others[:_SHOWN]),
        advice="Take these values out once the last device is on streamlined connectivity. Until then keep them, and "
        "check with --connectivity both and the --geography of the tenant's data.",
    )


RULE = Rule(
    "MDE105",
    "superseded-endpoint",
    Level.NOTE,
    "Values of a list serve only URLs that streamlined connectivity no longer needs.",
    check,
    tags=("microsoft-defender", "connectivity"),
)
