"""Tests of which none may match: is there one that a host and a path match after all?"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from proxylint.names.asking import Test, read
from proxylint.names.either import any_of
from proxylint.names.errors import Beyond
from proxylint.names.family import Family, Subject
from proxylint.names.language import Language
from proxylint.names.words import Words

if TYPE_CHECKING:
    from proxylint.names.tracks import Track

_FEW = 4
"""So many tests are asked one by one."""

_LOOKED_UP = 1_000
"""Beginnings and ends that are compared with a text one by one; a machine takes more of them in its stride, but has as
many states as all of them have letters."""


class Batch:
    """In the order in which they came, each with its place in a run, ascending."""

    __slots__ = ("_family", "_sights")

    def __init__(self, family: Family) -> None:
        self._family = family
        self._sights: dict[tuple[Subject, str, str], _Sought] = {}

    def add(self, test: Test, place: int) -> None:
        """Tests that look at the same text can be asked as one language."""
        sight = (test.subject, test.before, test.after)
        found = self._sights.get(sight)
        if found is None:
            found = self._sights[sight] = _Sought(test)
        found.add(read(self._family, test).language, place)

    def matching(self, depth: int, host: str, path: str | None) -> int | None:
        """The first place below `depth` whose test matches."""
        first = depth
        for sought in self._sights.values():
            text = sought.test.text(host, path)
            if text is not None:
                first = sought.matching(first, text)
        return first if first < depth else None

    def tracks(self, depth: int) -> Iterator[Track]:
        """Machines for all tests at places below `depth`."""
        from proxylint.names.tracks import Track

        for (subject, before, after), sought in self._sights.items():
            for language in sought.all.unions(depth):
                yield Track(language.machine(), subject, before, after, False)


class _Sought:
    """Languages that are put to the same text, that of `test`.

    Most of them have a word that every text holds which they match: of thousands those few are found by it that a text
    can match at all. `_alone`: the language, by its number, of a word that no other one has.
    """

    __slots__ = ("_alone", "_by_word", "_lengths", "all", "test")

    def __init__(self, test: Test) -> None:
        self.test = test
        self.all = _Blocks()
        self._alone: dict[str, int] = {}
        self._by_word: dict[str, _Blocks] = {}
        self._lengths: set[int] = set()

    def add(self, language: Language, place: int) -> None:
        number = self.all.add(language, place)
        several = language.needed or ("",)
        word = next((one for one in several if one not in self._alone and one not in self._by_word), several[0])
        if word not in self._by_word and self._alone.setdefault(word, number) == number:
            self._lengths.add(len(word))
            return
        blocks = self._by_word.get(word)
        if blocks is None:
            blocks = self._by_word[word] = _Blocks()
            blocks.add(*self.all.at(self._alone.pop(word)))
        blocks.add(language, place)

    def matching(self, depth: int, text: str) -> int:
        """The first place below `depth` whose language matches the text; `depth` = there is none."""
        if not text.isascii():
            return self.all.matching(depth, text)
        lowered = text.lower()
        for word in self._words(lowered, self._alone):
            language, place = self.all.at(self._alone[word])
            if place < depth and language.matches(text):
                depth = place
        for word in self._words(lowered, self._by_word):
            depth = self._by_word[word].matching(depth, text)
        return depth

    def _words(self, text: str, words: Mapping[str, object]) -> Iterable[str]:
        """Those that the text holds."""
        if len(words) < len(self._lengths) * len(text):
            return [word for word in words if word in text]
        parts = {text[at : at + length] for length in self._lengths for at in range(max(1, len(text) - length + 1))}
        return [part for part in parts if part in words]


class _Blocks:
    """Languages with their places, the first n of which are asked by blocks of 2, 4, 8, ... that stay as they are while
    their number grows."""

    __slots__ = ("_languages", "_places", "_unions")

    def __init__(self) -> None:
        self._languages: list[Language] = []
        self._places: list[int] = []
        self._unions: dict[tuple[int, int], Language] | None = None

    def add(self, language: Language, place: int) -> int:
        """Its number."""
        self._languages.append(language)
        self._places.append(place)
        return len(self._places) - 1

    def at(self, number: int) -> tuple[Language, int]:
        return self._languages[number], self._places[number]

    def matching(self, depth: int, text: str) -> int:
        """The first place below `depth` whose language matches; `depth` = there is none."""
        for start, size in _blocks(bisect_left(self._places, depth)):
            if self._matches(start, size, text):
                return self._places[self._found(start, size, text)]
        return depth

    def unions(self, depth: int) -> Iterator[Language]:
        for start, size in _blocks(bisect_left(self._places, depth)):
            yield self._union(start, size)

    def _found(self, start: int, size: int, text: str) -> int:
        while size > 1:
            size //= 2
            if not self._matches(start, size, text):
                start += size
        return start

    def _matches(self, start: int, size: int, text: str) -> bool:
        if size > _FEW:
            try:
                return _seen(self._union(start, size), text)
            except Beyond:
                pass
        return any(language.matches(text) for language in self._languages[start : start + size])

    def _union(self, start: int, size: int) -> Language:
        if size == 1:
            return self._languages[start]
        unions = self._unions = {} if self._unions is None else self._unions
        found = unions.get((start, size))
        if found is None:
            found = unions[start, size] = any_of(self._languages[start : start + size])
        return found


def _seen(language: Language, text: str) -> bool:
    """Words are looked up; patterns side by side are one machine."""
    if not text.isascii() or (isinstance(language, Words) and len(language.starts) + len(language.ends) < _LOOKED_UP):
        return language.matches(text)
    return language.machine().matches(text)


def _blocks(count: int) -> Iterator[tuple[int, int]]:
    """Aligned blocks that make up the first `count`, the largest first: start and size."""
    start = 0
    while start < count:
        size = 1 << ((count - start).bit_length() - 1)
        yield start, size
        start += size
