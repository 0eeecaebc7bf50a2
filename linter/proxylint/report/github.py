"""Workflow commands that GitHub Actions turns into annotations ("Workflow commands for GitHub Actions").

A step keeps 10 errors, 10 warnings and 10 notices; what comes later is dropped without a word. So the worst comes
first, and one notice says how much is left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TextIO

from proxylint.finding import Level
from proxylint.report.places import Places
from proxylint.report.plain import told
from proxylint.report.report import Group, Report, Unread
from proxylint.report.summary import basis, counted, levels, tally
from proxylint.report.visible import guard, visible
from proxylint.text import Span

MOST = 10
_WORDS = {Level.ERROR: "error", Level.WARNING: "warning", Level.NOTE: "notice"}


def write(report: Report, out: TextIO) -> None:
    """The annotations, and in the log the closing lines of every report."""
    out.writelines(f"{line}\n" for line in _commands(report, Places(report.sources)))
    closing = (tally(report), basis(report), *(f"note: {note}" for note in report.notes))
    out.writelines(f"{guard(visible(line))}\n" for line in closing)


def _commands(report: Report, places: Places) -> Iterator[str]:
    room = {Level.ERROR: MOST, Level.WARNING: MOST, Level.NOTE: MOST - 1}
    for unread in report.untold[: room[Level.ERROR]]:
        room[Level.ERROR] -= 1
        yield _unread(unread)
    left = report.untold[MOST:]
    more: list[Group] = []
    for entry in sorted(report.entries, key=lambda one: one.order):
        if room[entry.finding.level]:
            room[entry.finding.level] -= 1
            yield _annotation(entry, places)
        else:
            more.append(entry)
    if more or left:
        yield _rest(more, len(left))


def _annotation(entry: Group, places: Places) -> str:
    finding = entry.finding
    where = {"file": visible(finding.span.file), **_lines(finding.span, places)}
    title = f"{finding.code} {finding.name}"
    return _command(_WORDS[finding.level], {**where, "title": visible(title)}, "\n".join(told(entry, places)))


def _lines(span: Span, places: Places) -> dict[str, str]:
    """Columns count from one and the last is inclusive; they go only with a range in one line (checks API)."""
    first, last = places.extent(span).first, places.extent(span).last
    lines = {"line": str(first.line), "endLine": str(last.line)}
    if first.line != last.line:
        return lines
    return {**lines, "col": str(first.column), "endColumn": str(max(first.column, last.column - 1))}


def _unread(unread: Unread) -> str:
    where = {"file": visible(unread.path), "title": "not analysed"}
    return _command("error", where, visible(unread.reason))


def _rest(more: Sequence[Group], unread: int) -> str:
    count: Counter[Level] = Counter()
    for entry in more:
        count[entry.finding.level] += entry.number
    said = [levels(count)] if more else []
    said += [f"{counted(unread, 'file')} not analysed"] if unread else []
    text = f"and {', '.join(said)} more; GitHub shows {MOST} of a kind for a step."
    return _command("notice", {"title": "proxylint"}, text)


def _command(name: str, properties: dict[str, str], message: str) -> str:
    listed = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    return f"::{name} {listed}::{_message(message)}"


def _message(text: str) -> str:
    """As `escapeData` of @actions/core does."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")
