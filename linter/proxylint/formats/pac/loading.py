"""What loading a script leaves is kept for the next call, as long as no call changes it.

Every call is of a fresh context, and a script that fills a table when it is loaded would fill it anew for each of some
thirty questions. Whatever outlives a call is counted where it is written (`Realm.writes`): a call after which the count
is the same has left the context as it was. Loading that hung on the question in any way is not kept.
"""

from __future__ import annotations

from proxylint.formats.pac.javascript.builtins.contexts import make_realm
from proxylint.formats.pac.javascript.program import Program
from proxylint.formats.pac.javascript.realm import MEMORY, STEPS, Realm
from proxylint.formats.pac.library.globals import define
from proxylint.formats.pac.world import World
from proxylint.text import Span
from proxylint.tuples import NamedTuple


class Loaded(NamedTuple):
    """A context in which the script was loaded for this engine. `steps`, `space`: what that took and what it left."""

    realm: Realm
    engine: str
    steps: int
    space: int
    writes: int
    answer_span: Span | None
    term: Span | None

    def resumed(self, world: World) -> Realm:
        """For another question, as after loading: it took the same steps, but no time."""
        realm = self.realm
        realm.world = world
        realm.most = min(STEPS, world.most)
        realm.steps, realm.passed, realm.space = realm.most - self.steps, self.steps, self.space
        realm.unmade = 0
        realm.calls = realm.native_calls = 0
        realm.answer_span, realm.term = self.answer_span, self.term
        realm.tests.clear()
        return realm


def fresh(world: World, engine: str) -> Realm:
    """A context in which nothing was loaded."""
    realm = make_realm(world, {})
    realm.steps = realm.most = min(STEPS, world.most)
    define(realm, engine)
    return realm


def known(program: Program, world: World, engine: str) -> Loaded | None:
    """What is kept, which the caller then has for himself: he gives it back by `keep`."""
    loaded, program.loaded = program.loaded, None
    if not isinstance(loaded, Loaded) or loaded.engine != engine or loaded.steps > min(STEPS, world.most):
        return None
    return loaded


def loaded_in(realm: Realm, engine: str) -> Loaded | None:
    """Of a context in which the script has just been loaded; None where it is only good for this question."""
    world: World = realm.world
    if world.looked or world.taken or world.draws or realm.moving:
        return None
    span, term = realm.answer_span, realm.term
    return Loaded(realm, engine, realm.most - realm.steps, realm.space, realm.writes, span, term)


def keep(program: Program, loaded: Loaded | None) -> None:
    """After a call, where it has changed nothing."""
    if loaded is not None and loaded.realm.writes == loaded.writes:
        loaded.realm.world = None
        program.loaded = loaded


def made(realm: Realm, loaded: Loaded | None) -> int:
    """Bytes that a run made; loading that was kept made none."""
    return (MEMORY if loaded is None else loaded.space) - realm.space - realm.unmade
