"""Which of many sets of values meet a given one, found without looking at all of them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Hashable, Iterable, Iterator
from typing import Generic, TypeVar

from proxylint.formats.squid.analysis.cells import Choice, One
from proxylint.formats.squid.analysis.several import Addresses, Domains, Several, above
from proxylint.intervals import Intervals

K = TypeVar("K", bound=Hashable)


class Crossings(Generic[K]):
    """Sets of values of one property, each under a key. `meeting` gives the keys of those that may hold something of
    what is asked about: for domains, a value itself or one that covers it, as only these can take a whole value."""

    def __init__(self) -> None:
        self._domains: dict[str, list[K]] = {}
        self._words: dict[str, list[K]] = {}
        self._ranges = _Ranges[K]()

    def add(self, values: One | Several, key: K) -> None:
        if isinstance(values, Domains):
            for value in values.values:
                self._domains.setdefault(value, []).append(key)
        elif isinstance(values, Choice):
            for word in values.words:
                self._words.setdefault(word, []).append(key)
        else:
            for low, high in _parts(values):
                self._ranges.add(low, high, key)

    def meeting(self, values: One | Several) -> Iterator[K]:
        """Perhaps several times each."""
        if isinstance(values, Domains):
            for value in values.values:
                for wide in (value, *above(value)):
                    yield from self._domains.get(wide, ())
        elif isinstance(values, Choice):
            for word in self._words if values.but else values.words:
                if not values.but or word not in values.words:
                    yield from self._words.get(word, ())
        else:
            for low, high in _parts(values):
                yield from self._ranges.meeting(low, high)


def _parts(values: Intervals | Addresses) -> tuple[tuple[int, int], ...]:
    return values.values.parts if isinstance(values, Addresses) else values.parts


class _Ranges(Generic[K]):
    """Ranges by length: those of about one length that meet a given one begin in one short stretch."""

    def __init__(self) -> None:
        self._lows: dict[int, list[int]] = {}
        self._kept: dict[int, dict[int, list[tuple[int, K]]]] = {}

    def add(self, low: int, high: int, key: K) -> None:
        size = (high - low).bit_length()
        kept = self._kept.setdefault(size, {})
        if low not in kept:
            insort(self._lows.setdefault(size, []), low)
        kept.setdefault(low, []).append((high, key))

    def meeting(self, low: int, high: int) -> Iterator[K]:
        for size, lows in self._lows.items():
            kept = self._kept[size]
            for at in range(bisect_left(lows, low - (1 << size)), bisect_right(lows, high)):
                for end, key in kept[lows[at]]:
                    if end >= low:
                        yield key


class Union:
    """What sets of values of one property hold together, while more are added."""

    def __init__(self) -> None:
        self._words: set[str] = set()
        self._lows: list[int] = []
        self._highs: list[int] = []
        self._covered: set[One] = set()

    def add(self, values: One) -> None:
        if isinstance(values, Intervals):
            for low, high in values.parts:
                self._add(low, high)
        else:
            self._words.update(values.words)

    def _add(self, low: int, high: int) -> None:
        """Joined with what it touches."""
        first, behind = bisect_left(self._highs, low - 1), bisect_right(self._lows, high + 1)
        if first < behind:
            low, high = min(low, self._lows[first]), max(high, self._highs[behind - 1])
        self._lows[first:behind] = [low]
        self._highs[first:behind] = [high]

    def covers(self, values: One) -> bool:
        """What is covered once stays so."""
        if isinstance(values, Choice):
            return not values.but and self._words.issuperset(values.words)
        if values not in self._covered:
            if not all(self._holds(low, high) for low, high in values.parts):
                return False
            self._covered.add(values)
        return True

    def _holds(self, low: int, high: int) -> bool:
        at = bisect_right(self._lows, low) - 1
        return at >= 0 and self._highs[at] >= high


def together(sets: Iterable[One]) -> One | None:
    """What all of them hold; None = everything, or there are none."""
    found: One | None = None
    for values in sets:
        if found is None:
            found = values
        elif isinstance(found, Intervals):
            assert isinstance(values, Intervals)
            found = found & values
        else:
            assert isinstance(values, Choice)
            found = found & values
    return found
