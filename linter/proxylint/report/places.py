"""Where spans are: lines and columns exist only here and in what reporters print."""

from __future__ import annotations

from collections.abc import Mapping

from proxylint.records import dataclass, field
from proxylint.text import Place, Source, Span


@dataclass(frozen=True, slots=True, order=True)
class Extent:
    """A span as places, both one-based; `last` is exclusive in its column."""

    first: Place
    last: Place


@dataclass(frozen=True)
class Places:
    """Places in the files of one report, each computed once: a script may be one line of a megabyte, with a thousand
    steps of the traces in it.
    """

    sources: Mapping[str, Source]
    _extents: dict[Span, Extent] = field(default_factory=dict, init=False, repr=False, compare=False)
    _lines: dict[tuple[str, int], str] = field(default_factory=dict, init=False, repr=False, compare=False)

    def source(self, path: str) -> Source:
        """An empty text for a file that could not be read."""
        return self.sources.get(path) or Source(path, "")

    def extent(self, span: Span) -> Extent:
        found = self._extents.get(span)
        if found is None:
            source = self.source(span.file)
            found = self._extents[span] = Extent(source.place(span.start), source.place(max(span.start, span.end)))
        return found

    def line(self, path: str, number: int) -> str:
        """As `Source.line`."""
        found = self._lines.get((path, number))
        if found is None:
            found = self._lines[path, number] = self.source(path).line(number)
        return found

    def spot(self, span: Span) -> str:
        """`path:line:column`, as editors and terminals make it a link."""
        first = self.extent(span).first
        return f"{span.file}:{first.line}:{first.column}"

    def first_line(self, span: Span) -> str:
        """The text of a span, as far as its first line goes."""
        extent = self.extent(span)
        end = extent.last.column - 1 if extent.last.line == extent.first.line else None
        return self.line(span.file, extent.first.line)[extent.first.column - 1 : end]

    def unit_column(self, path: str, place: Place) -> int:
        """The one-based column in UTF-16 code units, as editors and SARIF's `utf16CodeUnits` count."""
        line = self.line(path, place.line)
        if line.isascii():
            return place.column
        return len(line[: place.column - 1].encode("utf-16-le", "surrogatepass")) // 2 + 1
