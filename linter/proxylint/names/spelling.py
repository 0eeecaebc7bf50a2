"""Patterns that are nothing but literal names in disguise: most are."""

from __future__ import annotations

from proxylint.names.characters import EVERY, Ranges, union
from proxylint.names.tree import Anchor, Chars, Choice, Group, Node, Repeat, Sequence
from proxylint.names.words import Words

_NOT_ON_ONE_LINE: Ranges = ((0x00, 0x00), (0x0A, 0x0A), (0x0D, 0x0D), (0x2028, 0x2029))

# Stand in spelled-out branches for `^`, `$` and `.*`. Characters beyond U+FFFF never come out of a pattern.
_START, _END, _ANY = "\U0010fff0", "\U0010fff1", "\U0010fff2"
_MARKS = (_START, _END, _ANY)

_MOST_SPELLINGS = 100_000
_MOST_CHARACTERS = 4_000_000
"""Of all spellings together: twice what fits in the largest list."""


def plain_words(tree: Node) -> Words | None:
    """The word list that matches the same one-line texts, or None."""
    speller = _Speller()
    spellings = speller.spell(tree)
    if spellings is None or len(speller.cases) > 1:
        return None
    found: dict[str, list[str]] = {"equal": [], "starts": [], "ends": [], "inside": []}
    for spelling in spellings:
        word = _word(spelling)
        if word is None:
            return None
        found[word[0]].append(word[1])
    return Words(
        equal=found["equal"],
        starts=found["starts"],
        ends=found["ends"],
        inside=found["inside"],
        fold=True in speller.cases,
    )


class _Speller:
    """`cases`: whether letters stand in both cases, in one, or in this tree some so and some so."""

    def __init__(self) -> None:
        self.cases: set[bool] = set()

    def spell(self, node: Node) -> list[str] | None:
        match node:
            case Chars(ranges):
                return self._letter(ranges)
            case Group(body):
                return self.spell(body)
            case Sequence(parts):
                return self._sequence(parts)
            case Choice(branches):
                return self._choice(branches)
            case Repeat():
                return self._repeat(node)
            case Anchor.START | Anchor.LINE_START:
                return [_START]
            case Anchor.END | Anchor.LINE_END:
                return [_END]
        return None

    def _letter(self, ranges: Ranges) -> list[str] | None:
        if not ranges:
            return []
        low, high = ranges[0][0], ranges[-1][1]
        if len(ranges) == 1 and low == high:
            if 0x41 <= low <= 0x5A or 0x61 <= low <= 0x7A:
                self.cases.add(False)
            return [chr(low)]
        if ranges == ((low, low), (high, high)) and high == low + 32 and 0x41 <= low <= 0x5A:
            self.cases.add(True)
            return [chr(high)]
        return None

    def _sequence(self, parts: tuple[Node, ...]) -> list[str] | None:
        done, pending = [""], []
        for part in parts:
            spelled = self.spell(part)
            if spelled is None:
                return None
            if len(spelled) == 1:
                pending.append(spelled[0])
                continue
            if len(done) * len(spelled) > _MOST_SPELLINGS:
                return None
            middle = "".join(pending)
            if (_lengths(done) + len(middle) * len(done)) * len(spelled) + _lengths(spelled) * len(
                done
            ) > _MOST_CHARACTERS:
                return None
            done = [front + middle + back for front in done for back in spelled]
            pending = []
        return [front + "".join(pending) for front in done]

    def _choice(self, branches: tuple[Node, ...]) -> list[str] | None:
        found: list[str] = []
        for branch in branches:
            spelled = self.spell(branch)
            if spelled is None:
                return None
            found.extend(spelled)
        return found

    def _repeat(self, repeat: Repeat) -> list[str] | None:
        if repeat.least == 0 and repeat.most is None and isinstance(repeat.body, Chars):
            everything = union((*repeat.body.ranges, *_NOT_ON_ONE_LINE)) == EVERY
            return [_ANY] if everything else None
        if repeat.most != 1:
            return None
        spelled = self.spell(repeat.body)
        return spelled if spelled is None or repeat.least else ["", *spelled]


def _lengths(texts: list[str]) -> int:
    return sum(map(len, texts))


def _word(spelling: str) -> tuple[str, str] | None:
    """How a spelled-out branch compares, and with which word."""
    word = spelling.lstrip(_START)
    begins = word != spelling
    if word.startswith(_ANY):
        begins, word = False, word.lstrip(_ANY)
    rest, word = word, word.rstrip(_END)
    ends = word != rest
    if word.endswith(_ANY):
        ends, word = False, word.rstrip(_ANY)
    if any(mark in word for mark in _MARKS):
        return None
    return ("equal" if begins and ends else "starts" if begins else "ends" if ends else "inside"), word


def shortest(node: Node) -> int:
    """No shorter text matches."""
    match node:
        case Chars():
            return 1
        case Group(body):
            return shortest(body)
        case Sequence(parts):
            return sum(map(shortest, parts))
        case Choice(branches):
            return min(map(shortest, branches))
        case Repeat(body, least):
            return least and least * shortest(body)
    return 0
