"""Sets of characters as sorted, disjoint, non-touching (low, high) pairs of code points."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from functools import lru_cache

Ranges = tuple[tuple[int, int], ...]

TOP = 0x10FFFF
EVERY: Ranges = ((0, TOP),)
DIGIT: Ranges = ((0x30, 0x39),)
WORD: Ranges = ((0x30, 0x39), (0x41, 0x5A), (0x5F, 0x5F), (0x61, 0x7A))


def only(*characters: str) -> Ranges:
    return union((ord(character), ord(character)) for character in characters)


def union(pairs: Iterable[tuple[int, int]]) -> Ranges:
    merged: list[tuple[int, int]] = []
    for low, high in sorted(pairs):
        if merged and low <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(merged[-1][1], high))
        else:
            merged.append((low, high))
    return tuple(merged)


def complement(ranges: Ranges) -> Ranges:
    gaps: list[tuple[int, int]] = []
    start = 0
    for low, high in ranges:
        if start < low:
            gaps.append((start, low - 1))
        start = high + 1
    if start <= TOP:
        gaps.append((start, TOP))
    return tuple(gaps)


def contains(ranges: Ranges, code: int) -> bool:
    index = bisect_right(ranges, (code, TOP)) - 1
    return index >= 0 and code <= ranges[index][1]


@lru_cache(maxsize=4096)
def places(ranges: Ranges, alphabet: str) -> tuple[int, ...]:
    """Where in an alphabet the characters of a set stand; the patterns of a list have most sets in common."""
    return tuple(place for place, character in enumerate(alphabet) if contains(ranges, ord(character)))


def overlap(one: Ranges, other: Ranges) -> bool:
    outside = complement(other)
    return union((*outside, *one)) != outside


def shifted(ranges: Ranges, low: int, high: int, by: int) -> Ranges:
    """The part of `ranges` between `low` and `high`, moved by `by`: how letters change their case."""
    return tuple((max(a, low) + by, min(b, high) + by) for a, b in ranges if a <= high and b >= low)
