"""The heads of loops over lists: how a loop comes from item to item, and goes on behind turns that are passed."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

from proxylint.formats.pac.javascript.compiling import END, Do, Signal
from proxylint.formats.pac.javascript.iterate import Members
from proxylint.formats.pac.javascript.listed import Variable
from proxylint.formats.pac.javascript.listed_bodies import template
from proxylint.formats.pac.javascript.listed_counters import counted_by_test, counts_down, counts_up
from proxylint.formats.pac.javascript.listed_loops import MOST_LOOKS, Listed, Look, items_of
from proxylint.formats.pac.javascript.realm import Realm, Turn
from proxylint.formats.pac.javascript.scope import Env, Place, Scope
from proxylint.formats.pac.javascript.values import ABSENT, Obj, Value
from proxylint.tuples import NamedTuple
from proxylint_grammars.pac import tree

Put = Callable[[Env, Realm, Value], None]
Made = Callable[[Env, Realm, Value], Signal]
"""One turn of a loop that hands its variable a value."""

_Bound = Callable[[Env, Realm, int], "int | None"]
"""Before which item the loop ends, for a list of so many; None = that is not known."""


def passing(plain: Do, turn: Turn, node: tree.ForStatement, scope: Scope, statements: int = 0) -> Do:
    """`for (...; i < list.length; i++)`, `for (...; i >= 0; i--)` or `for (...; i--; )` in such a way that turns may be
    passed.

    `plain` does what is left. `statements`: that a turn executes beside those of the body.
    """
    counted = counted_by_test(node)
    down = counted or counts_down(node)
    name = down or counts_up(node)
    found = None if name is None else scope.resolve(name)
    if name is None or found is None or scope.outlives_call(found[0]) or found[1].constant:
        return plain
    made = template(node.body, name, indexed=True)
    made = made and made._replace(statements=made.statements + statements)
    listed = Listed.of(made, scope)
    if listed is None or listed.source is None:
        return plain
    place = Variable(found[0], found[1].slot)
    if down:
        return _counted(plain, turn, listed, place, None, ahead=1 if counted else 0)
    bound = _bound(node, name, listed.template.list_name, scope)
    return plain if bound is None else _counted(plain, turn, listed, place, bound)


def passing_while(plain: Do, turn: Turn, node: tree.WhileStatement, scope: Scope) -> Do:
    """`while (i < list.length) { ...; i++; }` or `while (i--) ...` in such a way that turns may be passed."""
    body = node.body
    alike = tree.ForStatement(node.span, None, node.test, None, body)
    if counted_by_test(alike):
        return passing(plain, turn, alike, scope)
    if not isinstance(body, tree.BlockStatement) or len(body.body) < 2:
        return plain
    *rest, last = body.body
    if not isinstance(last, tree.ExpressionStatement):
        return plain
    alike = tree.ForStatement(node.span, None, node.test, last.expression, tree.BlockStatement(body.span, tuple(rest)))
    return passing(plain, turn, alike, scope, statements=1)


class _Walk(NamedTuple):
    """From item to item: the counter is `first` at the first of them, and then `step` more each time."""

    look: Look
    at: int
    first: int
    step: int

    def counter(self, number: int) -> float:
        return float(self.first + self.step * number)


def _counted(plain: Do, turn: Turn, listed: Listed, place: Variable, bound: _Bound | None, ahead: int = 0) -> Do:
    """`bound`: None for a loop that counts down to the first item. `ahead`: by how much the counter is more than the
    place of the item before the loop's test, which makes it less."""
    source = listed.source
    assert source is not None

    def look(env: Env, realm: Realm) -> _Walk | None:
        items, counter = items_of(source(env, realm)), place.read(env)
        if items is None or type(counter) is not float or counter != counter // 1:
            return None
        if not ahead <= counter < len(items) + ahead:
            return None
        at = int(counter) - ahead
        if bound is None:
            found = listed.look(env, realm, items[at::-1])
            return None if found is None else _Walk(found, 0, at + ahead, -1)
        end = bound(env, realm, len(items))
        found = None if end is None else listed.look(env, realm, items[:end] if end < len(items) else items, at)
        return None if found is None else _Walk(found, at, 0, 1)

    def do(env: Env, realm: Realm) -> Signal:
        for _ in range(MOST_LOOKS):
            walk = look(env, realm)
            if walk is None:
                break
            found, at = walk.look, walk.at
            signal = found.returned(env, place.write)
            if signal is not None:
                return signal
            while at >= 0:
                number = found.next(at)
                if number > at:
                    place.write(env, walk.counter(number))
                    found.leave_behind(env, number)
                if number >= found.end:
                    return plain(env, realm)
                signal, env = turn(env, realm)
                if signal is not None:
                    return None if signal is END else signal
                steady = place.read(env) == walk.counter(number + 1)
                steady = steady and (bound is None or bound(env, realm, found.end) == found.end)
                at = number + 1 if steady and found.holds_after(env) else -1
        return plain(env, realm)

    return do


