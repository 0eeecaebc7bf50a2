"""Which of thousands of patterns that differ in one word can match a URL with a constant part in its middle.

`/^https?:\\/\\/([\\w-]+\\.)*example\\.com[:\\/]/`, for `http://` + free labels + `.microsoft.com/` + any path: what
stands before the word and behind it says where the word may begin and end; it is then read backwards from there, all
words that end alike at once. A word is never left out that may stand there: what is left in is looked at exactly.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from proxylint.names.automaton import Automaton
from proxylint.names.errors import BadPattern, Beyond
from proxylint.names.family import HOST_CHARACTERS, PATH_CHARACTERS, Family, Subject
from proxylint.names.javascript_syntax import parse
from proxylint.names.machine import DEAD, MATCHED, START
from proxylint.names.modelled import check
from proxylint.names.tree import Anchor, Chars
from proxylint.names.tree import Sequence as Row
from proxylint.records import dataclass
from proxylint.regex import regex
from proxylint.tuples import NamedTuple

MARK = "\ue000"
"""Stands in a pattern for its word."""

MOST_STATES = 400
"""Of a pattern's machine, at one place of the text."""

FEWEST = 64
"""Patterns of one frame for which it is worth while."""

MOST_KEPT = 64
"""Texts for which it is remembered."""

_PART = regex(r"((?:[A-Za-z0-9_-]|\\[./-])+)(?![*+?])|\\[^xuck0-9]|\[(?:\\[^xuck0-9]|[^\]\\])*\]|[^\\{\[\ue000]")
_LAST = "\U0010ffff"


class Framed(NamedTuple):
    """A pattern: what it is with the mark in place of its longest word, and the word."""

    frame: str
    word: str


def framed(source: str) -> Framed | None:
    """Of words that are equally long the last one counts: those of a list often stand behind "http". None where there
    is none that is plain to see, or what makes it unclear where one begins."""
    at, longest = 0, (0, 0)
    while at < len(source):
        found = _PART.match(source, at)
        if found is None:
            return None
        if found[1] is not None:
            longest = max(found.span(), longest, key=lambda span: span[1] - span[0])
        at = found.end()
    start, end = longest
    if start == end:
        return None
    return Framed(source[:start] + MARK + source[end:], source[start:end].replace("\\", ""))


@dataclass(frozen=True, slots=True)
class Line:
    """A text as a line of places: `letters[i]` leads from place i to the next. At those of `free`, any number of
    characters of an alphabet may stand."""

    letters: str
    free: dict[int, str]

    @staticmethod
    def of(family: Family, subject: Subject, before: str, after: str) -> Line:
        """`before`, what is looked at of a member of the family, `after`."""
        free = dict[int, str]()
        letters = before
        if subject is not Subject.PATH:
            if family.open_host:
                free[len(letters)] = f"{HOST_CHARACTERS}."
            letters += family.tail
        if subject is not Subject.HOST:
            letters += family.stem
        if family.open_path and subject is not Subject.HOST:
            free[len(letters)] = PATH_CHARACTERS
        return Line(letters + after, free)

    def lower(self) -> Line:
        return Line(self.letters.lower(), {place: alphabet.lower() for place, alphabet in self.free.items()})


class Edges(NamedTuple):
    """Sets of places, as bits: where a word may begin, and where it may end."""

    begins: int
    ends: int


def edges_of(frame: str, flags: str, line: Line) -> Edges | None:
    """Of the word of a frame in a text; None where that is not looked into."""
    try:
        tree = parse(frame, flags)
        check(tree)
        marked = tree.parts.index(Chars(((ord(MARK), ord(MARK)),))) if isinstance(tree, Row) else -1
        return None if marked < 0 else _Reader(Automaton(tree), line).edges()
    except (BadPattern, Beyond, ValueError):
        return None


