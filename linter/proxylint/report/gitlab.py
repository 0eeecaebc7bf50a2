"""GitLab's code quality report (`artifacts:reports:codequality`): an array of issues."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from itertools import chain
from typing import TextIO

from proxylint.finding import Level
from proxylint.report.fingerprint import fingerprint
from proxylint.report.json import encode
from proxylint.report.places import Places
from proxylint.report.report import Group, Report, Unread
from proxylint.report.summary import elsewhere
from proxylint.report.visible import visible

_SEVERITY = {Level.ERROR: "critical", Level.WARNING: "major", Level.NOTE: "info"}

Issue = dict[str, object]


def write(report: Report, out: TextIO) -> None:
    """One issue to a line."""
    issues = map(encode, _issues(report, Places(report.sources)))
    out.write("[")
    out.writelines(f"{',' if index else ''}\n{issue}" for index, issue in enumerate(issues))
    out.write("\n]\n")


def _issues(report: Report, places: Places) -> Iterator[Issue]:
    """Of equal fingerprints GitLab keeps the first, so that each further one gets its number mixed in: among findings
    that are the same line for line, not among all, and so it stays when lines are added elsewhere.
    """
    seen: Counter[str] = Counter()
    for issue, print_ in chain(map(_unread, report.untold), (_issue(entry, places) for entry in report.entries)):
        again = seen[print_]
        seen[print_] += 1
        yield {**issue, "fingerprint": _digest(print_, str(again)) if again else print_}


def _issue(entry: Group, places: Places) -> tuple[Issue, str]:
    finding, extent = entry.finding, places.extent(entry.finding.span)
    said = [f"{finding.code} {finding.name}: {finding.text}"]
    said += [elsewhere(entry, places)] if entry.number > 1 else []
    issue: Issue = {
        "description": visible(" ".join(said)),
        "check_name": finding.code,
        "severity": _SEVERITY[finding.level],
        "location": {"path": finding.span.file, "lines": {"begin": extent.first.line, "end": extent.last.line}},
    }
    return issue, fingerprint(finding, places)


def _unread(unread: Unread) -> tuple[Issue, str]:
    issue: Issue = {
        "description": visible(f"not analysed: {unread.reason}"),
        "check_name": "not-analysed",
        "severity": _SEVERITY[Level.ERROR],
        "location": {"path": unread.path, "lines": {"begin": 1, "end": 1}},
    }
    return issue, _digest("not-analysed", unread.path)


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]
