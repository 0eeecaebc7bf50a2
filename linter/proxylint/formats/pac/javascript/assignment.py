"""Assignment, `++` and `--`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

from proxylint.formats.pac.javascript import convert, members, operators
from proxylint.formats.pac.javascript.compiling import Run, compiles_expression, expression
from proxylint.formats.pac.javascript.realm import Realm
from proxylint.formats.pac.javascript.scope import Env, Scope
from proxylint.formats.pac.javascript.simple import member_parts
from proxylint.formats.pac.javascript.targets import named, refusing, target
from proxylint.formats.pac.javascript.values import Value
from proxylint_grammars.pac import tree


@compiles_expression(tree.AssignmentExpression)
def _assignment(node: tree.AssignmentExpression, scope: Scope) -> Run:
    if isinstance(node.left, tree.CallExpression):
        return refusing(node.left, scope)
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
    if isinstance(node.argument, tree.CallExpression):
        return refusing(node.argument, scope)
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
