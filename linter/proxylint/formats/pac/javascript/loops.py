"""Loops. Every turn is a step, so that no script runs for ever."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from proxylint.formats.pac.javascript import convert, members
from proxylint.formats.pac.javascript.compiling import (
    END,
    Do,
    Jump,
    Signal,
    compiles_statement,
    expression,
    statement,
    unmodelled,
)
from proxylint.formats.pac.javascript.iterate import iterate
from proxylint.formats.pac.javascript.listed_heads import over, passing, passing_while
from proxylint.formats.pac.javascript.realm import Realm, Turn
from proxylint.formats.pac.javascript.scope import Env, Place, Scope, bound_names
from proxylint.formats.pac.javascript.targets import target
from proxylint.formats.pac.javascript.values import ABSENT, UNDEFINED, Obj, Value, lineage
from proxylint.formats.pac.javascript.varying import Varying
from proxylint.formats.pac.javascript.walks import walked
from proxylint_grammars.pac import tree

LOOPS = (tree.ForStatement, tree.ForInStatement, tree.ForOfStatement, tree.WhileStatement, tree.DoWhileStatement)


@compiles_statement(*LOOPS)
def _unlabelled(node: Any, scope: Scope) -> Do:
    return loop(node, scope, frozenset())


def loop(node: Any, scope: Scope, labels: frozenset[str]) -> Do:
    """A loop that `continue` reaches by any of these labels."""
    match node:
        case tree.ForStatement():
            return _for(node, scope, labels)
        case tree.WhileStatement():
            return _while(node, scope, labels)
        case tree.DoWhileStatement():
            return _do_while(node, scope, labels)
    return _for_each(node, scope, labels)


def _after(signal: Signal, labels: frozenset[str]) -> Signal:
    """What a loop does after a body that did not simply end: None = next turn, `END` = leave, else pass it on."""
    if type(signal) is not Jump:
        return signal
    if signal.again:
        return None if signal.label is None or signal.label in labels else signal
    return END if signal.label is None else signal


def _walk(plain: Do, places: tuple[Place, ...], turn: Turn) -> Do:
    """The loop in such a way that the embedder may take turns together."""

    def do(env: Env, realm: Realm) -> Signal:
        skipper = None if realm.skipper is None else realm.skipper(realm, places, turn)
        if skipper is None:
            return plain(env, realm)
        while True:
            skipper.before_turn(env)
            signal, env = turn(env, realm)
            if signal is not None:
                return None if signal is END else signal

    return do if places else plain


def _while(node: tree.WhileStatement | tree.DoWhileStatement, scope: Scope, labels: frozenset[str]) -> Do:
    test, body = expression(node.test, scope), statement(node.body, scope)

    def turn(env: Env, realm: Realm) -> tuple[Signal, Env]:
        if not convert.truth(realm, test(env, realm)):
            return END, env
        realm.spend_turn()
        signal = body(env, realm)
        return None if signal is None else _after(signal, labels), env

    def do(env: Env, realm: Realm) -> Signal:
        while convert.truth(realm, test(env, realm)):
            realm.spend_turn()
            signal = body(env, realm)
            if signal is not None:
                signal = _after(signal, labels)
                if signal is not None:
                    return None if signal is END else signal
        return None

    turns = _walk(do, walked(node, scope), turn)
    return passing_while(turns, turn, node, scope) if isinstance(node, tree.WhileStatement) else turns


def _do_while(node: tree.DoWhileStatement, scope: Scope, labels: frozenset[str]) -> Do:
    """The body, and then a while loop."""
    body, rest = statement(node.body, scope), _while(node, scope, labels)

    def do(env: Env, realm: Realm) -> Signal:
        realm.spend_turn()
        signal = body(env, realm)
        if signal is not None:
            signal = _after(signal, labels)
            if signal is not None:
                return None if signal is END else signal
        return rest(env, realm)

    return do


def _for(node: tree.ForStatement, scope: Scope, labels: frozenset[str]) -> Do:
    init = node.init
    lexical = isinstance(init, tree.VariableDeclaration) and init.kind != "var"
    inner = Scope(scope, "block", scope.strict) if lexical else scope
    if lexical and isinstance(init, tree.VariableDeclaration):
        for part in init.declarations:
            for name in bound_names(part.id):
                inner.declare(name, early=True, constant=init.kind == "const")
    start: Any = None
    if init is not None:
        start = (statement if isinstance(init, tree.VariableDeclaration) else expression)(init, inner)
    test = None if node.test is None else expression(node.test, inner)
    update = None if node.update is None else expression(node.update, inner)
    body = statement(node.body, inner)

    def turn(env: Env, realm: Realm) -> tuple[Signal, Env]:
        if test is not None and not convert.truth(realm, test(env, realm)):
            return END, env
        realm.spend_turn()
        signal = body(env, realm)
        if signal is not None:
            signal = _after(signal, labels)
            if signal is not None:
                return signal, env
        if lexical:
            env = env.copy()
        if update is not None:
            update(env, realm)
        return None, env

    def begin(env: Env, realm: Realm) -> Env:
        if lexical:
            env = [env, *[ABSENT] * (inner.size - 1)]
        if start is not None:
            start(env, realm)
        return env

    def do(env: Env, realm: Realm) -> Signal:
        while test is None or convert.truth(realm, test(env, realm)):
            realm.spend_turn()
            signal = body(env, realm)
            if signal is not None:
                signal = _after(signal, labels)
                if signal is not None:
                    return None if signal is END else signal
            if lexical:
                env = env.copy()
            if update is not None:
                update(env, realm)
        return None

    turns = passing(_walk(do, walked(node, inner), turn), turn, node, inner)

    def whole(env: Env, realm: Realm) -> Signal:
        return turns(begin(env, realm), realm)

    return whole


def _for_each(node: tree.ForInStatement | tree.ForOfStatement, scope: Scope, labels: frozenset[str]) -> Do:
    if isinstance(node, tree.ForOfStatement) and node.is_await:
        return unmodelled("for await is not modelled", node.span)
    left, inner = node.left, scope
    declared = isinstance(left, tree.VariableDeclaration)
    if isinstance(left, tree.VariableDeclaration):
        if left.kind != "var":
            inner = Scope(scope, "block", scope.strict)
            for name in bound_names(left.declarations[0].id):
                inner.declare(name, early=True, constant=left.kind == "const")
        left = left.declarations[0].id
    put = target(left, inner, first=declared)
    subject, body = expression(node.right, scope), statement(node.body, inner)
    values = _property_names if isinstance(node, tree.ForInStatement) else iterate

    def turn(env: Env, realm: Realm, value: Value) -> Signal:
        realm.spend_turn()
        own = env if inner is scope else [env, *[ABSENT] * (inner.size - 1)]
        put(own, realm, value)
        signal = body(own, realm)
        return None if signal is None else _after(signal, labels)

    listed = over(node, left, scope, inner)

    def do(env: Env, realm: Realm) -> Signal:
        looked_at = subject(env, realm)
        several = values(realm, looked_at)
        if listed is not None:
            signal = listed.turns(env, realm, looked_at, several, put, turn)
            if signal is not None:
                return None if signal is END else signal
        for value in several:
            signal = turn(env, realm, value)
            if signal is not None:
                return None if signal is END else signal
        return None

    return do


def _property_names(realm: Realm, value: Value) -> Iterator[Value]:
    """The enumerable names of an object and its prototypes; what is deleted before its turn does not come."""
    if value is None or value is UNDEFINED:
        return
    if isinstance(value, Varying):
        raise value.beyond("a loop over the properties")
    seen: set[str] = set()
    for holder in lineage(realm, convert.to_object(realm, value)):
        hidden = holder.hidden
        for name in members.names(realm, holder, hidden=True):
            if name in seen or not _has_still(holder, name):
                continue
            seen.add(name)
            if name not in hidden:
                yield name


def _has_still(holder: Obj, name: str) -> bool:
    """Whether a name that an object had is still there."""
    return name in holder.props or holder.own(name) is not ABSENT
