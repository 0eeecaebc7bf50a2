"""Where words stand in a text in any case, and what a pattern finds around them.

A pattern that may begin anywhere is tried at every character, which takes longer than all else that is done with a list
of a million names. Where each match holds one of some words at a known place, only what stands around these is tried.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping

_PIECE, _OVERLAP = 1 << 20, 64
"""Characters that are looked at together; no word that is looked for, with what may stand before it, is longer than the
overlap."""

_FOLDED = {"\u0130": "i", "\u0131": "i", "\u017f": "s", "\u212a": "k"}
"""Those beyond ASCII that `(?i)` takes for a letter of ASCII."""


def mentioned(text: str, words: Iterable[str]) -> frozenset[str]:
    """Which of some words, in lower case, stand in a text in any case."""
    left, found = list(words), []
    for _, low in _pieces(text):
        found += [word for word in left if word in low]
        left = [word for word in left if word not in found]
    return frozenset(found)


def matches(
    pattern: re.Pattern[str], text: str, words: Mapping[str, Iterable[int]], low: Container[str]
) -> Iterator[re.Match[str]]:
    """What `finditer` finds. `words`: each match holds one of these, which begins so many characters behind its start;
    `low`: which of them the text mentions."""
    done = 0
    for start in _starts(text, [(word, before) for word in words if word in low for before in words[word]]):
        if start >= done and (one := pattern.match(text, start)) is not None:
            yield one
            done = one.end()


def _starts(text: str, words: list[tuple[str, int]]) -> Iterator[int]:
    """The places that lie so many characters before one of the words, in order."""
    if words:
        for at, low in _pieces(text):
            starts = {place - before for word, before in words for place in _places(low, word)}
            yield from sorted(at + start for start in starts if 0 <= start < _PIECE)


def _places(low: str, word: str) -> Iterator[int]:
    at = low.find(word)
    while at >= 0:
        yield at
        at = low.find(word, at + 1)


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """A piece after the other with its place, in lower case and as long as it is in the text: a list of a million names
    is not copied to be looked at."""
    for at in range(0, len(text), _PIECE):
        piece = text[at : at + _PIECE + _OVERLAP]
        if not piece.isascii():
            for wide, letter in _FOLDED.items():
                piece = piece.replace(wide, letter)
        yield at, piece.lower()
