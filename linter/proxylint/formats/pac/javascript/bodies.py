"""The bodies of functions: statements one after another, and what they return."""

from __future__ import annotations

from typing import Any

from proxylint.formats.pac.javascript.compiling import Do, Returned, Run, compiles_statement, expression, statement
from proxylint.formats.pac.javascript.listed_chains import Chain, branch_tests, not_taken
from proxylint.formats.pac.javascript.listed_exits import alike_exits, is_plain_return, leaves
from proxylint.formats.pac.javascript.mentions import gives_a_call
from proxylint.formats.pac.javascript.realm import Realm
from proxylint.formats.pac.javascript.scope import Env, Scope
from proxylint.formats.pac.javascript.values import UNDEFINED
from proxylint.text import Span
from proxylint_grammars.pac import tree


def block(body: Any, scope: Scope) -> Do:
    """Statements one after another, in an environment that exists already."""
    nodes = [part for part in body if not isinstance(part, tree.EmptyStatement)]
    tests = branch_tests(nodes)
    steady = [test is None or leaves(node.arms[0].consequent) for node, test in zip(nodes, tests, strict=True)]
    chain = Chain(tests, scope, steps=1, steady=steady)
    if chain:
        return _listed_block(nodes, tests, chain, scope)
    parts = [statement(part, scope) for part in nodes]

    def run(env: Env, realm: Realm) -> Any:
        for part in parts:
            realm.steps -= 1
            if realm.steps < 0:
                raise realm.out_of_steps()
            signal = part(env, realm)
            if signal is not None:
                return signal
        return None

    return run


def _listed_block(nodes: list[Any], tests: list[Any], chain: Chain, scope: Scope) -> Do:
    """With many statements that only do something where a test of a literal holds."""
    later = [
        test is not None and is_plain_return(node.arms[0].consequent) for node, test in zip(nodes, tests, strict=True)
    ]
    parts = [None if waits else statement(node, scope) for node, waits in zip(nodes, later, strict=True)]
    guard = alike_exits(
        tests,
        [None if test is None else node.arms[0].consequent for node, test in zip(nodes, tests, strict=True)],
        scope,
    )

    def run(env: Env, realm: Realm) -> Any:
        for at in chain.places(env, realm, lambda start, end: not_taken(realm, tests, start, end), guard):
            realm.spend_steps(1)
            part = parts[at]
            if part is None:
                part = parts[at] = statement(nodes[at], scope)
            signal = part(env, realm)
            if signal is not None:
                return signal
        return None

    return run


@compiles_statement(tree.ReturnStatement)
def _return(node: tree.ReturnStatement, scope: Scope) -> Do:
    if node.argument is None:
        span = node.span

        def nothing(env: Env, realm: Realm) -> Returned:
            realm.answer_span = span
            return Returned(UNDEFINED)

        return nothing
    run, calls, place = expression(node.argument, scope), gives_a_call(node.argument), node.span

    def do(env: Env, realm: Realm) -> Returned:
        return returned(env, realm, run, place, calls)

    return do


def expression_body(node: Any, scope: Scope) -> Do:
    run, span = expression(node, scope), node.span
    calls = gives_a_call(node)

    def do(env: Env, realm: Realm) -> Returned:
        return returned(env, realm, run, span, calls)

    return do


def returned(env: Env, realm: Realm, run: Run, span: Span, calls: bool) -> Returned:
    """Evaluate what a function returns and remember where; a call inside that returned knows the place better."""
    realm.answer_span = None
    value = run(env, realm)
    if not calls or realm.answer_span is None:
        realm.answer_span = span
    return Returned(value)