def _bound(node: tree.ForStatement, counter: str, list_name: str | None, scope: Scope) -> _Bound | None:
    """`list.length`, or a variable."""
    bound = node.test.operands[1]  # type: ignore[union-attr]
    if isinstance(bound, tree.Identifier):
        variable = Place.of(bound.name, scope)
        return None if bound.name == counter else lambda env, realm, length: _whole(variable.read(env, realm), length)
    if not isinstance(bound, tree.MemberExpression) or bound.computed or bound.optional:
        return None
    of_list = isinstance(bound.object, tree.Identifier) and bound.object.name == list_name
    is_length = isinstance(bound.property, tree.Identifier) and bound.property.name == "length"
    return (lambda env, realm, length: length) if of_list and is_length else None


def _whole(value: Value, length: int) -> int | None:
    """A bound that is a number, up to the length of the list."""
    return min(int(value), length) if type(value) is float and 0 <= value == value // 1 else None


class Over:
    """`for ... in` and `for ... of` in such a way that turns may be passed."""

    def __init__(self, listed: Listed, *, names: bool, lasting: bool) -> None:
        self._listed = listed
        self._names = names
        self._lasting = lasting

    def turns(self, env: Env, realm: Realm, subject: Value, values: Iterator[Value], put: Put, turn: Made) -> Signal:
        """The turns for as many of the values as are looked up; None = go on with the rest of them."""
        items = self._items(env, realm, subject)
        found = None if items is None else self._listed.look(env, realm, items)
        at = 0
        if found is not None:
            signal = found.returned(env, lambda env, value: put(env, realm, value) if self._lasting else None)
            if signal is not None:
                return signal
        while found is not None:
            number = found.next(at)
            if number > at:
                last = deque(islice(values, number - at), maxlen=1)[0]
                realm.passed += 0 if self._names else number - at
                if self._lasting:
                    put(env, realm, last)
                found.leave_behind(env, number)
            if number >= found.end:
                return None
            signal = turn(env, realm, next(values))
            if signal is not None:
                return signal
            at = number + 1
            found = found if found.holds_after(env) else None
        return None

    def _items(self, env: Env, realm: Realm, subject: Value) -> list[Value] | None:
        source = self._listed.source
        if source is not None:
            if source(env, realm) is not subject:
                return None
            names = _names(realm, subject)
            return items_of(subject) if names is None else [subject.own(name) for name in names]
        if self._names:
            return _names(realm, subject)
        if type(subject) is Obj and subject.kind == "Set":
            return [ABSENT if entry is ABSENT else entry[0] for entry in subject.primitive]
        if type(subject) is Obj and isinstance(subject.primitive, Members):
            return subject.primitive.rest()
        return items_of(subject)


def _names(realm: Realm, subject: Value) -> list[Value] | None:
    """Of a plain object's properties; None for anything else. To go through them takes steps, whatever comes of it."""
    if type(subject) is not Obj or subject.kind != "Object":
        return None
    realm.spend_walk(subject.size())
    return list(subject.enumerable())


def over(node: tree.ForInStatement | tree.ForOfStatement, left: Any, scope: Scope, inner: Scope) -> Over | None:
    """`left`: the loop's variable, of the scope `inner`. None for a loop that does more than to test items."""
    names = isinstance(node, tree.ForInStatement)
    if not isinstance(left, tree.Identifier) or scope.outlives_call(0):
        return None
    listed = Listed.of(template(node.body, left.name, indexed=names), scope)
    return None if listed is None else Over(listed, names=names, lasting=inner is scope)
