"""Expressions that only combine the values of others."""

from __future__ import annotations

from typing import Any

from proxylint.formats.pac.javascript import convert, members
from proxylint.formats.pac.javascript.compiling import Run, compiles_expression, expression
from proxylint.formats.pac.javascript.names import compile_bare_this, type_of_name
from proxylint.formats.pac.javascript.operators import BINARY, UNARY
from proxylint.formats.pac.javascript.realm import Realm
from proxylint.formats.pac.javascript.scope import Env, Scope
from proxylint.formats.pac.javascript.values import ABSENT, UNDEFINED, Value
from proxylint_grammars.pac import tree


@compiles_expression(tree.BinaryExpression)
def _binary(node: tree.BinaryExpression, scope: Scope) -> Run:
    if isinstance(node.operands[0], tree.PrivateName):
        return _private_in(node.operands[0].name, expression(node.operands[1], scope))
    apply = BINARY[node.operator]
    first, second, *rest = (expression(operand, scope) for operand in node.operands)

    def pair(env: Env, realm: Realm) -> Value:
        return apply(realm, first(env, realm), second(env, realm))

    def fold(env: Env, realm: Realm) -> Value:
        found = apply(realm, first(env, realm), second(env, realm))
        for operand in rest:
            found = apply(realm, found, operand(env, realm))
        return found

    return fold if rest else pair


def _private_in(name: str, holder: Run) -> Run:
    def run(env: Env, realm: Realm) -> Value:
        return holder(env, realm).own(f"#{name}") is not ABSENT

    return run


@compiles_expression(tree.LogicalExpression)
def _logical(node: tree.LogicalExpression, scope: Scope) -> Run:
    *before, last = (expression(operand, scope) for operand in node.operands)
    spans = [operand.span for operand in node.operands]

    def either(env: Env, realm: Realm) -> Value:
        for index, operand in enumerate(before):
            value = operand(env, realm)
            if value is not False and convert.truth(realm, value):
                realm.term = spans[index]
                return decided(value, True)
        value = last(env, realm)
        if value is not False:
            realm.term = spans[-1]
        return value

    def both(env: Env, realm: Realm) -> Value:
        for operand in before:
            value = operand(env, realm)
            if value is not True and not convert.truth(realm, value):
                return decided(value, False)
        return last(env, realm)

    def present(env: Env, realm: Realm) -> Value:
        for operand in before:
            value = convert.settled(realm, operand(env, realm))
            if value is not None and value is not UNDEFINED:
                return value
        return last(env, realm)

    return {"||": either, "&&": both, "??": present}[node.operator]


def decided(value: Value, held: bool) -> Value:
    """A varying boolean whose truth was just decided is that boolean."""
    return held if convert.is_varying_boolean(value) else value


@compiles_expression(tree.UnaryExpression)
def _unary(node: tree.UnaryExpression, scope: Scope) -> Run:
    if node.operator == "delete":
        return _delete(node.argument, scope)
    if node.operator == "typeof" and isinstance(node.argument, tree.Identifier):
        named = type_of_name(node.argument, scope)
        if named is not None:
            return named
    inner = expression(node.argument, scope)
    if node.operator == "void":

        def nothing(env: Env, realm: Realm) -> Value:
            inner(env, realm)
            return UNDEFINED

        return nothing
    apply = UNARY[node.operator]

    def run(env: Env, realm: Realm) -> Value:
        return apply(realm, inner(env, realm))

    return run


def _delete(node: Any, scope: Scope) -> Run:
    strict = scope.strict
    if isinstance(node, tree.MemberExpression):
        base, key = member_parts(node, scope)

        def member(env: Env, realm: Realm) -> Value:
            return members.delete(realm, base(env, realm), key(env, realm), strict)

        return member
    if isinstance(node, tree.Identifier):
        name, declared = node.name, scope.resolve(node.name) is not None

        def variable(env: Env, realm: Realm) -> Value:
            realm.writes += 1
            return not declared and realm.globals.delete(name)

        return variable
    inner = expression(node, scope)

    def value(env: Env, realm: Realm) -> Value:
        inner(env, realm)
        return True

    return value


def member_parts(node: tree.MemberExpression, scope: Scope) -> tuple[Run, Run]:
    """The object and the key of a member expression."""
    bare = isinstance(node.object, tree.ThisExpression)
    return compile_bare_this(scope) if bare else expression(node.object, scope), member_key(node, scope)


def member_key(node: tree.MemberExpression, scope: Scope) -> Run:
    if node.computed:
        return expression(node.property, scope)
    prefix = "#" if isinstance(node.property, tree.PrivateName) else ""
    name = f"{prefix}{node.property.name}"  # type: ignore[union-attr]

    def run(env: Env, realm: Realm) -> Value:
        return name

    return run


@compiles_expression(tree.ConditionalExpression)
def _conditional(node: tree.ConditionalExpression, scope: Scope) -> Run:
    arms = [
        (expression(arm.test, scope), expression(arm.consequent, scope), arm.test.span, asks(arm.test))
        for arm in node.arms
    ]
    alternate = expression(node.alternate, scope)

    def run(env: Env, realm: Realm) -> Value:
        for test, consequent, span, about in arms:
            realm.term = None
            if realm.test(test(env, realm), span, about):
                return consequent(env, realm)
        return alternate(env, realm)

    return run


def asks(test: Any) -> bool:
    """Whether a test belongs in a trace: it is more than a constant or a counter."""
    waiting = [test]
    while waiting:
        node = waiting.pop()
        if isinstance(node, (tree.CallExpression, tree.MemberExpression)):
            return True
        if isinstance(node, (tree.LogicalExpression, tree.BinaryExpression)):
            if any(isinstance(operand, tree.StringLiteral) for operand in node.operands):
                return True
            waiting.extend(node.operands)
        elif isinstance(node, tree.UnaryExpression):
            waiting.append(node.argument)
        elif isinstance(node, tree.Identifier):
            return True
    return False


@compiles_expression(tree.SequenceExpression)
def _sequence(node: tree.SequenceExpression, scope: Scope) -> Run:
    parts = [expression(part, scope) for part in node.expressions]

    def run(env: Env, realm: Realm) -> Value:
        value: Value = UNDEFINED
        for part in parts:
            value = part(env, realm)
        return value

    return run


@compiles_expression(tree.ChainExpression)
def _chain(node: tree.ChainExpression, scope: Scope) -> Run:
    inner = expression(node.expression, scope)

    def run(env: Env, realm: Realm) -> Value:
        value = inner(env, realm)
        return UNDEFINED if value is ABSENT else value

    return run
