"""Tests of a list by words and patterns, looked up by the words that a text must hold for them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import product

from proxylint.formats.pac.javascript.listed import Listing
from proxylint.formats.pac.javascript.listed_tests import (
    EQUAL,
    INDEX_OF,
    METHOD,
    Asked,
    Word,
)
from proxylint.formats.pac.javascript.realm import Realm
from proxylint.formats.pac.javascript.values import Unmodelled
from proxylint.formats.pac.unfixed.pieces_needed import ANY, END, START, Piece, needed
from proxylint.formats.pac.unfixed.placing import Line, Placing
from proxylint.formats.pac.unfixed.text import Text, View
from proxylint.formats.pac.world import TOO_MANY
from proxylint.names import Beyond, Subject, javascript, shell, word_index
from proxylint.names.either import any_of
from proxylint.names.family import Family
from proxylint.names.language import Language
from proxylint.names.patterns import Pattern
from proxylint.names.stars import PLAIN
from proxylint.names.word_index import Edges, WordIndex
from proxylint.names.words import Words
from proxylint.tuples import NamedTuple

_METHOD_WORDS = {
    "endsWith": word_index.ENDS,
    "startsWith": word_index.STARTS,
    "includes": word_index.INSIDE,
    "substring": word_index.ENDS,
    "substr": word_index.ENDS,
    "slice": word_index.ENDS,
}


def _language(asked: Asked, word: Word) -> Language:
    """Raises BadPattern and Beyond."""
    if isinstance(word, tuple):
        return javascript(*word)
    if asked.kind == EQUAL:
        return Words(equal=(word,))
    if asked.kind == INDEX_OF:
        return Words(inside=(word,))
    if asked.kind == METHOD:
        how = _METHOD_WORDS[asked.name]
        if not word and asked.name in ("substr", "slice"):
            raise Beyond("the end of a text that is as long as an empty one may be the whole")
        return Words(
            starts=(word,) if how == word_index.STARTS else (),
            ends=(word,) if how == word_index.ENDS else (),
            inside=(word,) if how == word_index.INSIDE else (),
        )
    return Words(ends=(word,)) if asked.name == "dnsDomainIs" else shell(word)


MOST_PATTERNS = 16_000
"""Of a list that may hold and are no mere words."""

ANCHORED = 12
"""Steps of asking such a pattern for a family of names, where it takes a machine to see where it may begin."""

MACHINE = 12_288
"""Bytes of one of these, and of what is known by it."""

MOST_FITTED = 32_768
"""Patterns of a list that are looked at one by one: so many are kept of all the file's (`pieces_needed`)."""

LOOKS = 4
"""Patterns of a list looked at for whether they fit a text, that count as one step."""

_MOST_KEPT = 16


class Merged(NamedTuple):
    """The languages of some tests, what at least one of them matches, and the steps and bytes of asking it."""

    languages: Sequence[Language]
    merged: Language
    steps: int
    bytes: int

    def spend(self, realm: Realm) -> None:
        realm.spend_steps(self.steps)
        realm.unmade += self.bytes
        realm.spend_memory(self.bytes)


