"""What is written in a function, whatever of it runs: asked once, of its syntax."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from proxylint.formats.pac.javascript.scope import bound_names
from proxylint_grammars.pac import tree
from proxylint_grammars.pac.node import within


def hides_parameter(parameters: tuple[Any, ...], declared: Sequence[str]) -> bool:
    """Whether functions in default values may see other variables than the body: ECMA-262 10.2.11, step 28."""
    own = {name for parameter in parameters for name in bound_names(parameter)}
    return bool(own.intersection(declared)) and any(isinstance(node, _FUNCTIONS) for node in within(parameters))


_FUNCTIONS = (tree.FunctionExpression, tree.ArrowFunctionExpression, tree.ClassExpression)
_OWN_ARGUMENTS = (tree.FunctionExpression, tree.FunctionDeclaration)


def says_arguments(node: Any) -> bool:
    """Whether a function, or an arrow function in it, reads its `arguments`."""
    inside = within(node.params, node.body, enters=lambda part: not isinstance(part, _OWN_ARGUMENTS))
    return any(isinstance(part, tree.Identifier) and part.name == "arguments" for part in inside)


def calls(body: Any, name: str) -> bool:
    """Whether a function of that name is called."""
    return any(
        isinstance(node, tree.CallExpression) and isinstance(node.callee, tree.Identifier) and node.callee.name == name
        for node in within(body)
    )


def gives_a_call(node: Any) -> bool:
    """Whether the value of an expression may be the value of a call."""
    waiting = [node]
    while waiting:
        part = waiting.pop()
        if isinstance(part, tree.CallExpression):
            return True
        if isinstance(part, tree.ConditionalExpression):
            waiting.extend((part.alternate, *(arm.consequent for arm in part.arms)))
        elif isinstance(part, tree.LogicalExpression):
            waiting.extend(part.operands)
    return False
