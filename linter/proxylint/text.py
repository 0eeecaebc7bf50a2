"""Bytes become a `Source`: one text with exact places.

Everything inside proxylint points into a file with a `Span` of code point offsets; lines and columns exist only where a
report is written.

Two views of the same bytes:

* the *byte view* (Latin-1): one code point per byte, so that offsets are byte offsets and nothing can fail to decode.
  Squid reads bytes without a charset (cache_cf.cc:467@5.7, `fgets`), and a PAC without charset and BOM is ISO-8859-1
  for Chromium (net/docs/proxy.md);
* the *decoded view*, for text files that people export from Windows in many encodings.

`Source.line` gives a line as people should see it: in the byte view, a line that is valid UTF-8 is shown as UTF-8 and
its columns are counted in those characters.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from itertools import chain
from typing import TYPE_CHECKING

from proxylint.records import dataclass, field
from proxylint.tuples import NamedTuple

if TYPE_CHECKING:
    from array import array


class Span(NamedTuple):
    """Half-open range of code points, `start <= end`, in the text of one file; a tuple, because a file of a hundred
    thousand lines has as many, and they are compared, hashed and sorted."""

    file: str
    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """Whether both share a code point of the same file."""
        return self.file == other.file and self.start < other.end and other.start < self.end

    def to(self, other: Span) -> Span:
        """From the start of this span to the end of `other`, both in one file."""
        return Span(self.file, self.start, max(self.end, other.end))


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """One-based line and column; the column counts the characters of `Source.line`."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Decoded:
    """What a decoder makes of bytes.

    `encoding` is a Python codec name; "latin-1" means the byte view. `bom` says whether a byte order mark was there;
    it is never part of `text`.
    """

    text: str
    encoding: str
    bom: bool = False


Decoder = Callable[[bytes], Decoded]


def _beginnings(text: str) -> Iterator[int]:
    """The bytes of valid UTF-8 with which a character begins: all but 80 to BF."""
    return (at for at, byte in enumerate(text) if not "\x80" <= byte <= "\xbf")


_LINE_END = re.compile(r"\r\n|\n|\r")

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)

_WIDE_WORD = re.compile(rb"h\0t\0t\0p", re.IGNORECASE)
"""Stands in every result of netsh, whose other words may be in a script that leaves few bytes NUL."""


def decode_bytes(data: bytes) -> Decoded:
    """The byte view, whatever the bytes are. A UTF-8 BOM is taken off and reported."""
    if data.startswith(b"\xef\xbb\xbf"):
        return Decoded(data[3:].decode("latin-1"), "latin-1", bom=True)
    return Decoded(data.decode("latin-1"), "latin-1")


def decode_marked(data: bytes) -> Decoded:
    """By byte order mark where there is one, else the byte view."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return Decoded(data[len(mark) :].decode(encoding, "replace"), encoding, bom=True)
    return decode_bytes(data)


def decode_text(data: bytes) -> Decoded:
    """By mark, by the pattern of NUL bytes (unmarked UTF-16), as strict UTF-8, else the byte view.

    No statistics and no code page guess: what is read from such files is ASCII, so the byte view keeps it exact in
    every single-byte and double-byte OEM code page.
    """
    marked = decode_marked(data)
    if marked.bom:
        return marked
    wide = _unmarked_utf16(data)
    if wide is not None:
        return Decoded(data.decode(wide, "replace"), wide)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return marked


def _unmarked_utf16(data: bytes) -> str | None:
    sample = data[:4096]
    if b"\0" not in sample or len(sample) < 4:
        return None
    pairs = len(sample) // 2
    even, odd = sample[0 : pairs * 2 : 2].count(0), sample[1 : pairs * 2 : 2].count(0)
    if odd > even and odd * 3 >= pairs:
        return "utf-16-le"
    if even > odd and even * 3 >= pairs:
        return "utf-16-be"
    word = _WIDE_WORD.search(sample)
    return None if word is None else ("utf-16-be" if word.start() % 2 else "utf-16-le")


@dataclass(frozen=True)
class Source:
    """One file's text. `path` is the path that reports print: relative to the root, with `/`.

    `data`: the bytes it was decoded from, None for a text that never was bytes.
    """

    path: str
    text: str
    encoding: str = "utf-8"
    bom: bool = False
    data: bytes | None = field(default=None, repr=False, compare=False)
    _starts: list[int] = field(default_factory=list, init=False, repr=False, compare=False)
    _wide: dict[int, array[int] | None] = field(default_factory=dict, init=False, repr=False, compare=False)

    @staticmethod
    def of(path: str, data: bytes, decode: Decoder = decode_text) -> Source:
        decoded = decode(data)
        return Source(path, decoded.text, decoded.encoding, decoded.bom, data)

    def span(self, start: int, end: int) -> Span:
        return Span(self.path, start, end)

    @property
    def whole(self) -> Span:
        """The first line: where findings about a whole file stand."""
        end = _LINE_END.search(self.text)
        return Span(self.path, 0, end.start() if end else len(self.text))

    def place(self, offset: int) -> Place:
        """The place of a code point; of the end of the text for an offset beyond it."""
        line = max(1, bisect_right(self._line_starts(), offset))
        start, end = self._bounds(line)
        before = min(offset, end) - start
        seen = self._characters(line)
        return Place(line, before + 1 if seen is None else bisect_right(seen, before))

    def _characters(self, number: int) -> array[int] | None:
        """Where the characters begin, and the last one ends, that people see of a line; None = one for each code point.
        Looked at once, however many places lie on the line."""
        if self.encoding != "latin-1" or self.text.isascii():
            return None
        if number not in self._wide:
            from array import array

            start, end = self._bounds(number)
            text = self.text[start:end]
            wide = len(self._shown(text)) != end - start
            self._wide[number] = array("q", chain(_beginnings(text), (end - start,))) if wide else None
        return self._wide[number]

    def line(self, number: int) -> str:
        """Line `number` (one-based) as people see it, without its line end; empty beyond the last line."""
        start, end = self._bounds(number)
        return self._shown(self.text[start:end])

    @property
    def lines(self) -> int:
        """How many lines there are; a final line end does not open another."""
        starts = self._line_starts()
        return len(starts) - (1 if len(starts) > 1 and starts[-1] == len(self.text) else 0)

    def around(self, start: int, end: int) -> Span:
        """The whole lines that two offsets stand on, and all between them, without the last line end."""
        starts = self._line_starts()
        first, last = bisect_right(starts, start), bisect_right(starts, end)
        return Span(self.path, starts[first - 1], self._bounds(last)[1])

    def quote(self, span: Span) -> str:
        """The text of a span as people see it."""
        return self._shown(self.text[span.start : span.end])

    def _shown(self, text: str) -> str:
        if self.encoding != "latin-1" or text.isascii():
            return text
        try:
            return text.encode("latin-1").decode("utf-8")
        except UnicodeDecodeError:
            return text

    def _bounds(self, number: int) -> tuple[int, int]:
        starts = self._line_starts()
        if not 1 <= number <= len(starts):
            return len(self.text), len(self.text)
        start = starts[number - 1]
        end = starts[number] if number < len(starts) else len(self.text)
        while end > start and self.text[end - 1] in "\r\n":
            end -= 1
        return start, end

    def _line_starts(self) -> list[int]:
        """Offsets at which lines start. CRLF, LF and a lone CR each end a line, as in GitHub's line hash.

        Computed on first use: most files have no finding, and a list of a million lines needs no index then.
        """
        if not self._starts:
            self._starts.append(0)
            self._starts.extend(end.end() for end in _LINE_END.finditer(self.text))
        return self._starts
