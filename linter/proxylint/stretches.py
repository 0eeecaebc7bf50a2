"""Sets of thousands of intervals, from which a few are taken at a time."""

from __future__ import annotations

from bisect import bisect_right
from itertools import chain

from proxylint import intervals
from proxylint.intervals import Intervals, Parts

_STRETCH = 128
"""Parts of a stretch at first; it is divided once it has twice as many."""


class Stretches(Intervals):
    """A set of thousands of parts in stretches. Each line of a long list takes a few parts from what the lines above
    have left: one stretch or two are made anew then, and all others shared."""

    __slots__ = ("_flat", "_lows", "_number", "_stretches")

    _stretches: tuple[Parts, ...]
    _lows: tuple[int, ...]
    _number: int
    _flat: Parts | None

    def __new__(cls, stretches: tuple[Parts, ...], lows: tuple[int, ...], number: int) -> Stretches:
        """`lows`: the first number of each stretch; `number`: of the parts."""
        made = object.__new__(cls)
        known = {"_stretches": stretches, "_lows": lows, "_number": number, "_flat": None, "_hash": 0}
        for name, value in known.items():
            object.__setattr__(made, name, value)
        return made

    def __init__(self, *_: object) -> None:
        """All is set by then."""

    def __reduce__(self) -> tuple[object, ...]:
        return Intervals, (self.parts,)

    @property
    def parts(self) -> Parts:
        if self._flat is None:
            object.__setattr__(self, "_flat", tuple(chain.from_iterable(self._stretches)))
        return self._flat or ()

    @property
    def count(self) -> int:
        return self._number

    @property
    def own(self) -> int:
        return 2 * len(self._stretches) + 2 * _STRETCH

    def only(self) -> None:
        return None

    def __bool__(self) -> bool:
        return True

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Intervals) or self.count != other.count:
            return False
        return self is other or self.parts == other.parts

    __hash__ = Intervals.__hash__

    def witness(self) -> int:
        return self._lows[0]

    def _touched(self, few: Intervals) -> tuple[int, int]:
        """The places of the first stretch that the parts may touch, and of the first behind it."""
        first = max(bisect_right(self._lows, few.parts[0][0]) - 1, 0)
        return first, bisect_right(self._lows, few.parts[-1][1])

    def _between(self, first: int, behind: int) -> Intervals:
        return Intervals(tuple(chain.from_iterable(self._stretches[first:behind])))

    def __and__(self, other: Intervals) -> Intervals:
        if not 0 < other.count <= intervals.CUTS:
            return Intervals(self.parts) & Intervals(other.parts)
        both = self._between(*self._touched(other)) & other
        return self if both.count == self.count and both == self else both

    __rand__ = __and__

    def __sub__(self, other: Intervals) -> Intervals:
        if not 0 < other.count <= intervals.CUTS:
            return Intervals(self.parts) - Intervals(other.parts)
        first, behind = self._touched(other)
        before = self._between(first, behind)
        left = before - other
        number = self._number - before.count + left.count
        if number <= intervals.MANY:
            return Intervals((*self._between(0, first).parts, *left.parts, *self._between(behind, self._number).parts))
        anew = _divided(left.parts)
        return Stretches(
            (*self._stretches[:first], *anew, *self._stretches[behind:]),
            (*self._lows[:first], *(parts[0][0] for parts in anew), *self._lows[behind:]),
            number,
        )


def in_stretches(parts: Parts) -> Stretches:
    divided = _divided(parts)
    return Stretches(divided, tuple(one[0][0] for one in divided), len(parts))


def _divided(parts: Parts) -> tuple[Parts, ...]:
    if len(parts) <= 2 * _STRETCH:
        return (parts,) if parts else ()
    return tuple(parts[at : at + _STRETCH] for at in range(0, len(parts), _STRETCH))
