"""The values of an `acl` line: words of the line itself, or lines of a list file that stays one text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from proxylint.formats.squid.model import Value
from proxylint.text import Source
from proxylint_grammars.squid import FileValues, Line, Word, file_values, words


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


class PlainValues:
    """Values that stand in the line one after the other from position `first` on, parted by blanks alone.

    A file of a hundred thousand lines has more values than anybody asks the place of, so places are looked for then.
    """

    __slots__ = ("_first", "_line", "_texts")

    def __init__(self, line: Line, first: int, texts: Sequence[str]) -> None:
        self._line = line
        self._first = first
        self._texts = texts

    def __len__(self) -> int:
        return len(self._texts)

    def __iter__(self) -> Iterator[Value]:
        places = words(self._line, self._first)
        return (Value(text, word.span) for text, word in zip(self._texts, places, strict=True))

    def texts(self) -> Sequence[str]:
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
