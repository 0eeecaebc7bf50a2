"""Tests of one variable by one function, thousands in a row: what list files consist of.

`dnsDomainIs(host, "x") || dnsDomainIs(host, "y") || ...`: the embedder is asked once which of them can hold at all; the
others are passed as if they had been made, and are not even compiled.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate
from typing import Any, TypeAlias

from proxylint.formats.pac.javascript.listed_exits import Guard, Guarded
from proxylint.formats.pac.javascript.listed_tests import PATTERN, Asked, Word, asks_words
from proxylint.formats.pac.javascript.realm import OBJECT, TESTS, Exit, Realm, Tested
from proxylint.formats.pac.javascript.scope import Env, Scope, outwards
from proxylint.formats.pac.javascript.values import UNDEFINED, Value
from proxylint_grammars.pac import tree

FEWEST = 8
"""Tests in a row for which it is worth while."""

MOST_KINDS = 8
"""Of tests that are taken together."""

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


def stretches(nodes: Sequence[Any], scope: Scope, steps: int = 0) -> list[Stretch]:
    """Those of a chain of tests, in which None is anything else. `steps`: what one takes beside its own."""
    found: list[Stretch] = []
    for start, rows in _runs(nodes):
        if len(rows) < FEWEST:
            continue
        columns = _columns(rows, scope)
        found.extend([Stretch(start, len(rows), columns, steps)] if columns else ())
    return found


_Row: TypeAlias = "tuple[tuple[Asked, ...], tuple[Word, ...]]"


def _runs(nodes: Sequence[Any]) -> Iterator[tuple[int, list[_Row]]]:
    """Tests in a row that are written alike, and where they begin.

    Those of which few follow each other, as in `host == "x" || dnsDomainIs(host, ".x") || host == "y" || ...`, are
    taken together.
    """
    at, row = 0, _row(nodes, 0)
    several: list[_Row] = []
    while at < len(nodes):
        first, rows = row, list[_Row]()
        while first is not None and row is not None and row[0] == first[0]:
            rows.append(row)
            at += 1
            row = _row(nodes, at)
        if 0 < len(rows) < FEWEST:
            several += rows
            continue
        yield at - len(rows) - len(several), several
        yield at - len(rows), rows
        several = []
        if not rows:
            at += 1
            row = _row(nodes, at)
    yield at - len(several), several


def _row(nodes: Sequence[Any], at: int) -> _Row | None:
    return None if at >= len(nodes) or nodes[at] is None else asks_words(nodes[at])


def _columns(rows: Sequence[_Row], scope: Scope) -> list[Column]:
    """None at all where a variable or function is not what it looks like, or too many kinds of tests are mixed."""
    kinds: dict[tuple[Asked, int], tuple[list[Word], list[int]]] = {}
    for number, (several, words) in enumerate(rows):
        for place, (asked, word) in enumerate(zip(several, words, strict=True)):
            kept, places = kinds.setdefault((asked, place), ([], []))
            kept.append(word)
            places.append(number)
    if len(kinds) > MOST_KINDS:
        return []
    columns = []
    for (asked, _), (kept, places) in kinds.items():
        variable = variable_of(asked, scope)
        if variable is None:
            return []
        columns.append(Column(asked, kept, variable, range(len(rows)) if len(places) == len(rows) else places))
    return columns


def _no_one(start: int, end: int) -> None:
    pass


class Chain:
    """Which tests of a chain are made: all but those of stretches that cannot hold."""

    __slots__ = ("_length", "_steady", "_stretches")

    def __init__(self, nodes: Sequence[Any], scope: Scope, steps: int = 0, steady: Sequence[bool] = ()) -> None:
        """`steady`: of each test, whether nothing that it guards comes back to the chain; none = all."""
        self._length = len(nodes)
        self._steady = steady
        self._stretches = stretches(nodes, scope, steps) if len(nodes) >= FEWEST else []

    def __bool__(self) -> bool:
        return bool(self._stretches)

    def places(
        self,
        env: Env,
        realm: Realm,
        passed: Callable[[int, int], None] = _no_one,
        guard: Guard | None = None,
    ) -> Iterator[int]:
        """The places to look at, ascending; `passed(start, end)` is told of those in between, in order.

        `guard`: the exits that tests guard.
        """
        at = 0
        for stretch in self._stretches:
            yield from range(at, stretch.start)
            at = stretch.start
            possible = stretch.possible(env, realm)
            if guard is not None and possible is not None and len(possible) >= FEWEST_EXITS:
                guarded = guard(stretch.start, stretch.end)
                possible = possible[stretch.note(env, realm, possible, guarded) if guarded else 0 :]
            for number in self._numbers(stretch, possible, env, realm):
                place = stretch.start + number
                if place > at:
                    stretch.spend(realm, at - stretch.start, place - stretch.start)
                    passed(at, place)
                yield place
                at = place + 1
            if stretch.end > at:
                stretch.spend(realm, at - stretch.start, stretch.end - stretch.start)
                passed(at, stretch.end)
            at = stretch.end
        yield from range(at, self._length)

    def _numbers(self, stretch: Stretch, possible: Sequence[int] | None, env: Env, realm: Realm) -> Iterator[int]:
        """Those that may hold; looked up anew behind a statement that may have set the variable or the function."""
        count = stretch.end - stretch.start
        waiting = iter(range(count) if possible is None else possible)
        while (number := next(waiting, None)) is not None:
            yield number
            if stretch.alone and (not self._steady or self._steady[stretch.start + number]):
                continue
            now = stretch.possible(env, realm)
            if now is not possible and now != possible:
                possible = now
                several = range(count) if possible is None else possible
                waiting = iter(several[bisect_right(several, number) :])


def not_taken(realm: Realm, tests: Sequence[Any], start: int, end: int) -> None:
    """Remember tests of branches that did not hold, as `Realm.test` does."""
    realm.tests.extend(Tested(test.span, False, None) for test in tests[max(start, end - TESTS) : end])
    realm.term = None


def branch_tests(statements: Sequence[Any]) -> list[Any]:
    """Of each statement the test that decides whether it does anything; None for other statements."""
    return [
        node.arms[0].test
        if isinstance(node, tree.IfStatement) and len(node.arms) == 1 and node.alternate is None
        else None
        for node in statements
    ]
