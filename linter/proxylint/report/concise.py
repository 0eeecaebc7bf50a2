"""One line for each finding, as compilers write them: for editors, problem matchers and grep."""

from __future__ import annotations

from typing import TextIO

from proxylint.report.places import Places
from proxylint.report.report import Report
from proxylint.report.summary import tally
from proxylint.report.visible import guard, visible


def write(report: Report, out: TextIO, *, ascii_only: bool = False) -> None:
    """`file:line:column: level CODE name: text`, and the closing line of every report."""
    places = Places(report.sources)
    for finding in report.findings:
        line = f"{places.spot(finding.span)}: {finding.level} {finding.code} {finding.name}: {finding.text}"
        out.write(guard(visible(line, ascii_only=ascii_only)) + "\n")
    for unread in report.unread:
        if not any(finding.span.file == unread.path for finding in report.findings):
            out.write(guard(visible(f"{unread.path}: not analysed: {unread.reason}", ascii_only=ascii_only)) + "\n")
    out.write(tally(report) + "\n")
