"""A quick look at a pattern: what every match holds, and whether a text of known beginning and end can hold it.

Lists bring thousands of patterns, nearly all of them for other domains; an exact decision about each costs a thousand
times as much as this.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TypeAlias

from proxylint.regex import regex

Piece: TypeAlias = tuple[frozenset[str], ...]
"""Characters that stand side by side: for each place those that may stand there, or `ANY`."""

ANY: frozenset[str] = frozenset()
"""In a piece: one character, whichever; patterns for names are full of dots that nobody escaped."""

MOST_KEPT = 1 << 16
"""Patterns: one megabyte of script holds no more of them, and each is asked again for the next URL."""

MOST_SETS = 1 << 12
"""Of characters, for which it is kept where they stand in one text."""

START, END = "\x02", "\x03"
"""Stand in a piece for the edges of the text."""
_START, _END = frozenset(START), frozenset(END)

_QUANTIFIER = regex(r"(?:[*+?]|\{[0-9]++(?:,[0-9]*+)?\})\??")
_SETS = frozenset("dDwWsSbB")
_PLAIN_CLASS = regex(r"\[((?>(?:[^\\\]\[^\-]|\\[^A-Za-z0-9])+))\]")
_CLASS = regex(r"\[(?>(?:[^\\\]]|\\.)*)\]", re.DOTALL)


class _Unclear(Exception):
    """Here nothing is known to be needed."""


@lru_cache(maxsize=MOST_KEPT)
def needed(source: str, fold: bool) -> tuple[Piece, ...]:
    """Pieces each of which is in every text that the JavaScript pattern, without flag m, matches; maybe none.

    `fold`: flag i; the pieces are in lower case then. Those at the end of the text come first, then the longest: they
    tell most.
    """
    try:
        return tuple(sorted(_pieces(source, fold), key=lambda piece: (_END not in piece, -len(piece))))
    except (_Unclear, IndexError):
        return ()


def _pieces(source: str, fold: bool) -> Iterator[Piece]:
    found: list[Piece] = []
    run: list[frozenset[str]] = []
    at = 0
    while at < len(source):
        item, at = _item(source, at)
        quantifier = _QUANTIFIER.match(source, at)
        if quantifier is None and item is not None:
            if run and (item == _START or run[-1] == _END):
                raise _Unclear
            run.append(item)
            continue
        if quantifier is not None:
            at = quantifier.end()
            if item in (_START, _END):
                raise _Unclear
            if item is not None and quantifier[0][0] == "+" and run[-1:] != [_END]:
                run.append(item)
        found.append(tuple(run))
        run = []
    found.append(tuple(run))
    for piece in found:
        if not all(char.isascii() for chars in piece for char in chars):
            raise _Unclear
    if fold:
        found = [tuple(frozenset(char.lower() for char in chars) for chars in piece) for piece in found]
    return (tuple(map(_same, piece)) for piece in map(_trimmed, found) if piece)


def _trimmed(piece: Piece) -> Piece:
    """Without what any character may be at its edges."""
    start, end = 0, len(piece)
    while start < end and piece[start] == ANY:
        start += 1
    while end > start and piece[end - 1] == ANY:
        end -= 1
    return piece[start:end]


@lru_cache(maxsize=1024)
def _same(chars: frozenset[str]) -> frozenset[str]:
    """One for all that are equal: most stand for one letter, and take more memory than all else that is kept."""
    return chars


def _item(source: str, at: int) -> tuple[frozenset[str] | None, int]:
    """The characters that one item of the pattern stands for, None = more than is looked at; and where it ends."""
    char = source[at]
    match char:
        case "^":
            return _START, at + 1
        case "$":
            return _END, at + 1
        case ".":
            return ANY, at + 1
        case "(":
            return None, _group_end(source, at)
        case "[":
            plain = _PLAIN_CLASS.match(source, at)
            if plain is not None:
                return frozenset(plain[1].replace("\\", "")), plain.end()
            found = _CLASS.match(source, at)
            if found is None:
                raise _Unclear
            return None, found.end()
        case "\\":
            escaped = source[at + 1]
            if escaped.isalnum() or not escaped.isascii():
                if escaped not in _SETS:
                    raise _Unclear
                return None, at + 2
            return frozenset(escaped), at + 2
    if char in "|)*+?{}]":
        raise _Unclear
    return frozenset(char), at + 1


def _group_end(source: str, at: int) -> int:
    depth = 0
    while True:
        char = source[at]
        if char == "[":
            found = _CLASS.match(source, at)
            if found is None:
                raise _Unclear
            at = found.end()
            continue
        depth += (char == "(") - (char == ")")
        at += 2 if char == "\\" else 1
        if not depth:
            return at


def may_hold(piece: Piece, prefix: str, suffix: str, alphabet: frozenset[str]) -> bool:
    """Whether the piece can stand somewhere in a text of `prefix`, characters of `alphabet`, and `suffix`.

    Of a text that is not ASCII it is not said that it cannot: a dot stands for half of some characters.
    """
    if not (prefix.isascii() and suffix.isascii()):
        return True
    ground = _ground(prefix, suffix, alphabet)
    places, stays, steps = ground.all, ground.stays, ground.steps
    middle = 1 << len(prefix) + 1
    for wanted in piece:
        step = steps.get(wanted)
        if step is None:
            step = ground.look(wanted)
        stay = places & middle if wanted in stays else 0
        places = (places & step) << 1 | stay
        if not places:
            return False
    return True


class _Ground:
    """Places in a text as bits; at the one behind the prefix any number of characters of the alphabet may stand."""

    __slots__ = ("_alphabet", "_text", "all", "stays", "steps")

    def __init__(self, text: str, alphabet: frozenset[str]) -> None:
        self._text = text
        self._alphabet = alphabet
        self.all = (1 << len(text)) - 1
        self.steps: dict[frozenset[str], int] = {}
        """By the characters that are wanted, the places that one of them stands at."""
        self.stays: set[frozenset[str]] = set()
        """Of which one may stand in the middle."""

    def look(self, wanted: frozenset[str]) -> int:
        if len(self.steps) >= MOST_SETS:
            self.steps.clear()
            self.stays.clear()
        inner = len(self._text) - 1
        found = sum(
            1 << place for place, char in enumerate(self._text) if (char in wanted if wanted else 0 < place < inner)
        )
        if self._alphabet and (not wanted or not self._alphabet.isdisjoint(wanted)):
            self.stays.add(wanted)
        self.steps[wanted] = found
        return found


@lru_cache(maxsize=64)
def _ground(prefix: str, suffix: str, alphabet: frozenset[str]) -> _Ground:
    return _Ground(f"{START}{prefix}{suffix}{END}", alphabet)
