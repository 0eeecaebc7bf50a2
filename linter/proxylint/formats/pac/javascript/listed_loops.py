"""Loops that put every item of a list to the same tests: `for (...) { if (dnsDomainIs(host, list[i])) return x; }`.

As with tests written one below the other (`listed`), turns whose tests cannot hold are passed as if they had been made.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from proxylint.formats.pac.javascript.compiling import Do, Signal, statement
from proxylint.formats.pac.javascript.leaving import leaving
from proxylint.formats.pac.javascript.listed import FEWEST, Column, Stretch, Variable, variable_of
from proxylint.formats.pac.javascript.listed_bodies import (
    Spelled,
    Template,
    part_of,
    spelled_values,
    texts,
)
from proxylint.formats.pac.javascript.listed_exits import Guarded, is_fixed_return, is_plain_return, one_exit
from proxylint.formats.pac.javascript.listed_tests import NETWORK, PATTERN, Word, made_pattern
from proxylint.formats.pac.javascript.realm import MAKING, TESTS, Realm, Tested
from proxylint.formats.pac.javascript.scope import Env, Place, Scope
from proxylint.formats.pac.javascript.values import Arr, Obj, Value
from proxylint.tuples import NamedTuple

MOST_LOOKS = 64
"""Of one loop, where turns that are made change what the tests may ask."""

Source = Callable[[Env, Realm], Value]
"""The list that a loop's body looks into."""


_MOST_KEPT = 8
"""Lists of which one loop remembers what was found out: it may stand in a function that is called with several."""


class _Kept(NamedTuple):
    """`items`: empty where the tests hang on more than these; `rows`: for each term what it asks for; `making`: steps
    that it takes to make patterns of them."""

    items: list[Value]
    rows: list[Sequence[Word]]
    stretch: Stretch
    making: int


class Listed:
    """A loop with such a body. What was found out about a list is kept for the next run."""

    def __init__(self, made: Template, variables: list[Variable], stays: list[Variable], source: Source | None) -> None:
        self.template = made
        self.variables = variables
        self.stays = stays
        self.source = source
        """None where the item is the loop's own variable."""
        self.guarded: Guarded | None = None
        """The exit that the one test guards."""
        self.returns: Do | None = None
        """The return that it guards, if that is one of a literal."""
        self._kept: list[_Kept] = []

    @staticmethod
    def of(made: Template | None, scope: Scope) -> Listed | None:
        """`scope`: in which the loop stands. None for a body that does more than to test variables by the item."""
        if made is None:
            return None
        variables = [variable_of(asked, scope) for asked, _ in made.terms]
        stays = [Variable.of(name, scope) for name, _ in made.stays]
        known = [variable for variable in variables if variable is not None]
        kept = [variable for variable in stays if variable is not None]
        if len(known) < len(variables) or len(kept) < len(stays):
            return None
        found = Listed(made, known, kept, Place.of(made.list_name, scope).read if made.list_name else None)
        if is_plain_return(made.consequent):
            exit_, span = leaving(made.consequent, scope), made.spans[0]
            guard = None if exit_ is None else one_exit(exit_, lambda at: Tested(span, True, None))
            found.guarded = None if guard is None else guard(0, 0)
        if is_fixed_return(made.consequent):
            found.returns = statement(made.consequent, scope)
        return found

    def look(self, env: Env, realm: Realm, items: Sequence[Value] | None, at: int = 0) -> Look | None:
        """At a list's items from `at` on; None where all of them have to be looked at."""
        if items is None or len(items) - at < FEWEST or realm.possible is None:
            return None
        stretch = self._known(realm, items)
        numbers = None if stretch is None else stretch.possible(env, realm)
        return None if stretch is None or numbers is None else Look(self, env, realm, items, stretch, numbers, at)

    def _known(self, realm: Realm, items: Sequence[Value]) -> Stretch | None:
        by_text = self.template.by_text
        for kept in self._kept if by_text else ():
            if kept.items == items:
                realm.passed += kept.making
                realm.spend_steps(kept.making)  # as if the list were new: no answer hangs on what was asked before
                return kept.stretch
        before = realm.steps
        rows = self._rows(realm, items)
        if rows is None:
            return None
        for kept in self._kept:
            if kept.rows == rows:
                return kept.stretch
        if len(self._kept) >= _MOST_KEPT:
            del self._kept[0]
        self._kept.append(_Kept(list(items) if by_text else [], rows, self._made(rows), before - realm.steps))
        return self._kept[-1].stretch

    def _rows(self, realm: Realm, items: Sequence[Value]) -> list[Sequence[Word]] | None:
        """For each term what it asks for, by item."""
        rows: list[Sequence[Word]] = []
        found: Sequence[Word] | None
        for asked, spelled in self.template.terms:
            if asked.made is not None:
                found = _made(realm, items, spelled[0], asked.made)
            elif asked.kind == PATTERN:
                found = _patterns(realm, items, spelled[0])
            elif asked.kind == NETWORK:
                found = _pairs(items, spelled)
            else:
                found = texts(items, spelled[0])
            if found is None:
                return None
            rows.append(list(found) if found is items else found)
        return rows

    def _made(self, rows: Sequence[Sequence[Word]]) -> Stretch:
        columns = [
            Column(asked, words, variable, range(len(words)))
            for (asked, _), words, variable in zip(self.template.terms, rows, self.variables, strict=True)
        ]
        return Stretch(0, len(rows[0]), columns, 1 + self.template.statements, literals=False)


