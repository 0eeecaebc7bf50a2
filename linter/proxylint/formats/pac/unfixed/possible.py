"""Which tests of a long list can hold for the host or URL that is asked for: the others need not be made one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import product

from proxylint.formats.pac.exits import Several
from proxylint.formats.pac.javascript.builtins.patterns import LONGEST_TEXT
from proxylint.formats.pac.javascript.builtins.table import CONSTRUCTORS, METHODS
from proxylint.formats.pac.javascript.listed import FEWEST_EXITS, Listing, Listings
from proxylint.formats.pac.javascript.listed_tests import (
    CALL,
    EQUAL,
    INDEX_OF,
    MAKER,
    METHOD,
    NETWORK,
    PATTERN,
    Asked,
    Word,
)
from proxylint.formats.pac.javascript.realm import Exit, Realm
from proxylint.formats.pac.javascript.values import Fn, Unmodelled, Value
from proxylint.formats.pac.library.globals import is_standard
from proxylint.formats.pac.library.names import works_as_made
from proxylint.formats.pac.unfixed.flag import world_of
from proxylint.formats.pac.unfixed.pieces_needed import END, START, Piece, needed
from proxylint.formats.pac.unfixed.placing import Line, Placing
from proxylint.formats.pac.unfixed.text import Text, View
from proxylint.formats.pac.world import TOO_MANY
from proxylint.names import BadPattern, Beyond, Subject, Test, javascript, shell, word_index
from proxylint.names.asking import read
from proxylint.names.either import any_of
from proxylint.names.family import Family
from proxylint.names.language import LINE_ENDS, Language
from proxylint.names.stars import PLAIN
from proxylint.names.word_index import Edges, WordIndex
from proxylint.names.words import Words

_HELPERS = ("dnsDomainIs", "shExpMatch")
"""Those that are looked up."""

_METHOD_WORDS = {
    "endsWith": word_index.ENDS,
    "startsWith": word_index.STARTS,
    "includes": word_index.INSIDE,
    "substring": word_index.ENDS,
    "substr": word_index.ENDS,
    "slice": word_index.ENDS,
}


def possible(realm: Realm, listing: Listing, value: Value) -> Sequence[int] | None:
    """The tests of `listing` that may hold for the value of their variable; None = that is not looked into."""
    if listing.asked.kind == NETWORK:
        from proxylint.formats.pac.unfixed.possible_networks import possible_networks

        return possible_networks(realm, listing, value)
    if not _is_own(realm, listing):
        return None
    edges = _edges(value)
    if edges is None:
        return None
    index = listing.index
    if index is None:
        index = listing.index = _Index(listing)
    found: Sequence[int] = index.possible(edges)
    if listing.asked.kind == PATTERN and len(found) >= FEWEST_EXITS and isinstance(value, Text):
        found = index.placed(found, value.view, world_of(realm).request.family)
    return found


def _is_own(realm: Realm, listing: Listing) -> bool:
    """Whether the function is still the engine's or the language's own."""
    kind, name = listing.asked.kind, listing.asked.name
    if kind == CALL:
        return name in _HELPERS and is_standard(realm, name) and works_as_made(realm, name)
    if kind == EQUAL:
        return True
    if listing.asked.made is not None and not _makes_patterns(realm):
        return False
    method = "RegExp" if name in ("test", "exec") else "String", name
    several = [method, ("RegExp", "exec")] if kind == PATTERN else [method]
    return all(realm.prototypes[holder].props.get(one) is METHODS[holder][one] for holder, one in several)


def _makes_patterns(realm: Realm) -> bool:
    maker = realm.globals.props.get(MAKER)
    return isinstance(maker, Fn) and (maker.call, maker.construct) == CONSTRUCTORS[MAKER][:2]


def _edges(value: Value) -> Edges | None:
    if type(value) is str:
        plain = len(value) <= LONGEST_TEXT and LINE_ENDS.isdisjoint(value)
        return Edges(value, value, frozenset(), exact=True) if plain else None
    if isinstance(value, Text):
        view = value.view
        if not LINE_ENDS.isdisjoint(value.fixed):
            return None
        return Edges(view.prefix, view.suffix, view.alphabet)
    return None


def leave_together(
    realm: Realm, listings: Listings, numbers: Sequence[int], text: str, taken: Callable[[int], Exit]
) -> int:
    """Note the exit of all who pass one of these tests; how many of the tests, from the first on, that was done for."""
    value, world, index = listings[0][1], world_of(realm), listings[0][0].index
    if index is not None and listings[0][0].asked.kind == NETWORK and len(listings) == 1:
        noted: int = index.leave_together(realm, listings[0][0].asked.through, value, numbers, taken)
        return noted
    if not isinstance(value, Text) or not value.view.plain or value.view.fold or len(listings) > 1:
        return 0
    view = value.view
    if not isinstance(index, _Index):
        return 0
    try:
        languages, merged = index.languages(tuple(numbers))
        sight = (view.subject, view.before, view.after)
        test = Test(merged, *sight)
        if read(world.request.family, test).verdict is not None:
            end = _open(languages, sight, world.request.family)
            if end < FEWEST_EXITS:
                return 0
            languages, merged = index.languages(tuple(numbers[:end]))
            test = Test(merged, *sight)
    except (Beyond, BadPattern):
        return 0
    if not world.leave_together(realm, Several(test, languages, taken)):
        return 0
    realm.spend_steps(len(languages))
    return len(languages)


def languages_of(listing: Listing, numbers: Sequence[int]) -> Language:
    """What at least one of these tests matches, which `possible` looked up. Raises BadPattern, Beyond, Unmodelled."""
    index = listing.index
    assert isinstance(index, _Index)
    return index.languages(tuple(numbers))[1]


def _open(languages: Sequence[Language], sight: tuple[Subject, str, str], family: Family) -> int:
    """How many come before the first that holds for the whole family."""
    verdicts = (read(family, Test(language, *sight)).verdict for language in languages)
    return next((at for at, verdict in enumerate(verdicts) if verdict is True), len(languages))


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


MOST_PATTERNS = 1_000
"""Of a list that may hold and are no mere words: each is looked at with each family of names, a millisecond a time."""

_MOST_KEPT = 16


class _Index:
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
        self._languages: dict[tuple[int, ...], tuple[list[Language], Language]] = {}

    def languages(self, numbers: tuple[int, ...]) -> tuple[list[Language], Language]:
        """Of these tests, and what at least one of them matches. Raises BadPattern, Beyond, and Unmodelled for more
        patterns than `MOST_PATTERNS`."""
        found = self._languages.get(numbers)
        if found is None:
            asked, words = self._listing.asked, self._listing.words
            several, patterns = [], 0
            for number in numbers:
                several.append(_language(asked, words[number]))
                patterns += getattr(several[-1], "words", several[-1]) is None
                if patterns > MOST_PATTERNS:
                    raise Unmodelled(TOO_MANY)
            if len(self._languages) >= _MOST_KEPT:
                self._languages.clear()
            found = self._languages[numbers] = (several, any_of(several))
        return found

    def placed(self, numbers: Sequence[int], view: View, family: Family) -> Sequence[int]:
        """Those of some patterns that can match a text with a constant part in its middle."""
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


def _runs(piece: Piece) -> Iterator[Piece]:
    """Its parts of few spellings."""
    start, spellings = 0, 1
    for at, characters in enumerate(piece):
        spellings *= len(characters)
        if spellings > MOST_SPELLINGS:
            yield piece[start:at]
            start, spellings = (at, len(characters)) if len(characters) <= MOST_SPELLINGS else (at + 1, 1)
    yield piece[start:]
