"""Sets of integers as sorted, disjoint, non-adjacent closed intervals: addresses and minutes of the week."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from proxylint.records import dataclass, field

_FAR = 1 << 200
"""Beyond every address and every minute."""

_FEW = 8
"""So many times as many parts a set must have for another one to be put into it part by part."""


MANY, CUTS = 1024, 64
"""A set of so many parts from which so few are taken is left in stretches (stretches.py)."""


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

    @property
    def count(self) -> int:
        """Of the parts."""
        return len(self.parts)

    @property
    def own(self) -> int:
        """About how many parts it holds that no other set shares with it."""
        return len(self.parts)

    def only(self) -> int | None:
        """The member, if there is just one."""
        low, high = self.parts[0] if len(self.parts) == 1 else (0, 1)
        return low if low == high else None

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
        if self.parts == other.parts or other._spans(self):
            return self
        first, behind = self._beside(other)
        found: list[tuple[int, int]] = []
        left, right = self.parts[first:behind], other.parts
        at = beside = 0
        while at < len(left) and beside < len(right):
            a, b = left[at], right[beside]
            if a == b:
                same = _alike(left, at, right, beside)
                found += left[at : at + same]
                at, beside = at + same, beside + same
                continue
            if b[0] <= a[0] and a[1] <= b[1]:
                within = bisect_right(left, (b[1], _FAR), at)
                within -= left[within - 1][1] > b[1]
                found += left[at:within]
                at = within
                continue
            low, high = a[0] if a[0] > b[0] else b[0], a[1] if a[1] < b[1] else b[1]
            if low <= high:
                found.append((low, high))
            if a[1] < b[1]:
                at += 1
            else:
                beside += 1
        return Intervals(tuple(found))

    def _spans(self, other: Intervals) -> bool:
        """Whether this is one part that holds all of the other set."""
        if len(self.parts) != 1 or not other.parts:
            return False
        (low, high) = self.parts[0]
        return low <= other.parts[0][0] and other.parts[-1][1] <= high

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
        many, few = (self, other) if len(self.parts) >= len(other.parts) else (other, self)
        if len(many.parts) < _FEW * len(few.parts):
            return Intervals.of((*self.parts, *other.parts))
        return many._with(few)

    def union(self, *others: Intervals) -> Intervals:
        """With all of them at once; with one after the other, the last would look at all before."""
        if len(others) == 1:
            return self | others[0]
        return Intervals.of([part for one in (self, *others) for part in one.parts])

    def _with(self, few: Intervals) -> Intervals:
        """The union, where most parts stay as they are."""
        found = list(self.parts)
        for low, high in few.parts:
            first = bisect_right(found, (low, _FAR))
            if first and found[first - 1][1] >= low - 1:
                first -= 1
            behind = bisect_right(found, (high + 1, _FAR), first)
            if first < behind:
                low, high = min(low, found[first][0]), max(high, found[behind - 1][1])
            found[first:behind] = [(low, high)]
        return Intervals(tuple(found))

    def __sub__(self, other: Intervals) -> Intervals:
        if self.parts == other.parts or other._spans(self):
            return Intervals(())
        found: list[tuple[int, int]] = []
        cuts, at = other.parts, 0
        first, behind = self._beside(other)
        place = first
        while place < behind:
            low, high = self.parts[place]
            while at < len(cuts) and cuts[at][1] < low:
                at += 1
            if at < len(cuts) and cuts[at] == self.parts[place]:
                same = _alike(self.parts, place, cuts, at)
                place, at = place + same, at + same
                continue
            place += 1
            index = at
            while index < len(cuts) and cuts[index][0] <= high:
                if cuts[index][0] > low:
                    found.append((low, cuts[index][0] - 1))
                low = cuts[index][1] + 1
                index += 1
            at = max(at, index - 1)  # the last cut may reach into the next part
            if low <= high:
                found.append((low, high))
        left = (*self.parts[:first], *found, *self.parts[behind:])
        if len(left) <= MANY or len(cuts) > CUTS:
            return Intervals(left)
        from proxylint.stretches import in_stretches

        return in_stretches(left)

    def witness(self) -> int:
        """The smallest member; the set must not be empty."""
        return self.parts[0][0]


Parts = tuple[tuple[int, int], ...]


def _alike(one: Parts, at: int, other: Parts, beside: int) -> int:
    """How many parts from these places on are known to be the same in both, at least the first; found in leaps, as what
    a list leaves of one set and of another is mostly the same."""
    known, leap = 1, 1
    while True:
        mine = one[at + known : at + known + leap]
        if not mine or mine != other[beside + known : beside + known + leap]:
            return known
        known += len(mine)
        leap *= 2
