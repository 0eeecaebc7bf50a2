"""One line for each finding, as compilers write them: for editors, problem matchers and grep."""

from __future__ import annotations

from typing import TextIO

from proxylint.report.places import Places
from proxylint.report.report import Report
from proxylint.report.summary import basis, tally
from proxylint.report.visible import guard, visible


def write(report: Report, out: TextIO, *, ascii_only: bool = False) -> None:
    """`file:line:column: level CODE name: text`, and the closing lines of every report."""
    places = Places(report.sources)
    numbers = [group.number for group in report.groups] if report.groups is not None else [1] * len(report.findings)
    for finding, number in zip(report.findings, numbers, strict=True):
        times = f" ({number} times)" if number > 1 else ""
        line = f"{places.spot(finding.span)}: {finding.level} {finding.code} {finding.name}: {finding.text}{times}"
        out.write(guard(visible(line, ascii_only=ascii_only)) + "\n")
    named = {finding.span.file for finding in report.findings}
    for unread in report.unread:
        if unread.path not in named:
            out.write(guard(visible(f"{unread.path}: not analysed: {unread.reason}", ascii_only=ascii_only)) + "\n")
    out.write(tally(report) + "\n")
    for line in (basis(report), *(f"note: {note}" for note in report.notes)):
        out.write(guard(visible(line, ascii_only=ascii_only)) + "\n")
