"""Sets of integers as sorted, disjoint, non-adjacent closed intervals: addresses and minutes of the week."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from proxylint.records import dataclass, field

_FAR = 1 << 200
"""Beyond every address and every minute."""


@dataclass(frozen=True, slots=True)
class Intervals:
    """`parts` are `(low, high)`, both inside, sorted, with a gap between any two. Build with `Intervals.of`."""

    parts: tuple[tuple[int, int], ...]
    _hash: int = field(default=0, init=False, repr=False, compare=False)

    def __hash__(self) -> int:
        """Kept, for there may be as many parts as a list has lines."""
        if not self._hash:
            object.__setattr__(self, "_hash", hash(self.parts) or 1)
        return self._hash

    @staticmethod
    def of(parts: Iterable[tuple[int, int]]) -> Intervals:
        merged: list[tuple[int, int]] = []
        for low, high in sorted(parts):
            if merged and low <= merged[-1][1] + 1:
                merged[-1] = (merged[-1][0], max(merged[-1][1], high))
            else:
                merged.append((low, high))
        return Intervals(tuple(merged))

    def __bool__(self) -> bool:
        return bool(self.parts)

    def __contains__(self, value: int) -> bool:
        at = bisect_right(self.parts, (value, _FAR))
        return at > 0 and self.parts[at - 1][1] >= value

    def _beside(self, other: Intervals) -> tuple[int, int]:
        """The places of the first part that `other` may touch, and of the first behind it."""
        if not other.parts:
            return 0, 0
        first = max(bisect_right(self.parts, (other.parts[0][0], _FAR)) - 1, 0)
        return first, bisect_right(self.parts, (other.parts[-1][1], _FAR))

    def __and__(self, other: Intervals) -> Intervals:
        if len(self.parts) < len(other.parts):
            return other & self
        first, behind = self._beside(other)
        found: list[tuple[int, int]] = []
        left, right = iter(self.parts[first:behind]), iter(other.parts)
        a, b = next(left, None), next(right, None)
        while a and b:
            low, high = max(a[0], b[0]), min(a[1], b[1])
            if low <= high:
                found.append((low, high))
            if a[1] < b[1]:
                a = next(left, None)
            else:
                b = next(right, None)
        return Intervals(tuple(found))

    def overlaps(self, other: Intervals) -> bool:
        """Whether both have a number in common."""
        if self.parts and self.parts == other.parts:
            return True
        if not self.parts or not other.parts:
            return False
        if self.parts[0][0] > other.parts[-1][1] or self.parts[-1][1] < other.parts[0][0]:
            return False
        return bool(self & other)

    def __or__(self, other: Intervals) -> Intervals:
        return Intervals.of((*self.parts, *other.parts))

    def __sub__(self, other: Intervals) -> Intervals:
        found: list[tuple[int, int]] = []
        cuts, at = other.parts, 0
        first, behind = self._beside(other)
        for low, high in self.parts[first:behind]:
            while at < len(cuts) and cuts[at][1] < low:
                at += 1
            index = at
            while index < len(cuts) and cuts[index][0] <= high:
                if cuts[index][0] > low:
                    found.append((low, cuts[index][0] - 1))
                low = cuts[index][1] + 1
                index += 1
            at = max(at, index - 1)  # the last cut may reach into the next part
            if low <= high:
                found.append((low, high))
        return Intervals((*self.parts[:first], *found, *self.parts[behind:]))

    def witness(self) -> int:
        """The smallest member; the set must not be empty."""
        return self.parts[0][0]
