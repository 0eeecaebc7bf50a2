"""Expressions that turn out to be targets: left of `=`, of `=>`, in the head of a loop, under `++`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NoReturn

from proxylint.text import Source
from proxylint_grammars.pac import tree
from proxylint_grammars.pac.node import Node
from proxylint_grammars.pac.problem import SyntaxProblem
from proxylint_grammars.pac.scopes import Scopes

MAX_PATTERN_DEPTH = 100

_NO_TARGET = "only a variable, a property or a pattern can be assigned to"


class Targets(Scopes):
    def __init__(self, source: Source) -> None:
        super().__init__(source)
        # How many pairs of parentheses stand around the expression of this start and end.
        self.parentheses: dict[tuple[int, int], int] = {}
        # Object literals that are valid as patterns only, and rest elements followed by a comma, by their offset.
        self.pattern_only: dict[int, str] = {}
        self.rest_commas: set[int] = set()

    def in_parentheses(self, node: Node) -> bool:
        return bool(self.parentheses) and self.parentheses.get((node.span.start, node.span.end), 0) > 0

    def simple_target(self, node: Any) -> Any:
        """A target that is no pattern. V8 loads a call as one, also in strict mode, and throws when it gets there."""
        if isinstance(node, tree.CallExpression):
            return node
        return self._reference(node)

    def _reference(self, node: Any) -> Any:
        if not isinstance(node, tree.Identifier | tree.MemberExpression):
            self._refuse(node)
        self.check_assigned(node)
        return node

    def target(self, node: Any) -> Any:
        """A target that may be a pattern."""
        if isinstance(node, tree.ArrayExpression | tree.ObjectExpression):
            return self.pattern(node)
        return self.simple_target(node)

    def pattern(self, node: Any, depth: int = 0) -> Any:
        """What an element of a pattern means: a target, or a target with a default."""
        if depth > MAX_PATTERN_DEPTH:
            raise SyntaxProblem(node.span, "this pattern is too deeply nested", kind="too-deep")
        match node:
            case tree.Identifier() | tree.MemberExpression():
                self.check_assigned(node)
                return node
            case None | tree.AssignmentPattern() | tree.ArrayPattern() | tree.ObjectPattern():
                return node
            case tree.AssignmentExpression(operator="=") if not self.in_parentheses(node):
                return tree.AssignmentPattern(node.span, node.left, node.right)
            case tree.ArrayExpression() if not self.in_parentheses(node):
                return tree.ArrayPattern(node.span, tuple(self._elements(node.elements, depth)))
            case tree.ObjectExpression() if not self.in_parentheses(node):
                return self._object_pattern(node, depth)
        return self._refuse(node)

    def _elements(self, elements: tuple[Any, ...], depth: int) -> Iterator[Any]:
        for number, element in enumerate(elements, 1):
            if isinstance(element, tree.SpreadElement):
                if number < len(elements) or element.span.start in self.rest_commas:
                    self._fail(element, "the rest element must be the last one")
                yield tree.RestElement(element.span, self._rest(element.argument, depth))
            else:
                yield self.pattern(element, depth + 1)

    def _rest(self, argument: Any, depth: int) -> Any:
        if isinstance(argument, tree.AssignmentExpression):
            self._fail(argument, "the rest element cannot have a default")
        return self.pattern(argument, depth + 1)

    def _object_pattern(self, node: tree.ObjectExpression, depth: int) -> tree.ObjectPattern:
        self.pattern_only.pop(node.span.start, None)
        found: list[Any] = []
        for number, part in enumerate(node.properties, 1):
            if isinstance(part, tree.SpreadElement):
                if number < len(node.properties) or part.span.start in self.rest_commas:
                    self._fail(part, "the rest element must be the last one")
                found.append(tree.RestElement(part.span, self._reference(part.argument)))
            elif part.kind != "init" or part.method:
                self._fail(part, _NO_TARGET)
            else:
                self.pattern_only.pop(part.span.start, None)
                value = self.pattern(part.value, depth + 1)
                found.append(tree.PatternProperty(part.span, part.key, value, part.computed, part.shorthand))
        return tree.ObjectPattern(node.span, tuple(found))

    def check_assigned(self, node: Any) -> None:
        if self.strict and isinstance(node, tree.Identifier) and node.name in ("eval", "arguments"):
            self._fail(node, f"strict mode does not let '{node.name}' be assigned to or declared")

    def bound(self, pattern: Any) -> list[tree.Identifier]:
        """The names that a pattern declares, in order. Anything but names and patterns is refused."""
        found, open_ = [], [pattern]
        while open_:
            node = open_.pop()
            match node:
                case None:
                    continue
                case tree.Identifier():
                    if self.in_parentheses(node):
                        self._refuse(node)
                    self.check_assigned(node)
                    found.append(node)
                case tree.AssignmentPattern():
                    open_.append(node.left)
                case tree.RestElement():
                    open_.append(node.argument)
                case tree.PatternProperty():
                    open_.append(node.value)
                case tree.ArrayPattern():
                    open_ += reversed(node.elements)
                case tree.ObjectPattern():
                    open_ += reversed(node.properties)
                case _:
                    self._fail(node, "only a name or a pattern can be declared here")
        return found

    def _refuse(self, node: Any) -> NoReturn:
        self._fail(node, _NO_TARGET)

    def _fail(self, node: Node, message: str) -> NoReturn:
        self.fail(node.span.start, node.span.end, message)
