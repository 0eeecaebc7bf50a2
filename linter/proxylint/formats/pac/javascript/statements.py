"""Statements other than loops."""

from __future__ import annotations

from typing import Any

from proxylint.formats.pac.javascript import convert
from proxylint.formats.pac.javascript.bodies import block
from proxylint.formats.pac.javascript.compiling import (
    Do,
    Jump,
    Run,
    Signal,
    compiles_statement,
    expression,
    statement,
    unmodelled,
)
from proxylint.formats.pac.javascript.entry import Entry
from proxylint.formats.pac.javascript.leaving import Exits, leaving
from proxylint.formats.pac.javascript.listed_chains import Chain, not_taken
from proxylint.formats.pac.javascript.listed_exits import alike_exits, is_plain_return, one_exit
from proxylint.formats.pac.javascript.realm import Realm, Tested
from proxylint.formats.pac.javascript.scope import Env, Scope
from proxylint.formats.pac.javascript.simple import asks
from proxylint.formats.pac.javascript.targets import named, target
from proxylint.formats.pac.javascript.values import UNDEFINED, Thrown
from proxylint_grammars.pac import tree


@compiles_statement(tree.EmptyStatement, tree.DebuggerStatement)
def _nothing(node: Any, scope: Scope) -> Do:
    def do(env: Env, realm: Realm) -> Signal:
        return None

    return do


@compiles_statement(tree.ExpressionStatement)
def _expression_statement(node: tree.ExpressionStatement, scope: Scope) -> Do:
    run = expression(node.expression, scope)

    def do(env: Env, realm: Realm) -> Signal:
        run(env, realm)
        return None

    return do


@compiles_statement(tree.VariableDeclaration)
def _variables(node: tree.VariableDeclaration, scope: Scope) -> Do:
    parts = []
    for part in node.declarations:
        if part.init is not None:
            parts.append((target(part.id, scope, first=True), named(part.init, part.id, scope)))
        elif node.kind == "let":
            parts.append((target(part.id, scope, first=True), lambda env, realm: UNDEFINED))

    def do(env: Env, realm: Realm) -> Signal:
        for put, run in parts:
            put(env, realm, run(env, realm))
        return None

    return do


@compiles_statement(tree.FunctionDeclaration)
def _function(node: tree.FunctionDeclaration, scope: Scope) -> Do:
    """The function was made when its block was entered; in sloppy code it now becomes an outer variable too."""
    name = node.id.name
    if scope.strict or scope.kind != "block" or name not in scope.names:
        return _nothing(node, scope)
    slot = scope.names[name].slot
    outer = scope.outer
    outside = outer
    while outside is not None and outside.kind == "block":
        if name in outside.names:
            return _nothing(node, scope)
        outside = outside.outer
    put = target(node.id, outer, first=True) if outer is not None else None

    def do(env: Env, realm: Realm) -> Signal:
        if put is not None:
            put(env[0], realm, env[slot])
        return None

    return do


@compiles_statement(tree.BlockStatement)
def _block(node: tree.BlockStatement, scope: Scope) -> Do:
    entry = Entry(node.body, scope)
    run = block(node.body, entry.scope)
    if not entry.makes:
        return run

    def do(env: Env, realm: Realm) -> Signal:
        return run(entry.enter(env, realm), realm)

    return do


@compiles_statement(tree.IfStatement)
def _if(node: tree.IfStatement, scope: Scope) -> Do:
    nodes, tests = node.arms, [arm.test for arm in node.arms]
    chain = Chain(tests, scope)
    alternate = _nothing(node, scope) if node.alternate is None else statement(node.alternate, scope)
    if chain:
        return _listed_arms(nodes, chain, alternate, scope)
    arms = [_arm(arm, scope) for arm in nodes]

    def do(env: Env, realm: Realm) -> Signal:
        for holds, consequent in arms:
            if holds(env, realm):
                return consequent(env, realm)
        return alternate(env, realm)

    return do


def _listed_arms(nodes: tuple[tree.IfArm, ...], chain: Chain, alternate: Do, scope: Scope) -> Do:
    tests = [arm.test for arm in nodes]
    arms = [None if is_plain_return(arm.consequent) else _arm(arm, scope) for arm in nodes]
    guard = alike_exits(tests, [arm.consequent for arm in nodes], scope)

    def do(env: Env, realm: Realm) -> Signal:
        for at in chain.places(env, realm, lambda start, end: not_taken(realm, tests, start, end), guard):
            arm = arms[at]
            if arm is None:
                arm = arms[at] = _arm(nodes[at], scope)
            holds, consequent = arm
            if holds(env, realm):
                return consequent(env, realm)
        return alternate(env, realm)

    return do