class Look:
    """Of one execution of a loop: which of its turns have to be made."""

    def __init__(
        self,
        listed: Listed,
        env: Env,
        realm: Realm,
        items: Sequence[Value],
        stretch: Stretch,
        numbers: Sequence[int],
        at: int,
    ) -> None:
        self._listed = listed
        self._realm = realm
        self._stretch = stretch
        self.items = items
        self.end = len(items)
        self._before = self._state(env)
        gone = 0 if at or listed.guarded is None else stretch.note(env, realm, numbers, listed.guarded)
        self._lost: tuple[Value] | None = None
        if listed.returns is not None and not (at or gone):
            known = stretch.any_holds(env, realm, numbers)
            if known is not None:
                numbers = ()
                self._lost = (known[1],) if known[0] else None
        self._waiting = iter(numbers[gone:])
        self._next = -1

    def _state(self, env: Env) -> tuple[int, list[Value]]:
        source = self._listed.source
        values = [variable.read(env) for variable in self._listed.variables]
        return self._realm.writes, values if source is None else [*values, source(env, self._realm)]

    def next(self, at: int) -> int:
        """The first turn from `at` on that has to be made, or how many there are; those before it are passed."""
        while self._next < at:
            self._next = next(self._waiting, self.end)
        if self._next > at:
            self._pass(at, self._next)
        return self._next

    def _pass(self, start: int, end: int) -> None:
        realm = self._realm
        self._stretch.spend(realm, start, end)
        spans = self._listed.template.spans
        realm.tests.extend([Tested(span, False, None) for span in spans] * min(end - start, TESTS))
        realm.term = None

    def returned(self, env: Env, put: Callable[[Env, Value], None]) -> Signal:
        """What the loop returns where it is known that one of its tests holds, though not which one; else None.

        `put`: writes the loop's variable.
        """
        if self._lost is None or self._listed.returns is None:
            return None
        self._stretch.spend(self._realm, 0, self.end)
        for variable in self._listed.stays:
            variable.write(env, self._lost[0])
        put(env, self._lost[0])
        self._realm.tests.append(Tested(self._listed.template.spans[0], True, None))
        self._realm.term = None
        return self._listed.returns(env, self._realm)

    def leave_behind(self, env: Env, at: int) -> None:
        """The variables that stay hold what belongs to the turn before `at`."""
        values = spelled_values(self.items, at - 1, self._listed.template.stays)
        for variable, value in zip(self._listed.stays, values, strict=True):
            variable.write(env, value)

    def holds_after(self, env: Env) -> bool:
        """Whether a turn that was made left alone what the tests of the others ask."""
        if self._listed.template.steady:
            return True
        writes, values = self._state(env)
        return writes == self._before[0] and all(map(_is, values, self._before[1]))


def _is(one: Value, other: Value) -> bool:
    return one is other


def _pairs(items: Sequence[Value], spelled: Sequence[Spelled]) -> list[Word] | None:
    """Addresses and masks, each of which may be a part of the item."""
    found = [texts(items, word) for word in spelled]
    first, second = found[0], found[1]
    return None if first is None or second is None else list(zip(first, second, strict=True))


def _patterns(realm: Realm, items: Sequence[Value], word: Spelled) -> list[Word] | None:
    """Sources and flags of regular expressions that are as they were made."""
    prototype, path = realm.prototypes["RegExp"], word.path
    if not word.plain:
        return None
    found: list[Word] = []
    for item in [part_of(one, path) for one in items] if path else items:
        if not isinstance(item, Obj) or item.kind != "RegExp" or item.proto is not prototype:
            return None
        if len(item.props) > 1 or type(item.props["lastIndex"]) is not float:
            return None
        found.append((item.primitive.source, item.primitive.flags))
    return found


def _made(realm: Realm, items: Sequence[Value], word: Spelled, flags: str) -> list[Word] | None:
    """Patterns that `RegExp` makes of texts, which takes the steps of making them."""
    sources = texts(items, word)
    if sources is None:
        return None
    realm.spend_steps(MAKING * len(sources))
    realm.spend_walk(sum(map(len, sources)))
    found = [made_pattern(source, flags) for source in sources]
    return None if None in found else found  # type: ignore[return-value]


def items_of(value: Value) -> list[Value] | None:
    """Of an array, holes as ABSENT; None where there is none."""
    return value.items if type(value) is Arr and value.kind == "Array" else None
