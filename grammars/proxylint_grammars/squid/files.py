"""Files of ACL values: one line is one value, blanks inside it included (ConfigParser.cc:131-157@5.7).

A list may hold a million lines: the texts are one `str.split`, and places are computed for the values somebody asks
about.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import accumulate, compress, count, islice
from operator import add

from proxylint.records import dataclass, field
from proxylint.text import Source
from proxylint_grammars.squid.lines import Line, overlong
from proxylint_grammars.squid.words import Word

_BLANKS = " \t\r\n"
_CHUNK = re.compile(r"[^\n]{0,2046}+\n|[^\n]{1,2047}+")
_MARK = "\xef\xbb\xbf"
"""A byte order mark spoils the first line: Squid takes it as part of the value."""

_FEW = 16

_COMMENT = re.compile(r"[ \t\r\n]#")


@dataclass(frozen=True)
class FileValues:
    """The values of a list file, in order."""

    source: Source
    _texts: list[str] = field(default_factory=list, init=False, repr=False, compare=False)
    _asked: list[int] = field(default_factory=list, init=False, repr=False, compare=False)
    _starts: array[int] = field(default_factory=lambda: array("q"), init=False, repr=False, compare=False)

    def texts(self) -> list[str]:
        """All values. Do not change the list: it is shared."""
        if not self._texts:
            lines: Iterable[str] = self._lines()
            if "#" in self.source.text or "\0" in self.source.text:
                lines = map(_value, lines)
            elif not self._bare:
                lines = (line.strip(_BLANKS) for line in lines)
            self._texts.extend(filter(None, lines))
        return self._texts

    def __len__(self) -> int:
        return len(self.texts())

    def __iter__(self) -> Iterator[Word]:
        return map(self.at, range(len(self)))

    def at(self, index: int) -> Word:
        """The value at an index, with its place."""
        text = self.texts()[index]
        start = max(0, self._start(index))
        width = len(text) - (len(_MARK) if self.source.bom and start == 0 and text.startswith(_MARK) else 0)
        return Word(text, self.source.span(start, start + width))

    def _start(self, index: int) -> int:
        """Where a value starts. Somebody may ask for all of them, but most ask for one or two of a million: those are
        counted out."""
        if not self._starts:
            self._asked.append(index)
            if len(self._asked) <= _FEW and self._seamless:
                first = -len(_MARK) if self.source.bom else 0
                return first + sum(map(len, islice(self.texts(), index))) + index
            self._starts.extend(self._places())
        return self._starts[index]

    def _lines(self) -> list[str]:
        """What each `fgets` of 2047 bytes gives (CONFIG_LINE_LIMIT, ConfigParser.h:29@5.7)."""
        return _CHUNK.findall(self._text) if self._overlong else self._text.split("\n")

    @property
    def _text(self) -> str:
        return _MARK + self.source.text if self.source.bom else self.source.text

    @cached_property
    def _overlong(self) -> bool:
        return overlong(self._text, 2047)

    @cached_property
    def _bare(self) -> bool:
        """Whether every line is a value as it stands, or empty."""
        return not self._overlong and not any(character in self.source.text for character in "#\0 \t\r")

    @cached_property
    def _seamless(self) -> bool:
        """Whether the values are the lines, all of them."""
        return self._bare and not self.source.text.startswith("\n") and "\n\n" not in self.source.text

    def _places(self) -> Iterator[int]:
        """Where each value starts; before 0 where a mark stands in front of it."""
        lines = self.texts() if self._seamless else self._lines()
        first, step = -len(_MARK) if self.source.bom else 0, 0 if self._overlong else 1
        starts = map(add, accumulate(map(len, lines), initial=0), count(first, step))
        if self._bare:
            return compress(starts, lines)
        pairs = zip(starts, lines, strict=False)
        return (start + len(line) - len(line.lstrip(_BLANKS)) for start, line in pairs if _value(line))


def _value(line: str) -> str:
    if "#" in line or "\0" in line:
        line = line.partition("\0")[0]
        stripped = line.lstrip(_BLANKS)
        if stripped[:1] == "#":
            return ""
        comment = _COMMENT.search(stripped)
        line = stripped[: comment.start()] if comment else stripped
    return line.strip(_BLANKS)


def file_values(source: Source) -> FileValues:
    """The values of a list file; nothing is read before they are asked for."""
    return FileValues(source)


def read_chunks(source: Source) -> Iterator[Line]:
    """The lines of a `parameters()` file: as they are, no continuation (ConfigParser.cc:547-580@5.7)."""
    for chunk in _CHUNK.finditer(source.text):
        yield Line(source.path, chunk[0].partition("\0")[0], chunk.start())
