"""One line for each finding, as compilers write them: for editors, problem matchers and grep."""

from __future__ import annotations

from typing import TextIO

from proxylint.report.places import Places
from proxylint.report.report import Report
from proxylint.report.summary import closing_lines
from proxylint.report.visible import guard, visible


def write(report: Report, out: TextIO, *, ascii_only: bool = False, closing: bool = True) -> None:
    """`file:line:column: level CODE name: text`, and the closing lines of every report."""
    places = Places(report.sources)
    for entry in report.entries:
        finding, times = entry.finding, f" ({entry.number} times)" if entry.number > 1 else ""
        line = f"{places.spot(finding.span)}: {finding.level} {finding.code} {finding.name}: {finding.text}{times}"
        out.write(guard(visible(line, ascii_only=ascii_only)) + "\n")
    for unread in report.untold:
        out.write(guard(visible(f"{unread.path}: not analysed: {unread.reason}", ascii_only=ascii_only)) + "\n")
    for line in closing_lines(report) if closing else ():
        out.write(guard(visible(line, ascii_only=ascii_only)) + "\n")
