"""What SARIF is told of the run: what could not be read, what was left out, and what else there is to say.

No notification has the level error, and the run is always successful: either would say that the whole run failed
(3.20.21), and code scanning would then keep the alerts of all files as they were.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import islice

from proxylint.records import dataclass
from proxylint.report import sarif_model as model
from proxylint.report.report import Report
from proxylint.report.sarif_encoding import quoted
from proxylint.report.sarif_message import safe
from proxylint.report.sarif_places import Sites, outside
from proxylint.report.sarif_rules import pascal, text
from proxylint.report.sarif_shapes import Hole, shape

_DESCRIPTORS = {
    "unread-file": "A file could not be analysed, so nothing is known of what it does.",
    "unread-lines": "Lines of a file could not be understood; the rest of it was analysed.",
    "outside-root": "A file with findings lies outside the repository, where code scanning cannot show it.",
    "cut-report": "The report was cut to what code scanning takes.",
    "run-note": "Something about the run itself.",
}
_NUMBERS = {name: number for number, name in enumerate(_DESCRIPTORS)}
_UNREAD, _UNREAD_LINE = "CFG001", "CFG002"
_EXITS = {
    0: "Nothing at or above the level that fails.",
    1: "Findings.",
    2: "An input could not be analysed.",
}
_MOST = 1000
"""Notifications of one kind; the summary and the results tell of the rest."""


@dataclass(frozen=True, slots=True)
class Cut:
    """What the results leave out: whole findings, related places, steps of traces."""

    results: int = 0
    places: int = 0
    steps: int = 0


def descriptors() -> list[object]:
    return [
        model.ReportingDescriptor(
            id=name,
            name=pascal(name),
            short_description=text(words),
            full_description=text(words),
            help=model.MultiformatMessageString(text=words, markdown=words),
        )
        for name, words in _DESCRIPTORS.items()
    ]


@shape("exit_code", "description", "notifications")
def invocation(hole: Hole) -> object:
    return model.Invocation(
        execution_successful=True,
        exit_code=hole("exit_code"),
        exit_code_description=hole("description"),
        tool_execution_notifications=[hole("notifications")] if hole("notifications") else None,
    )


@shape("path")
def notification(hole: Hole) -> object:
    return model.Notification(
        descriptor=model.ReportingDescriptorReference(id=hole("name"), index=hole("number")),
        level=hole("level"),
        message=model.Message(text=hole("text")),
        locations=[model.Location(physical_location=hole("path"))] if hole("path") else None,
    )


def invocation_of(report: Report, sites: Sites, cut: Cut, exit_code: int | None) -> str:
    description = None if exit_code is None else _EXITS.get(exit_code)
    return invocation(
        exit_code=None if exit_code is None else int(exit_code),
        description=description and quoted(description),
        notifications=",".join(_notifications(report, sites, cut)) or None,
    )


def _notifications(report: Report, sites: Sites, cut: Cut) -> Iterator[str]:
    unread = _unread(report)
    for path, words in islice(unread.items(), _MOST):
        yield _notification("unread-file", "warning", words, sites, path)
    if len(unread) > _MOST:
        words = f"{len(unread) - _MOST} more files were not analysed."
        yield _notification("unread-file", "warning", words, sites)
    for path, words in islice(_unread_lines(report), _MOST):
        yield _notification("unread-lines", "warning", words, sites, path)
    for path in islice(dict.fromkeys(one.span.file for one in report.findings if outside(one.span.file)), _MOST):
        words = f"'{path}' lies outside the repository: code scanning cannot show its findings."
        yield _notification("outside-root", "note", words, sites, path)
    for level, words in _cuts(cut):
        yield _notification("cut-report", level, words, sites)
    for note in report.notes:
        yield _notification("run-note", "note", note, sites)


def _unread(report: Report) -> dict[str, str]:
    """By path: what could not be read, and what could be but its program would refuse."""
    found = {one.path: f"'{one.path}' was not analysed: {one.reason.rstrip('.')}." for one in report.unread}
    for finding in report.findings:
        if finding.code == _UNREAD:
            found.setdefault(finding.span.file, finding.text)
    return found


def _unread_lines(report: Report) -> Iterator[tuple[str, str]]:
    lines = Counter(finding.span.file for finding in report.findings if finding.code == _UNREAD_LINE)
    for path, number in lines.items():
        were = "1 line was" if number == 1 else f"{number} lines were"
        yield path, f"{were} not understood in '{path}'; the rest was analysed."


def _cuts(cut: Cut) -> Iterator[tuple[str, str]]:
    if cut.results:
        words = f"{cut.results} more findings, none worse than those shown, are left out: there is no more room."
        yield "warning", words
    if cut.places:
        yield "note", f"{cut.places} related places are left out of the findings that have most of them."
    if cut.steps:
        yield "note", f"{cut.steps} steps of evaluations are left out, those farthest from the decisions."


def _notification(name: str, level: str, words: str, sites: Sites, path: str | None = None) -> str:
    return notification(
        name=quoted(name),
        number=_NUMBERS[name],
        level=quoted(level),
        text=quoted(safe(words)),
        path=None if path is None else sites.physical(sites.places.source(path).span(0, 0)),
    )
