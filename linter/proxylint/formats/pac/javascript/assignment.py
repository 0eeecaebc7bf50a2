"""Assignment, `++` and `--`, and the binding of patterns."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, TypeAlias

from proxylint.formats.pac.javascript import convert, members, operators
from proxylint.formats.pac.javascript.compiling import Run, compiles_expression, expression, unmodelled
from proxylint.formats.pac.javascript.iterate import iterate
from proxylint.formats.pac.javascript.literals import property_key
from proxylint.formats.pac.javascript.names import Store
from proxylint.formats.pac.javascript.realm import Realm
from proxylint.formats.pac.javascript.scope import Env, Scope
from proxylint.formats.pac.javascript.simple import member_parts
from proxylint.formats.pac.javascript.values import UNDEFINED, Arr, Fn, Obj, Value
from proxylint.formats.pac.javascript.varying import Varying
from proxylint_grammars.pac import tree

Put: TypeAlias = Callable[[Env, Realm, Value], None]

_ANONYMOUS = (tree.FunctionExpression, tree.ArrowFunctionExpression, tree.ClassExpression)


def target(node: Any, scope: Scope, *, first: bool = False) -> Put:
    """How to give a value to a pattern; `first` where it is declared by it."""
    match node:
        case tree.Identifier():
            return Store(node, scope, first=first).store
        case tree.MemberExpression():
            return _member_target(node, scope)
        case tree.AssignmentPattern():
            return _default(node, scope, first)
        case tree.ArrayPattern():
            return _array_pattern(node, scope, first)
        case tree.ObjectPattern():
            return _object_pattern(node, scope, first)
    return unmodelled(f"{type(node).__name__} is not modelled", node.span)  # type: ignore[return-value]


def _member_target(node: tree.MemberExpression, scope: Scope) -> Put:
    base, key = member_parts(node, scope)
    strict = scope.strict

    def put(env: Env, realm: Realm, value: Value) -> None:
        members.put(realm, base(env, realm), key(env, realm), value, strict)

    return put


def _default(node: tree.AssignmentPattern, scope: Scope, first: bool) -> Put:
    inner, default = target(node.left, scope, first=first), named(node.right, node.left, scope)

    def put(env: Env, realm: Realm, value: Value) -> None:
        inner(env, realm, default(env, realm) if value is UNDEFINED else value)

    return put


def _array_pattern(node: tree.ArrayPattern, scope: Scope, first: bool) -> Put:
    parts: list[tuple[Put | None, bool]] = [
        (None, False)
        if element is None
        else (target(element.argument, scope, first=first), True)
        if isinstance(element, tree.RestElement)
        else (target(element, scope, first=first), False)
        for element in node.elements
    ]

    def put(env: Env, realm: Realm, value: Value) -> None:
        value = convert.settled(realm, value)
        if isinstance(value, Varying) and value.type_name == "object":
            for index, (part, rest) in enumerate(parts):
                if part is not None:
                    part(env, realm, _no_rest(value) if rest else value.get(realm, str(index)))
            return
        items = iterate(realm, value)
        for part, rest in parts:
            found: Value = _rest(realm, items) if rest else next(items, UNDEFINED)
            if part is not None:
                part(env, realm, found)

    return put


def _rest(realm: Realm, items: Iterator[Value]) -> Arr:
    found = list(items)
    realm.spend_items(len(found))
    return Arr(realm.prototypes["Array"], found)


def _no_rest(value: Varying) -> Value:
    raise value.beyond("the rest")


def _object_pattern(node: tree.ObjectPattern, scope: Scope, first: bool) -> Put:
    rest: Put | None = None
    parts: list[tuple[Run, Put]] = []
    for part in node.properties:
        if isinstance(part, tree.RestElement):
            rest = target(part.argument, scope, first=first)
        else:
            parts.append((property_key(part.key, part.computed, scope), target(part.value, scope, first=first)))

    def put(env: Env, realm: Realm, value: Value) -> None:
        if convert.nullish(realm, value):
            raise realm.error("TypeError", "Cannot destructure what is null or undefined")
        taken = set()
        for key, inner in parts:
            name = key(env, realm)
            taken.add(name)
            inner(env, realm, members.get_named(realm, value, name))
        if rest is not None:
            holder = convert.to_object(realm, value)
            kept = {name: holder.get(realm, name) for name in members.names(realm, holder) if name not in taken}
            rest(env, realm, Obj(realm.prototypes["Object"], "Object", kept))

    return put


def named(node: Any, name: Any, scope: Scope) -> Run:
    """An expression whose value takes the name of its variable where it is a function without one."""
    run = expression(node, scope)
    if not isinstance(node, _ANONYMOUS) or not isinstance(name, tree.Identifier) or getattr(node, "id", None):
        return run
    text = name.name

    def naming(env: Env, realm: Realm) -> Value:
        value = run(env, realm)
        if isinstance(value, Fn):
            value.name = text
            value.props["name"] = text
        return value

    return naming


@compiles_expression(tree.AssignmentExpression)
def _assignment(node: tree.AssignmentExpression, scope: Scope) -> Run:
    if node.operator == "=":
        if isinstance(node.left, tree.MemberExpression):
            return _assign_member(node.left, node.right, scope)
        put, value = target(node.left, scope), named(node.right, node.left, scope)

        def assign(env: Env, realm: Realm) -> Value:
            found = value(env, realm)
            put(env, realm, found)
            return found

        return assign
    right = named(node.right, node.left, scope)
    if node.operator in ("||=", "&&=", "??="):
        return _modify(node.left, scope, _logical_change(node.operator, right))
    apply = operators.BINARY[node.operator[:-1]]

    def change(env: Env, realm: Realm, old: Value) -> tuple[Value, Value]:
        found = apply(realm, old, right(env, realm))
        return found, found

    return _modify(node.left, scope, change)


def _assign_member(left: tree.MemberExpression, right: tree.Expression, scope: Scope) -> Run:
    base, key = member_parts(left, scope)
    value = expression(right, scope)
    strict = scope.strict

    def run(env: Env, realm: Realm) -> Value:
        holder, name = base(env, realm), key(env, realm)
        found = value(env, realm)
        members.put(realm, holder, name, found, strict)
        return found

    return run


Change: TypeAlias = Callable[[Env, Realm, Value], tuple[Value, Value] | None]
"""From the old value to the result of the expression and the new value; None leaves the old one."""


def _logical_change(operator: str, right: Run) -> Change:
    def change(env: Env, realm: Realm, old: Value) -> tuple[Value, Value] | None:
        old = convert.settled(realm, old)
        if operator == "??=":
            wanted = convert.nullish(realm, old)
        else:
            wanted = convert.truth(realm, old) is (operator == "&&=")
        if not wanted:
            return None
        found = right(env, realm)
        return found, found

    return change


def _modify(left: Any, scope: Scope, change: Change) -> Run:
    """Read a variable or property, compute, write back; object and key are evaluated once."""
    if isinstance(left, tree.MemberExpression):
        base, key = member_parts(left, scope)
        strict = scope.strict

        def member(env: Env, realm: Realm) -> Value:
            holder, name = base(env, realm), key(env, realm)
            old = members.get(realm, holder, name)
            changed = change(env, realm, old)
            if changed is None:
                return old
            members.put(realm, holder, name, changed[1], strict)
            return changed[0]

        return member
    read, put = expression(left, scope), target(left, scope)

    def variable(env: Env, realm: Realm) -> Value:
        old = read(env, realm)
        changed = change(env, realm, old)
        if changed is None:
            return old
        put(env, realm, changed[1])
        return changed[0]

    return variable


@compiles_expression(tree.UpdateExpression)
def _update(node: tree.UpdateExpression, scope: Scope) -> Run:
    step = 1.0 if node.operator == "++" else -1.0
    prefix = node.prefix

    def change(env: Env, realm: Realm, old: Value) -> tuple[Value, Value]:
        old = convert.primitive(realm, old, "number")
        before = old if type(old) is int else convert.number(realm, old)
        after: Value
        if type(before) is int:
            after = before + int(step)
        elif type(before) is float:
            after = before + step
        else:
            after = operators.BINARY["-"](realm, before, -step)
        return (after, after) if prefix else (before, after)

    return _modify(node.argument, scope, change)
