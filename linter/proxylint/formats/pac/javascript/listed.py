"""Tests of one variable by one function, thousands in a row: what list files consist of.

`dnsDomainIs(host, "x") || dnsDomainIs(host, "y") || ...`: the embedder is asked once which of them can hold at all; the
others are passed as if they had been made, and are not even compiled.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import accumulate
from typing import Any, TypeAlias

from proxylint.formats.pac.javascript.listed_exits import Guarded
from proxylint.formats.pac.javascript.listed_tests import PATTERN, Asked, Word
from proxylint.formats.pac.javascript.realm import OBJECT, TESTS, Exit, Realm
from proxylint.formats.pac.javascript.scope import Env, Scope, outwards
from proxylint.formats.pac.javascript.values import UNDEFINED, Value

FEWEST = 8
"""Tests in a row for which it is worth while."""

FEWEST_EXITS = 64
"""Exits that are noted together; fewer are told apart in reports."""


class Listing:
    """The words of tests that all ask in one way. `index` is what the embedder makes of them."""

    __slots__ = ("asked", "index", "words")

    def __init__(self, asked: Asked, words: Sequence[Word]) -> None:
        self.asked = asked
        self.words = words
        self.index: Any = None


Listings: TypeAlias = "Sequence[tuple[Listing, Value, Sequence[int]]]"
"""With the values of their variables, and for each test which one it is of a list that may have others too."""

LeaveTogether: TypeAlias = "Callable[[Realm, Listings, Sequence[int], str, Callable[[int], Exit]], int]"
"""How the embedder notes exits with one text for many tests at once; it tells for how many of them it did."""

AnyHolds: TypeAlias = "Callable[[Realm, Listings, Sequence[int]], tuple[bool, Value] | None]"
"""How the embedder decides whether at least one of many tests holds: that, and what a variable holds afterwards that
hangs on which one it is; None where they are to be made one by one."""

Possible: TypeAlias = "Callable[[Realm, Listing, Value], Sequence[int] | None]"
"""How the embedder tells, of a variable's value, which tests may hold, ascending; None = that is not known.

The others are certainly false, change nothing and throw nothing.
"""


class Variable:
    """A variable that can be looked at without consequences."""

    __slots__ = ("_hops", "_slot")

    def __init__(self, hops: int, slot: int) -> None:
        self._hops = hops
        self._slot = slot

    @staticmethod
    def of(name: str, scope: Scope) -> Variable | None:
        """None where reading it is no mere look. Before its line the variable reads as ABSENT."""
        found = scope.resolve(name) if name != "arguments" else None
        return None if found is None else Variable(found[0], found[1].slot)

    def read(self, env: Env) -> Value:
        return outwards(env, self._hops)[self._slot]

    def write(self, env: Env, value: Value) -> None:
        outwards(env, self._hops)[self._slot] = value


class Nowhere(Variable):
    """In place of a variable, where a test asks for none."""

    def __init__(self) -> None:
        super().__init__(0, 0)

    def read(self, env: Env) -> Value:
        return UNDEFINED


def variable_of(asked: Asked, scope: Scope) -> Variable | None:
    """The one that a test asks for; None where it, or a function, is not what it looks like."""
    if any(scope.resolve(name) is not None for name in asked.functions):
        return None
    return Variable.of(asked.subject, scope) if asked.subject else Nowhere()


class Column:
    """Tests of a list that ask in one way: their words, the variable that they are compared with, and which of the
    list's tests, `rows`, they are or are part of."""

    __slots__ = ("listing", "rows", "variable")

    def __init__(self, asked: Asked, words: Sequence[Word], variable: Variable, rows: Sequence[int]) -> None:
        self.listing = Listing(asked, words)
        self.variable = variable
        self.rows = rows

    def possible(self, env: Env, realm: Realm) -> Sequence[int] | None:
        if realm.possible is None:
            return None
        found = realm.possible(realm, self.listing, self.variable.read(env))
        return found if found is None or isinstance(self.rows, range) else [self.rows[number] for number in found]

    @property
    def space(self) -> int:
        """Of the object that each of its tests makes for a pattern."""
        return 2 * OBJECT if self.listing.asked.kind == PATTERN else 0


class Stretch:
    """Tests in a row: those at `start..end` of a chain."""

    __slots__ = ("_spaces", "_steps", "alone", "columns", "end", "start")

    def __init__(self, start: int, count: int, columns: list[Column], steps: int, literals: bool = True) -> None:
        """`steps`: of one test, beside those of how it asks. `literals`: a test makes its pattern."""
        self.columns = columns
        self.start = start
        self.end = start + count
        self.alone = all(column.listing.asked.alone for column in columns)
        self._steps = _sums(count, steps, [(column, column.listing.asked.steps) for column in columns])
        made = [column for column in columns if literals or column.listing.asked.made is not None]
        self._spaces = _sums(count, 0, [(column, column.space) for column in made])

    def possible(self, env: Env, realm: Realm) -> Sequence[int] | None:
        """Those that may hold, counted from the start; None = that is not known."""
        found = [column.possible(env, realm) for column in self.columns]
        if len(found) == 1:
            return found[0]
        known = [numbers for numbers in found if numbers is not None]
        return sorted({number for numbers in known for number in numbers}) if len(known) == len(found) else None

    def note(self, env: Env, realm: Realm, numbers: Sequence[int], guarded: Guarded) -> int:
        """How many of the tests that may hold, from the first on, guard an exit that was noted for all of them."""
        if len(numbers) < FEWEST_EXITS or realm.leave_together is None or not self.alone:
            return 0
        text = guarded.exit.text(env, realm)
        if text is None:
            return 0
        before = tuple(realm.tests)

        def taken(number: int) -> Exit:
            at = self.start + numbers[number]
            return Exit(text, guarded.place(at), (*before, *guarded.tested(at))[-TESTS:])

        return realm.leave_together(realm, self._listings(env), numbers, text, taken)

    def any_holds(self, env: Env, realm: Realm, numbers: Sequence[int]) -> tuple[bool, Value] | None:
        """Whether one of many tests holds, as `AnyHolds`."""
        if len(numbers) < FEWEST_EXITS or realm.any_holds is None or not self.alone:
            return None
        return realm.any_holds(realm, self._listings(env), numbers)

    def _listings(self, env: Env) -> Listings:
        return [(column.listing, column.variable.read(env), column.rows) for column in self.columns]

    def spend(self, realm: Realm, start: int, end: int) -> None:
        """What the tests from `start` to `end` cost, of which none holds."""
        steps = self._steps[end] - self._steps[start]
        realm.passed += steps
        realm.spend_steps(steps)
        space = self._spaces[end] - self._spaces[start]
        if space:  # of the objects of patterns, which nobody made
            realm.unmade += space
            realm.spend_memory(space)


def _sums(count: int, each: int, columns: Sequence[tuple[Column, int]]) -> Sequence[int]:
    """For each place in a list, what all tests before it come to."""
    if all(isinstance(column.rows, range) for column, _ in columns):
        each += sum(more for _, more in columns)
        return range(0, each * count + 1, each) if each else bytes(count + 1)
    found = [each] * count
    for column, more in columns:
        for row in column.rows:
            found[row] += more
    return [0, *accumulate(found)]
