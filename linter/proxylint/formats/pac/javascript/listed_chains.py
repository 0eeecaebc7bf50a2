"""Chains of tests, in `||`, in `else if` or statement by statement, of which those are passed that cannot hold."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeAlias

from proxylint.formats.pac.javascript.listed import FEWEST, FEWEST_EXITS, Column, Stretch, variable_of
from proxylint.formats.pac.javascript.listed_exits import Guard
from proxylint.formats.pac.javascript.listed_tests import Asked, Word, asks_words
from proxylint.formats.pac.javascript.realm import TESTS, Realm, Tested
from proxylint.formats.pac.javascript.scope import Env, Scope
from proxylint_grammars.pac import tree

MOST_KINDS = 8
"""Of tests that are taken together."""


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
