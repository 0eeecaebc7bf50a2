"""Turns of a loop that do nothing but walk on over the labels of a wildcard's host are taken together.

A host has up to 126 labels, and a script that looks up each of its ends in a table tests every one of them. All ends
that have more labels than the longest key are alike: one turn is tried with a text that stands for all of them at once
(`LastLabels`, `DotFromEnd`, `Index`). If it neither leaves the loop nor changes anything else nor asks anything that
they do not have in common, then so do all turns up to the place where this is no longer so, by induction, and the loop
goes on from there. What such a turn left in other variables is `Lost`.
"""

from __future__ import annotations

from collections.abc import Sequence

from proxylint.formats.pac.javascript.realm import Realm, Turn
from proxylint.formats.pac.javascript.scope import Env, Place
from proxylint.formats.pac.javascript.values import Thrown, Unmodelled, Value
from proxylint.formats.pac.javascript.varying import Varying
from proxylint.formats.pac.unfixed.dots import DotFromEnd, dot_at
from proxylint.formats.pac.unfixed.flag import world_of
from proxylint.formats.pac.unfixed.labels import (
    FIRST_LABEL,
    FirstDot,
    LastLabels,
    constant_labels,
    has_more,
    last_labels,
)
from proxylint.formats.pac.unfixed.last_parts import Index, is_labels_of
from proxylint.formats.pac.unfixed.parts import Length, Parts
from proxylint.formats.pac.unfixed.positions import Found
from proxylint.formats.pac.unfixed.question import host_text
from proxylint.formats.pac.unfixed.text import ANY, Text
from proxylint.formats.pac.world import Skip
from proxylint.names import Subject
from proxylint.records import dataclass

LABELS = 8
"""Labels above the constant end of a wildcard that the keys of a table may have."""

HEADS = 16
"""Turns of a loop before which it is tried whether the rest can be skipped; forwards only before the first two."""

ROUNDS = 4
"""Trials until it is known which other variables a turn changes."""


class Lost(Varying):
    """What a variable holds after turns that were skipped, or where one of many turns ended the loop."""

    __slots__ = ()

    what = "a variable of a loop"

    @property
    def type_name(self) -> str:  # type: ignore[override]
        raise self.beyond("the type")

    def settle(self, realm: Realm) -> Value:
        raise self.beyond("a use")


LOST = Lost()


NOTHING = Skip(0, frozenset())


@dataclass(frozen=True, slots=True)
class Start:
    """Values that stand for every place that a walk may have come to, by the place of their variable in a list."""

    values: dict[int, Value]

    def after(self, ended: Sequence[Value], step: int) -> bool:
        """Whether a turn moved every one of them on by one label, in the direction of `step`."""
        return bool(self.values) and all(_moved(value, ended[at], step) for at, value in self.values.items())


def _moved(start: Value, end: Value, step: int) -> bool:
    match start, end:
        case LastLabels(), LastLabels():
            return end.more and end.count == start.count + step
        case FirstDot(), FirstDot():
            return end.offset == start.offset and _moved(start.text, end.text, step)
        case DotFromEnd(), DotFromEnd():
            there = end.more and end.sure is (step < 0) and end.sign == 1
            return there and end.labels == start.labels + step and end.offset == start.offset
        case Index(), Index():
            return end.sign == 1 and end.least == start.least and end.offset == start.offset - step
    return False


class Skipper:
    """Of one execution of a loop. `places`: the variables that its turns may change."""

    __slots__ = ("heads", "host", "places", "realm", "turn")

    def __init__(self, realm: Realm, places: Sequence[Place], turn: Turn, host: Text) -> None:
        self.realm = realm
        self.places = places
        self.turn = turn
        self.host = host
        self.heads = 0

    def before_turn(self, env: Env) -> None:
        """Changes the variables as skipped turns would."""
        if self.heads > HEADS or world_of(self.realm).trying:
            return
        self.heads += 1
        values = [place.read(env, self.realm) for place in self.places]
        if self.heads <= 2 and self._ahead(env, values):
            return
        self._back(env, values)

    # --- from the first label to the last ---

    def _ahead(self, env: Env, values: list[Value]) -> bool:
        walk = Ahead.of(self.host, values)
        if walk is None:
            return False
        world = world_of(self.realm)
        skip = world.considered(lambda: self._first(env, values, walk))
        if not skip.labels:
            return False
        self.heads = HEADS + 1
        if has_more(world, self.host, walk.dropped + skip.labels):
            self._put(env, values, skip, walk.at(skip.labels, skip.counters))
        return True

    def _first(self, env: Env, values: list[Value], walk: Ahead) -> Skip:
        least = max(1 + walk.spread, constant_labels(self.host))
        for labels in range(least, least + LABELS):
            for counters in (True, False):
                start = Start(walk.abstract(labels + 1, counters))
                lost = self._tried(env, values, start, -1)
                if lost is not None:
                    return Skip(labels, lost, counters)
        return NOTHING

    # --- from the last label to the first ---

    def _back(self, env: Env, values: list[Value]) -> None:
        found = _backward(self.host, values)
        if found is None:
            return
        start, before = found
        world = world_of(self.realm)
        skip = world.considered(lambda: self._all(env, values, start))
        if skip.labels:
            self.heads = HEADS + 1
            if before < 1 or has_more(world, self.host, before):
                self._put(env, values, skip, dict.fromkeys(start.values, -1.0))

    def _all(self, env: Env, values: list[Value], start: Start) -> Skip:
        lost = self._tried(env, values, start, 1)
        return NOTHING if lost is None else Skip(1, lost)

    # --- one turn ---

    def _tried(self, env: Env, values: list[Value], start: Start, step: int) -> frozenset[int] | None:
        """The variables of which nothing is known after such turns; None = the turns cannot be skipped."""
        lost = frozenset(at for at, value in enumerate(values) if at not in start.values and isinstance(value, Varying))
        for _ in range(ROUNDS):
            begun = [start.values.get(at, LOST if at in lost else value) for at, value in enumerate(values)]
            ended = self._one_turn(env, values, begun)
            if ended is None or not start.after(ended, step):
                return None
            changed = frozenset(
                at for at in range(len(values)) if at not in start.values and not same(begun[at], ended[at])
            )
            if changed <= lost:
                return lost
            lost |= changed
        return None

    def _one_turn(self, env: Env, values: list[Value], begun: list[Value]) -> list[Value] | None:
        realm = self.realm
        for place, value in zip(self.places, begun, strict=True):
            place.write(env, realm, value)
        try:
            with world_of(realm).trial(realm, frozenset(place.name for place in self.places if place.slot is None)):
                signal, after = self.turn(env, realm)
                return None if signal is not None else [place.read(after, realm) for place in self.places]
        except (Thrown, Unmodelled):
            return None
        finally:
            for place, value in zip(self.places, values, strict=True):
                place.write(env, realm, value)

    def _put(self, env: Env, values: list[Value], skip: Skip, skipped: dict[int, Value]) -> None:
        for at, place in enumerate(self.places):
            value = skipped[at] if at in skipped else LOST if at in skip.lost else values[at]
            self.realm.writes += place.outside
            place.write(env, self.realm, value)


