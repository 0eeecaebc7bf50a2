"""Statements that nothing reaches: those behind a statement that never lets the next one have its turn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from proxylint.format import Policy
from proxylint.formats.pac.analysis.survey import survey_of
from proxylint.text import Span
from proxylint_grammars.pac import tree

DEEPEST = 40
"""Blocks and branches inside each other that are looked into."""

_LEAVING = (tree.ReturnStatement, tree.ThrowStatement, tree.BreakStatement, tree.ContinueStatement)


def dead_code(policy: Policy) -> tuple[tuple[Span, Span], ...]:
    """Of each list of statements the first that is dead, with the one that leaves before it."""
    survey = survey_of(policy)
    if survey is None:
        return ()
    lists = [node.body for node in survey.of(tree.BlockStatement)]
    lists += [case.consequent for node in survey.of(tree.SwitchStatement) for case in node.cases]
    found = [pair for body in lists for pair in _behind(body)]
    return tuple(sorted(found))


def _behind(body: Sequence[Any]) -> Iterator[tuple[Span, Span]]:
    leaving = None
    for node in body:
        if leaving is not None and not _harmless(node):
            yield node.span, leaving.span
            return
        if leaving is None and _leaves(node, DEEPEST):
            leaving = node


def _harmless(node: Any) -> bool:
    """Functions and bare `var` count wherever they stand, and a `break` behind a `return` is a habit."""
    if isinstance(node, tree.VariableDeclaration):
        return node.kind == "var" and all(part.init is None for part in node.declarations)
    return isinstance(node, (tree.FunctionDeclaration, tree.EmptyStatement, tree.BreakStatement))


def _leaves(node: Any, depth: int) -> bool:
    """Whether the statement behind this one is never next."""
    if isinstance(node, _LEAVING):
        return True
    if depth == 0:
        return False
    if isinstance(node, tree.BlockStatement):
        return any(_leaves(part, depth - 1) for part in node.body)
    if isinstance(node, tree.IfStatement) and node.alternate is not None:
        return _leaves(node.alternate, depth - 1) and all(_leaves(arm.consequent, depth - 1) for arm in node.arms)
    return False
