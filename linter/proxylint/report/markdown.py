"""A summary for a pull request or a change ticket. Nothing in it is a link, and nothing from a file is markup."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TextIO

from proxylint.finding import Affected
from proxylint.report.inline import code, longest_run, prose
from proxylint.report.places import Places
from proxylint.report.plain import MOST_SERVICES, MOST_URLS
from proxylint.report.report import Group, Report
from proxylint.report.summary import basis, counted, elsewhere, levels, tally
from proxylint.report.visible import TAB, guard, visible

MOST_ROWS = 100
MOST_TOLD = 20
"""A comment on GitHub holds 65,536 characters; a row takes some 250, a finding that is told at length a thousand."""


def write(report: Report, out: TextIO) -> None:
    """The worst comes first."""
    out.writelines(f"{guard(line)}\n" for line in _report(report, Places(report.sources)))


def _report(report: Report, places: Places) -> Iterator[str]:
    entries = sorted(report.entries, key=lambda one: one.order)
    yield f"### proxylint: {levels(report.levels)}"
    yield ""
    yield prose(tally(report))
    yield ""
    if entries:
        yield from _table(entries[:MOST_ROWS], places)
        if len(entries) > MOST_ROWS:
            yield f"and {counted(len(entries) - MOST_ROWS, 'more finding')}."
            yield ""
    for unread in report.untold:
        yield f"- {code(unread.path)} was not analysed: {prose(unread.reason)}"
    yield from [""] if report.untold else []
    for entry in entries[:MOST_TOLD]:
        yield from _finding(entry, places)
    yield prose(basis(report))
    for note in report.notes:
        yield ""
        yield f"Note: {prose(note)}"


def _table(entries: Sequence[Group], places: Places) -> Iterator[str]:
    yield "| level | where | rule | finding |"
    yield "| --- | --- | --- | --- |"
    for entry in entries:
        finding = entry.finding
        times = f" ({entry.number} times)" if entry.number > 1 else ""
        cells = (finding.level.value, code(places.spot(finding.span)), _rule(entry), prose(finding.text) + times)
        yield f"| {' | '.join(cells)} |"
    yield ""


def _rule(entry: Group) -> str:
    return f"{entry.finding.code} {prose(entry.finding.name)}"


def _finding(entry: Group, places: Places) -> Iterator[str]:
    """Only where there is more to say than the table does."""
    finding = entry.finding
    if not (finding.affected or finding.advice or entry.number > 1):
        return
    yield f"#### {finding.level.value.capitalize()} {_rule(entry)} at {code(places.spot(finding.span))}"
    yield ""
    yield prose(finding.text)
    if entry.number > 1:
        yield prose(elsewhere(entry, places))
    yield ""
    if finding.affected:
        yield from map(_affected, finding.affected[:MOST_SERVICES])
        if len(finding.affected) > MOST_SERVICES:
            yield f"- and {counted(len(finding.affected) - MOST_SERVICES, 'more service')}"
        yield ""
    yield from _advice(finding.advice or "")


def _affected(group: Affected) -> str:
    urls = ", ".join(map(code, group.urls[:MOST_URLS]))
    more = f" and {len(group.urls) - MOST_URLS} more" if len(group.urls) > MOST_URLS else ""
    return f"- **{prose(group.service)}** ({prose(group.consequence)}): {urls}{more}"


def _advice(advice: str) -> Iterator[str]:
    """Prose as paragraphs, an indented line as code."""
    lines = [line.expandtabs(TAB) for line in advice.splitlines() if line.strip()]
    for is_code, part in groupby(lines, key=lambda line: line.startswith(" ")):
        if is_code:
            yield from _fenced([visible(line.removeprefix(" " * TAB)) for line in part])
        else:
            yield from map(prose, part)
        yield ""


def _fenced(lines: Sequence[str]) -> Iterator[str]:
    fence = "`" * max(3, max(map(longest_run, lines)) + 1)
    yield from (f"{fence}text", *lines, fence)