def skipper(realm: Realm, places: Sequence[Place], turn: Turn) -> Skipper | None:
    """None where the host is one name, or the URL is what varies."""
    request = world_of(realm).request
    host = host_text(request) if request.family.open_host else None
    return Skipper(realm, places, turn, host) if isinstance(host, Text) else None


def same(before: Value, after: Value) -> bool:
    if before is after:
        return True
    return type(before) is type(after) and type(before) in (float, str, bool) and before == after


class Ahead:
    """A walk that drops labels at the front: which variables take part, and how many labels they have dropped."""

    def __init__(self, host: Text, texts: dict[int, int], dots: dict[int, Found], counters: dict[int, int]) -> None:
        self.host = host
        self.texts = texts
        self.dots = dots
        self.counters = counters
        self.dropped = min(texts.values()) if texts else 1 if dots else min(counters.values(), default=0)
        self.spread = max(texts.values(), default=0) - min(texts.values(), default=0)

    @staticmethod
    def of(host: Text, values: Sequence[Value]) -> Ahead | None:
        texts, dots, counters = dict[int, int](), dict[int, Found](), dict[int, int]()
        for at, value in enumerate(values):
            dropped = dropped_labels(value)
            if dropped is not None:
                texts[at] = dropped
            elif isinstance(value, Found) and _is_first_dot(value):
                dots[at] = value
            elif type(value) is float and 0 <= value < 1000 and value == value // 1:
                counters[at] = int(value)
        if not (texts or dots or counters):
            return None
        return Ahead(host, texts, dots, counters)

    def abstract(self, left: int, counters: bool) -> dict[int, Value]:
        """With `left` labels behind what is dropped, or more."""
        return self._values(left, True, counters)

    def at(self, left: int, counters: bool) -> dict[int, Value]:
        """With exactly so many left, of a host that has more."""
        return self._values(left, False, counters)

    def _values(self, left: int, more: bool, counters: bool) -> dict[int, Value]:
        found: dict[int, Value] = {}
        for at, dropped in self.texts.items():
            found[at] = last_labels(self.host, left + self.dropped - dropped, more)
        for at, dot in self.dots.items():
            found[at] = self._dot(dot, left, more)
        if counters:
            for at, counter in self.counters.items():
                offset = counter - self.dropped
                index = Index(self.host, left, offset) if more else Length(Parts(self.host, "."), offset - left)
                found[at] = index
        return found

    def _dot(self, dot: Found, left: int, more: bool) -> Value:
        """In a text that is walked with, or in the host itself."""
        if not self.texts:
            return DotFromEnd(self.host, left, more, sure=True, offset=dot.offset)
        text = last_labels(self.host, left + self.dropped - (dropped_labels(dot.text) or 0), more)
        if type(text) is str:
            return float(text.find(".") + dot.offset)
        assert isinstance(text, LastLabels)
        if text.count == 1 and not more:
            return float(dot.offset - 1)
        return FirstDot(text, dot.offset)


def dropped_labels(value: Value) -> int | None:
    """How many labels a text lacks at its front that is else the host; None for any other value."""
    if not isinstance(value, Text):
        return None
    view = value.view
    if view.subject is not Subject.HOST or view.before or view.after or view.back or view.fold or view.shape:
        return None
    count, rest = divmod(len(view.front), len(FIRST_LABEL))
    return count if view.filler == ANY and not rest and view.front == FIRST_LABEL * count else None


def _is_first_dot(found: Found) -> bool:
    same = found.inside.view == found.text.view and dropped_labels(found.text) is not None
    return same and found.word == "." and not found.last and found.sign == 1


def _backward(host: Text, values: Sequence[Value]) -> tuple[Start, int] | None:
    """A walk to the front by the one variable that takes part; and how many labels the host must have more than."""
    found: list[tuple[Start, int]] = []
    for at, value in enumerate(values):
        dot = dot_at(host, value)
        if dot is not None and not dot.offset and not dot.more:
            found.append((Start({at: DotFromEnd(host, dot.labels, True, True)}), 0))
        elif isinstance(value, Length) and value.sign == 1 and value.offset < 0 and is_labels_of(value.parts, host):
            found.append((Start({at: Index(host, -value.offset)}), -value.offset - 2))
    return found[0] if len(found) == 1 else None
