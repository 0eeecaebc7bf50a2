"""The values of an `acl` line: words of the line itself, or lines of a list file that stays one text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from proxylint.formats.squid.model import Value, Values
from proxylint.records import dataclass
from proxylint.text import Source, Span
from proxylint_grammars.squid import FileValues, Line, Word, file_values, word_places


@dataclass(frozen=True, slots=True)
class InlineValues:
    """Values that stand in the line."""

    words: tuple[Word, ...]

    def __len__(self) -> int:
        return len(self.words)

    def __iter__(self) -> Iterator[Value]:
        return (Value(word.text, word.span) for word in self.words)

    def texts(self) -> Sequence[str]:
        return [word.text for word in self.words]

    def at(self, index: int) -> Value:
        word = self.words[index]
        return Value(word.text, word.span)

    @property
    def listed(self) -> None:
        return None


class PlainPart:
    """A part whose values stand in its line one after the other, parted by blanks alone: the line is `text` from
    `start` on for `length` characters, perhaps with blanks behind it, and the values begin `first` characters behind
    `start`.

    One object for the part and its values, because files of a hundred thousand such lines are read. They have more
    values than anybody asks for, so these are cut apart, and places are looked for, when somebody does. Lengths are
    kept and not positions: Python has small numbers ready. `lower`: Squid keeps the values in lower case.
    """

    __slots__ = ("_file", "_first", "_length", "_lower", "_start", "_text", "_texts", "ignore_case")

    def __init__(
        self, file: str, text: str, start: int, first: int, length: int, lower: bool, ignore_case: bool
    ) -> None:
        self._file = file
        self._text = text
        self._start = start
        self._first = first
        self._length = length
        self._lower = lower
        self._texts: list[str] | None = None
        self.ignore_case = ignore_case

    @property
    def span(self) -> Span:
        return Span(self._file, self._start, line_end(self._text, self._start + self._length))

    @property
    def values(self) -> Values:
        return self

    @property
    def options(self) -> tuple[str, ...]:
        return ()

    @property
    def absent(self) -> None:
        return None

    @property
    def listed(self) -> None:
        return None

    def __len__(self) -> int:
        return len(self.texts())

    def __iter__(self) -> Iterator[Value]:
        places = word_places(Line(self._file, self._written(), self._start + self._first), 0)
        return (Value(text, span) for text, (_, span) in zip(self.texts(), places, strict=True))

    def texts(self) -> Sequence[str]:
        if self._texts is None:
            text = self._written()
            self._texts = (text.lower() if self._lower else text).split()
        return self._texts

    def _written(self) -> str:
        return self._text[self._start + self._first : self._start + self._length]

    def at(self, index: int) -> Value:
        start, written = self._start + self._first, self._written()
        found = next(islice(word_places(Line(self._file, written, start), 0), index, None))
        return Value(self.texts()[index], found[1])


def line_end(text: str, end: int) -> int:
    """Where a line ends that has something in it: in front of the blanks behind it."""
    while text[end - 1] in " \t\r\n":
        end -= 1
    return end


@dataclass(frozen=True, slots=True)
class ListValues:
    """All values of a list file."""

    file: FileValues

    def __len__(self) -> int:
        return len(self.file)

    def __iter__(self) -> Iterator[Value]:
        return map(self.at, range(len(self.file)))

    def texts(self) -> Sequence[str]:
        return self.file.texts()

    def at(self, index: int) -> Value:
        word = self.file.at(index)
        return Value(word.text, word.span)

    @property
    def listed(self) -> int:
        return id(self.file)


@dataclass(frozen=True, slots=True)
class PickedValues:
    """Some values of a list file: what lies between two flags, or what is left of invalid patterns."""

    file: FileValues
    picked: Sequence[int]

    def __len__(self) -> int:
        return len(self.picked)

    def __iter__(self) -> Iterator[Value]:
        return map(self.at, range(len(self.picked)))

    def texts(self) -> Sequence[str]:
        texts = self.file.texts()
        return [texts[index] for index in self.picked]

    def at(self, index: int) -> Value:
        word = self.file.at(self.picked[index])
        return Value(word.text, word.span)

    @property
    def listed(self) -> int:
        return id(self.picked)


NO_VALUES = InlineValues(())


def lowered(text: str) -> str:
    """Tolower of the C locale: ASCII alone."""
    return text.lower() if text.isascii() else text.encode("latin-1").lower().decode("latin-1")


def lowered_list(values: FileValues) -> FileValues:
    """The same list in lower case; every byte keeps its place."""
    source = values.source
    text = lowered(source.text)
    return values if text == source.text else file_values(Source(source.path, text, source.encoding, source.bom))
