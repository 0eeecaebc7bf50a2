"""Reductions of functions and the patterns of declarations."""

from __future__ import annotations

from typing import Any

from proxylint_grammars.pac import tree
from proxylint_grammars.pac.base import Context
from proxylint_grammars.pac.expressions import Expressions
from proxylint_grammars.pac.node import Node
from proxylint_grammars.pac.scopes import WAITING
from proxylint_grammars.pac.tokens import LINE_END, STRICT_WORDS


class Functions(Expressions):
    # --- patterns in declarations ---

    def rest_element(self, v: list[Any], a: list[int], e: int) -> tree.RestElement:
        return tree.RestElement(self.span(a[0], e), v[1])

    def default(self, v: list[Any], a: list[int], e: int) -> tree.AssignmentPattern:
        return tree.AssignmentPattern(self.span(a[0], e), v[0], v[2])

    def array_pattern(self, v: list[Any], a: list[int], e: int) -> tree.ArrayPattern:
        elements = tuple(v[1]) if len(v) == 3 else ()
        self._check_rest(elements, comma=bool(elements) and self._comma_before(elements[-1]))
        return tree.ArrayPattern(self.span(a[0], e), elements)

    def object_pattern(self, v: list[Any], a: list[int], e: int) -> tree.ObjectPattern:
        properties = tuple(v[1]) if len(v) > 2 else ()
        self._check_rest(properties, comma=len(v) == 4)
        if properties and isinstance(properties[-1], tree.RestElement):
            self.simple_target(properties[-1].argument)
        return tree.ObjectPattern(self.span(a[0], e), properties)

    object_pattern_comma = object_pattern

    def pattern_property(self, v: list[Any], a: list[int], e: int) -> tree.PatternProperty:
        key, computed = v[0]
        return tree.PatternProperty(self.span(a[0], e), key, v[2], computed, False)

    def pattern_shorthand(self, v: list[Any], a: list[int], e: int) -> tree.PatternProperty:
        self.check_shorthand(v[0])
        value = v[0] if len(v) == 1 else tree.AssignmentPattern(self.span(a[0], e), v[0], v[2])
        return tree.PatternProperty(self.span(a[0], e), v[0], value, False, True)

    def _comma_before(self, last: Node | None) -> bool:
        """Whether a comma stands between a rest element and the bracket; a comment there cannot stand for one."""
        return isinstance(last, tree.RestElement) and self.text.startswith(",", self.skip(last.span.end))

    def skip(self, at: int) -> int:
        raise NotImplementedError

    def _check_rest(self, elements: tuple[Any, ...], comma: bool = False) -> None:
        for element in elements[: None if comma else -1]:
            if isinstance(element, tree.RestElement):
                self.fail(element.span.start, element.span.end, "the rest element must be the last one")

    # --- functions ---

    def parameters_comma(self, v: list[Any], a: list[int], e: int) -> list[Any]:
        self._check_rest(tuple(v[0]), comma=True)
        return self.unchanged(v, a, e)

    def function_body(self, v: list[Any], a: list[int], e: int) -> tuple[tree.BlockStatement, Context]:
        """`}` carries the context of the body that it ends."""
        return tree.BlockStatement(self.span(a[0], e), tuple(v[1])), v[2]

    def function_declaration(self, v: list[Any], a: list[int], e: int) -> tree.FunctionDeclaration:
        body, context = v[5]
        parameters = self.closed_parameters(v[3], body.span.start, context.strict)
        self.check_directive(parameters, body)
        self.check_name(v[1], context.strict)
        self.drop_stray(v[1].span.end, *WAITING)
        self.declare_function(v[1].name, v[1].span.start, context.generator or context.is_async)
        span = self.span(a[0], e)
        return tree.FunctionDeclaration(
            span, v[1], parameters, body, context.generator, context.is_async, context.strict
        )

    def function_expression(self, v: list[Any], a: list[int], e: int) -> tree.FunctionExpression:
        name = v[1] if len(v) == 6 else None
        body, context = v[-1]
        parameters = self.closed_parameters(v[-3], body.span.start, context.strict)
        self.check_directive(parameters, body)
        if name is not None:
            self.check_name(name, context.strict)
        self.drop_stray(a[0], *WAITING)
        return self.function(a[0], e, name, parameters, v[-1])

    def function(
        self, start: int, end: int, name: tree.Identifier | None, parameters: tuple[Any, ...], code: Any
    ) -> tree.FunctionExpression:
        body, context = code
        flags = context.generator, context.is_async, context.strict
        return tree.FunctionExpression(self.span(start, end), name, parameters, body, *flags)

    def check_name(self, name: tree.Identifier, strict: bool) -> None:
        if strict and (name.name in ("eval", "arguments") or name.name in STRICT_WORDS):
            self._fail(name, f"strict mode does not let '{name.name}' be assigned to or declared")

    def closed_parameters(
        self, parameters: list[Any], start: int, strict: bool, unique: bool = False, arrow: bool = False
    ) -> tuple[Any, ...]:
        """The parameters, checked, of the function whose body starts at `start`: its scope ends here."""
        self._check_rest(tuple(parameters))
        names: set[str] = set()
        simple = all(isinstance(parameter, tree.Identifier) for parameter in parameters)
        for parameter in parameters:
            for name in self.bound(parameter):
                if name.name in names and (strict or unique or not simple):
                    self._fail(name, f"two parameters have the name '{name.name}'")
                names.add(name.name)
                self.check_name(name, strict)
        self.close_function(start, sorted(names), arrow)
        return tuple(parameters)

    def check_directive(self, parameters: tuple[Any, ...], body: Any) -> None:
        """A function that turns strict may only have plain parameters."""
        if not isinstance(body, tree.BlockStatement) or all(isinstance(one, tree.Identifier) for one in parameters):
            return
        for statement in body.body:
            directive = statement.directive if isinstance(statement, tree.ExpressionStatement) else None
            if directive is None:
                return
            if directive == "use strict":
                self._fail(statement, "'use strict' cannot stand in a function whose parameters are more than names")

    # --- arrow functions ---

    def arrow_head(self, v: list[Any], a: list[int], e: int) -> list[Any]:
        """The list in parentheses, as expressions; a node where there was only one."""
        if len(v) == 2:
            return []
        return list(v[1]) if isinstance(v[1], list) else [v[1]]

    def arrow_head_rest(self, v: list[Any], a: list[int], e: int) -> list[Any]:
        before = [] if len(v) == 4 else v[1] if isinstance(v[1], list) else [v[1]]
        return [*before, tree.RestElement(self.span(a[-3], v[-2].span.end), v[-2])]

    def arrow_function(self, v: list[Any], a: list[int], e: int) -> tree.ArrowFunctionExpression:
        is_async, found = self._arrow_parameters(v[0], a[0])
        return self._arrow(v, a, e, [self._arrow_parameter(node) for node in found], is_async)

    def async_arrow_function(self, v: list[Any], a: list[int], e: int) -> tree.ArrowFunctionExpression:
        return self._arrow(v, a, e, [v[1]], is_async=True)

    def _arrow(
        self, v: list[Any], a: list[int], e: int, parameters: list[Any], is_async: bool
    ) -> tree.ArrowFunctionExpression:
        body, strict = v[-1] if isinstance(v[-1], tuple) else (v[-1], self.contexts[-1])
        self.drop_stray(a[-1], *WAITING)
        self.refuse_stray(a[0], "await", "yield", *(["name await"] if is_async else []))
        found = self.closed_parameters(parameters, a[-1], strict.strict, unique=True, arrow=True)
        self.check_directive(found, body)
        return tree.ArrowFunctionExpression(self.span(a[0], e), found, body, is_async, strict.strict)

    def _arrow_parameters(self, head: Any, start: int) -> tuple[bool, list[Any]]:
        if isinstance(head, list):
            return False, head
        if head.span.start > start:
            self.parentheses[head.span.start, head.span.end] -= 1
            return False, list(head.expressions) if isinstance(head, tree.SequenceExpression) else [head]
        if isinstance(head, tree.Identifier):
            return False, [head]
        is_call = isinstance(head, tree.CallExpression) and not self.in_parentheses(head.callee)
        if not is_call or getattr(head.callee, "name", None) != "async":
            self._fail(head, "these are no parameters of an arrow function")
        if LINE_END().search(self.text, head.callee.span.end, self.skip(head.callee.span.end)):
            self._fail(head, "no line may end between async and its parameters")
        return True, list(head.arguments)

    def _arrow_parameter(self, node: Any) -> Any:
        if isinstance(node, tree.SpreadElement):
            if node.span.start in self.rest_commas:
                self._fail(node, "the rest element must be the last one")
            return tree.RestElement(node.span, self._rest(node.argument, 0))
        if self.in_parentheses(node):
            self._refuse(node)
        return node if isinstance(node, tree.RestElement) else self.pattern(node)
