"""Reductions of methods and classes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal

from proxylint_grammars.pac import tree
from proxylint_grammars.pac.functions import Functions
from proxylint_grammars.pac.scopes import WAITING

_PLAIN = (False, False, "method")


class Classes(Functions):
    # --- methods ---

    def method(self, v: list[Any], a: list[int], e: int) -> tree.Property:
        kind, key, computed, value = self._method(v, a, e)
        init: Literal["init", "get", "set"] = "init" if kind == "method" else kind
        return tree.Property(self.span(a[0], e), key, value, init, computed, False, kind == "method")

    def _method(self, v: list[Any], a: list[int], e: int) -> tuple[Any, Any, bool, tree.FunctionExpression]:
        """Kind, key, whether it is computed, and the function, whose span starts at its parameters."""
        (_, _, kind), at = (v[0], 1) if len(v) == 6 else (_PLAIN, 0)
        key, computed = v[at]
        body, context = v[-1]
        self.drop_stray(a[at + 1], "super", *WAITING)
        if _name(key) != "constructor" or kind != "method":
            self.refuse_stray(a[at + 1], "super()")
        parameters = self.closed_parameters(v[at + 2], body.span.start, context.strict, unique=True)
        self.check_directive(parameters, body)
        if kind == "get" and parameters:
            self.fail(a[at + 1], e, "a getter has no parameters")
        if kind == "set" and (len(parameters) != 1 or isinstance(parameters[0], tree.RestElement)):
            self.fail(a[at + 1], e, "a setter has exactly one parameter")
        return kind, key, computed, self.function(a[at + 1], e, None, parameters, v[-1])

    # --- classes ---

    def class_method(self, v: list[Any], a: list[int], e: int) -> tree.MethodDefinition:
        kind, key, computed, value = self._method(v, a, e)
        return tree.MethodDefinition(self.span(a[0], e), key, value, kind, computed, False)

    def class_field(self, v: list[Any], a: list[int], e: int) -> tree.PropertyDefinition:
        key, computed = v[0]
        value = v[2] if len(v) == 4 else None
        self.drop_stray(a[0], "super", "new.target")
        self.drop_stray(a[1], "name await")
        return tree.PropertyDefinition(self.span(a[0], e), key, value, computed, False)

    def static_member(self, v: list[Any], a: list[int], e: int) -> tree.MethodDefinition | tree.PropertyDefinition:
        span, member = self.span(a[0], e), v[1]
        if isinstance(member, tree.MethodDefinition):
            return tree.MethodDefinition(span, member.key, member.value, member.kind, member.computed, True)
        return tree.PropertyDefinition(span, member.key, member.value, member.computed, True)

    def static_block(self, v: list[Any], a: list[int], e: int) -> tree.StaticBlock:
        self.drop_stray(a[0], "super", *WAITING)
        self.close_function(a[0], ())
        return tree.StaticBlock(self.span(a[0], e), tuple(v[2]))

    def heritage(self, v: list[Any], a: list[int], e: int) -> Any:
        return v[1]

    def class_body(self, v: list[Any], a: list[int], e: int) -> tuple[Any, ...]:
        return tuple(self._members(v[1]))

    def _members(self, members: list[Any]) -> list[Any]:
        found, constructors = [], 0
        for member in members:
            named = not isinstance(member, tree.StaticBlock) and not member.computed
            if named and isinstance(member.key, tree.PrivateName) and member.key.name == "constructor":
                self._fail(member, "a private member cannot be called constructor")
            if named and member.static and _name(member.key) == "prototype":
                self._fail(member, "a static member cannot be called prototype")
            named = named and _name(member.key) == "constructor"
            if named and isinstance(member, tree.PropertyDefinition):
                self._fail(member, "a field cannot be called constructor")
            if named and isinstance(member, tree.MethodDefinition) and not member.static:
                member, constructors = self._constructor(member, constructors + 1), constructors + 1
            found.append(member)
        return found

    def _constructor(self, member: tree.MethodDefinition, count: int) -> tree.MethodDefinition:
        if count > 1:
            self._fail(member, "a class has one constructor only")
        if member.kind != "method" or member.value.generator or member.value.is_async:
            self._fail(member, "a constructor cannot be a getter, a setter, a generator or async")
        return tree.MethodDefinition(member.span, member.key, member.value, "constructor", False, False)

    def class_declaration(self, v: list[Any], a: list[int], e: int) -> tree.ClassDeclaration:
        self.declare_lexical(v[1].name, v[1].span.start)
        self._end_class(v, a)
        return tree.ClassDeclaration(self.span(a[0], e), v[1], v[2], v[3])

    def class_expression(self, v: list[Any], a: list[int], e: int) -> tree.ClassExpression:
        self._end_class(v, a)
        return tree.ClassExpression(self.span(a[0], e), v[1] if len(v) == 4 else None, v[-2], v[-1])

    def _end_class(self, v: list[Any], a: list[int]) -> None:
        """A call of super in the heritage belongs to a class around this one."""
        if len(v) == 4:
            self.check_name(v[1], strict=True)
        if v[-2] is None:
            self.refuse_stray(a[-1], "super()")
        self.drop_stray(a[-1], "super()")
        self.close_class(a[0], self._private_names(v[-1]))

    def _private_names(self, members: tuple[Any, ...]) -> Iterable[str]:
        """A getter and a setter may share one, where both or neither are static."""
        kinds: dict[str, set[tuple[str, bool]]] = {}
        for member in members:
            if isinstance(member, tree.StaticBlock) or not isinstance(member.key, tree.PrivateName):
                continue
            kind = member.kind if isinstance(member, tree.MethodDefinition) else "field"
            others = kinds.setdefault(member.key.name, set())
            if others and others != {({"get": "set", "set": "get"}.get(kind, ""), member.static)}:
                self._fail(member.key, f"'#{member.key.name}' is declared twice in one class")
            others.add((kind, member.static))
        return kinds


def _name(key: Any) -> str | None:
    """The name that a key of a class means, where it is written as a name or string."""
    if isinstance(key, tree.Identifier):
        return key.name
    return key.value if isinstance(key, tree.StringLiteral) else None
