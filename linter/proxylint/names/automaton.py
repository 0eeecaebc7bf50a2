"""A pattern as a machine: one set of places at a time, made deterministic as it is used. Nothing ever backtracks."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator

from proxylint.names.characters import WORD, Ranges, contains, places
from proxylint.names.javascript_syntax import LINE_ENDS
from proxylint.names.machine import DEAD, MATCHED, Machine
from proxylint.names.network import ACCEPTED, Condition, Network
from proxylint.names.tree import Anchor, Node

_END = -1
"""In place of the next letter: nothing follows."""

_FRESH = 1
"""In sets of hopeful places: the bit that stands for a match that has not begun."""

LARGEST_FOR_HOPE = 3000

WIDE = 1 << 14
"""Places from which on an operation on sets of them takes longer than all else around it."""

MOST_APART = 8_000
"""Places of one set that are looked at one by one, of a pattern that is not wide."""


class Automaton(Machine):
    """A key is the set of places that have just been read, and what conditions may ask about the last character.

    A letter is the set of the pattern's character sets that a character lies in.
    """

    def __init__(self, tree: Node) -> None:
        super().__init__((0, 0))
        self._network = Network(tree)
        conditions = self._network.conditions
        self._word = self._network.ranges_id(WORD) if any(c.about_words for c in conditions) else None
        self._line = self._network.ranges_id(LINE_ENDS) if any(c.about_lines for c in conditions) else None
        self._truths: dict[tuple[int, int], int] = {}
        self._readers: dict[int, int] = {}

    def singles(self, state: int) -> tuple[int, ...]:
        if state <= MATCHED:
            return (state,)
        places, before = _pair(self._keys[state])
        if not 2 <= places.bit_count() <= MOST_APART // (1 + self._network.size // WIDE):
            return (state,)
        return tuple(self._at(1 << place, before) for place in bits(places))

    def idle(self) -> int:
        return self._at(0, self._behind(0))

    def anchored_only(self, anchors: tuple[Anchor, ...]) -> bool:
        """Whether nothing else is asked of the characters around a place."""
        return all(condition.anchor in anchors for condition in self._network.conditions)

    def places_of(self, ranges: Ranges) -> int:
        """The places that read a character of just this set."""
        return self._network.readers(self._network.ranges_id(ranges))

    def _letter(self, character: str) -> int:
        code = ord(character)
        return sum(1 << index for index, ranges in enumerate(self._network.ranges) if contains(ranges, code))

    def _row(self, alphabet: str) -> tuple[int, ...]:
        found = [0] * len(alphabet)
        for index, ranges in enumerate(self._network.ranges):
            for place in places(ranges, alphabet):
                found[place] |= 1 << index
        return tuple(found)

    def _advance(self, key: Hashable, letter: int) -> int:
        places, before = _pair(key)
        follow = self._follow(places, before, letter)
        if follow & ACCEPTED:
            return MATCHED
        return self._at(follow & self._reading(letter), self._behind(letter))

    def _accepts(self, key: Hashable) -> bool:
        places, before = _pair(key)
        return bool(self._follow(places, before, _END) & ACCEPTED)

    def _at(self, places: int, before: int) -> int:
        if not places and not self._network.restarts:
            return DEAD
        size = self._network.size
        cost = 1 + places.bit_count() // 4 * (1 + size // WIDE) + size // 2048
        return self._state((places, before), cost, _name(places, before))

    def _behind(self, letter: int) -> int:
        """What a condition may ask about the character just read: 1 = there is one, 2 = of a word, 4 = a line end."""
        word = self._word is not None and letter >> self._word & 1
        line = self._line is not None and letter >> self._line & 1
        return 1 | word << 1 | line << 2

    def _follow(self, places: int, before: int, letter: int) -> int:
        """The places that can be read next, and ACCEPTED, from `places` and from a fresh start."""
        truth = self._truth(before, letter)
        network = self._network
        follow = network.beginning(truth) if not before or network.restarts else 0
        for place in bits(places):
            follow |= network.following(place, truth)
        return follow

    def _truth(self, before: int, letter: int) -> int:
        """One bit per condition of the pattern: whether it holds between `before` and `letter`."""
        conditions = self._network.conditions
        if not conditions:
            return 0
        truth = self._truths.get((before, letter))
        if truth is None:
            truth = sum(self._holds(condition, before, letter) << i for i, condition in enumerate(conditions))
            self._truths[(before, letter)] = truth
        return truth

    def _holds(self, condition: Condition, before: int, letter: int) -> bool:
        if condition.anchor is None:
            inside = condition.at_end if letter == _END else bool(letter >> condition.ranges & 1)
            return inside == condition.wanted
        return _anchored(condition.anchor, before, letter == _END, self._behind(0 if letter == _END else letter))

    def _reading(self, letter: int) -> int:
        found = self._readers.get(letter)
        if found is None:
            found = 0
            for index in bits(letter):
                found |= self._network.readers(index)
            self._readers[letter] = found
        return found

    # Hope: the places from which the rest of a text can still lead to a match, worked out from the end of the text.

    def hope_at_end(self) -> int | None:
        """None = the pattern is too large to bother."""
        if self._network.size > LARGEST_FOR_HOPE:
            return None
        return self._hopeful([_END], 0)

    def hope_before(self, text: str, hope: int) -> int:
        """The hopeful places in front of a constant text."""
        for character in reversed(text):
            hope = self._hopeful([self.letter(character)], hope)
        return hope

    def hope_before_any(self, alphabet: str, hope: int) -> int:
        """The hopeful places in front of any number of characters of an alphabet, none included."""
        letters = list(dict.fromkeys(self.letters(alphabet)))
        while (more := hope | self._hopeful(letters, hope, growing=True)) != hope:
            hope = more
        return hope

    def kept(self, state: int, hope: int) -> int:
        """The state without its hopeless places."""
        if state <= MATCHED:
            return state
        places, before = _pair(self._keys[state])
        if not places & hope and not hope & _FRESH:
            return DEAD
        return self._at(places & hope, before)

    def _hopeful(self, letters: Iterable[int], hope: int, growing: bool = False) -> int:
        """Where one of the letters leads to a match at once, or to a hopeful place; conditions taken generously."""
        ways = [
            (truth, self._reading(letter) if letter != _END else 0) for letter in letters for truth in self._any(letter)
        ]
        ways = list(dict.fromkeys(ways))
        network = self._network
        found = hope & _FRESH if network.restarts else 0
        if any(network.beginning(truth) & (readers & hope | ACCEPTED) for truth, readers in ways):
            found |= _FRESH
        for place in range(1, network.size):
            wanted = found | hope if growing else hope
            if any(network.following(place, truth) & (readers & wanted | ACCEPTED) for truth, readers in ways):
                found |= 1 << place
        return found

    def _any(self, letter: int) -> list[int]:
        """The truths that may hold in front of a letter, whatever stands before it."""
        befores = (0, *(1 | word | line for word in (0, 2) for line in (0, 4)))
        return list(dict.fromkeys(self._truth(before, letter) for before in befores))


def _anchored(anchor: Anchor, before: int, ends: bool, after: int) -> bool:
    word_before, word_after = bool(before & 2), bool(after & 2)
    if anchor is Anchor.START:
        return not before
    if anchor is Anchor.END:
        return ends
    if anchor is Anchor.LINE_START:
        return not before or bool(before & 4)
    if anchor is Anchor.LINE_END:
        return ends or bool(after & 4)
    if anchor is Anchor.WORD_START:
        return not word_before and word_after
    if anchor is Anchor.WORD_END:
        return word_before and not word_after
    return (word_before != word_after) == (anchor is Anchor.WORD_EDGE)


def _name(places: int, before: int) -> tuple[int | bytes, int]:
    """What a state is known by. Python's hash of an integer is its remainder by 2**61 - 1, so that of all sets of one
    place there are 61 hashes; a text's hash has no such holes."""
    if places < 1 << 61:
        return places, before
    return places.to_bytes((places.bit_length() + 7) // 8, "little"), before


def _pair(key: Hashable) -> tuple[int, int]:
    assert isinstance(key, tuple)
    return key


def bits(number: int) -> Iterator[int]:
    while number:
        low = number & -number
        yield low.bit_length() - 1
        number ^= low
