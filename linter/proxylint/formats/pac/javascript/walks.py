"""Loops that may walk over a text with positions in it: which variables a turn of theirs can change."""

from __future__ import annotations

from collections.abc import Iterable

from proxylint.formats.pac.javascript.scope import Place, Scope, bound_names
from proxylint_grammars.pac import tree
from proxylint_grammars.pac.node import Node, within

_STEPS = frozenset(("indexOf", "lastIndexOf", "slice"))
"""Methods that give the next place in a text, or the rest of its parts."""

_FUNCTIONS = (
    tree.FunctionDeclaration,
    tree.FunctionExpression,
    tree.ArrowFunctionExpression,
    tree.ClassDeclaration,
    tree.ClassExpression,
)
"""What these write in calls of their own outlives a turn, and is found out when it happens."""


def walked(loop: Node, scope: Scope) -> tuple[Place, ...]:
    """The variables that a turn of the loop may change; none where it is no walk over a text."""
    assigned: dict[str, None] = {}
    own: set[str] = set()
    walks = False
    for node in within(loop, enters=lambda node: not isinstance(node, _FUNCTIONS)):
        walks = walks or (isinstance(node, tree.Identifier) and node.name in _STEPS)
        assigned.update(dict.fromkeys(_written(node)))
        if isinstance(node, tree.VariableDeclaration) and node.kind != "var":
            own.update(name for part in node.declarations for name in bound_names(part.id))
    if not walks:
        return ()
    found = [Place.of(name, scope) for name in assigned if name != "arguments"]
    return tuple(place for place in found if place.slot is not None or place.name not in own)


def _written(node: Node) -> Iterable[str]:
    if isinstance(node, tree.VariableDeclaration):
        return [name for part in node.declarations for name in bound_names(part.id)]
    if isinstance(node, tree.AssignmentExpression):
        return list(bound_names(node.left))
    if isinstance(node, tree.UpdateExpression) and isinstance(node.argument, tree.Identifier):
        return [node.argument.name]
    if isinstance(node, (tree.ForInStatement, tree.ForOfStatement)) and not isinstance(
        node.left, tree.VariableDeclaration
    ):
        return list(bound_names(node.left))
    return ()