class WordTests:
    """Patterns that ignore case are looked for in the text in lower case."""

    def __init__(self, listing: Listing) -> None:
        tests = [_test(listing.asked, word) for word in listing.words]
        folded = [number for number, word in enumerate(listing.words) if type(word) is tuple and "i" in word[1]]
        self._folded_numbers = folded
        self._folded = WordIndex([tests[number] for number in folded]) if folded else None
        apart = set(folded)
        self._numbers = [number for number in range(len(tests)) if number not in apart]
        self._plain = WordIndex([tests[number] for number in self._numbers])

        self._listing = listing
        self._placing: Placing | None = None
        self._fitting: dict[tuple[View, Family], Sequence[int]] = {}
        self._languages: dict[tuple[int, ...], Merged] = {}

    def languages(self, numbers: tuple[int, ...]) -> Merged:
        """Of these tests. Raises BadPattern, Beyond, and Unmodelled for more patterns than `MOST_PATTERNS`."""
        found = self._languages.get(numbers)
        if found is None:
            asked, words = self._listing.asked, self._listing.words
            several: list[Language] = []
            patterns = anchored = 0
            for number in numbers:
                language = _language(asked, words[number])
                several.append(language)
                if isinstance(language, Pattern) and language.words is None:
                    patterns += 1
                    anchored += not language.floats
                if patterns > MOST_PATTERNS:
                    raise Unmodelled(TOO_MANY)
            if len(self._languages) >= _MOST_KEPT:
                self._languages.clear()
            found = self._languages[numbers] = Merged(
                several, any_of(several), patterns + (ANCHORED - 1) * anchored, MACHINE * anchored
            )
        return found

    def fitting(self, numbers: Sequence[int], text: Text, family: Family) -> Sequence[int]:
        """Those of some patterns, all that may hold by their words, that may match the text."""
        key = (text.view, family)
        found = self._fitting.get(key)
        if found is None:
            if len(self._fitting) >= _MOST_KEPT:
                self._fitting.clear()
            words = self._listing.words
            if len(numbers) > MOST_FITTED:
                return numbers
            placed, told = self._placed(numbers, text.view, family), self._told
            found = self._fitting[key] = [
                number for number in placed if number in told or text.may_match(*words[number])
            ]
        return found

    @cached_property
    def _told(self) -> frozenset[int]:
        """The patterns that are looked up by all that is known of them."""
        several = enumerate(self._listing.words)
        return frozenset(number for number, word in several if isinstance(word, tuple) and _is_one_run(*word))

    def _placed(self, numbers: Sequence[int], view: View, family: Family) -> Sequence[int]:
        """Those that can match a text with a constant part in its middle."""
        if not view.plain or view.fold or view.subject is Subject.HOST or not family.open_path:
            return numbers
        if self._placing is None:
            self._placing = Placing([word for word in self._listing.words if isinstance(word, tuple)])
        return self._placing.possible(numbers, Line.of(family, view.subject, view.before, view.after))

    def possible(self, edges: Edges) -> Sequence[int]:
        if self._folded is None:
            return self._plain.possible(edges)
        folded = (self._folded_numbers[at] for at in self._folded.possible(edges.lower()))
        return sorted((*folded, *(self._numbers[at] for at in self._plain.possible(edges))))


def _test(asked: Asked, word: Word) -> tuple[str, Sequence[str]] | None:
    """How the text must stand to at least one of some words, or the test is false."""
    kind, name = asked.kind, asked.name
    if isinstance(word, tuple):
        return _of_pattern(*word)
    if kind == EQUAL:
        return word_index.EQUAL, (word,)
    if kind == INDEX_OF:
        return word_index.INSIDE, (word,)
    if kind == METHOD:
        return _METHOD_WORDS[name], (word,)
    return (word_index.ENDS, (word,)) if name == "dnsDomainIs" else _of_shell(word)


def _of_shell(pattern: str) -> tuple[str, Sequence[str]] | None:
    """Of a pattern that is nothing but text and stars."""
    if not PLAIN.fullmatch(pattern):
        return None
    first, *others = pattern.split("*")
    if not others:
        return word_index.EQUAL, (first,)
    last = others.pop()
    if first or last:
        return (word_index.ENDS, (last,)) if len(last) >= len(first) else (word_index.STARTS, (first,))
    return word_index.INSIDE, (max(others, key=len, default=""),)


MOST_SPELLINGS = 4
"""Of a piece that every match of a pattern holds."""


def _of_pattern(source: str, flags: str) -> tuple[str, Sequence[str]] | None:
    if not set(flags) <= {"i"}:
        return None
    runs = [run for piece in needed(source, "i" in flags) for run in _runs(piece)]
    longest = max(runs, key=len, default=())
    if not longest:
        return None
    begins, ends = START in longest[0], END in longest[-1]
    how = {(True, True): word_index.EQUAL, (True, False): word_index.STARTS, (False, True): word_index.ENDS}
    words = ["".join(word).strip(START + END) for word in product(*map(sorted, longest))]
    return how.get((begins, ends), word_index.INSIDE), words


def _is_one_run(source: str, flags: str) -> bool:
    pieces = needed(source, "i" in flags)
    return len(pieces) == 1 and next(_runs(pieces[0])) == pieces[0]


def _runs(piece: Piece) -> Iterator[Piece]:
    """Its parts of few spellings."""
    start, spellings = 0, 1
    for at, characters in enumerate(piece):
        few = characters != ANY and len(characters) <= MOST_SPELLINGS
        spellings *= len(characters)
        if not few or spellings > MOST_SPELLINGS:
            yield piece[start:at]
            start, spellings = (at, len(characters)) if few else (at + 1, 1)
    yield piece[start:]
