"""A finding as lines of plain text, for formats that show it beside its place."""

from __future__ import annotations

from collections.abc import Iterator

from proxylint.finding import Affected
from proxylint.report.places import Places
from proxylint.report.report import Group
from proxylint.report.summary import counted, elsewhere
from proxylint.report.visible import TAB, guard, visible

MOST_SERVICES = MOST_URLS = 12


def told(entry: Group, places: Places) -> Iterator[str]:
    """The sentence, where else it holds, what it stops, what to write. Harmless lines without markup."""
    return (guard(visible(line)) for line in _lines(entry, places))


def _lines(entry: Group, places: Places) -> Iterator[str]:
    finding = entry.finding
    yield finding.text
    if entry.number > 1:
        yield elsewhere(entry, places)
    if finding.affected:
        yield "Affected:"
        yield from map(_affected, finding.affected[:MOST_SERVICES])
        if len(finding.affected) > MOST_SERVICES:
            yield f"- and {counted(len(finding.affected) - MOST_SERVICES, 'more service')}"
    if finding.advice:
        yield "What to do:"
        yield from (line.expandtabs(TAB).rstrip() for line in finding.advice.rstrip().splitlines())


def _affected(group: Affected) -> str:
    urls = ", ".join(group.urls[:MOST_URLS])
    more = f" and {len(group.urls) - MOST_URLS} more" if len(group.urls) > MOST_URLS else ""
    return f"- {group.service} ({group.consequence}): {urls}{more}"
