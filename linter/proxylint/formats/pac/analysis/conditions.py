"""Tests whose outcome is always the same because of how they are written."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Any

from proxylint.format import Policy
from proxylint.formats.pac.analysis.survey import Survey, survey_of
from proxylint.formats.pac.library.globals import CLASSIC
from proxylint.records import dataclass
from proxylint.text import Span
from proxylint_grammars.pac import tree


class Slip(StrEnum):
    """ASSIGNED: `=` with a constant; NOT_CALLED: a function as it stands; EMPTY: `if (...);`."""

    ASSIGNED = "assigned"
    NOT_CALLED = "not called"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class Settled:
    """`holds`: how the test always comes out; None where that is not the matter. `name`: of the function."""

    span: Span
    slip: Slip
    holds: bool | None
    name: str | None = None


def settled_conditions(policy: Policy) -> tuple[Settled, ...]:
    survey = survey_of(policy)
    if survey is None or survey.dynamic:
        return ()
    found = [fact for test in _tests(survey) for fact in _slips(survey, test)]
    for node in survey.of(tree.IfStatement):
        for index, arm in enumerate(node.arms):
            last = index == len(node.arms) - 1 and node.alternate is None
            if last and isinstance(arm.consequent, tree.EmptyStatement):
                found.append(Settled(arm.span, Slip.EMPTY, None))
    return tuple(sorted(found, key=lambda fact: fact.span))


_LOOPS: tuple[type, ...] = (tree.WhileStatement, tree.DoWhileStatement, tree.ForStatement)


def _tests(survey: Survey) -> Iterator[Any]:
    for node in (*survey.of(tree.IfStatement), *survey.of(tree.ConditionalExpression)):
        yield from (arm.test for arm in node.arms)
    for kind in _LOOPS:
        yield from (node.test for node in survey.of(kind) if node.test is not None)


def _slips(survey: Survey, test: Any) -> Iterator[Settled]:
    """In the test and in what it joins by `&&`, `||` and `!`."""
    waiting = [test]
    while waiting:
        node = waiting.pop()
        if isinstance(node, tree.LogicalExpression):
            waiting += node.operands
        elif isinstance(node, tree.UnaryExpression) and node.operator == "!":
            waiting.append(node.argument)
        elif isinstance(node, tree.AssignmentExpression) and node.operator == "=":
            value = _constant(node.right)
            if value is not None:
                yield Settled(node.span, Slip.ASSIGNED, value)
        elif isinstance(node, tree.Identifier) and _is_function(survey, node):
            yield Settled(node.span, Slip.NOT_CALLED, True, node.name)


def _constant(node: Any) -> bool | None:
    """The truth of a literal; None for everything else."""
    if isinstance(node, (tree.StringLiteral, tree.NumericLiteral, tree.BooleanLiteral)):
        return bool(node.value) and node.value == node.value
    if isinstance(node, (tree.RegExpLiteral, tree.ScalarArray, tree.ArrayExpression)):
        return True
    return False if isinstance(node, tree.NullLiteral) else None


def _is_hoisted(survey: Survey, node: tree.FunctionDeclaration) -> bool:
    """Whether it is there from the start: one inside a block is only there once the block was entered."""
    bodies = [getattr(getattr(one, "body", None), "body", ()) for one in survey.functions]
    return any(one is node for body in (survey.program.body, *bodies) for one in body)


_TESTS = CLASSIC.keys() - {"alert", "convert_addr", "isValidIpAddress"}
"""Helpers that every engine has, so that nobody asks whether they are there."""


def _is_function(survey: Survey, node: tree.Identifier) -> bool:
    binding = survey.bindings.get(node)
    if binding is not None:
        only = binding.values[0] if binding.parameter is None and len(binding.values) == 1 else None
        return isinstance(only, tree.FunctionDeclaration) and _is_hoisted(survey, only)
    written = any(free.use == "write" and free.node.name == node.name for free in survey.free)
    return node.name in _TESTS and not written and node.name not in survey.properties
