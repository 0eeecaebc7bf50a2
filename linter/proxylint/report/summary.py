"""What every report for people ends with: how much was checked, found and proved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from proxylint.finding import Level
from proxylint.report.places import Places
from proxylint.report.report import Group, Report


def tally(report: Report) -> str:
    """One line. It always says what was proved: no finding may also mean that nothing could be decided."""
    checked = f"{counted(len(report.checked), 'file')}: {levels(report.levels)}{_hidden(report)}"
    unread = f"; {counted(len(report.unread), 'file')} not analysed" if report.unread else ""
    count = report.count
    proved = f"{count.proved} proved, {count.fail} fail, {count.undecided} undecided."
    return f"Checked {checked}{unread}. Required URLs: {proved}"


def _hidden(report: Report) -> str:
    """What is not among the findings though it was found: ` (3 suppressed, 4 in baseline)`."""
    told = [f"{len(report.suppressed)} suppressed"] if report.suppressed else []
    if report.compared is not None and report.compared.hidden:
        told.append(f"{report.compared.hidden} in baseline")
    return f" ({', '.join(told)})" if told else ""


def basis(report: Report) -> str:
    """One line: against what the files were checked."""
    return f"Profile: {report.profile}. Endpoint catalogue: {report.catalogue}. proxylint {report.version}."


def closing_lines(report: Report) -> list[str]:
    """As every report for people ends, for those without styles."""
    return [tally(report), basis(report), *(f"note: {note}" for note in report.notes)]


def elsewhere(group: Group, places: Places) -> str:
    """Where else the same is found: `The same at a.txt:3:4 and 17 more places, in 18 files.`"""
    told = [places.spot(span) for span in group.places[1:]]
    left = group.number - len(group.places)
    more = [counted(left, "more place")] if left else []
    return f"The same at {listed([*told, *more])}, in {counted(group.files, 'file')}."


def listed(words: Sequence[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def levels(count: Counter[Level]) -> str:
    """`2 errors, 1 warning`, or `no findings`."""
    return ", ".join(counted(count[level], level.value) for level in Level if count[level]) or "no findings"


def counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
