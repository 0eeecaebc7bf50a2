"""Bytes to logical lines (cache_cf.cc:426-586@5.7).

A logical line is what Squid hands to a directive: continuations glued without anything between, blanks trimmed, macros
replaced. It remembers where each of its characters stands in the file.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from functools import cache, partial

from proxylint.records import dataclass
from proxylint.text import Source, Span
from proxylint.tuples import NamedTuple
from proxylint_grammars.parsing import Parser, Token
from proxylint_grammars.squid.grammar import load

OLD_BLANKS = " \t\v\f"
"""What Squid 5 and 6 strip from both ends of a line (isspace; the line end is gone by then)."""

STRICT_BLANKS = " \t"
"""What Squid 7 strips (cache_cf.cc:290-303@7.6)."""

MACROS: Mapping[str, str] = {"service_name": "squid", "process_name": "squid-1", "process_number": "1"}
"""Macros of a worker started without -n (cache_cf.cc:351-356@5.7). Other `${...}` stay as they are."""

MASTER_MACROS: Mapping[str, str] = {"service_name": "squid", "process_name": "squid", "process_number": "0"}
"""Macros of the process that starts the workers, and that reads the file first (main.cc:1436@5.7)."""


@dataclass(frozen=True, slots=True)
class Seam:
    """From position `at` of a line's text on, characters come from file offset `start` on.

    `width`: 0 = one to one; else the text up to the next seam is a macro's, which takes `width` bytes in the file.
    """

    at: int
    start: int
    width: int = 0


class Line(NamedTuple):
    """One logical line; a tuple, because files of a hundred thousand are read.

    `seams` only where it is not one run of bytes; `worker`: it holds a macro that differs between the processes of one
    Squid (`${process_name}`, `${process_number}`).
    """

    file: str
    text: str
    start: int
    seams: tuple[Seam, ...] = ()
    worker: bool = False

    @property
    def name(self) -> str:
        """The directive: up to the first blank (strtok with " \\t\\n\\r", cf_gen.cc:654-680@5.7)."""
        return self.text[: self.arguments_at]

    @property
    def arguments_at(self) -> int:
        found = _NAME_END.search(self.text)
        return found.start() if found else len(self.text)

    @property
    def span(self) -> Span:
        return self.part(0, len(self.text))

    def part(self, start: int, end: int) -> Span:
        """Where the characters `start` to `end` of the text stand."""
        if not self.seams:
            return _span((self.file, self.start + start, self.start + end))
        first, last = self._offset(start), self._offset(max(start, end - 1), after=end > start)
        return Span(self.file, first, max(first, last))

    def _offset(self, position: int, *, after: bool = False) -> int:
        """The file offset of a character, or the one after it."""
        seam = self.seams[bisect_right(self.seams, position, key=_seam_at) - 1]
        if seam.width:
            return seam.start + (seam.width if after else 0)
        return seam.start + position - seam.at + (1 if after else 0)


_line = partial(tuple.__new__, Line)
_span = partial(tuple.__new__, Span)
"""What the classes do themselves, without a call in Python."""

_NAME_END = re.compile(r"[ \t\r\n]")
_LONE_RETURN = re.compile(r"\r(?!\n)")
_VISIBLE_END = re.compile(r"[\n\r\0]")
_PHYSICAL = re.compile(r"[^\n]*+\n|[^\n]++")
_MACRO = re.compile(r"\$\{(service_name|process_name|process_number)\}")


def _seam_at(seam: Seam) -> int:
    return seam.at


class Run(NamedTuple):
    """Lines that Squid reads as they stand in the file, one between two newlines: `text` from `start`, where a line
    begins, to `end`. Nothing is glued or replaced in it, and all its offsets are those of the file."""

    file: str
    text: str
    start: int
    end: int

    def lines(self) -> Iterator[Line]:
        """All but comments and blank lines."""
        at = self.start
        while at < self.end:
            start, at = at, self.text.find("\n", at, self.end) + 1 or self.end
            line = self.line(start, at)
            if line is not None:
                yield line

    def line(self, start: int, end: int) -> Line | None:
        """The line that these offsets hold; None = a comment or nothing."""
        physical = self.text[start:end]
        text = physical.strip(" \t\r\n")
        if not text or text[0] == "#":
            return None
        if physical[0] != text[0]:
            start += physical.index(text[0])
        return _line((self.file, text, start, (), False))


def read_lines(source: Source, blanks: str = OLD_BLANKS, macros: Mapping[str, str] = MACROS) -> Iterator[Line]:
    """The logical lines of a file in order. A continuation that the end of the file cuts off is dropped, as Squid
    drops it. Comments and blank lines give nothing."""
    for piece in read_pieces(source, blanks, macros):
        if isinstance(piece, Line):
            yield piece
        else:
            yield from piece.lines()


def read_pieces(source: Source, blanks: str = OLD_BLANKS, macros: Mapping[str, str] = MACROS) -> Iterator[Run | Line]:
    """As `read_lines`, but what nobody has to glue comes as runs: most of most files."""
    text = source.text
    if _is_wild(text):
        pieces = ((token.start, token.text) for token in _tokens("wild", text))
        yield from _glued(source.path, pieces, blanks, macros)
        return
    if not _is_continued(text):
        yield from _uncontinued(Run(source.path, text, 0, len(text)), macros)
        return
    for token in _tokens("clean", text):
        if token.type == "BLOCK":
            yield from _whole(Run(source.path, text, token.start, token.end), macros)
        else:
            yield from _glued(source.path, _physical(token.start, token.text), blanks, macros)


def _is_wild(text: str) -> bool:
    odd = "\0" in text or "\v" in text or "\f" in text or ("\r" in text and _LONE_RETURN.search(text))
    return bool(odd) or overlong(text, 8191)


def _is_continued(text: str) -> bool:
    """Whether a line of clean text ends in a backslash."""
    return "\\\n" in text or "\\\r\n" in text or text.endswith("\\")


def overlong(text: str, limit: int) -> bool:
    """Whether a line has `limit` characters or more in front of its end; looks at one newline per `limit`."""
    at = 0
    while at + limit <= len(text):
        end = text.rfind("\n", at, at + limit)
        if end < 0:
            return True
        at = end + 1
    return False


def _tokens(start: str, text: str) -> list[Token]:
    return _structure().parse(text, start)[1]


@cache
def _structure() -> Parser:
    return load("squid.lark")


_PIECE = 1 << 16


def _uncontinued(run: Run, macros: Mapping[str, str]) -> Iterator[Run | Line]:
    """Clean text in which no line is continued is one BLOCK of the grammar; long ones are cut where a line ends."""
    file, text, start, end = run
    while start < end:
        cut = text.find("\n", start + _PIECE, end) + 1 or end
        yield from _whole(Run(file, text, start, cut), macros)
        start = cut


def _whole(run: Run, macros: Mapping[str, str]) -> Iterator[Run | Line]:
    if run.text.find("${", run.start, run.end) < 0:
        yield run
        return
    for line in run.lines():
        yield _substituted(line, macros) if "${" in line.text else line


def _physical(start: int, block: str) -> Iterator[tuple[int, str]]:
    for physical in _PHYSICAL.finditer(block):
        yield start + physical.start(), physical[0]


def _glued(file: str, pieces: Iterator[tuple[int, str]], blanks: str, macros: Mapping[str, str]) -> Iterator[Line]:
    """Joins physical lines as Squid does: what follows a final backslash is appended without its leading blanks."""
    texts: list[str] = []
    seams: list[Seam] = []
    length = 0
    for start, raw in pieces:
        end = _VISIBLE_END.search(raw)
        visible = raw[: end.start()] if end else raw
        text = visible.lstrip(blanks)
        if not text or text[0] == "#":
            continue
        start += len(visible) - len(text)
        seams.append(Seam(length, start))
        if text[-1] == "\\":
            texts.append(text[:-1])
            length += len(text) - 1
            continue
        texts.append(text)
        whole = "".join(texts).rstrip(blanks)
        if whole:
            yield _finished(file, whole, seams[0].start, tuple(seams) if len(seams) > 1 else (), macros)
        texts, seams, length = [], [], 0


def _finished(file: str, text: str, start: int, seams: tuple[Seam, ...], macros: Mapping[str, str]) -> Line:
    if "${" not in text:
        return Line(file, text, start, seams)
    return _substituted(Line(file, text, start, seams), macros)


def _substituted(line: Line, macros: Mapping[str, str]) -> Line:
    texts: list[str] = []
    seams: list[Seam] = []
    length = done = 0
    worker = False
    for found in _MACRO.finditer(line.text):
        for seam in _cut(line, done, found.start()):
            seams.append(Seam(length + seam.at - done, seam.start))
        length += found.start() - done
        span = line.part(found.start(), found.end())
        value = macros[found[1]]
        seams.append(Seam(length, span.start, max(1, span.end - span.start)))
        texts += [line.text[done : found.start()], value]
        length += len(value)
        done = found.end()
        worker = worker or found[1] != "service_name"
    if not seams:
        return line
    for seam in _cut(line, done, len(line.text)):
        seams.append(Seam(length + seam.at - done, seam.start))
    texts.append(line.text[done:])
    return Line(line.file, "".join(texts), line.start, tuple(seams), worker)


def _cut(line: Line, start: int, end: int) -> Iterator[Seam]:
    """The seams of a part of a line, positions as in the line."""
    if start >= end:
        return
    yield Seam(start, line.part(start, start).start)
    for seam in line.seams:
        if start < seam.at < end:
            yield seam
