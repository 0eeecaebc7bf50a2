"""Calls of a function that calls itself with fewer labels of a wildcard's host, taken together like turns of a loop."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from proxylint.formats.pac.javascript.realm import Realm
from proxylint.formats.pac.javascript.values import Thrown, Unmodelled, Value
from proxylint.formats.pac.unfixed.flag import world_of
from proxylint.formats.pac.unfixed.labels import constant_labels, has_more
from proxylint.formats.pac.unfixed.question import host_text
from proxylint.formats.pac.unfixed.skipping import LABELS, NOTHING, Ahead, Lost, Start, same
from proxylint.formats.pac.unfixed.text import Text
from proxylint.formats.pac.world import Skip

if TYPE_CHECKING:
    from proxylint.formats.pac.javascript.functions import Code

Call = Callable[[list[Value]], Value]


def called(realm: Realm, code: Code, call: Call, arguments: list[Value]) -> Value:
    """A call of the script's function, with arguments that vary."""
    world = world_of(realm)
    if world.pending is not None:
        found = world.pending(code, arguments)
        if found is not None:
            return found
    elif not world.trying and world.request.family.open_host and code.calls_itself():
        arguments = _skipped(realm, code, call, arguments)
    return world.joined(realm, code, lambda: call(arguments))


def _skipped(realm: Realm, code: Code, call: Call, arguments: list[Value]) -> list[Value]:
    """The arguments of the call that this one comes to in the end, as far as that is known."""
    world = world_of(realm)
    host = host_text(world.request)
    walk = Ahead.of(host, arguments) if isinstance(host, Text) else None
    if walk is None or not walk.texts:
        return arguments
    skip = world.considered(lambda: _first(realm, code, call, arguments, walk))
    if not skip.labels or not has_more(world, walk.host, walk.dropped + skip.labels):
        return arguments
    last = walk.at(skip.labels, skip.counters)
    return [last.get(at, value) for at, value in enumerate(arguments)]


def _first(realm: Realm, code: Code, call: Call, arguments: list[Value], walk: Ahead) -> Skip:
    least = max(1 + walk.spread, constant_labels(walk.host))
    for labels in range(least, least + LABELS):
        for counters in (True, False):
            start = Start(walk.abstract(labels + 1, counters))
            if _comes_to_itself(realm, code, call, arguments, start):
                return Skip(labels, frozenset(), counters)
    return NOTHING


def _comes_to_itself(realm: Realm, code: Code, call: Call, arguments: list[Value], start: Start) -> bool:
    """Whether a call returns what the call with one label less returns, for all places of the walk."""
    world = world_of(realm)
    begun = [start.values.get(at, value) for at, value in enumerate(arguments)]
    token = Lost()

    def pending(function: object, given: list[Value]) -> Value | None:
        if function is not code or len(given) != len(begun) or not start.after(given, -1):
            return None
        others = all(same(begun[at], value) for at, value in enumerate(given) if at not in start.values)
        return token if others else None

    try:
        with world.trial(realm, frozenset()):
            world.pending = pending
            return call(begun) is token
    except (Thrown, Unmodelled):
        return False
    finally:
        world.pending = None
