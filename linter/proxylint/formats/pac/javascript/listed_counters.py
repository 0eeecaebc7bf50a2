"""How the head of a loop counts over a list, as far as it is written: which variable, and which way."""

from __future__ import annotations

from typing import Any

from proxylint_grammars.pac import tree


def counts_up(node: tree.ForStatement) -> str | None:
    """`for (...; i < ...; i++)`."""
    test, counter = node.test, _changed(node.update, "++", "+=")
    if counter is None or not isinstance(test, tree.BinaryExpression):
        return None
    less = test.operator == "<" and len(test.operands) == 2 and isinstance(test.operands[0], tree.Identifier)
    return counter if less and test.operands[0].name == counter else None  # type: ignore[union-attr]


def counts_down(node: tree.ForStatement) -> str | None:
    """`for (...; i >= 0; i--)`: the counter, else None."""
    test, counter = node.test, _changed(node.update, "--", "-=")
    if counter is None or not isinstance(test, tree.BinaryExpression) or len(test.operands) != 2:
        return None
    name, last = test.operands
    if not isinstance(name, tree.Identifier) or name.name != counter:
        return None
    return counter if _is_not_negative(test.operator, last) else None


def counted_by_test(node: tree.ForStatement) -> str | None:
    """`for (...; i--; )`, also `i-- > 0` or `--i >= 0`: the counter, else None."""
    test = node.test
    if node.update is not None or test is None:
        return None
    count: Any = test
    operator, bound = ">", None
    if isinstance(test, tree.BinaryExpression) and len(test.operands) == 2:
        count, bound = test.operands
        operator = test.operator
    if not isinstance(count, tree.UpdateExpression):
        return None
    counter = _changed(count, "--", "")
    if not count.prefix:
        return counter if bound is None or (operator == ">" and _is_zero(bound)) else None
    return counter if bound is not None and _is_not_negative(operator, bound) else None


def _is_not_negative(operator: str, bound: Any) -> bool:
    """Whether a comparison with the bound, `>= 0` or `> -1`, holds for a whole number that is not negative."""
    if operator == ">=":
        return _is_zero(bound)
    below = isinstance(bound, tree.UnaryExpression) and bound.operator == "-" and _is_one(bound.argument)
    return operator == ">" and below


def _changed(update: Any, by_one: str, by: str) -> str | None:
    """The variable that an update of a loop changes by one."""
    counter: Any
    if isinstance(update, tree.UpdateExpression):
        counts, counter = update.operator == by_one, update.argument
    elif isinstance(update, tree.AssignmentExpression):
        counts, counter = update.operator == by and _is_one(update.right), update.left
    else:
        return None
    return counter.name if counts and isinstance(counter, tree.Identifier) else None


def _is_zero(node: Any) -> bool:
    return isinstance(node, tree.NumericLiteral) and node.value == 0.0


def _is_one(node: Any) -> bool:
    return isinstance(node, tree.NumericLiteral) and node.value == 1.0
