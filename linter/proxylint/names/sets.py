"""Non-empty sets of names: a family cut down by tests."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from proxylint.names.asking import Test, read
from proxylint.names.conjunction import Constraint
from proxylint.names.errors import Beyond
from proxylint.names.family import Family, Witness, samples
from proxylint.names.parts import Part, simplified
from proxylint.records import dataclass

if TYPE_CHECKING:
    from proxylint.names.search import Spend


@dataclass(frozen=True, slots=True)
class Names:
    """A non-empty subset of a family: disjoint parts, the whole family being one part without constraints."""

    family: Family
    parts: tuple[Part, ...]

    @staticmethod
    def of(family: Family, spend: Spend | None = None, known: tuple[Witness, ...] = ()) -> Names:
        """`spend`: told of the work of the searches that splitting takes, in units of search.py; what it raises ends
        the work, unless it is Beyond. `known`: members that are at hand."""
        return Names(family, (Part.whole(family, known or samples(family), spend),))

    def split(self, test: Test) -> tuple[Names | None, Names | None]:
        """Those that match and those that do not; None = there are none. Raises Beyond."""
        verdict = read(self.family, test).verdict
        if verdict is not None:
            return (self, None) if verdict else (None, self)
        sides = [part.sides(self.family, test) for part in self.parts]
        matching, rest = (tuple(side[at] for side in sides) for at in (0, 1))
        return self._only(matching), self._only(rest)

    @property
    def known(self) -> tuple[Witness, ...]:
        """A member that is at hand."""
        return self.parts[0].members[:1]

    def _only(self, parts: Iterable[Part | None]) -> Names | None:
        kept = tuple(part for part in parts if part is not None)
        if kept == self.parts:
            return self
        return Names(self.family, kept) if kept else None

    def witness(self) -> Witness:
        """A shortest member; among those the one with the plainest characters. Of many parts most are known to hold
        longer ones only."""
        (_, part), *others = sorted(((one.least(self.family), one) for one in self.parts), key=lambda known: known[0])
        best = part.plainest(self.family)
        for least, other in others:
            if least > _length(best):
                break
            best = min(best, other.plainest(self.family), key=_plainness)
        return best

    def holds(self, host: str, path: str | None) -> bool:
        return self.family.holds(host, path) and any(part.holds(host, path) for part in self.parts)

    def whole(self) -> bool:
        """Whether it is known to be the whole family."""
        return any(not part.count for part in self.parts)

    def union(self, *others: Names) -> Names:
        """Of disjoint subsets of the same family."""
        joined = simplified(self.parts, (part for other in others for part in other.parts))
        if are_whole(self.family, joined):
            return Names.of(self.family, self.parts[0].spend)
        return Names(self.family, joined)

    def intersect(self, other: Names) -> Names | None:
        """Both must be subsets of the same family. Raises Beyond."""
        if other.whole():
            return self
        met = (mine.within(self.family, part) for part in other.parts for mine in self.parts)
        found = tuple(part for part in met if part is not None)
        return Names(self.family, found) if found else None

    def describe(self) -> tuple[str, ...]:
        """Phrases that hold together; none = the whole family."""
        if len(self.parts) == 1:
            return self.parts[0].phrases()
        several = [dict.fromkeys(part.constraints) for part in self.parts]
        shared = {c: None for c in several[0] if all(c in constraints for constraints in several)}
        rests = [tuple(c for c in constraints if c not in shared) for constraints in several]
        either = [" and ".join(_phrases(rest)) for rest in rests]
        more = [f"{len(either) - 3} other cases"] if len(either) > 3 else []
        return (*_phrases(shared), ", or ".join(either[:3] + more))


def _length(member: Witness) -> int:
    return len(member.host) + len(member.path or "")


def _plainness(member: Witness) -> tuple[int, str, str]:
    return _length(member), member.host, member.path or ""


def _phrases(constraints: Iterable[Constraint], most: int = 4) -> tuple[str, ...]:
    """What must match first, then what must not, the last test first: it is the one that told the cases apart."""
    ordered = list(constraints)
    matching = [test.phrase(True) for test, wanted in ordered if wanted]
    others = [test.phrase(False) for test, wanted in reversed(ordered) if not wanted]
    if len(others) > most:
        others = [*others[:most], f"{len(others) - most} other tests do not match"]
    return (*matching, *others)


MOST_CONSTRAINTS, MOST_PIECES = 64, 32
"""Of all parts together, and of what is left, when it is asked whether several parts are the whole family."""


def are_whole(family: Family, parts: tuple[Part, ...]) -> bool:
    """Proved by taking the parts away from the family one by one; False also when that is too much work."""
    if any(not part.count for part in parts):
        return True
    if len(parts) == 1 or sum(part.count for part in parts) > MOST_CONSTRAINTS:
        return False
    if not all(any(part.holds(member.host, member.path) for part in parts) for member in samples(family)):
        return False
    known = parts[0].proved_whole
    if parts not in known:
        known[parts] = _are_proved(family, parts)
    return known[parts]


def _are_proved(family: Family, parts: tuple[Part, ...]) -> bool:
    try:
        return _nothing_left(family, parts)
    except Beyond:
        return False


def _nothing_left(family: Family, parts: tuple[Part, ...]) -> bool:
    rest: list[Names] = [Names.of(family, parts[0].spend)]
    for part in parts:
        rest = [piece for names in rest for piece in _without(names, part)]
        if len(rest) > MOST_PIECES:
            return False
    return not rest


def _without(names: Names, part: Part) -> Iterable[Names]:
    """The pieces of `names` outside `part`: its first test fails, or the first holds and the second fails, ..."""
    inside: Names | None = names
    for test, wanted in part.constraints:
        if inside is None:
            return
        matching, rest = inside.split(test)
        outside = rest if wanted else matching
        if outside is not None:
            yield outside
        inside = matching if wanted else rest