def _arm(arm: tree.IfArm, scope: Scope) -> tuple[Any, Do]:
    """Whether the arm is taken, and what it does."""
    span, about, exit_ = arm.test.span, asks(arm.test), leaving(arm.consequent, scope)
    consequent = statement(arm.consequent, scope)
    if exit_ is not None and isinstance(arm.test, tree.LogicalExpression) and arm.test.operator == "||":
        return _any_term(arm.test, scope, exit_), consequent
    test = expression(arm.test, scope)

    def holds(env: Env, realm: Realm) -> bool:
        realm.term = None
        return realm.test(test(env, realm), span, about)

    def holds_unless_noted(env: Env, realm: Realm) -> bool:
        realm.term = None
        value = test(env, realm)
        if exit_ is not None and exit_(env, realm, value, Tested(span, True, None)):
            value = False
        return realm.test(value, span, about)

    return (holds if exit_ is None else holds_unless_noted), consequent


def _any_term(test: tree.LogicalExpression, scope: Scope, exit_: Exits) -> Any:
    """A chain of `||`, each term of which leads to the same exit."""
    nodes, chain = test.operands, Chain(test.operands, scope)
    terms: list[Run | None] = [None] * len(nodes)
    span, about = test.span, asks(test)
    guard = one_exit(exit_, lambda at: Tested(span, True, nodes[at].span))

    def holds(env: Env, realm: Realm) -> bool:
        for at in chain.places(env, realm, guard=guard):
            term, place = terms[at], nodes[at].span
            if term is None:
                term = terms[at] = expression(nodes[at], scope)
            realm.term = None
            value = term(env, realm)
            if value is False or exit_(env, realm, value, Tested(span, True, place)):
                continue
            if convert.truth(realm, value):
                realm.term = place
                return realm.test(True, span, about)
        realm.term = None
        return realm.test(False, span, about)

    return holds


@compiles_statement(tree.BreakStatement, tree.ContinueStatement)
def _jump(node: tree.BreakStatement | tree.ContinueStatement, scope: Scope) -> Do:
    jump = Jump(isinstance(node, tree.ContinueStatement), node.label.name if node.label else None)

    def do(env: Env, realm: Realm) -> Signal:
        return jump

    return do


@compiles_statement(tree.LabeledStatement)
def _labelled(node: tree.LabeledStatement, scope: Scope) -> Do:
    from proxylint.formats.pac.javascript.loops import LOOPS, loop

    labels = {node.label.name}
    inner = node.body
    while isinstance(inner, tree.LabeledStatement):
        labels.add(inner.label.name)
        inner = inner.body
    body = loop(inner, scope, frozenset(labels)) if isinstance(inner, LOOPS) else statement(inner, scope)

    def do(env: Env, realm: Realm) -> Signal:
        signal = body(env, realm)
        return None if type(signal) is Jump and signal.label in labels else signal

    return do


@compiles_statement(tree.ThrowStatement)
def _throw(node: tree.ThrowStatement, scope: Scope) -> Do:
    run, span = expression(node.argument, scope), node.span

    def do(env: Env, realm: Realm) -> Signal:
        raise Thrown(run(env, realm), span)

    return do


@compiles_statement(tree.TryStatement)
def _try(node: tree.TryStatement, scope: Scope) -> Do:
    """`Unmodelled` passes through: neither catch nor finally may act on an evaluation that has ended."""
    body = statement(node.block, scope)
    catch = None if node.handler is None else _catch(node.handler, scope)
    last = None if node.finalizer is None else statement(node.finalizer, scope)

    def caught(env: Env, realm: Realm) -> Signal:
        if catch is None:
            return body(env, realm)
        try:
            return body(env, realm)
        except Thrown as thrown:
            value = thrown.value
        if realm.broken:
            realm.may_end()
        signal: Signal = catch(env, realm, value)
        return signal

    def attempt(env: Env, realm: Realm) -> Signal:
        """Before a `finally` no return is the end of it."""
        leave, realm.leave = realm.leave, None
        try:
            return caught(env, realm)
        finally:
            realm.leave = leave

    def do(env: Env, realm: Realm) -> Signal:
        if last is None:
            return caught(env, realm)
        problem: Thrown | None = None
        signal: Signal = None
        try:
            signal = attempt(env, realm)
        except Thrown as thrown:
            problem = thrown.with_traceback(None)
        if problem is not None:
            # Not inside of `except`: Python chains what is handled, and goes along the chain for each that is raised.
            over = last(env, realm)
            if over is not None:
                return over
            raise problem
        span = realm.answer_span
        over = last(env, realm)
        if over is not None:
            return over
        realm.answer_span = span
        return signal

    return do


def _catch(node: tree.CatchClause, scope: Scope) -> Any:
    """`(env, realm, value) -> signal`."""
    from proxylint.formats.pac.javascript.scope import bound_names

    inner = Scope(scope, "block", scope.strict)
    for name in bound_names(node.param) if node.param is not None else ():
        inner.declare(name)
    put = None if node.param is None else target(node.param, inner, first=True)
    body = statement(node.body, inner)

    def do(env: Env, realm: Realm, value: Any) -> Signal:
        own: Env = [env, *[UNDEFINED] * (inner.size - 1)]
        if put is not None:
            put(own, realm, value)
        return body(own, realm)

    return do


@compiles_statement(tree.WithStatement)
def _with(node: tree.WithStatement, scope: Scope) -> Do:
    return unmodelled("a with statement is not modelled", node.span)
