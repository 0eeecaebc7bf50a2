"""The part of the world a case speaks of: a product of dimensions, each a typed set.

A region is never empty: whatever would make it empty returns None instead.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Hashable, Mapping

from proxylint import addresses
from proxylint.intervals import Intervals
from proxylint.names import Names, Test
from proxylint.records import dataclass, field, replace
from proxylint.text import Span

MINUTES = Intervals(((0, 7 * 24 * 60 - 1),))
"""The minutes of a week in local time, from Sunday 00:00."""

ASKED = ""
"""The key, among resolved names, of the host that is asked for."""


@dataclass(frozen=True, slots=True, order=True)
class Listener:
    """A port clients can connect to: its number, and the address as the file writes it.

    `proxy`: devices can use it as their proxy, explicitly or by interception; a reverse proxy's port is none.
    """

    port: int
    written: str
    span: Span = field(compare=False)
    proxy: bool = field(default=True, compare=False)


@dataclass(frozen=True, slots=True, order=True)
class Record:
    """One of several results that a Windows dump holds; `current` = not superseded by a later one of its store."""

    index: int
    host: str | None = None
    store: str = "winhttp"
    current: bool = True


@dataclass(frozen=True, slots=True, order=True)
class Condition:
    """Something no option fixes: a request header, a helper's answer, chance. `text` reads after "when".

    `usual`: what a site that is in order has (as certificates and helper programs are assumed to be there); None = both
    happen. `meaning`: by which it is known again in another file, where names may differ; None = by `id` and `text`.
    """

    id: str
    text: str = field(compare=False)
    span: Span | None = field(compare=False, default=None)
    unless: str | None = field(compare=False, default=None)
    usual: bool | None = field(compare=False, default=None)
    meaning: Hashable = field(compare=False, default=None)

    def __hash__(self) -> int:
        """A text knows its own; regions with conditions by the dozen are looked up in tables."""
        return self.id.__hash__()

    def __eq__(self, other: object) -> bool:
        return self is other or (isinstance(other, Condition) and self.id == other.id)

    def say(self, holds: bool) -> str:
        """As a phrase for the side that holds, or for the other one."""
        if holds:
            return self.text
        return self.unless or f"not: {self.text}"


@dataclass(frozen=True, slots=True)
class Point:
    """One concrete question, to ask whether a region speaks of it."""

    host: str
    path: str | None = None
    client: int | None = None
    listen: int | None = None
    record: int | None = None
    minute: int = 0
    resolved: Mapping[str, int] = field(default_factory=dict)
    conditions: Mapping[str, bool] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Region:
    """`client` is the device's address: `src` for Squid, `myIpAddress()` for a PAC.

    `resolved` gives, for a name that matters, the addresses it may have (`addresses.ANSWERS` at most; a name has one
    address or none); a name that is not listed may be anything.
    """

    names: Names
    client: Intervals = addresses.EVERY
    listen: Listener | None = None
    record: Record | None = None
    minutes: Intervals = MINUTES
    resolved: tuple[tuple[str, Intervals], ...] = ()
    conditions: tuple[tuple[Condition, bool], ...] = ()

    def holds(self, point: Point) -> bool:
        """Whether the region speaks of this point. A dimension the region leaves open holds for every point."""
        return (
            self.names.holds(point.host, point.path)
            and (self.client == addresses.EVERY or (point.client is not None and point.client in self.client))
            and (self.listen is None or self.listen.port == point.listen)
            and (self.record is None or self.record.index == point.record)
            and point.minute in self.minutes
            and all(name in point.resolved and point.resolved[name] in answers for name, answers in self.resolved)
            and all(point.conditions.get(condition.id) is holds for condition, holds in self.conditions)
        )

    def answers(self, name: str) -> Intervals:
        at = bisect_left(self.resolved, (name,))
        known = at < len(self.resolved) and self.resolved[at][0] == name
        return self.resolved[at][1] if known else addresses.ANSWERS

    def intersect(self, other: Region) -> Region | None:
        """What both speak of, or None. Both must be regions of the same family of names."""
        conditions = _together(self.conditions, other.conditions)
        resolved = None if conditions is None else _in_both(self.resolved, other.resolved)
        names = None if resolved is None else self.names.intersect(other.names)
        client, minutes = self.client & other.client, self.minutes & other.minutes
        listen, record = self.listen or other.listen, self.record or other.record
        apart = (self.listen and other.listen and self.listen != other.listen) or (
            self.record and other.record and self.record != other.record
        )
        if names is None or conditions is None or resolved is None or not client or not minutes or apart:
            return None
        return Region(names, client, listen, record, minutes, resolved, conditions)

    def meets(self, other: Region) -> bool:
        """Whether both speak of the same clients, ports, times and conditions, whatever the names."""
        if self.listen != other.listen and self.listen is not None and other.listen is not None:
            return False
        if self.record != other.record and self.record is not None and other.record is not None:
            return False
        if not self.client.overlaps(other.client) or not self.minutes.overlaps(other.minutes):
            return False
        known = dict(self.conditions)
        return all(known.get(condition, holds) is holds for condition, holds in other.conditions) and all(
            self.answers(name).overlaps(answers) for name, answers in other.resolved
        )

    def split_names(self, test: Test) -> Sides:
        """The side whose names match and the side whose names do not. Raises `names.Beyond`."""
        inside, outside = self.names.split(test)
        return (
            None if inside is None else replace(self, names=inside),
            None if outside is None else replace(self, names=outside),
        )

    def split_client(self, clients: Intervals) -> Sides:
        return self.with_client(self.client & clients, self.client - clients)

    def with_client(self, inside: Intervals, outside: Intervals) -> Sides:
        """The parts with these clients, which lie in its own."""
        return replace(self, client=inside) if inside else None, replace(self, client=outside) if outside else None

    def split_minutes(self, minutes: Intervals) -> Sides:
        return self.with_minutes(self.minutes & minutes, self.minutes - minutes)

    def with_minutes(self, inside: Intervals, outside: Intervals) -> Sides:
        """The parts with these minutes, which lie in its own."""
        return replace(self, minutes=inside) if inside else None, replace(self, minutes=outside) if outside else None

    def split_resolved(self, name: str, wanted: Intervals) -> Sides:
        now = self.answers(name)
        return self.with_answers(name, now & wanted, now - wanted)

    def with_answers(self, name: str, inside: Intervals, outside: Intervals) -> Sides:
        """The parts in which a name has these addresses, which it may have here."""
        return self._resolved(name, inside), self._resolved(name, outside)

    def told(self, condition: Condition) -> bool | None:
        """Whether the condition holds here; None = both happen."""
        at = bisect_left(self.conditions, (condition,))
        return self.conditions[at][1] if at < len(self.conditions) and self.conditions[at][0] == condition else None

    def split_condition(self, condition: Condition) -> Sides:
        held = self.told(condition)
        if held is not None:
            return (self, None) if held else (None, self)
        return self._condition(condition, True), self._condition(condition, False)

    def _resolved(self, name: str, answers: Intervals) -> Region | None:
        if not answers:
            return None
        at = bisect_left(self.resolved, (name,))
        behind = at + (at < len(self.resolved) and self.resolved[at][0] == name)
        told = () if answers == addresses.ANSWERS else ((name, answers),)
        return replace(self, resolved=(*self.resolved[:at], *told, *self.resolved[behind:]))

    def _condition(self, condition: Condition, holds: bool) -> Region:
        at = bisect_left(self.conditions, (condition,))
        return replace(self, conditions=(*self.conditions[:at], (condition, holds), *self.conditions[at:]))

    def phrases(self) -> tuple[str, ...]:
        """What it takes to be in this region, for people; empty = always. Port and record are told apart elsewhere."""
        said = list(self.names.describe())
        if self.client != addresses.EVERY:
            said.append(f"client in {addresses.show(self.client)}".replace("in any address outside", "outside"))
        if self.minutes != MINUTES:
            said.append(f"local time in {show_minutes(self.minutes)}")
        for name, answers in self.resolved:
            said.append(f"{name or 'the host'} {_show_answers(answers)}")
        said.extend(condition.say(holds) for condition, holds in self.conditions)
        return tuple(said)


Conditions = tuple[tuple[Condition, bool], ...]
Resolved = tuple[tuple[str, Intervals], ...]


def _together(one: Conditions, other: Conditions) -> Conditions | None:
    """All of them, sorted; None = they exclude each other."""
    if not other or one == other:
        return one
    known = dict(one)
    for condition, holds in other:
        if known.setdefault(condition, holds) is not holds:
            return None
    return one if len(known) == len(one) else tuple(sorted(known.items(), key=_id))


def _in_both(one: Resolved, other: Resolved) -> Resolved | None:
    """What both leave of the addresses of names, sorted; None = they exclude each other."""
    if not other or one == other:
        return one
    known = dict(one)
    for name, answers in other:
        both = known[name] = known.get(name, addresses.ANSWERS) & answers
        if not both:
            return None
    return tuple(sorted(known.items()))


def _id(known: tuple[Condition, bool]) -> str:
    return known[0].id


Sides = tuple[Region | None, Region | None]
"""The part that passes a test and the part that does not."""


def _show_answers(answers: Intervals) -> str:
    if answers == addresses.only(addresses.NOWHERE):
        return "does not resolve"
    if addresses.NOWHERE in answers:
        outside = addresses.ANSWERS - answers
        return f"does not resolve to {addresses.show(outside)}"
    if answers == addresses.EVERY:
        return "resolves"
    return f"resolves to {addresses.show(answers)}"


_DAYS = ("Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat")


def show_minutes(minutes: Intervals, *, most: int = 3) -> str:
    shown = [f"{_moment(low)}-{_moment(high + 1)}" for low, high in minutes.parts]
    more = f" and {len(shown) - most} more" if len(shown) > most else ""
    return ", ".join(shown[:most]) + more


def _moment(minute: int) -> str:
    day, rest = divmod(minute, 24 * 60)
    return f"{_DAYS[day % 7]} {rest // 60:02}:{rest % 60:02}"
