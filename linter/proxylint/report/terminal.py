"""The report for people at a terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TextIO

from proxylint.endings import deciding
from proxylint.finding import Affected, Finding, Label
from proxylint.report.color import Paint
from proxylint.report.excerpt import Mark, excerpt
from proxylint.report.places import Places
from proxylint.report.report import Group, Report, Unread
from proxylint.report.sheet import Sheet
from proxylint.report.summary import basis, counted, elsewhere, levels, tally
from proxylint.report.trace import show_trace, spoken_of
from proxylint.report.visible import TAB, guard
from proxylint.report.wrap import hang, wrap

_STEPS = 6
_URLS = 6
_SERVICES = 8
_PLACES = 4
_EXAMPLES = 3


def write(
    report: Report, out: TextIO, *, color: bool, width: int | None, ascii_only: bool, closing: bool = True
) -> None:
    """`width` in columns; None = not a terminal: lines are not broken. With `ascii_only` nothing else is written.

    `closing`: whether to say how much was checked and proved.
    """
    sheet = Sheet(Paint(color), width, ascii_only)
    out.writelines(guard(line) + "\n" for line in _report(report, Places(report.sources), sheet))
    if closing:
        out.writelines(guard(line) + "\n" for line in _closing(report, sheet))


def _report(report: Report, places: Places, sheet: Sheet) -> Iterator[str]:
    files = [(path, list(found)) for path, found in groupby(report.findings, key=lambda finding: finding.span.file)]
    if report.groups is not None:
        files = []
        for group in report.groups:
            yield from _finding(group.finding, places, sheet, group)
            yield ""
    for path, found in files:
        if len(files) > 1:
            yield from _file(path, found, sheet)
        for finding in found:
            yield from _finding(finding, places, sheet)
            yield ""
    yield from _unread(report.untold, sheet)


def _file(path: str, found: list[Finding], sheet: Sheet) -> Iterator[str]:
    rule = "=" if sheet.ascii_only else "━"
    count = levels(Counter(finding.level for finding in found))
    yield f"{sheet.paint(f'{rule * 2} {sheet.visible(path)}', 'heading')} {sheet.paint(f'({count})', 'quiet')}"
    yield ""


def _finding(finding: Finding, places: Places, sheet: Sheet, group: Group | None = None) -> Iterator[str]:
    paint = sheet.paint
    place = paint(sheet.visible(places.spot(finding.span)), "place")
    level = paint(f"{finding.level} {finding.code}", finding.level)
    yield f"{place}: {level} {paint(sheet.visible(finding.name), 'place')}"
    yield from hang("  ", sheet.visible(finding.text), sheet.columns)
    if group is not None and group.number > 1:
        yield from hang("  ", sheet.visible(elsewhere(group, places)), sheet.columns)
    if places.source(finding.span.file).text:
        yield ""
        yield from _excerpts(finding, places, sheet)
    yield from _why(finding, places, sheet)
    yield from _affected(finding.affected, sheet)
    yield from _advice(finding.advice, sheet)


def _excerpts(finding: Finding, places: Places, sheet: Sheet) -> Iterator[str]:
    here = [label for label in finding.related if label.span.file == finding.span.file]
    elsewhere = [label for label in finding.related if label.span.file != finding.span.file]
    shown = (here + elsewhere)[:_PLACES]
    marks = [Mark(finding.span, "^", finding.level), *(_mark(label) for label in shown if label in here)]
    yield from excerpt(places, marks, sheet)
    for label in shown[len(marks) - 1 :]:
        yield f"  {sheet.paint(sheet.visible(places.spot(label.span)), 'gutter')}"
        yield from excerpt(places, [_mark(label)], sheet)
    if len(finding.related) > len(shown):
        yield f"  and {counted(len(finding.related) - len(shown), 'more place')}"


def _mark(label: Label) -> Mark:
    return Mark(label.span, "-", "gutter", label.text)


def _why(finding: Finding, places: Places, sheet: Sheet) -> Iterator[str]:
    rows, left_out = deciding(finding.trace, _STEPS)
    if not rows:
        return
    file = spoken_of(rows, finding.span.file)
    where = "" if file == finding.span.file else f", in {sheet.visible(file)}"
    yield from _heading(f"why{where}", sheet)
    if left_out:
        before = f"{sheet.dots} {counted(left_out, 'more step')}"
        yield f"    {sheet.paint(before, 'quiet')}"
    yield from show_trace(rows, file, places, sheet, indent="    ")


def _affected(affected: tuple[Affected, ...], sheet: Sheet) -> Iterator[str]:
    if not affected:
        return
    yield from _heading("affected", sheet)
    for group in affected[:_SERVICES]:
        yield from _service(group, sheet)
        for url in group.urls[:_URLS]:
            yield f"      {sheet.visible(url)}"
        if len(group.urls) > _URLS:
            yield f"      {sheet.paint(f'and {len(group.urls) - _URLS} more', 'quiet')}"
        if group.examples:
            yield from hang("      for example ", sheet.visible(", ".join(group.examples[:_EXAMPLES])), sheet.columns)
    if len(affected) > _SERVICES:
        urls = sum(len(group.urls) for group in affected[_SERVICES:])
        yield f"    and {counted(len(affected) - _SERVICES, 'more service')} ({counted(urls, 'URL')})"


def _service(group: Affected, sheet: Sheet) -> Iterator[str]:
    """Painted after it is broken into lines: paint has no width."""
    said, title = sheet.visible(f"{group.service}: {group.consequence}"), sheet.visible(group.service)
    first, *rest = wrap(said, None if sheet.columns is None else sheet.columns - 4)
    whole = first.startswith(title)
    yield f"    {sheet.paint(title, 'place')}{first[len(title) :]}" if whole else f"    {first}"
    yield from (f"    {line}" for line in rest)


def _advice(advice: str | None, sheet: Sheet) -> Iterator[str]:
    """Prose is broken to the width; an indented line is code and stays whole."""
    if not advice:
        return
    yield from _heading("what to do", sheet)
    for line in advice.rstrip().splitlines():
        shown, code = sheet.visible(line.expandtabs(TAB)), line[:1].isspace()
        room = None if sheet.columns is None or code else sheet.columns - 4
        yield from (f"    {sheet.paint(part, 'good') if code else part}".rstrip() for part in wrap(shown, room))


def _heading(text: str, sheet: Sheet) -> Iterator[str]:
    yield ""
    yield f"  {sheet.paint(f'{text}:', 'heading')}"


def _unread(left: Sequence[Unread], sheet: Sheet) -> Iterator[str]:
    for unread in left:
        place = sheet.paint(sheet.visible(unread.path), "place")
        yield f"{place}: {sheet.paint('not analysed', 'error')}: {sheet.visible(unread.reason)}"
    if left:
        yield ""


def _closing(report: Report, sheet: Sheet) -> Iterator[str]:
    worst = max((finding.level for finding in report.findings), key=lambda level: level.rank, default=None)
    proved = report.count.proved and not (report.count.fail or report.count.undecided or report.unread)
    style = worst or ("good" if proved else "place")
    yield from (sheet.paint(line, style) for line in wrap(tally(report), sheet.columns))
    yield from (sheet.paint(line, "quiet") for line in wrap(sheet.visible(basis(report)), sheet.columns))
    for note in report.notes:
        yield from hang(sheet.paint("note: ", "note"), sheet.visible(note), sheet.columns)
