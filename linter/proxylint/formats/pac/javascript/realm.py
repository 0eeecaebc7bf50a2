"""One context in which a script runs: its global object, the prototypes, and what it may still spend."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

from proxylint.formats.pac.javascript import convert
from proxylint.formats.pac.javascript.values import READ, UNDEFINED, WALKED, Fn, Obj, Thrown, Unmodelled, Value
from proxylint.formats.pac.javascript.varying import EngineText
from proxylint.text import Span
from proxylint.tuples import NamedTuple

if TYPE_CHECKING:
    from proxylint.formats.pac.javascript.compiling import Signal
    from proxylint.formats.pac.javascript.functions import Code
    from proxylint.formats.pac.javascript.listed import AnyHolds, LeaveTogether, Possible
    from proxylint.formats.pac.javascript.scope import Env, Place

STEPS = 300_000
"""Statements, calls, loop turns and compared labels of one run. A list that fills a megabyte needs two thirds of them;
WinHTTP itself stops after 60 s."""

MEMORY = 1 << 27
"""Bytes of text, lists and objects made in one run, as a rule of thumb: what is thrown away counts as well."""

ITEM, OBJECT = 8, 256
"""What an element or property and an object cost of it."""

CALLS = 10_000
"""Nested calls before a RangeError, about what V8's default stack allows for a small function."""

SHALLOW, DEEP = 1_000, 5
"""Nested calls that cost one step, and how many more each further one costs. Python makes its stack as it grows, and an
error comes up through all of them."""

NATIVE_CALLS = 100
"""Nested calls through built-ins such as `sort` and `replace`, which take the interpreter's own stack."""


MOST_ARGUMENTS = 1 << 16
"""Of a call that takes them from a list: QuickJS refuses 100,000 (observed), V8 takes what its stack holds."""

MAKING = 8
"""Steps that a pattern takes that is made while the script runs, whatever its length."""

TESTS = 40
"""Branch points that are remembered for the trace: the last ones before the answer."""


FAR = 1 << 30
"""Nested calls, and no more, of an execution that is to end."""

_OF_ERRORS = frozenset(("message", "stack"))


class BrokenOff(Exception):
    """Where V8 sees that an execution is to end: a script's function is entered. No `catch` or `finally` runs.

    It may see it in loops, regular expressions and built-in functions as well (observed on Chromium 150: it does in
    `for ... of`, `split` and `sort`, and not in short loops and `JSON.stringify`).
    """


class Tested(NamedTuple):
    """A branch point that was passed: its test, the outcome, and the operand of an `||` chain that held."""

    span: Span
    held: bool
    term: Span | None


class Exit(NamedTuple):
    """A way out of the outermost function: the text it returns, the return statement, and the tests up to there."""

    text: str
    span: Span
    tests: tuple[Tested, ...]


Join: TypeAlias = "Callable[[Realm, Code, Callable[[list[Value]], Value], list[Value]], Value]"
"""How the embedder makes a call of the script's function with arguments that vary."""


Leave: TypeAlias = "Callable[[Realm, Value, Exit], bool]"
"""How the embedder notes the exit that a varying truth value guards; False = it is to be decided like any other."""


Turn: TypeAlias = "Callable[[Env, Realm], tuple[Signal, Env]]"
"""One turn of a loop, from its test to the next one, and the environment of the next turn."""


class Skipper(Protocol):
    """Of one execution of a loop."""

    def before_turn(self, env: Env) -> None:
        """May change the loop's variables as turns would that are then not made."""


MakeSkipper: TypeAlias = "Callable[[Realm, Sequence[Place], Turn], Skipper | None]"
"""How the embedder takes turns of a loop together; the places are the variables that a turn may change."""


Shortcuts: TypeAlias = (
    "tuple[Leave | None, Join | None, MakeSkipper | None, Possible | None, LeaveTogether | None, AnyHolds | None]"
)
"""By which the embedder takes together what would be done one by one."""


