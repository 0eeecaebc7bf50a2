"""The precedence of binary operators: a flat list of operands and operators becomes nested flat nodes."""

from __future__ import annotations

from typing import Any

from proxylint_grammars.pac import tree
from proxylint_grammars.pac.node import Node
from proxylint_grammars.pac.targets import Targets

_LEVELS = (
    "??", "||", "&&", "|", "^", "&", "== != === !==", "< > <= >= in instanceof", "<< >> >>>", "+ -", "* / %", "**",
)  # fmt: skip
PRECEDENCE = {operator: level for level, operators in enumerate(_LEVELS) for operator in operators.split()}
_LOGICAL = frozenset(("??", "||", "&&"))


class _Open:
    """A node whose last operand is still to come. `height`: levels that its operands add."""

    __slots__ = ("height", "operands", "operator", "precedence", "start")

    def __init__(self, operator: str, precedence: int, operand: Node, start: int, height: int) -> None:
        self.operator, self.precedence, self.start, self.height = operator, precedence, start, height
        self.operands: list[Any] = [operand]


class Operators(Targets):
    """An operation list is operand, start, end, operator, operand, start, end, ...: operands with their parentheses."""

    def first_operation(self, v: list[Any], a: list[int], e: int) -> list[Any]:
        return [v[0], a[0], a[1], v[1], v[2], a[2], e]

    def next_operation(self, v: list[Any], a: list[int], e: int) -> list[Any]:
        operations: list[Any] = v[0]
        operations += v[1], v[2], a[2], e
        return operations

    def binary_expression(self, v: list[Any], a: list[int], e: int) -> Node:
        """Linear in the number of operands: each is pushed once and each open node closed once."""
        operations: list[Any] = v[0]
        node, start, end = operations[:3]
        height, open_ = 0, list[_Open]()
        several = (operations[at::4] for at in (3, 4, 5, 6))
        for operator, operand, operand_start, operand_end in zip(*several, strict=True):
            precedence = PRECEDENCE[operator]
            while open_ and open_[-1].precedence >= precedence and open_[-1].operator != operator:
                node, start, height = self._close_operation(open_.pop(), node, height, end)
            if operator == "**" or type(node) is tree.PrivateName:
                self._check_left(operator, node)
            if open_ and open_[-1].precedence == precedence and operator != "**":
                open_[-1].operands.append(node)
                open_[-1].height = max(open_[-1].height, height)
            else:
                open_.append(_Open(operator, precedence, node, start, height))
            node, start, end, height = operand, operand_start, operand_end, 0
        while open_:
            node, start, height = self._close_operation(open_.pop(), node, height, end)
        self.levels = height
        result: Node = node
        return result

    def _close_operation(self, left: _Open, node: Node, height: int, end: int) -> tuple[Node, int, int]:
        if isinstance(node, tree.PrivateName):
            self._fail(node, "a private name can only stand left of in")
        span, operands = self.span(left.start, end), (*left.operands, node)
        height = max(left.height, height) + 1
        if left.operator not in _LOGICAL:
            return tree.BinaryExpression(span, left.operator, operands), left.start, height  # type: ignore[arg-type]
        for operand in operands:
            mixed = isinstance(operand, tree.LogicalExpression) and "??" in (left.operator, operand.operator)
            if mixed and not self.in_parentheses(operand):
                self.fail(span.start, span.end, "?? cannot be mixed with || or && without parentheses")
        return tree.LogicalExpression(span, left.operator, operands), left.start, height  # type: ignore[arg-type]

    def _check_left(self, operator: str, node: Node) -> None:
        signed = operator == "**" and isinstance(node, tree.UnaryExpression | tree.AwaitExpression)
        if signed and not self.in_parentheses(node):
            self._fail(node, "an operand with a sign needs parentheses left of **")
        if isinstance(node, tree.PrivateName):
            if operator != "in" or self.in_parentheses(node):
                self._fail(node, "a private name can only stand left of in")
            self.stray["private"].remove(node.span.start)
