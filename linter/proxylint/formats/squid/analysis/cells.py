"""Sets of requests, wide enough for every method, port, client and name: what facts about access lists reason over.

A cell is a conjunction of what is known of a request. It may be empty without being known to be, and never the other
way round: only the emptiness of a cell is ever concluded from.
"""

from __future__ import annotations

from collections.abc import Mapping

from proxylint import addresses
from proxylint.formats.squid.analysis.several import NOTHING, Addresses, Domains, Lacking, Several, touches
from proxylint.formats.squid.compiled import Partings
from proxylint.intervals import Intervals
from proxylint.records import dataclass, field, replace
from proxylint.region import MINUTES


@dataclass(frozen=True, slots=True)
class Choice:
    """A set of words out of an open vocabulary: those listed, or (`but`) all others."""

    words: frozenset[str]
    but: bool = False

    def __bool__(self) -> bool:
        return self.but or bool(self.words)

    def __and__(self, other: Choice) -> Choice:
        if self.but and other.but:
            return Choice(self.words | other.words, True)
        if self.but:
            return Choice(other.words - self.words)
        return Choice(self.words - other.words if other.but else self.words & other.words)

    def __sub__(self, other: Choice) -> Choice:
        return self & Choice(other.words, not other.but)


One = Intervals | Choice
"""What a request has exactly one of: a client address, a port, a method, a time."""


@dataclass(frozen=True, slots=True)
class Literal:
    """An elementary condition. `key` names it; `of` is the property that `values` are about.

    `values` None = it is just true or false. `lower`: the values are some of those meant, not all.
    """

    key: str
    of: str = ""
    values: One | Several | None = None
    lower: bool = False


_WHOLE: Mapping[str, Intervals] = {
    "client": addresses.EVERY,
    "port": Intervals(((0, 0xFFFF),)),
    "minute": MINUTES,
}


@dataclass(frozen=True, slots=True)
class Cell:
    """`ones`: the values that a property still has, where they are not all. `held` and `failed`: sets of which at
    least one member, or none, is had. `truths`: keys of literals known to be true or false."""

    ones: Mapping[str, One] = field(default_factory=dict)
    held: Mapping[str, tuple[Several, ...]] = field(default_factory=dict)
    failed: Mapping[str, Lacking] = field(default_factory=dict)
    truths: Mapping[str, bool] = field(default_factory=dict)

    def where(self, literal: Literal, wanted: bool, partings: Partings | None = None) -> Cell | None:
        """The part in which the literal comes out as wanted; None = it is empty. `partings`: how long lists are
        known to cut what a cell has."""
        values = literal.values
        cell: Cell | None = self
        if values is None or literal.lower:
            cell = self._told(literal.key, wanted)
        if cell is None or values is None or (literal.lower and wanted):
            return cell
        if isinstance(values, Domains | Addresses):
            return cell._several(literal.of, values, wanted)
        return cell._one(literal.of, values, wanted, partings)

    def _told(self, key: str, wanted: bool) -> Cell | None:
        known = self.truths.get(key)
        if known is not None:
            return self if known is wanted else None
        return replace(self, truths={**self.truths, key: wanted})

    def _one(self, of: str, values: One, wanted: bool, partings: Partings | None) -> Cell | None:
        now = self.ones.get(of) or whole(of, values)
        left = _cut(now, values, wanted, partings)
        if not left:
            return None
        return self if left == now else replace(self, ones={**self.ones, of: left})

    def _several(self, of: str, values: Several, wanted: bool) -> Cell | None:
        held, failed = self.held.get(of, ()), self.failed.get(of, NOTHING)
        if wanted:
            if failed.hold(values):
                return None
            return self if values in held else replace(self, held={**self.held, of: (*held, values)})
        failed = failed.and_of(values)
        if any(touches(one, values) and failed.hold(one) for one in held):
            return None
        return replace(self, failed={**self.failed, of: failed})


ANY = Cell()
_ANY_WORD = Choice(frozenset(), True)


def whole(of: str, like: One) -> One:
    """All values of a property."""
    return _WHOLE.get(of) or (addresses.EVERY if isinstance(like, Intervals) else _ANY_WORD)


_LONG = 50
"""Parts of a set, from which on it is worth while to keep how it cuts another one."""


def _cut(now: One, values: One, wanted: bool, partings: Partings | None) -> One:
    if isinstance(now, Intervals) and isinstance(values, Intervals):
        if partings is not None and len(values.parts) > _LONG:
            return partings.of(now, values)[0 if wanted else 1]
        return now & values if wanted else now - values
    assert isinstance(now, Choice) and isinstance(values, Choice)
    return now & values if wanted else now - values
