"""Sets of what a request may have several of: addresses of a name, names in a certificate, a host and its name by
reverse look-up."""

from __future__ import annotations

from collections.abc import Iterator

from proxylint.intervals import Intervals
from proxylint.records import dataclass, field


@dataclass(frozen=True, slots=True)
class Domains:
    """Domain values of an ACL: `d` is that name, `.d` is d and every name below it.

    `_wide`: by value what covers it, of those that are compared with the values of many lines.
    """

    values: frozenset[str]
    _wide: dict[str, frozenset[str]] = field(default_factory=dict, repr=False, compare=False)

    @property
    def long(self) -> bool:
        """Whether it is too much to keep something of each value. So may be a name longer than any host has."""
        return len(self.values) > _FEW or any(len(value) > _LONGEST_NAME for value in self.values)

    def covering(self, value: str) -> frozenset[str]:
        """The values that cover one of these, itself among them. Names below a dotted value are without number, so a
        single value has to cover it."""
        found = self._wide.get(value)
        if found is None:
            found = frozenset((value, *above(value)))
            if not self.long:
                self._wide[value] = found
        return found


_FEW = 16
"""Values of an ACL."""

_LONGEST_NAME = 255
"""Characters of a host name (RFC 1035 section 2.3.4)."""


@dataclass(frozen=True, slots=True)
class Addresses:
    """Addresses, of which a host may have several."""

    values: Intervals


Several = Domains | Addresses


def touches(values: Several, other: Several) -> bool:
    """Whether it may matter to whoever has one of these to have none of the other. If not, what was within nothing
    that failed before is so still."""
    if isinstance(values, Addresses):
        return isinstance(other, Addresses) and values.values.overlaps(other.values)
    if not isinstance(other, Domains) or values.long:
        return isinstance(other, Domains)
    return any(_meet(values.covering(one), other.values) for one in values.values)


def _meet(one: frozenset[str], other: frozenset[str]) -> bool:
    few, many = (one, other) if len(one) <= len(other) else (other, one)
    return not few.isdisjoint(many)


class Lacking:
    """Sets of one property of which nothing is had. One that holds a set more than another shares what that knows, for
    they come one after the other: each line of an access list leaves what it does not match.

    `_sets` and `_first` may hold more than the first `_size`. `_first`: by domain value the place of the set with it.
    `_long`: places of long lists, whose values are not in there.
    """

    __slots__ = ("_first", "_long", "_sets", "_size")

    def __init__(self, sets: tuple[Several, ...] = ()) -> None:
        self._sets: list[Several] = []
        self._first: dict[str, int] = {}
        self._long: list[int] = []
        self._size = len(sets)
        for values in sets:
            self._add(values)

    def _add(self, values: Several) -> None:
        place = len(self._sets)
        self._sets.append(values)
        if not isinstance(values, Domains) or values.long:
            self._long.append(place)
            return
        for value in values.values:
            self._first.setdefault(value, place)

    def and_of(self, values: Several) -> Lacking:
        if len(self._sets) > self._size or not self._size:
            return Lacking((*self, values))
        found = Lacking.__new__(Lacking)
        found._sets, found._first, found._long, found._size = self._sets, self._first, self._long, self._size + 1
        found._add(values)
        return found

    def __iter__(self) -> Iterator[Several]:
        for place in range(self._size):
            yield self._sets[place]

    def hold(self, values: Several) -> bool:
        """Whether whoever has one of these has one of those. Nothing at all is within anything."""
        long = [self._sets[place] for place in self._long if place < self._size]
        if values in long:
            return True
        if isinstance(values, Addresses):
            return _hold_addresses(values, [other.values for other in long if isinstance(other, Addresses)])
        lists = [other.values for other in long if isinstance(other, Domains)]
        return all(self._holds(values.covering(value), lists) for value in values.values)

    def _holds(self, wide: frozenset[str], lists: list[frozenset[str]]) -> bool:
        if any(self._first.get(one, self._size) < self._size for one in wide):
            return True
        return any(_meet(wide, values) for values in lists)


NOTHING = Lacking()
"""What is known to fail at first."""


def _hold_addresses(values: Addresses, known: list[Intervals]) -> bool:
    if len(known) < 2:
        return not (values.values - known[0] if known else values.values)
    return not values.values - Intervals.of(part for one in known for part in one.parts)


def above(value: str) -> Iterator[str]:
    """The values with a leading dot that cover all of a domain value, from near to far, the value itself left out."""
    if value[:1] != ".":
        yield "." + value
    cut = value.find(".", 1)
    while cut > 0:
        yield value[cut:]
        cut = value.find(".", cut + 1)
