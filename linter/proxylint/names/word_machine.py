"""Word lists read like Aho and Corasick's machine: thousands of words cost no more per character than one."""

from __future__ import annotations

from array import array
from collections.abc import Hashable, Iterable

from proxylint.names.errors import Beyond
from proxylint.names.machine import DEAD, MATCHED, Machine

MOST_LETTERS = 200_000
"""Characters of all words together."""

_ROOT = 0
_OTHER = -1
"""In place of all characters that no word has; NUL is a character that a word may have."""
_LOST = -1
"""The text as a whole is no beginning of a word any more."""


class WordMachine(Machine):
    """A state is two places in two tries: the longest end of the text that begins a word, and the whole text.

    `equal` and `starts` go by the whole text; `ends` and `inside` by its ends.
    """

    def __init__(
        self, equal: Iterable[str], starts: Iterable[str], ends: Iterable[str], inside: Iterable[str], fold: bool
    ) -> None:
        super().__init__((_ROOT, _ROOT))
        self._fold = fold
        self._whole = _Trie([*equal, *starts])
        self._loose = _Trie([*ends, *inside])
        self._equal, self._begun = self._whole.places(equal), self._whole.places(starts)
        self._ending, self._found = self._loose.places(ends), self._loose.places(inside)
        self._loose.link(self._ending, self._found)
        self._alphabet = self._whole.alphabet | self._loose.alphabet

    def idle(self) -> int:
        return DEAD if self._loose.empty else self._state((_ROOT, _LOST), 1)

    def _letter(self, character: str) -> int:
        if self._fold and character.isascii():
            character = character.lower()
        return ord(character) if character in self._alphabet else _OTHER

    def _advance(self, key: Hashable, letter: int) -> int:
        loose, whole = _pair(key)
        loose = self._loose.follow(loose, letter)
        below = self._whole.child(whole, letter) if whole != _LOST else None
        whole = _LOST if below is None else below
        if loose in self._found or whole in self._begun:
            return MATCHED
        if whole == _LOST and self._loose.empty:
            return DEAD
        return self._state((loose, whole), 1)

    def _accepts(self, key: Hashable) -> bool:
        loose, whole = _pair(key)
        return loose in self._ending or whole in self._equal


def _pair(key: Hashable) -> tuple[int, int]:
    assert isinstance(key, tuple)
    return key


_BITS = 21
"""Of a character."""


class _Trie:
    """Places are numbered, each behind the one above it. One table for all of them: a table for each would take five
    times the memory. `links`: the place of the longest proper end of the text that begins a word."""

    def __init__(self, words: list[str]) -> None:
        if sum(map(len, words)) > MOST_LETTERS:
            raise Beyond("the list is too long")
        self._below: dict[int, int] = {}
        self._above = array("l", [_ROOT])
        self._letters = array("l", [_OTHER])
        self._depths = array("l", [0])
        self._links = self._above
        self.alphabet = frozenset(character for word in words for character in word)
        for word in words:
            place = _ROOT
            for letter in map(ord, word):
                below = self.child(place, letter)
                place = self._add(place, letter) if below is None else below

    def _add(self, above: int, letter: int) -> int:
        place = len(self._above)
        self._below[above << _BITS | letter] = place
        self._above.append(above)
        self._letters.append(letter)
        self._depths.append(self._depths[above] + 1)
        return place

    @property
    def empty(self) -> bool:
        return not self._below

    def child(self, place: int, letter: int) -> int | None:
        return self._below.get(place << _BITS | letter)

    def places(self, words: Iterable[str]) -> set[int]:
        found = set()
        for word in words:
            place = _ROOT
            for letter in map(ord, word):
                place = self._below[place << _BITS | letter]
            found.add(place)
        return found

    def link(self, *marked: set[int]) -> None:
        """Sets the links, and marks what has a marked end."""
        self._links = array("l", bytes(len(self._above) * self._above.itemsize))
        for place in sorted(range(1, len(self._above)), key=self._depths.__getitem__):
            above = self._above[place]
            if above != _ROOT:
                self._links[place] = self.follow(self._links[above], self._letters[place])
            for marks in marked:
                if self._links[place] in marks:
                    marks.add(place)

    def follow(self, place: int, letter: int) -> int:
        while (below := self.child(place, letter)) is None:
            if place == _ROOT:
                return _ROOT
            place = self._links[place]
        return below
