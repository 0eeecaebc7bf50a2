"""A PAC script that was read: how it is called, and what one call comes to.

Every call is a fresh context: top level, then the entry function, as a result cache per host makes engines do.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from proxylint.formats.pac import loading
from proxylint.formats.pac.exits import Left
from proxylint.formats.pac.javascript import convert
from proxylint.formats.pac.javascript.functions import Closure
from proxylint.formats.pac.javascript.program import Program
from proxylint.formats.pac.javascript.realm import Exit, Realm, Tested
from proxylint.formats.pac.javascript.values import Builtin, Fn, Obj, Thrown, Undefined, Unmodelled, Value
from proxylint.formats.pac.javascript.varying import EngineText, Varying
from proxylint.formats.pac.unfixed.question import host_text, url_text
from proxylint.formats.pac.world import World
from proxylint.records import dataclass, field
from proxylint.request import DEFAULT_PORTS, Request
from proxylint.text import Span
from proxylint_grammars.pac import Program as Syntax

if TYPE_CHECKING:
    from proxylint.formats.pac.javascript.functions import Code
    from proxylint.formats.pac.javascript.listed import Listing, Listings
    from proxylint.formats.pac.javascript.realm import Turn
    from proxylint.formats.pac.javascript.scope import Place
    from proxylint.formats.pac.unfixed.recursion import Call
    from proxylint.formats.pac.unfixed.skipping import Skipper

ENTRY = "FindProxyForURL"
ENTRY_EX = "FindProxyForURLEx"

RESTARTING = frozenset(("chromium",))
"""Engines that break a script off at a look-up."""

LONGEST_ANSWER = 1 << 16
"""Characters of a returned string that are read, for each question anew."""

FRAMES = 200_000
"""Python's limit on nested calls while a script is compiled or runs. Both call without the C stack, so what bounds the
depth is the tree's depth (`tree.MAX_DEPTH`) and the script's own (`realm.CALLS`)."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one run came to: exactly one of `text`, `failure` and `unknown` is set.

    `span`: the return statement, the place of the exception, or what is not modelled. `value` is the string object
    itself, by which the literal it came from can be found.
    """

    text: str | None = None
    failure: str | None = None
    unknown: str | None = None
    span: Span | None = None
    tests: tuple[Tested, ...] = ()
    at_load: bool = field(default=False)


class _Unseen(Varying):
    """An argument that nobody looks at."""

    __slots__ = ("world",)

    def __init__(self, world: World) -> None:
        self.world = world

    @property
    def what(self) -> str:
        """To speak of it is a look at it as well."""
        self.world.peeped = True
        return "an argument"

    def beyond(self, operation: str) -> Unmodelled:
        self.world.peeped = True
        return super().beyond(operation)

    def settle(self, realm: Realm) -> Value:
        """Who asks for the type goes on by it: an argument is a text."""
        raise self.beyond("a use")


def compiled(tree: Syntax) -> Program:
    """The top level; what functions hold is compiled when they are called."""
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(max(limit, FRAMES))
    try:
        return Program(tree)
    finally:
        sys.setrecursionlimit(limit)


def unseen(program: Program, world: World) -> Outcome | None:
    """What every question comes to, where the script comes to it without a look at what it is asked; else None."""
    outcome = run(program, world, unseen=True)
    looked = world.peeped or (outcome.unknown is not None and not world.spent)
    return None if world.taken or world.draws or looked else outcome


def run(
    program: Program,
    world: World,
    *,
    only_load: bool = False,
    helpers: Mapping[str, Builtin] | None = None,
    unseen: bool = False,
) -> Outcome:
    """Load the script in a fresh context and ask it once; `only_load` stops before, with an empty text.

    `helpers` stand in for the engine's own of these names. `unseen`: any look at an argument ends the run.
    """
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(max(limit, FRAMES))
    try:
        outcome = _run(program, world, only_load, helpers or {}, unseen)
        world.settle_exits()
        return outcome
    except Left as left:
        return left_by(left.exit)
    except Unmodelled as problem:
        return Outcome(unknown=problem.reason, span=problem.span)
    except RecursionError:
        return Outcome(unknown="the script nests deeper than is followed")
    finally:
        sys.setrecursionlimit(limit)


def _called(realm: Realm, code: Code, call: Call, arguments: list[Value]) -> Value:
    """Few scripts call functions of their own with what varies, or loop over it: what that needs is imported then."""
    from proxylint.formats.pac.unfixed.recursion import called

    realm.join = called
    return called(realm, code, call, arguments)


def _skipper(realm: Realm, places: Sequence[Place], turn: Turn) -> Skipper | None:
    from proxylint.formats.pac.unfixed.skipping import skipper

    realm.skipper = skipper
    return skipper(realm, places, turn)


def possible(realm: Realm, listing: Listing, value: Value) -> Sequence[int] | None:
    from proxylint.formats.pac.unfixed import possible as lists

    realm.possible = lists.possible
    return lists.possible(realm, listing, value)


def leave_together(
    realm: Realm, listings: Listings, numbers: Sequence[int], text: str, taken: Callable[[int], Exit]
) -> int:
    from proxylint.formats.pac.unfixed import leaving_rows as lists

    realm.leave_together = lists.leave_together
    return lists.leave_together(realm, listings, numbers, text, taken)


def _any_holds(realm: Realm, listings: Listings, numbers: Sequence[int]) -> tuple[bool, Value] | None:
    from proxylint.formats.pac.unfixed.one_of_many import any_holds

    realm.any_holds = any_holds
    return any_holds(realm, listings, numbers)


def _run(program: Program, world: World, only_load: bool, helpers: Mapping[str, Builtin], unseen: bool) -> Outcome:
    engine = world.given.pac_engine
    found = None if helpers else loading.known(program, world, engine)
    realm = loading.fresh(world, engine) if found is None else found.resumed(world)
    world.realm = realm
    realm.globals.props.update(helpers)
    realm.join = None if unseen else _called
    realm.possible, realm.leave_together, realm.any_holds = possible, leave_together, _any_holds
    realm.skipper = realm.leave = None
    kept, at_load = found, True
    try:
        if found is None:
            world.looked = False
            program.run(realm)
            kept = None if helpers else loading.loaded_in(realm, engine)
        realm.skipper = _skipper if world.request.family.open_host else None
        entry = entry_of(realm, engine)
        if entry is None:
            return Outcome(failure=f"defines no {ENTRY} that an engine finds", at_load=True)
        if only_load:
            return Outcome(text="", at_load=True)
        at_load = False
        realm.tests.clear()
        realm.leave = world.leave if type(entry) is Closure else None
        asked: list[Value] = [_Unseen(world), _Unseen(world)] if unseen else arguments(world.request, engine)
        return _answer(realm, _asked(realm, entry, asked))
    except Thrown as thrown:
        return Outcome(
            failure=f"throws {describe(realm, thrown.value)}",
            span=thrown.span,
            tests=tuple(realm.tests),
            at_load=at_load,
        )
    except Unmodelled as problem:
        return Outcome(unknown=problem.reason, span=problem.span, tests=tuple(realm.tests), at_load=at_load)
    finally:
        world.realm = None  # no circle, so that what the run made goes at once
        world.steps, world.passed = realm.most - realm.steps, realm.passed
        world.made = loading.made(realm, found)
        world.spent = realm.steps < 0 or realm.space < 0
        loading.keep(program, kept)


def _asked(realm: Realm, entry: Fn, arguments: list[Value]) -> Value:
    def call() -> Value:
        return convert.settled(realm, entry.call(realm, realm.globals, arguments))

    world: World = realm.world
    if world.given.pac_engine not in RESTARTING:
        return call()
    from proxylint.formats.pac.library.restarts import Restarts

    world.restarts = Restarts()
    return world.restarts.called(realm, call)


def left_by(exit_: Exit) -> Outcome:
    """Of those who took an exit that was passed."""
    return Outcome(text=exit_.text, span=exit_.span, tests=exit_.tests)


def entry_of(realm: Realm, engine: str) -> Fn | None:
    """A property of the global object: `const` and `let` at top level are not found."""
    names = (ENTRY_EX, ENTRY) if engine == "winhttp" else (ENTRY,)
    for name in names:
        found = realm.globals.props.get(name)
        if isinstance(found, Fn):
            return found
    return None


def arguments(request: Request, engine: str) -> list[Value]:
    """`url` and `host`. Of https only the host is shown; Firefox shows no path of http either."""
    port = "" if request.port == DEFAULT_PORTS[request.scheme] else f":{request.port}"
    with_path = request.scheme == "http" and engine != "firefox"
    return [url_text(request, with_path=with_path, port=port), host_text(request)]


def _answer(realm: Realm, value: Value) -> Outcome:
    tests, span = tuple(realm.tests), realm.answer_span
    if isinstance(value, Varying):
        return Outcome(unknown=f"the answer is made of {value.what}, which is not fixed", span=span, tests=tests)
    if type(value) is str and len(value) > LONGEST_ANSWER:
        return Outcome(unknown=f"the answer has more than {LONGEST_ANSWER:,} characters", span=span, tests=tests)
    if type(value) is str and (value.isascii() or realm.world.given.pac_engine == "firefox"):
        return Outcome(text=value, span=span, tests=tests)
    if type(value) is str:
        return Outcome(failure="returns a string that is not ASCII", span=span, tests=tests)
    if isinstance(value, Undefined):
        return Outcome(failure="ends without returning anything", span=span, tests=tests)
    return Outcome(failure=f"returns {_kind(realm, value)} instead of a string", span=span, tests=tests)


def _kind(realm: Realm, value: Value) -> str:
    if value is None:
        return "null"
    name = convert.type_name(realm, value)
    return f"an {name}" if name == "object" else f"a {name}"


def describe(realm: Realm, value: Value) -> str:
    """A thrown value for people, without running more of the script."""
    if isinstance(value, Obj):
        name, message = (value.find(realm, part) for part in ("name", "message"))
        message = message.said if isinstance(message, EngineText) else message
        texts = [text for text in (name, message) if type(text) is str and text]
        return ": ".join(texts)[:200] or f"an object of kind {value.kind}"
    return (
        f"'{value[:200]}'"
        if type(value) is str
        else str(convert.text(realm, value))[:200]
        if not isinstance(value, Varying)
        else value.what
    )
