"""The end of a text compared with a word, as people write it who have no `endsWith`.

`host.substring(host.length - x.length) == x`, `host.slice(-x.length) == x`, `host.length >= x.length && ...`. All of
them hold just where the text ends with the word, unless the word is empty (ECMA-262 22.1.3.22, 22.1.3.24, B.2.2.1).
"""

from __future__ import annotations

from typing import Any

from proxylint_grammars.pac import tree

ENDINGS = ("endsWith", "substring", "substr", "slice")

_COMPARISONS = ("<", ">", "<=", ">=", "==", "===", "!=", "!==")


def compares_end(call: Any, word: Any) -> tuple[str, str] | None:
    """The method and the variable of a call that cuts off an end that is as long as the word; None for other nodes."""
    if not isinstance(call, tree.CallExpression) or call.optional or not 1 <= len(call.arguments) <= 2:
        return None
    callee = call.callee
    if not isinstance(callee, tree.MemberExpression) or callee.computed or callee.optional:
        return None
    if not isinstance(callee.property, tree.Identifier) or not isinstance(callee.object, tree.Identifier):
        return None
    name, subject = callee.property.name, callee.object.name
    if name not in ENDINGS[1:] or not _is_start(call.arguments[0], name, subject, word):
        return None
    if len(call.arguments) == 2:
        end = call.arguments[1]
        whole = _is_length_of(end, word) if name == "substr" else _is_length(end, subject)
        if not whole:
            return None
    return name, subject


def _is_start(node: Any, name: str, subject: str, word: Any) -> bool:
    """`subject.length - word.length`, and where negative positions count from the end, `-word.length`."""
    if isinstance(node, tree.UnaryExpression):
        return node.operator == "-" and name != "substring" and _is_length_of(node.argument, word)
    if not isinstance(node, tree.BinaryExpression) or node.operator != "-" or len(node.operands) != 2:
        return False
    return _is_length(node.operands[0], subject) and _is_length_of(node.operands[1], word)


def _is_length(node: Any, subject: str) -> bool:
    holder = _measured(node)
    return isinstance(holder, tree.Identifier) and holder.name == subject


def _is_length_of(node: Any, word: Any) -> bool:
    """`word.length`, or the number that it is."""
    if isinstance(node, tree.NumericLiteral):
        return isinstance(word, tree.StringLiteral) and node.value == len(word.value)
    holder = _measured(node)
    return holder is not None and _same(holder, word)


def _measured(node: Any) -> Any:
    """Of `x.length` the x; None for anything else."""
    if not isinstance(node, tree.MemberExpression) or node.computed or node.optional:
        return None
    return node.object if isinstance(node.property, tree.Identifier) and node.property.name == "length" else None


def _same(one: Any, other: Any) -> bool:
    """Whether two nodes are written alike: names, literals, and items or parts of such."""
    if type(one) is not type(other):
        return False
    if isinstance(one, tree.Identifier):
        return bool(one.name == other.name)
    if isinstance(one, (tree.StringLiteral, tree.NumericLiteral)):
        return bool(one.value == other.value)
    if not isinstance(one, tree.MemberExpression) or one.optional or other.optional:
        return False
    return one.computed == other.computed and _same(one.object, other.object) and _same(one.property, other.property)


def compares_lengths(node: Any, subject: str, word: Any) -> bool:
    """Whether a node compares the length of the variable with that of the word or a number, which does nothing else."""
    if not isinstance(node, tree.BinaryExpression) or node.operator not in _COMPARISONS or len(node.operands) != 2:
        return False
    left, right = node.operands
    if not _is_length(left, subject):
        left, right = right, left
    return _is_length(left, subject) and (isinstance(right, tree.NumericLiteral) or _is_length_of(right, word))


def covers(node: Any, subject: str) -> bool:
    """Of a comparison with the word's length, whether it holds wherever the variable is as long as the word."""
    left, right = node.operands
    if isinstance(left, tree.NumericLiteral) or isinstance(right, tree.NumericLiteral):
        return False
    return bool(node.operator == (">=" if _is_length(left, subject) else "<="))
