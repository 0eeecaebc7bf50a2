"""The report for programs. Lines and columns count from one, columns in characters; ends of columns are exclusive.

Within one `version` fields may come but never go or change their meaning.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TextIO

from proxylint.endings import nearest, steps_of_each
from proxylint.finding import Finding
from proxylint.records import asdict, dataclass
from proxylint.report.fingerprint import fingerprint
from proxylint.report.places import Places
from proxylint.report.report import Report, Suppressed
from proxylint.text import Span
from proxylint.verdict import Step

VERSION = 1


_COMMAND = re.compile(r"(?<=##)\[|(?<=##vso)\[", re.IGNORECASE)


_SURROGATE = "\\ud"


def encode(value: object, *, indent: int | None = None) -> str:
    """ASCII. A lone surrogate (a file name that is no text) becomes U+FFFD: readers of JSON differ on it."""
    written = json.dumps(value, indent=indent)
    if _SURROGATE in written:
        written = json.dumps(_well_formed(value), indent=indent)
    return inert(written)


def inert(written: str) -> str:
    """JSON of the same meaning in which no string speaks to the machine that runs us (see `visible`)."""
    speaks = "##[" in written or "##vso[" in written.lower()
    return _COMMAND.sub(r"\\u005b", written) if speaks else written


def well_formed(text: str) -> str:
    return text if text.isascii() else text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _well_formed(value: object) -> object:
    if isinstance(value, str):
        return well_formed(value)
    if isinstance(value, dict):
        return {key: _well_formed(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_well_formed(inner) for inner in value]
    return value


def write(report: Report, out: TextIO) -> None:
    """As `report.schema.json` says; one finding to a line, so that two reports can be compared as text."""
    rows = _Rows(Places(report.sources), _steps(report))
    head = {
        "version": VERSION,
        "tool": {"name": "proxylint", "version": report.version},
        "profile": report.profile,
        "catalogue": report.catalogue,
        "notes": list(report.notes),
        "files": list(report.checked),
        "unread": [asdict(unread) for unread in report.unread],
        "count": asdict(report.count),
    }
    out.write("{" + ",\n".join(f"{encode(name)}: {encode(value)}" for name, value in head.items()))
    out.write(',\n"findings": [')
    findings = (encode(one) for one in _findings(report, rows))
    out.writelines(f"{',' if index else ''}\n{finding}" for index, finding in enumerate(findings))
    out.write('\n],\n"suppressed": [')
    hidden = (encode(rows.suppressed(one)) for one in report.suppressed)
    out.writelines(f"{',' if index else ''}\n{finding}" for index, finding in enumerate(hidden))
    out.write(f'\n],\n"in_baseline": {report.compared.hidden if report.compared is not None else 0}}}\n')


def _steps(report: Report) -> Mapping[str, int]:
    """How many steps of a trace are told, by the file that the finding stands in."""
    told = report.findings if report.groups is None else [group.finding for group in report.groups]
    count = Counter(finding.span.file for finding in (*told, *(one.finding for one in report.suppressed)))
    return {path: steps_of_each(number) for path, number in count.items()}


def _findings(report: Report, rows: _Rows) -> Iterator[dict[str, object]]:
    if report.groups is None:
        yield from map(rows.finding, report.findings)
        return
    for group in report.groups:
        where = [place(span, rows.places) for span in group.places]
        yield {**rows.finding(group.finding), "number": group.number, "in_files": group.files, "places": where}


@dataclass(frozen=True, slots=True)
class _Rows:
    """Makes findings what is written of them. `steps`: of each trace, by file."""

    places: Places
    steps: Mapping[str, int]

    def finding(self, finding: Finding) -> dict[str, object]:
        places = self.places
        return {
            "code": finding.code,
            "name": finding.name,
            "level": finding.level.value,
            **place(finding.span, places),
            "text": finding.text,
            "affected": [asdict(group) for group in finding.affected],
            "advice": finding.advice,
            "related": [{**place(label.span, places), "text": label.text} for label in finding.related],
            **self._trace(finding),
            "fingerprint": fingerprint(finding, places),
        }

    def suppressed(self, one: Suppressed) -> dict[str, object]:
        """As a finding, with the comment that hides it."""
        return {**self.finding(one.finding), "suppression": {**place(one.span, self.places), "reason": one.reason}}

    def _trace(self, finding: Finding) -> dict[str, object]:
        rows, whole = nearest(finding.trace, self.steps[finding.span.file])
        trace = [self._step(depth, step) for depth, step in rows]
        return {"trace": trace} if whole else {"trace": trace, "trace_cut": True}

    def _step(self, depth: int, step: Step) -> dict[str, object]:
        where = place(step.span, self.places) if step.span else _NOWHERE
        return {**where, "depth": depth, "held": step.held, "note": step.note}


def place(span: Span, places: Places) -> dict[str, object]:
    extent = places.extent(span)
    return {
        "path": span.file,
        "line": extent.first.line,
        "column": extent.first.column,
        "end_line": extent.last.line,
        "end_column": extent.last.column,
    }


_NOWHERE: dict[str, object] = dict.fromkeys(("path", "line", "column", "end_line", "end_column"))
