"""Reviewdog Diagnostic Format (reviewdog/reviewdog, proto/rdf/reviewdog.proto), for review comments.

Reviewdog puts messages into comments as they are, so that they are Markdown; some of its reporters show plain text, so
that a message is one sentence that reads well as either.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TextIO

from proxylint.finding import Level
from proxylint.report.inline import prose
from proxylint.report.json import encode
from proxylint.report.places import Places
from proxylint.report.report import Group, Report
from proxylint.report.summary import elsewhere
from proxylint.text import Place, Span

_SEVERITY = {Level.ERROR: "ERROR", Level.WARNING: "WARNING", Level.NOTE: "INFO"}


def write(report: Report, out: TextIO) -> None:
    """One diagnostic to a line."""
    diagnostics = map(encode, _diagnostics(report, Places(report.sources)))
    worst = max((entry.finding.level for entry in report.entries), key=lambda level: level.rank, default=Level.NOTE)
    out.write(f'{{"source": {{"name": "proxylint"}}, "severity": "{_SEVERITY[worst]}", "diagnostics": [')
    out.writelines(f"{',' if index else ''}\n{diagnostic}" for index, diagnostic in enumerate(diagnostics))
    out.write("\n]}\n")


def _diagnostics(report: Report, places: Places) -> Iterator[dict[str, object]]:
    for unread in report.untold:
        message = f"not analysed: {prose(unread.reason)}"
        yield {"message": message, "location": {"path": unread.path}, "severity": _SEVERITY[Level.ERROR]}
    for entry in report.entries:
        yield _diagnostic(entry, places)


def _diagnostic(entry: Group, places: Places) -> dict[str, object]:
    finding = entry.finding
    said = [f"{prose(finding.name)}: {prose(finding.text)}"]
    said += [prose(elsewhere(entry, places))] if entry.number > 1 else []
    return {
        "message": " ".join(said),
        "location": {"path": finding.span.file, "range": _range(finding.span, places)},
        "severity": _SEVERITY[finding.level],
        "code": {"value": finding.code},
    }


def _range(span: Span, places: Places) -> dict[str, object]:
    """The end is exclusive."""
    extent = places.extent(span)
    return {
        "start": {"line": extent.first.line, "column": _byte_column(span.file, span.start, extent.first, places)},
        "end": {"line": extent.last.line, "column": _byte_column(span.file, span.end, extent.last, places)},
    }


def _byte_column(path: str, offset: int, place: Place, places: Places) -> int:
    """Columns count bytes of the file (Position). A line that is no UTF-8 is shown a byte to a character."""
    line = places.line(path, place.line)
    if line.isascii():
        return place.column
    before = line[: place.column - 1]
    written, source = before.encode("utf-8", "surrogatepass"), places.source(path)
    bytewise = source.encoding == "latin-1" and not source.text.endswith(written.decode("latin-1"), 0, offset)
    return place.column if bytewise else len(written) + 1
