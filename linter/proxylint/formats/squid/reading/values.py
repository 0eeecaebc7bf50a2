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


class PlainPart:
    """A part whose values stand in its line one after the other from position `first` on, parted by blanks alone.

    One object for the part and its values, because files of a hundred thousand such lines are read. They have more
    values than anybody asks for, so these are cut apart, and places are looked for, when somebody does. `lower`: Squid
    keeps the values in lower case.
    """

    __slots__ = ("_file", "_first", "_lower", "_start", "_text", "_texts", "ignore_case")

    def __init__(self, file: str, text: str, start: int, first: int, lower: bool, ignore_case: bool) -> None:
        self._file = file
        self._text = text
        self._start = start
        self._first = first
        self._lower = lower
        self._texts: list[str] | None = None
        self.ignore_case = ignore_case

    @property
    def span(self) -> Span:
        return Span(self._file, self._start, self._start + len(self._text))

    @property
    def values(self) -> Values:
        return self

    @property
    def options(self) -> tuple[str, ...]:
        return ()

    @property
    def absent(self) -> None:
        return None

    def __len__(self) -> int:
        return len(self.texts())

    def __iter__(self) -> Iterator[Value]:
        places = word_places(Line(self._file, self._text, self._start), self._first)
        return (Value(text, span) for text, (_, span) in zip(self.texts(), places, strict=True))

    def texts(self) -> Sequence[str]:
        if self._texts is None:
            text = self._text[self._first :]
            self._texts = (text.lower() if self._lower else text).split()
        return self._texts

    def at(self, index: int) -> Value:
        return next(islice(self, index, None))


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


NO_VALUES = InlineValues(())


def lowered(text: str) -> str:
    """Tolower of the C locale: ASCII alone."""
    return text.lower() if text.isascii() else text.encode("latin-1").lower().decode("latin-1")


def lowered_list(values: FileValues) -> FileValues:
    """The same list in lower case; every byte keeps its place."""
    source = values.source
    text = lowered(source.text)
    return values if text == source.text else file_values(Source(source.path, text, source.encoding, source.bom))
