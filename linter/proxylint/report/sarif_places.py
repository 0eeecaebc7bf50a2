"""Places as SARIF writes them: artifacts, regions, and the text that stands there.

A line of a configuration takes part in the traces of many findings, so each place is put into JSON once.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from proxylint.records import dataclass, field
from proxylint.report import sarif_model as model
from proxylint.report.linehash import file_bytes
from proxylint.report.places import Extent, Places
from proxylint.report.report import Report
from proxylint.report.sarif_encoding import Encoded, quoted
from proxylint.report.sarif_shapes import Hole, shape
from proxylint.text import Place, Source, Span

ROOT = "%SRCROOT%"
_LONGEST_SNIPPET = 1000
_MARGINS = (2, 1, 0)
_BESIDE = 100
_REMEMBERED = 2_000
_UNRESERVED = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/"
_WRITTEN = tuple(chr(byte) if byte in _UNRESERVED else f"%{byte:02X}" for byte in range(256))
"""Each byte of a path as RFC 3986 writes it; `urllib.parse` has the same and is slow to import."""

_ENCODINGS = {"utf-8": "UTF-8", "utf-16-le": "UTF-16LE", "utf-16-be": "UTF-16BE", "utf-32-le": "UTF-32LE"}


@shape("snippet", "first", "first_column", "last_column", "context")
def physical_location(hole: Hole) -> object:
    region = model.Region(
        start_line=hole("line"),
        start_column=hole("column"),
        end_line=hole("end_line"),
        end_column=hole("end_column"),
        snippet=_content(hole("snippet")),
    )
    around = model.Region(
        start_line=hole("first"),
        start_column=hole("first_column"),
        end_line=hole("last"),
        end_column=hole("last_column"),
        snippet=_content(hole("context")),
    )
    context = around if hole("first") else None
    return model.PhysicalLocation(artifact_location=hole("artifact"), region=region, context_region=context)


def _content(text: Encoded | None) -> object | None:
    return None if text is None else model.ArtifactContent(text=text)


@shape("base", "index")
def artifact_location(hole: Hole) -> object:
    return model.ArtifactLocation(uri=hole("uri"), uri_base_id=hole("base"), index=hole("index"))


@shape("roles", "length", "encoding", "hash")
def artifact(hole: Hole) -> object:
    return model.Artifact(
        location=hole("location"),
        roles=[hole("roles")] if hole("roles") else None,
        length=hole("length"),
        encoding=hole("encoding"),
        hashes={"sha-256": hole("hash")} if hole("hash") else None,
    )


@dataclass(frozen=True)
class Sites:
    """Where the findings of one report stand. `numbers`: the index of each artifact, by path."""

    places: Places
    numbers: Mapping[str, int]
    _artifacts: dict[str, str] = field(default_factory=dict, init=False, repr=False, compare=False)
    _physical: dict[Span, str] = field(default_factory=dict, init=False, repr=False, compare=False)

    def artifact(self, path: str) -> str:
        found = self._artifacts.get(path)
        if found is None:
            found = self._artifacts[path] = _location(path, self.numbers.get(path))
        return found

    def physical(self, span: Span) -> str:
        """A place without the lines around it."""
        found = self._physical.get(span)
        if found is None:
            if len(self._physical) >= _REMEMBERED:
                self._physical.clear()
            found = self._physical[span] = self._filled(span)
        return found

    def primary(self, span: Span) -> str:
        """The one place that code scanning uses, with what stands around it."""
        return self._filled(span, self._context(span))

    def _context(self, span: Span) -> dict[str, object]:
        """Two lines on either side, or less where that is too much to read. It must be more than the region (3.29.5):
        where that is the whole of a line between long ones, or of a file, it is the line with its end.
        """
        extent, source = self.places.extent(span), self.places.source(span.file)
        for margin in _MARGINS:
            first = max(1, extent.first.line - margin)
            last = min(max(source.lines, extent.last.line), extent.last.line + margin)
            lines = [self.places.line(span.file, number) for number in range(first, last + 1)]
            whole = extent == Extent(Place(first, 1), Place(last, len(lines[-1]) + 1))
            if not whole and sum(map(len, lines)) <= _LONGEST_SNIPPET:
                return {"first": first, "last": last, "context": quoted("\n".join(lines))}
        if len(lines) > 1 or span.end - span.start > _LONGEST_SNIPPET:
            return {}
        return self._line_end(extent, source, lines[0]) if whole else self._window(extent, span.file, lines[0])

    def _line_end(self, extent: Extent, source: Source, line: str) -> dict[str, object]:
        number = extent.first.line
        if number >= source.lines and not source.text.endswith(("\n", "\r")):
            return {}
        return {"first": number, "last": number + 1, "last_column": 1, "context": quoted(f"{line}\n")}

    def _window(self, extent: Extent, path: str, line: str) -> dict[str, object]:
        """What stands beside the region in a line that is too long."""
        number = extent.first.line
        first, last = max(1, extent.first.column - _BESIDE), min(len(line) + 1, extent.last.column + _BESIDE)
        return {
            "first": number,
            "first_column": self.places.unit_column(path, Place(number, first)),
            "last": number,
            "last_column": self.places.unit_column(path, Place(number, last)),
            "context": quoted(line[first - 1 : last - 1]),
        }

    def _filled(self, span: Span, context: Mapping[str, object] = MappingProxyType({})) -> str:
        places, path = self.places, span.file
        extent = places.extent(span)
        short = span.start < span.end <= span.start + _LONGEST_SNIPPET
        return physical_location(
            artifact=self.artifact(path),
            line=extent.first.line,
            column=places.unit_column(path, extent.first),
            end_line=extent.last.line,
            end_column=places.unit_column(path, extent.last),
            snippet=quoted(places.source(path).quote(span)) if short else None,
            **context,
        )


def sites(report: Report) -> Sites:
    return Sites(Places(report.sources), {path: number for number, path in enumerate(_paths(report))})


def artifacts(report: Report) -> Iterator[str]:
    """Every file that was checked, and every other one that spans may point into: a list, an include. The content of
    a clean file is no longer there, so it has no hash.
    """
    checked, blamed = set(report.checked), {finding.span.file for finding in report.findings}
    for path in _paths(report):
        role = "analysisTarget" if path in checked else "resultFile" if path in blamed else None
        yield _artifact(path, report.sources.get(path), None if role is None else quoted(role))


def _paths(report: Report) -> Iterable[str]:
    return dict.fromkeys((*report.checked, *report.sources))


def _artifact(path: str, source: Source | None, role: str | None) -> str:
    if source is None:
        return artifact(location=_location(path), roles=role)
    content, encoding = file_bytes(source), _ENCODINGS.get(source.encoding)
    return artifact(
        location=_location(path),
        roles=role,
        length=len(content),
        encoding=encoding and quoted(encoding),
        hash=quoted(hashlib.sha256(content).hexdigest()),
    )


def _location(path: str, number: int | None = None) -> str:
    """A path in the repository relative to its root, in the spelling of RFC 3986; any other as a file URI."""
    return artifact_location(uri=quoted(uri(path)), base=None if outside(path) else quoted(ROOT), index=number)


def outside(path: str) -> bool:
    """Whether a reported path lies outside the root: code scanning cannot show such a file."""
    return path.startswith("/") or path[1:3] == ":/"


def uri(path: str) -> str:
    written = "".join([_WRITTEN[byte] for byte in path.encode("utf-8", "surrogateescape")])
    if not outside(path):
        return written
    return f"file://{written}" if written.startswith("/") else f"file:///{path[0]}:{written[4:]}"
