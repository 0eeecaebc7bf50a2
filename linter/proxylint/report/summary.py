"""What every report for people ends with: how much was checked, found and proved."""

from __future__ import annotations

from collections import Counter

from proxylint.finding import Level
from proxylint.report.report import Report


def tally(report: Report) -> str:
    """One line. It always says what was proved: no finding may also mean that nothing could be decided."""
    checked = counted(len(report.checked), "file")
    unread = f"; {counted(len(report.unread), 'file')} not analysed" if report.unread else ""
    count = report.count
    proved = f"{count.proved} proved, {count.fail} fail, {count.undecided} undecided."
    return f"Checked {checked}: {levels(Counter(finding.level for finding in report.findings))}{unread}. {proved}"


def basis(report: Report) -> str:
    """One line: against what the files were checked."""
    return f"Profile: {report.profile}. Endpoint catalogue: {report.catalogue}. proxylint {report.version}."


def levels(count: Counter[Level]) -> str:
    """`2 errors, 1 warning`, or `no findings`."""
    return ", ".join(counted(count[level], level.value) for level in Level if count[level]) or "no findings"


def counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
