"""Word lists read like Aho and Corasick's machine: thousands of words cost no more per character than one."""

from __future__ import annotations

from collections import deque
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
        return self._state((_ROOT, _LOST), 1) if self._loose.children[_ROOT] else DEAD

    def _letter(self, character: str) -> int:
        if self._fold and character.isascii():
            character = character.lower()
        return ord(character) if character in self._alphabet else _OTHER

    def _advance(self, key: Hashable, letter: int) -> int:
        loose, whole = _pair(key)
        loose = self._loose.follow(loose, letter)
        whole = self._whole.children[whole].get(letter, _LOST) if whole != _LOST else _LOST
        if loose in self._found or whole in self._begun:
            return MATCHED
        if whole == _LOST and not self._loose.children[_ROOT]:
            return DEAD
        return self._state((loose, whole), 1)

    def _accepts(self, key: Hashable) -> bool:
        loose, whole = _pair(key)
        return loose in self._ending or whole in self._equal


def _pair(key: Hashable) -> tuple[int, int]:
    assert isinstance(key, tuple)
    return key


class _Trie:
    """`children` by place and letter; `links`: the place of the longest proper end of the text that begins a word."""

    def __init__(self, words: list[str]) -> None:
        if sum(map(len, words)) > MOST_LETTERS:
            raise Beyond("the list is too long")
        self.children: list[dict[int, int]] = [{}]
        self.links: list[int] = [_ROOT]
        self.alphabet = frozenset(character for word in words for character in word)
        for word in words:
            place = _ROOT
            for letter in map(ord, word):
                children = self.children[place]
                if letter not in children:
                    children[letter] = len(self.children)
                    self.children.append({})
                place = children[letter]

    def places(self, words: Iterable[str]) -> set[int]:
        found = set()
        for word in words:
            place = _ROOT
            for letter in map(ord, word):
                place = self.children[place][letter]
            found.add(place)
        return found

    def link(self, *marked: set[int]) -> None:
        """Sets `links`, and marks what has a marked end."""
        self.links = [_ROOT] * len(self.children)
        waiting = deque([_ROOT])
        while waiting:
            place = waiting.popleft()
            for letter, child in self.children[place].items():
                if place != _ROOT:
                    self.links[child] = self.follow(self.links[place], letter)
                for marks in marked:
                    if self.links[child] in marks:
                        marks.add(child)
                waiting.append(child)

    def follow(self, place: int, letter: int) -> int:
        while letter not in self.children[place]:
            if place == _ROOT:
                return _ROOT
            place = self.links[place]
        return self.children[place][letter]
