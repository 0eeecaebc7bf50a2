"""Per-configuration work that no request changes, done on first use: address sets, minutes, languages of names."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from proxylint.formats.squid.model import Acl
from proxylint.intervals import Intervals
from proxylint.records import dataclass, field

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Compiled:
    """One holder per policy. What is made depends on the key alone, so the order of questions changes no answer."""

    _made: dict[tuple[str, Hashable], Any] = field(default_factory=dict, repr=False, compare=False)

    partings: Partings = field(default_factory=lambda: Partings(), repr=False, compare=False)

    said: Said = field(default_factory=lambda: Said(), repr=False, compare=False)

    def of(self, kind: str, key: Hashable, make: Callable[[], T]) -> T:
        if (kind, key) not in self._made:
            self._made[kind, key] = make()
        made: T = self._made[kind, key]
        return made


def list_key(acl: Acl, compiled: Compiled) -> Hashable:
    """Equal for ACLs of one type that read the same list files with the same options, and nothing else: what the values
    come to is found out once for all of them."""
    return compiled.of("list key", acl.name, lambda: _list_key(acl))


def _list_key(acl: Acl) -> Hashable:
    found = []
    for part in acl.parts:
        listed = part.values.listed
        if listed is None:
            return acl.name
        found.append((listed, part.ignore_case))
    return (acl.type, acl.options, tuple(found)) if found else acl.name


class Means:
    """What is left of looks and of work units of searches for names: of one question, or of those that all questions
    about one file may take together beyond what each of them has anyway. What is asked first gets as much as it needs.
    """

    __slots__ = ("looks", "searches")

    def __init__(self, looks: int, searches: int) -> None:
        self.looks = looks
        self.searches = searches

    def most(self, looks: int, searches: int) -> Means:
        """So much, or what is left."""
        return Means(min(looks, self.looks), min(searches, self.searches))

    def paid(self, looks: int, searches: int) -> tuple[int, int]:
        """Takes off as much as there is; what could not be paid."""
        before = self.looks, self.searches
        self.pay(min(looks, self.looks), min(searches, self.searches))
        return looks - (before[0] - self.looks), searches - (before[1] - self.searches)

    def pay(self, looks: int, searches: int) -> None:
        self.looks -= looks
        self.searches -= searches


class Partings:
    """How sets are cut by the long lists of the file: every URL is asked about the same ones, and so are ACLs that name
    the same list."""

    __slots__ = ("_known", "_room")

    def __init__(self) -> None:
        self._known: dict[tuple[int, int], tuple[Intervals, Intervals, Intervals, Intervals]] = {}
        self._room = MOST_KEPT

    def of(self, now: Intervals, wanted: Intervals) -> tuple[Intervals, Intervals]:
        """What of `now` lies inside, and what outside; all of it is `now` itself."""
        found = self._known.get((id(now), id(wanted)))
        if found is None:
            inside, outside = now & wanted, now - wanted
            inside, outside = inside if outside else now, outside if inside else now
            self._room -= _EACH + inside.own + outside.own
            if self._room < 0:
                self._known.clear()
                self._room = MOST_KEPT
            found = self._known[id(now), id(wanted)] = (inside, outside, now, wanted)  # so that no others get their ids
        return found[0], found[1]


class Said:
    """What lines say of sets of addresses: every URL is asked of the same clients, so that most sets come again."""

    __slots__ = ("_known",)

    def __init__(self) -> None:
        self._known: dict[tuple[int, Hashable], tuple[Intervals, Any]] = {}

    def of(self, now: Intervals, key: Hashable, make: Callable[[], T]) -> T:
        found = self._known.get((id(now), key))
        if found is None:
            if len(self._known) >= MOST_SAID:
                self._known.clear()
            found = self._known[id(now), key] = (now, make())  # so that no other set gets its id
        said: T = found[1]
        return said


MOST_SAID = 50_000
"""Looks of which it is kept what they say."""

MOST_KEPT = 1_000_000
"""Parts of the sets that are kept."""

_EACH = 10
"""What an answer weighs besides, in parts."""
