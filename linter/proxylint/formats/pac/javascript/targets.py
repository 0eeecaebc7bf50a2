"""What a value may be given to: variables, members, and the patterns that take it apart."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, TypeAlias

from proxylint.formats.pac.javascript import convert, members
from proxylint.formats.pac.javascript.compiling import Run, expression, unmodelled
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
        case tree.CallExpression():
            return _ending(refusing(node, scope))
    return _ending(unmodelled(f"{type(node).__name__} is not modelled", node.span))


def _ending(run: Run) -> Put:
    """Of what raises whatever value it is given."""

    def put(env: Env, realm: Realm, value: Value) -> None:
        run(env, realm)

    return put


def refusing(call: tree.CallExpression, scope: Scope) -> Run:
    """A call where a variable must stand: V8 makes it, and throws before it looks at anything else. (ECMA-262 has it
    refused when the script is read, which no browser does outside strict mode.)"""
    run = expression(call, scope)

    def refuse(env: Env, realm: Realm) -> Value:
        run(env, realm)
        raise realm.error("ReferenceError", "Invalid left-hand side in assignment")

    return refuse


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
