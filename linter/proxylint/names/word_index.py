"""Which of thousands of words can a text hold, of which only beginning and end are known? One look for all of them.

An index never says that a word is out of the question where it is not: what it leaves in is looked at exactly.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from proxylint.records import dataclass

EQUAL, STARTS, ENDS, INSIDE = "equal", "starts", "ends", "inside"
"""How a text must stand to a word, or the test is certain not to hold."""

_MARK = "\n"

_MOST_KEPT = 64
"""Answers that are remembered."""


@dataclass(frozen=True, slots=True)
class Edges:
    """What is known of a text: it begins with `prefix`, ends with `suffix`, and between them are only characters of
    `alphabet`. The two may overlap; `exact` = the text is `prefix`."""

    prefix: str
    suffix: str
    alphabet: frozenset[str]
    exact: bool = False

    def lower(self) -> Edges:
        alphabet = frozenset(char.lower() for char in self.alphabet)
        return Edges(self.prefix.lower(), self.suffix.lower(), alphabet, self.exact)


class _Words:
    """Words with their numbers, to be found by a beginning, by an end or as a whole."""

    def __init__(self, words: Sequence[str], numbers: Sequence[int]) -> None:
        self.words = words
        self.numbers = numbers
        self.places: dict[str, list[int]] = {}
        for at, word in enumerate(words):
            self.places.setdefault(word, []).append(at)
        self.longest = max(map(len, words))
        self._text = _MARK + _MARK.join(words) + _MARK
        self._starts = [0, *accumulate(len(word) + 1 for word in words)]

    def are(self, texts: Iterable[str]) -> Iterator[int]:
        """The places of the words that are one of the texts."""
        for text in texts:
            yield from self.places.get(text, ())

    def end_with(self, end: str) -> Iterator[int]:
        return self._found(end + _MARK)

    def start_with(self, start: str) -> Iterator[int]:
        return self._found(_MARK + start)

    def _found(self, sought: str) -> Iterator[int]:
        at = self._text.find(sought)
        while at >= 0:
            yield bisect_right(self._starts, at) - 1
            at = self._text.find(sought, at + 1)


class WordIndex:
    """`tests`: how and with which words a text is compared, by number; None = that is not known."""

    def __init__(self, tests: Sequence[tuple[str, Sequence[str]] | None]) -> None:
        groups: dict[str, tuple[list[str], list[int]]] = {}
        self._always: list[int] = []
        for number, test in enumerate(tests):
            if test is None or not all(word and _MARK not in word for word in test[1]):
                self._always.append(number)
                continue
            words, numbers = groups.setdefault(test[0], ([], []))
            words.extend(test[1])
            numbers.extend([number] * len(test[1]))
        self._groups = {how: _Words(*group) for how, group in groups.items()}
        self._kept: dict[Edges, tuple[int, ...]] = {}

    def possible(self, edges: Edges) -> tuple[int, ...]:
        """The numbers, ascending, of all tests that may hold."""
        found = self._kept.get(edges)
        if found is None:
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            numbers = set(self._always)
            for how, words in self._groups.items():
                numbers.update(words.numbers[at] for at in _SEARCHES[how](words, edges))
            found = self._kept[edges] = tuple(sorted(numbers))
        return found


def _equal(words: _Words, edges: Edges) -> Iterable[int]:
    if edges.exact:
        return words.are([edges.prefix])
    if edges.suffix:
        return (at for at in words.end_with(edges.suffix) if words.words[at].startswith(edges.prefix))
    return words.start_with(edges.prefix) if edges.prefix else range(len(words.words))


def _starting(words: _Words, edges: Edges) -> Iterable[int]:
    prefix = edges.prefix
    yield from words.are(prefix[:end] for end in range(1, min(len(prefix), words.longest) + 1))
    if not edges.exact:
        yield from words.start_with(prefix) if prefix else range(len(words.words))


def _ending(words: _Words, edges: Edges) -> Iterable[int]:
    suffix = edges.prefix if edges.exact else edges.suffix
    yield from words.are(suffix[start:] for start in range(max(0, len(suffix) - words.longest), len(suffix)))
    if not edges.exact:
        yield from words.end_with(suffix) if suffix else range(len(words.words))


def _inside(words: _Words, edges: Edges) -> Iterable[int]:
    """A word whose last or first character stands only in the known parts has to stand there."""
    if edges.exact:
        yield from (at for at, word in enumerate(words.words) if word in edges.prefix)
        return
    outside: dict[str, None] = {}
    for at, word in enumerate(words.words):
        if word[-1] not in edges.alphabet:
            outside[word[-1]] = None
        elif word[0] not in edges.alphabet:
            if _may_begin(word, edges):
                yield at
        else:
            yield at
    for char in outside:
        yield from _up_to(words, edges, char)


def _may_begin(word: str, edges: Edges) -> bool:
    """Whether the word can begin in the prefix or stand in one of the known parts."""
    if word in edges.prefix or word in edges.suffix:
        return True
    return any(word.startswith(edges.prefix[at:]) for at in _all(edges.prefix, word[0])) or any(
        edges.suffix.startswith(word, at) for at in _all(edges.suffix, word[0])
    )


def _up_to(words: _Words, edges: Edges, char: str) -> Iterator[int]:
    """Words that end in a character of the known parts: those that end there, and those that reach back before it."""
    for known, opened in ((edges.prefix, False), (edges.suffix, True)):
        for place in _all(known, char):
            end = known[: place + 1]
            yield from words.are(end[start:] for start in range(max(0, len(end) - words.longest), len(end)))
            if opened:
                yield from words.end_with(end)


def _all(text: str, char: str) -> Iterator[int]:
    at = text.find(char)
    while at >= 0:
        yield at
        at = text.find(char, at + 1)


_SEARCHES = {EQUAL: _equal, STARTS: _starting, ENDS: _ending, INSIDE: _inside}
