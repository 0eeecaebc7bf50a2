"""Member access, calls and `new`."""

from __future__ import annotations

from typing import Any

from proxylint.formats.pac.javascript import convert, members
from proxylint.formats.pac.javascript.compiling import Run, compiles_expression, expression
from proxylint.formats.pac.javascript.iterate import iterate
from proxylint.formats.pac.javascript.names import compile_this
from proxylint.formats.pac.javascript.realm import BrokenOff, Realm, check_arguments
from proxylint.formats.pac.javascript.scope import Env, Scope
from proxylint.formats.pac.javascript.simple import member_key, member_parts
from proxylint.formats.pac.javascript.supers import super_base, super_call
from proxylint.formats.pac.javascript.values import ABSENT, UNDEFINED, Builtin, Fn, Thrown, Unmodelled, Value
from proxylint.text import Span
from proxylint_grammars.pac import tree


@compiles_expression(tree.MemberExpression)
def _member(node: tree.MemberExpression, scope: Scope) -> Run:
    if isinstance(node.object, tree.Super):
        return _super_member(node, scope)
    base, key = member_parts(node, scope)
    span, optional = node.span, node.optional
    name = None if node.computed else node.property.name  # type: ignore[union-attr]

    def computed(env: Env, realm: Realm) -> Value:
        holder = base(env, realm)
        if holder is ABSENT or (optional and convert.nullish(realm, holder)):
            return ABSENT
        try:
            return members.get(realm, holder, key(env, realm))
        except (Thrown, Unmodelled) as problem:
            raise placed(problem, span) from None

    def plain(env: Env, realm: Realm) -> Value:
        holder = base(env, realm)
        if holder is ABSENT or (optional and convert.nullish(realm, holder)):
            return ABSENT
        try:
            return members.get_named(realm, holder, name)  # type: ignore[arg-type]
        except (Thrown, Unmodelled) as problem:
            raise placed(problem, span) from None

    return computed if node.computed or isinstance(node.property, tree.PrivateName) else plain


def placed(problem: Thrown | Unmodelled, span: Span) -> Thrown | Unmodelled:
    """The problem with the place where it arose: the innermost expression that knows one."""
    if problem.span is None:
        problem.span = span
    return problem.with_traceback(None)


def _super_member(node: tree.MemberExpression, scope: Scope) -> Run:
    base, key, this = super_base(scope), member_key(node, scope), compile_this(None, scope)

    def run(env: Env, realm: Realm) -> Value:
        holder = base(env, realm)
        return UNDEFINED if holder is None else holder.get(realm, key(env, realm), this(env, realm))

    return run


def arguments_of(nodes: tuple[Any, ...], scope: Scope) -> Any:
    """`(env, realm) -> list of values`."""
    if any(isinstance(node, tree.SpreadElement) for node in nodes):
        return _spread_arguments(nodes, scope)
    parts = [expression(node, scope) for node in nodes]
    if len(parts) == 1:
        first = parts[0]
        return lambda env, realm: [first(env, realm)]
    if len(parts) == 2:
        first, second = parts
        return lambda env, realm: [first(env, realm), second(env, realm)]
    return lambda env, realm: [part(env, realm) for part in parts]


def _spread_arguments(nodes: tuple[Any, ...], scope: Scope) -> Any:
    parts = [
        (expression(node.argument, scope), True)
        if isinstance(node, tree.SpreadElement)
        else (expression(node, scope), False)
        for node in nodes
    ]

    def run(env: Env, realm: Realm) -> list[Value]:
        found: list[Value] = []
        for part, spread in parts:
            value = part(env, realm)
            if spread:
                found.extend(iterate(realm, value))
            else:
                found.append(value)
        check_arguments(realm, found)
        return found

    return run


@compiles_expression(tree.CallExpression)
def _call(node: tree.CallExpression, scope: Scope) -> Run:
    if isinstance(node.callee, tree.Super):
        return super_call(arguments_of(node.arguments, scope), scope)
    if isinstance(node.callee, tree.MemberExpression):
        return _method_call(node, node.callee, scope)
    callee, arguments = expression(node.callee, scope), arguments_of(node.arguments, scope)
    span, optional, said = node.span, node.optional, say(node.callee)

    def run(env: Env, realm: Realm) -> Value:
        function = callee(env, realm)
        if function is ABSENT or (optional and convert.nullish(realm, function)):
            return ABSENT
        values = arguments(env, realm)
        realm.steps -= 1
        if realm.steps < 0:
            raise realm.out_of_steps()
        if realm.broken:
            _check_end(realm, function)
        try:
            if not isinstance(function, Fn):
                raise realm.error("TypeError", f"{said} is not a function")
            return function.call(realm, UNDEFINED, values)
        except (Thrown, Unmodelled) as problem:
            raise placed(problem, span) from None

    return run


def _method_call(node: tree.CallExpression, callee: tree.MemberExpression, scope: Scope) -> Run:
    of_super = isinstance(callee.object, tree.Super)
    base, key = (super_base(scope), member_key(callee, scope)) if of_super else member_parts(callee, scope)
    receiver = compile_this(None, scope) if of_super else None
    arguments = arguments_of(node.arguments, scope)
    span, optional, member_optional, said = node.span, node.optional, callee.optional, say(callee)

    def run(env: Env, realm: Realm) -> Value:
        holder = base(env, realm)
        if holder is ABSENT or (member_optional and convert.nullish(realm, holder)):
            return ABSENT
        name = key(env, realm)
        try:
            function = members.get(realm, holder, name)
        except (Thrown, Unmodelled) as problem:
            raise placed(problem, span) from None
        if optional and convert.nullish(realm, function):
            return ABSENT
        values = arguments(env, realm)
        realm.steps -= 1
        if realm.steps < 0:
            raise realm.out_of_steps()
        if realm.broken:
            _check_end(realm, function)
        try:
            if not isinstance(function, Fn):
                raise realm.error("TypeError", f"{said} is not a function")
            return function.call(realm, receiver(env, realm) if receiver else holder, values)
        except (Thrown, Unmodelled) as problem:
            raise placed(problem, span) from None

    return run


def _check_end(realm: Realm, function: Value) -> None:
    """Before a call in an execution that is to end; a function of the script itself ends it where it is entered."""
    ends = function.ends if isinstance(function, Builtin) else None
    if ends:
        raise BrokenOff
    if ends is None:
        realm.may_end()


def say(node: Any) -> str:
    """A callee as engines print it in messages."""
    names: list[str] = []
    while isinstance(node, tree.MemberExpression):
        names.append("[...]" if node.computed else f".{node.property.name}")  # type: ignore[union-attr]
        node = node.object
    start = (
        node.name if isinstance(node, tree.Identifier) else "this" if isinstance(node, tree.ThisExpression) else "(...)"
    )
    return start + "".join(reversed(names))


@compiles_expression(tree.NewExpression)
def _new(node: tree.NewExpression, scope: Scope) -> Run:
    callee, arguments = expression(node.callee, scope), arguments_of(node.arguments, scope)
    span, said = node.span, say(node.callee)

    def run(env: Env, realm: Realm) -> Value:
        function, values = callee(env, realm), arguments(env, realm)
        realm.spend_steps(1)
        if realm.broken:
            realm.may_end()
        try:
            if not isinstance(function, Fn) or function.construct is None:
                raise realm.error("TypeError", f"{said} is not a constructor")
            return function.construct(realm, values, function)
        except (Thrown, Unmodelled) as problem:
            raise placed(problem, span) from None

    return run
