"""Loops. Every turn is a step, so that no script runs for ever."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from proxylint.formats.pac.javascript import convert
from proxylint.formats.pac.javascript.assignment import target
from proxylint.formats.pac.javascript.compiling import (
    Do,
    Jump,
    Signal,
    compiles_statement,
    expression,
    statement,
    unmodelled,
)
from proxylint.formats.pac.javascript.iterate import iterate
from proxylint.formats.pac.javascript.listed import Variable
from proxylint.formats.pac.javascript.listed_loops import Listed, items_of, template
from proxylint.formats.pac.javascript.realm import Realm, Turn
from proxylint.formats.pac.javascript.scope import Env, Place, Scope, bound_names
from proxylint.formats.pac.javascript.values import ABSENT, UNDEFINED, Obj, Value
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


_END = Jump(False, None)


def _after(signal: Signal, labels: frozenset[str]) -> Signal:
    """What a loop does after a body that did not simply end: None = next turn, `_END` = leave, else pass it on."""
    if type(signal) is not Jump:
        return signal
    if signal.again:
        return None if signal.label is None or signal.label in labels else signal
    return _END if signal.label is None else signal


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
                return None if signal is _END else signal

    return do if places else plain


def _while(node: tree.WhileStatement | tree.DoWhileStatement, scope: Scope, labels: frozenset[str]) -> Do:
    test, body = expression(node.test, scope), statement(node.body, scope)

    def turn(env: Env, realm: Realm) -> tuple[Signal, Env]:
        if not convert.truth(realm, test(env, realm)):
            return _END, env
        realm.spend_steps(1)
        signal = body(env, realm)
        return None if signal is None else _after(signal, labels), env

    def do(env: Env, realm: Realm) -> Signal:
        while convert.truth(realm, test(env, realm)):
            realm.spend_steps(1)
            signal = body(env, realm)
            if signal is not None:
                signal = _after(signal, labels)
                if signal is not None:
                    return None if signal is _END else signal
        return None

    return _walk(do, walked(node, scope), turn)


def _do_while(node: tree.DoWhileStatement, scope: Scope, labels: frozenset[str]) -> Do:
    """The body, and then a while loop."""
    body, rest = statement(node.body, scope), _while(node, scope, labels)

    def do(env: Env, realm: Realm) -> Signal:
        realm.spend_steps(1)
        signal = body(env, realm)
        if signal is not None:
            signal = _after(signal, labels)
            if signal is not None:
                return None if signal is _END else signal
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
            return _END, env
        realm.spend_steps(1)
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
            realm.spend_steps(1)
            signal = body(env, realm)
            if signal is not None:
                signal = _after(signal, labels)
                if signal is not None:
                    return None if signal is _END else signal
            if lexical:
                env = env.copy()
            if update is not None:
                update(env, realm)
        return None

    turns = _passing(_walk(do, walked(node, inner), turn), turn, node, inner)

    def whole(env: Env, realm: Realm) -> Signal:
        return turns(begin(env, realm), realm)

    return whole


def _passing(plain: Do, turn: Turn, node: tree.ForStatement, scope: Scope) -> Do:
    """The loop in such a way that turns over a list may be passed."""
    counter = _counter(node)
    found = scope.resolve(counter) if counter is not None else None
    function = scope.function_hops()
    listed = Listed.of(template(node.body, counter), scope) if counter is not None and found is not None else None
    if listed is None or found is None or listed.source is None or function is None or found[0] > function:
        return plain
    if found[1].constant:
        return plain
    source, place, alias = listed.source, Variable(found[0], found[1].slot), _alias(listed, scope)

    def do(env: Env, realm: Realm) -> Signal:
        items, at = items_of(source(env, realm)), place.read(env)
        known = listed.possible(env, realm, items) if items is not None and type(at) is float and not at else None
        if known is None or items is None:
            return plain(env, realm)
        stretch, numbers = known
        gone = listed.left_by(env, realm, stretch, numbers)
        for number in (*numbers[gone:], len(items)):
            if number > at:
                listed.passed(realm, stretch, number - int(at))
                at = float(number)
                place.write(env, at)
                if alias is not None:
                    alias.write(env, items[number - 1])
            signal, env = turn(env, realm)
            if signal is not None:
                return None if signal is _END else signal
            at += 1.0
        return plain(env, realm)

    return do


def _counter(node: tree.ForStatement) -> str | None:
    """`for (...; i < list.length; i++)`."""
    test, update = node.test, node.update
    if not isinstance(update, tree.UpdateExpression) or update.operator != "++":
        return None
    if not isinstance(update.argument, tree.Identifier) or not isinstance(test, tree.BinaryExpression):
        return None
    name, (left, *bounds) = update.argument.name, test.operands
    if test.operator != "<" or len(bounds) != 1 or not isinstance(left, tree.Identifier) or left.name != name:
        return None
    bound, made = bounds[0], template(node.body, name)
    if made is None or not isinstance(bound, tree.MemberExpression) or bound.computed or bound.optional:
        return None
    of_list = isinstance(bound.object, tree.Identifier) and bound.object.name == made.list_name
    length = isinstance(bound.property, tree.Identifier) and bound.property.name == "length"
    return name if of_list and length else None


def _alias(listed: Listed, scope: Scope) -> Variable | None:
    """The variable that holds the item, if it outlives a turn."""
    made = listed.template
    return Variable.of(made.alias, scope) if made.alias is not None and made.alias_stays else None


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

    def do(env: Env, realm: Realm) -> Signal:
        for value in values(realm, subject(env, realm)):
            realm.spend_steps(1)
            own = env if inner is scope else [env, *[ABSENT] * (inner.size - 1)]
            put(own, realm, value)
            signal = body(own, realm)
            if signal is not None:
                signal = _after(signal, labels)
                if signal is not None:
                    return None if signal is _END else signal
        return None

    return do


def _property_names(realm: Realm, value: Value) -> Iterator[Value]:
    """The enumerable names of an object and its prototypes; what is deleted before its turn does not come."""
    if value is None or value is UNDEFINED:
        return
    if isinstance(value, Varying):
        raise value.beyond("a loop over the properties")
    seen: set[str] = set()
    holder: Obj | None = convert.to_object(realm, value)
    while holder is not None:
        names = holder.keys()
        hidden = holder.hidden
        realm.spend_items(len(names))
        for name in names:
            if name in seen or holder.own(name) is ABSENT:
                continue
            seen.add(name)
            if name not in hidden:
                yield name
        holder = holder.parent(realm)