class Realm:
    """`prototypes` by kind of object; `world` is what the embedder hangs on it (for PAC, the question asked)."""

    __slots__ = (
        "answer_span",
        "any_holds",
        "broken",
        "calls",
        "doubt",
        "globals",
        "join",
        "leave",
        "leave_together",
        "loose",
        "most",
        "moving",
        "native_calls",
        "passed",
        "possible",
        "prototypes",
        "skipper",
        "space",
        "steps",
        "term",
        "tests",
        "unmade",
        "world",
        "writes",
    )

    def __init__(self, prototypes: dict[str, Obj], global_object: Obj, world: Any, steps: int = STEPS) -> None:
        self.prototypes = prototypes
        self.globals = global_object
        self.world = world
        self.steps = self.most = steps
        self.passed = 0
        """Of the steps spent: those of tests that were passed, which took no time."""
        self.space = MEMORY
        self.unmade = 0
        """Of the memory spent: that of objects in tests that were passed, which nobody made."""
        self.calls = 0
        self.native_calls = 0
        self.broken = False
        """Whether the execution is to end where V8 looks for it next."""
        self.doubt: int | None = None
        """`writes` where V8 may have looked for it."""
        self.writes = 0
        """Counts what outlives a call: writes to objects, to the global object and to variables of outer functions."""
        self.moving = False
        """Whether an iterator was made: it moves on without being counted."""
        self.loose: frozenset[str] = frozenset()
        """Properties of the global object that are written without being counted, because the writer restores them."""
        self.join: Join | None = None
        self.leave: Leave | None = None
        self.skipper: MakeSkipper | None = None
        self.possible: Possible | None = None
        self.leave_together: LeaveTogether | None = None
        self.any_holds: AnyHolds | None = None
        self.answer_span: Span | None = None
        self.term: Span | None = None
        self.tests: deque[Tested] = deque(maxlen=TESTS)

    def error(self, kind: str, message: str) -> Thrown:
        """A new error object of that kind, to be raised."""
        made = Obj(self.prototypes[kind], "Error")
        made.props["message"], made.props["stack"] = EngineText(message), EngineText(message)
        made.hidden = _OF_ERRORS
        return Thrown(made)

    def test(self, value: Value, span: Span, about: bool) -> bool:
        """The truth of a branch's test, which is remembered where it is `about` the question."""
        held = value if value is True or value is False else convert.truth(self, value)
        if about:
            self.tests.append(Tested(span, held, self.term if held else None))
        self.term = None
        return bool(held)

    def shortcuts(self) -> Shortcuts:
        return self.leave, self.join, self.skipper, self.possible, self.leave_together, self.any_holds

    def break_off(self) -> None:
        """The execution is to end. Until it does, everything is done one by one."""
        self.broken = True
        self.calls += FAR
        self.leave = self.join = self.skipper = self.possible = self.leave_together = self.any_holds = None

    def begin_anew(self, shortcuts: Shortcuts, calls: int) -> None:
        """After an execution that was broken off. Raises Unmodelled where it may have left this or that."""
        doubt, self.doubt = self.doubt, None
        if doubt is not None and doubt != self.writes:
            raise Unmodelled("Chromium breaks the script off at a look-up: what it still keeps until then is not known")
        self.broken, self.calls, self.native_calls = False, calls, 0
        self.leave, self.join, self.skipper, self.possible, self.leave_together, self.any_holds = shortcuts
        self.tests.clear()
        self.answer_span = self.term = None

    def may_end(self) -> None:
        """Called of an execution that is to end, where V8 may look for it."""
        if self.doubt is None:
            self.doubt = self.writes

    def spend_deep_call(self) -> None:
        """Of one more call within `SHALLOW` ones."""
        if self.calls >= CALLS:
            raise BrokenOff() if self.broken else self.error("RangeError", "Maximum call stack size exceeded")
        self.spend_steps(DEEP)

    def spend_memory(self, amount: int) -> None:
        self.space -= amount
        if self.space < 0:
            raise Unmodelled("the script makes more text and lists than are followed")

    def spend_items(self, count: int) -> None:
        self.spend_memory(count * ITEM)

    def out_of_steps(self) -> Unmodelled:
        return Unmodelled(f"the script did not end within {self.most:,} steps")

    def spend_steps(self, amount: int) -> None:
        self.steps -= amount
        if self.steps < 0:
            raise self.out_of_steps()

    def spend_turn(self) -> None:
        """Of a loop: one step. An execution that is to end may do so there."""
        self.steps -= 1
        if self.steps < 0:
            raise self.out_of_steps()
        if self.broken:
            self.may_end()

    def spend_reading(self, characters: int) -> None:
        """Of a text that is searched, compared or copied."""
        if characters >= READ:
            self.spend_steps(characters // READ)

    def spend_walk(self, count: int) -> None:
        """Of characters or items that are looked at one by one."""
        if count >= WALKED:
            self.spend_steps(count // WALKED)

    def call_back(self, function: Value, this: Value, arguments: list[Value]) -> Value:
        """A call of a script's function from a built-in."""
        if not isinstance(function, Fn):
            raise self.error("TypeError", "the argument is not a function")
        self.native_calls += 1
        if self.native_calls > NATIVE_CALLS:
            raise Unmodelled("functions nested deeply through built-in functions")
        self.spend_steps(1)
        try:
            return function.call(self, this, arguments)
        finally:
            self.native_calls -= 1


def check_arguments(realm: Realm, items: Sequence[Value]) -> None:
    """Of a list that a call takes its arguments from, each of which is looked at."""
    realm.spend_walk(len(items))
    if len(items) > MOST_ARGUMENTS:
        raise Unmodelled(f"a call with more than {MOST_ARGUMENTS:,} arguments")


def argument(arguments: list[Value], index: int) -> Value:
    return arguments[index] if index < len(arguments) else UNDEFINED
