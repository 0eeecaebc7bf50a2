"""Tests of a list that all guard a return of the same text: `if (isInNet(ip, x, y)) return "DIRECT";`, line by line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

from proxylint.formats.pac.javascript.leaving import Exits, leaving
from proxylint.formats.pac.javascript.realm import TESTS, Tested
from proxylint.formats.pac.javascript.scope import Scope
from proxylint.text import Span
from proxylint.tuples import NamedTuple
from proxylint_grammars.pac import tree


class Guarded(NamedTuple):
    """The exit that some tests guard. `tested`: what is remembered of a test that held, by its place, and of those in
    front of it; `place`: where it returns."""

    exit: Exits
    tested: Callable[[int], Sequence[Tested]]
    place: Callable[[int], Span]


Guard: TypeAlias = "Callable[[int, int], Guarded | None]"
"""Of the tests at `start..end` of a chain; None where they guard different things."""


def one_exit(exit_: Exits, tested: Callable[[int], Tested]) -> Guard:
    """Of a chain whose tests all guard this one."""
    guarded = Guarded(exit_, lambda at: (tested(at),), lambda at: exit_.place)
    return lambda start, end: guarded


def alike_exits(tests: Sequence[Any], consequents: Sequence[Any], scope: Scope) -> Guard:
    """Of branches one after another."""
    known: dict[int, Guarded | None] = {}

    def guard(start: int, end: int) -> Guarded | None:
        if start not in known:
            known[start] = _alike(tests, consequents, start, end, scope)
        return known[start]

    return guard


def _alike(tests: Sequence[Any], consequents: Sequence[Any], start: int, end: int, scope: Scope) -> Guarded | None:
    several = consequents[start:end]
    if not all(map(is_plain_return, several)):
        return None
    returns = [_return_of(node) for node in several]
    exit_ = leaving(several[0], scope)
    if exit_ is None or any(node.argument.value != returns[0].argument.value for node in returns):
        return None

    def tested(at: int) -> Sequence[Tested]:
        before = [Tested(test.span, False, None) for test in tests[max(start, at - TESTS) : at]]
        return (*before, Tested(tests[at].span, True, None))

    return Guarded(exit_, tested, lambda at: returns[at - start].span)


def _return_of(node: Any) -> Any:
    return node.body[0] if isinstance(node, tree.BlockStatement) else node


def leaves(consequent: Any) -> bool:
    """Whether what is done where a test holds goes elsewhere for certain."""
    node = consequent
    if isinstance(node, tree.BlockStatement):
        *before, node = node.body or (None,)
        if not all(isinstance(part, (tree.ExpressionStatement, tree.VariableDeclaration)) for part in before):
            return False
    return isinstance(node, (tree.ReturnStatement, tree.BreakStatement, tree.ThrowStatement))


def is_fixed_return(consequent: Any) -> bool:
    """A return of a literal, so that it makes no difference which of several tests leads to it."""
    node = consequent
    if isinstance(node, tree.BlockStatement) and len(node.body) == 1:
        node = node.body[0]
    literals = (tree.StringLiteral, tree.BooleanLiteral, tree.NumericLiteral)
    return isinstance(node, tree.ReturnStatement) and isinstance(node.argument, literals)


def is_plain_return(consequent: Any) -> bool:
    """A return of a literal, which says nothing about the function that it stands in and can be compiled later."""
    node = consequent
    if isinstance(node, tree.BlockStatement) and len(node.body) == 1:
        node = node.body[0]
    return isinstance(node, tree.ReturnStatement) and isinstance(node.argument, tree.StringLiteral)
