"""Identifiers: reading and writing variables and properties of the global object, `this`, `typeof name`."""

from __future__ import annotations

from typing import Any

from proxylint.formats.pac.javascript import convert
from proxylint.formats.pac.javascript.compiling import Run, compiles_expression, unmodelled
from proxylint.formats.pac.javascript.realm import Realm
from proxylint.formats.pac.javascript.scope import NEW_TARGET, OUTER, THIS, Binding, Env, Scope, outwards
from proxylint.formats.pac.javascript.values import ABSENT, Accessor, Missing, Obj, Thrown, Unmodelled, Value
from proxylint.text import Span
from proxylint_grammars.pac import tree


@compiles_expression(tree.Identifier)
def _identifier(node: tree.Identifier, scope: Scope) -> Run:
    found = scope.resolve(node.name)
    if found is None:
        return _global(node.name, node.span)
    hops, binding = found
    return _early(hops, binding.slot, node) if binding.early else _slot(hops, binding.slot)


def _slot(hops: int, slot: int) -> Run:
    def near(env: Env, realm: Realm) -> Value:
        return env[slot]

    def next_out(env: Env, realm: Realm) -> Value:
        return env[OUTER][slot]

    def far(env: Env, realm: Realm) -> Value:
        return outwards(env, hops)[slot]

    return near if hops == 0 else next_out if hops == 1 else far


def _early(hops: int, slot: int, node: tree.Identifier) -> Run:
    name, span = node.name, node.span

    def run(env: Env, realm: Realm) -> Value:
        value = outwards(env, hops)[slot]
        if value is ABSENT:
            raise _reference_error(realm, f"Cannot access '{name}' before initialization", span)
        return value

    return run


def _reference_error(realm: Realm, message: str, span: Span) -> Thrown:
    thrown = realm.error("ReferenceError", message)
    thrown.span = span
    return thrown


def _global(name: str, span: Span) -> Run:
    def run(env: Env, realm: Realm) -> Value:
        value = realm.globals.props.get(name, ABSENT)
        if value is ABSENT:
            value = realm.globals.find(realm, name)
            if value is ABSENT:
                raise _reference_error(realm, f"{name} is not defined", span)
        return _read(realm, value, span) if isinstance(value, Accessor) else value

    return run


def _read(realm: Realm, found: Accessor, span: Span) -> Value:
    try:
        return found.read(realm, realm.globals)
    except Unmodelled as problem:
        problem.span = problem.span or span
        raise


def type_of_name(node: tree.Identifier, scope: Scope) -> Run | None:
    """`typeof name` where the name may not exist; None for a declared name."""
    if scope.resolve(node.name) is not None:
        return None
    name = node.name

    def run(env: Env, realm: Realm) -> Value:
        value = realm.globals.find(realm, name)
        if isinstance(value, Missing):
            return value.type_name
        if isinstance(value, Accessor):
            value = value.read(realm, realm.globals)
        return "undefined" if value is ABSENT else convert.type_name(realm, value)

    return run


class Store:
    """How to assign to a variable: `store(env, realm, value)`; `first` is the initialisation of a declaration."""

    __slots__ = ("binding", "first", "hops", "name", "outside", "span", "strict")

    def __init__(self, node: tree.Identifier, scope: Scope, *, first: bool = False) -> None:
        found = scope.resolve(node.name)
        self.name = node.name
        self.span = node.span
        self.strict = scope.strict
        self.first = first
        self.hops = found[0] if found else 0
        self.outside = scope.outlives_call(self.hops)
        self.binding: Binding | None = found[1] if found else None
        if self.binding is not None and not first:
            self.binding.assigned = True

    def store(self, env: Env, realm: Realm, value: Value) -> None:
        if self.binding is None:
            self._global(realm, value)
            return
        env = outwards(env, self.hops)
        if self.outside:
            realm.writes += 1
        if not self.first and self.binding.early and env[self.binding.slot] is ABSENT:
            raise _reference_error(realm, f"Cannot access '{self.name}' before initialization", self.span)
        if self.binding.own_name and not self.strict:
            return
        if (self.binding.constant or self.binding.own_name) and not self.first:
            thrown = realm.error("TypeError", "Assignment to constant variable.")
            thrown.span = self.span
            raise thrown
        env[self.binding.slot] = value

    def _global(self, realm: Realm, value: Value) -> None:
        if self.name not in realm.loose:
            realm.writes += 1
        if self.strict and realm.globals.find(realm, self.name) is ABSENT:
            raise _reference_error(realm, f"{self.name} is not defined", self.span)
        if not realm.globals.put(realm, self.name, value) and self.strict:
            raise realm.error("TypeError", f"Cannot assign to read only property '{self.name}'")


@compiles_expression(tree.ThisExpression)
def compile_this(node: Any, scope: Scope) -> Run:
    hops = scope.function_hops()
    strict = scope.strict

    def outside(env: Env, realm: Realm) -> Value:
        return realm.globals

    def run(env: Env, realm: Realm) -> Value:
        this = outwards(env, hops or 0)[THIS]
        if this is ABSENT:
            raise realm.error("ReferenceError", "Must call super constructor before accessing 'this'")
        if strict or isinstance(this, Obj):
            return this
        return realm.globals if convert.nullish(realm, this) else convert.to_object(realm, this)

    return outside if hops is None else run


def compile_bare_this(scope: Scope) -> Run:
    """`this` as the object of a member expression: a primitive needs no wrapper there."""
    hops = scope.function_hops()
    if hops is None or scope.strict:
        return compile_this(None, scope)

    def run(env: Env, realm: Realm) -> Value:
        this = outwards(env, hops)[THIS]
        return this if isinstance(this, Obj) or not convert.nullish(realm, this) else realm.globals

    return run


@compiles_expression(tree.MetaProperty)
def _new_target(node: tree.MetaProperty, scope: Scope) -> Run:
    hops = scope.function_hops()
    if hops is None:
        return unmodelled("new.target outside a function", node.span)

    def run(env: Env, realm: Realm) -> Value:
        return outwards(env, hops)[NEW_TARGET]

    return run
