"""The report for programs. Lines and columns count from one, columns in characters; ends of columns are exclusive.

Within one `version` fields may come but never go or change their meaning.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import TextIO

from proxylint.finding import Finding
from proxylint.records import asdict
from proxylint.report.fingerprint import fingerprint
from proxylint.report.places import Places
from proxylint.report.report import Report, Suppressed
from proxylint.report.trace import flatten
from proxylint.text import Span

VERSION = 1


_COMMAND = re.compile(r"(?<=##)\[|(?<=##vso)\[", re.IGNORECASE)


def encode(value: object, *, indent: int | None = None) -> str:
    """ASCII. A lone surrogate (a file name that is no text) becomes U+FFFD: readers of JSON differ on it."""
    return inert(json.dumps(_well_formed(value), indent=indent))


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
    places = Places(report.sources)
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
    findings = (encode(one) for one in _findings(report, places))
    out.writelines(f"{',' if index else ''}\n{finding}" for index, finding in enumerate(findings))
    out.write('\n],\n"suppressed": [')
    hidden = (encode(_suppressed(one, places)) for one in report.suppressed)
    out.writelines(f"{',' if index else ''}\n{finding}" for index, finding in enumerate(hidden))
    out.write(f'\n],\n"in_baseline": {report.compared.hidden if report.compared is not None else 0}}}\n')


def _suppressed(one: Suppressed, places: Places) -> dict[str, object]:
    """As a finding, with the comment that hides it."""
    return {**_finding(one.finding, places), "suppression": {**place(one.span, places), "reason": one.reason}}


def _findings(report: Report, places: Places) -> Iterator[dict[str, object]]:
    if report.groups is None:
        yield from (_finding(finding, places) for finding in report.findings)
        return
    for group in report.groups:
        where = [place(span, places) for span in group.places]
        yield {**_finding(group.finding, places), "number": group.number, "in_files": group.files, "places": where}


def _finding(finding: Finding, places: Places) -> dict[str, object]:
    return {
        "code": finding.code,
        "name": finding.name,
        "level": finding.level.value,
        **place(finding.span, places),
        "text": finding.text,
        "affected": [asdict(group) for group in finding.affected],
        "advice": finding.advice,
        "related": [{**place(label.span, places), "text": label.text} for label in finding.related],
        "trace": [
            {
                **(place(step.span, places) if step.span else _NOWHERE),
                "depth": depth,
                "held": step.held,
                "note": step.note,
            }
            for depth, step in flatten(finding.trace)
        ],
        "fingerprint": fingerprint(finding, places),
    }


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
