"""How often each rule found something: the shortest report there is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TextIO

from proxylint.finding import Level
from proxylint.report.json import encode
from proxylint.report.report import Report
from proxylint.report.summary import closing_lines
from proxylint.report.visible import guard, visible
from proxylint.tuples import NamedTuple


class Row(NamedTuple):
    """Findings of one rule at one level."""

    times: int
    code: str
    name: str
    level: Level


def rows(report: Report) -> list[Row]:
    """Worst first, then what occurs most often."""
    counts: Counter[tuple[str, str, Level]] = Counter()
    for group in report.entries:
        finding = group.finding
        counts[finding.code, finding.name, finding.level] += group.number
    found = (Row(count, *rule) for rule, count in counts.items())
    return sorted(found, key=lambda row: (-row.level.rank, -row.times, row.code))


def write_text(report: Report, out: TextIO, *, closing: bool = True) -> None:
    table = rows(report)
    out.writelines(_lines(table))
    for line in closing_lines(report) if closing else ():
        out.write(guard(visible(line)) + "\n")


def _lines(table: Iterable[Row]) -> Iterable[str]:
    """Numbers are aligned on their right."""
    cells = [(str(row.times), row.code, row.name, row.level.value) for row in table]
    widths = [max(len(row[column]) for row in cells) for column in range(3)] if cells else []
    for count, code, name, level in cells:
        yield f"{count:>{widths[0]}}  {code:<{widths[1]}}  {name:<{widths[2]}}  {level}\n"


def write_json(report: Report, out: TextIO) -> None:
    """An array with one object to a line."""
    lines = [
        encode({"count": row.times, "code": row.code, "name": row.name, "level": row.level}) for row in rows(report)
    ]
    out.write("[\n" + ",\n".join(lines) + "\n]\n" if lines else "[]\n")
