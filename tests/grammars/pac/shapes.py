"""A syntax tree as one line of text, for whole comparisons."""

from __future__ import annotations

from collections.abc import Iterator

from proxylint.text import Source
from proxylint_grammars.pac import parse, tree
from proxylint_grammars.pac.node import Node


def shape(text: str) -> str:
    """The statements of a script: `(Kind field ...)`, names bare, strings quoted, absent fields `-`."""
    return " ".join(_shape(statement) for statement in parse(Source("proxy.pac", text)).body)


def expression(text: str) -> str:
    (statement,) = parse(Source("proxy.pac", text)).body
    assert isinstance(statement, tree.ExpressionStatement)
    return _shape(statement.expression)


def nodes(root: Node) -> Iterator[Node]:
    """All nodes, parents first."""
    open_: list[object] = [root]
    while open_:
        value = open_.pop()
        if isinstance(value, Node):
            yield value
            open_ += [getattr(value, name) for name in type(value).__match_args__]
        elif isinstance(value, tuple):
            open_ += value


def depth(root: Node) -> int:
    """How many nodes lie below the root on the longest way."""
    deepest, open_ = 0, [(root, 0)]
    while open_:
        node, level = open_.pop()
        deepest = max(deepest, level)
        for name in type(node).__match_args__:
            value = getattr(node, name)
            for part in value if isinstance(value, tuple) else (value,):
                if isinstance(part, Node):
                    open_.append((part, level + 1))
    return deepest


def _shape(value: object) -> str:
    match value:
        case tree.Identifier(name=name):
            return name
        case tree.ExpressionStatement(expression=inner, directive=None):
            return _shape(inner)
        case tree.NumericLiteral(value=number):
            return f"{number:g}"
        case tree.StringLiteral(value=text):
            return repr(text)
        case tree.ScalarArray(values=values):
            return f"(ScalarArray {list(values)!r})"
        case tree.ScalarObject(items=items):
            return f"(ScalarObject {dict(items)!r})"
        case Node():
            fields = [getattr(value, name) for name in type(value).__match_args__[1:]]
            return "(" + " ".join([_KINDS.get(type(value).__name__, type(value).__name__), *map(_shape, fields)]) + ")"
        case tuple():
            return "[" + " ".join(map(_shape, value)) + "]"
        case None:
            return "-"
        case bool():
            return "yes" if value else "no"
    return str(value)


_KINDS = {
    "BinaryExpression": "Binary",
    "LogicalExpression": "Logical",
    "UnaryExpression": "Unary",
    "UpdateExpression": "Update",
    "AssignmentExpression": "Assign",
    "MemberExpression": "Member",
    "CallExpression": "Call",
    "ArrayExpression": "Array",
    "ObjectExpression": "Object",
    "RegExpLiteral": "RegExp",
    "ReturnStatement": "Return",
    "VariableDeclaration": "Variables",
    "VariableDeclarator": "Variable",
    "BlockStatement": "Block",
}