class _Reader:
    """The machine of a frame on a text."""

    def __init__(self, machine: Automaton, line: Line) -> None:
        self._machine = machine
        self._line = line
        self._letters = [machine.letter(letter) for letter in line.letters]
        self._free = {
            place: tuple({machine.letter(letter) for letter in alphabet}) for place, alphabet in line.free.items()
        }

    def edges(self) -> Edges | None:
        """None as well where a condition may look from what surrounds the word into it."""
        mark = self._machine.letter(MARK)
        if not self._machine.anchored_only((Anchor.START, Anchor.END)):
            return None
        reads = self._machine.places_of(((ord(MARK), ord(MARK)),))
        begins, behind = 0, set[int]()
        for place, states in self._states(0, {START}):
            after = {self._machine.kept(self._machine.step(state, mark), reads) for state in states} - {DEAD}
            if MATCHED in after:
                return None
            begins |= bool(after) << place
            behind |= after
        ends = sum(self._matches(place, behind) << place for place in range(len(self._letters) + 1))
        return Edges(begins, ends)

    def _states(self, place: int, states: set[int]) -> Iterator[tuple[int, set[int]]]:
        """Place by place the states that some text leads to. Raises Beyond for too many."""
        while True:
            if place in self._free:
                states = self._any_number(states, self._free[place])
            yield place, states
            if place == len(self._letters):
                return
            states = {self._machine.step(state, self._letters[place]) for state in states}
            place += 1

    def _any_number(self, states: set[int], letters: Sequence[int]) -> set[int]:
        found, waiting = set(states), list(states)
        while waiting:
            state = waiting.pop()
            for letter in letters:
                after = self._machine.step(state, letter)
                if after not in found:
                    found.add(after)
                    waiting.append(after)
            if len(found) > MOST_STATES:
                raise Beyond("the pattern has too many states")
        return found

    def _matches(self, place: int, states: set[int]) -> bool:
        """Whether what is behind the word can match from this place on."""
        last = states
        for _, last in self._states(place, states):
            if MATCHED in last:
                return True
        return any(self._machine.accepts(state) for state in last)


class Words:
    """The words of one frame, each with a number of its own."""

    def __init__(self, words: Sequence[tuple[str, int]]) -> None:
        self._words = sorted((word[::-1], number) for word, number in words)
        self._reversed = [word for word, _ in self._words]
        self._alphabet = frozenset("".join(self._reversed))

    def __len__(self) -> int:
        return len(self._words)

    def between(self, edges: Edges, line: Line) -> set[int] | None:
        """The numbers of those that may stand in the text with these edges; None = of all."""
        free = {place: self._alphabet.intersection(alphabet) for place, alphabet in line.free.items()}
        both = edges.begins & edges.ends
        if any(both >> place & 1 and len(alphabet) == len(self._alphabet) for place, alphabet in free.items()):
            return None
        stays = {letter: sum((letter in free[place]) << place for place in free) for letter in self._alphabet}
        comes = {letter: _places(line.letters, letter) for letter in self._alphabet}
        reached = self._reached(edges.begins, stays, comes)
        found, at = set[int](), 0
        while at < len(self._words):
            word, number = self._words[at]
            places = edges.ends & reached
            for depth, letter in enumerate(word, 1):
                places = (places >> 1 & comes[letter] | places & stays[letter]) & reached
                if not places:
                    at = bisect_left(self._reversed, word[:depth] + _LAST, at)
                    break
            else:
                if places & edges.begins:
                    found.add(number)
                at += 1
        return found

    def _reached(self, begins: int, stays: dict[str, int], comes: dict[str, int]) -> int:
        """The places that letters of the words lead to from where one may begin."""
        onward = 0
        for letter in self._alphabet:
            onward |= comes[letter]
        reached = begins
        while (more := reached | (reached & onward) << 1) != reached:
            reached = more
        return reached


def _places(letters: str, letter: str) -> int:
    return sum(1 << place for place, other in enumerate(letters) if other == letter)


class Placing:
    """Patterns, by their frames. Few of one frame are left in: a frame costs as much as some of them."""

    def __init__(self, patterns: Sequence[tuple[str, str]]) -> None:
        known: dict[tuple[str, str], list[tuple[str, int]]] = {}
        for number, (source, flags) in enumerate(patterns):
            found = framed(source) if flags in ("", "i") else None
            if found is not None:
                word = found.word.lower() if flags else found.word
                known.setdefault((found.frame, flags), []).append((word, number))
        alike = {key: words for key, words in known.items() if len(words) >= FEWEST}
        self._frames = {key: Words(words) for key, words in alike.items()}
        self._numbers = {key: frozenset(number for _, number in words) for key, words in alike.items()}
        self._kept: dict[tuple[str, tuple[tuple[int, str], ...]], frozenset[int]] = {}

    def possible(self, numbers: Sequence[int], line: Line) -> Sequence[int]:
        """Those that may match."""
        key = (line.letters, tuple(line.free.items()))
        out = self._kept.get(key)
        if out is None:
            if len(self._kept) >= MOST_KEPT:
                self._kept.clear()
            out = self._kept[key] = frozenset(self._out(line))
        return [number for number in numbers if number not in out] if out else numbers

    def _out(self, line: Line) -> Iterator[int]:
        """Those that cannot."""
        for (frame, flags), words in self._frames.items():
            edges = edges_of(frame, flags, line)
            found = None if edges is None else words.between(edges, line.lower() if flags else line)
            if found is not None:
                yield from self._numbers[frame, flags] - found
