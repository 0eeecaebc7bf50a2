"""Reductions of expressions."""

from __future__ import annotations

from typing import Any, NoReturn

from proxylint_grammars.pac import tree
from proxylint_grammars.pac.atoms import Atoms
from proxylint_grammars.pac.node import Node
from proxylint_grammars.pac.scopes import RESERVED_SOMEWHERE


class Expressions(Atoms):
    # --- arrays and objects ---

    def parenthesized(self, v: list[Any], a: list[int], e: int) -> Node:
        node: Node = v[1]
        inside = node.span.start, node.span.end
        self.parentheses[inside] = self.parentheses.get(inside, 0) + 1
        return node

    def array_expression(self, v: list[Any], a: list[int], e: int) -> tree.ArrayExpression:
        return tree.ArrayExpression(self.span(a[0], e), tuple(v[1]) if len(v) == 3 else ())

    def closed_comma(self, v: list[Any], a: list[int], e: int) -> list[Any]:
        self.note_comma(v[0][-1])
        return self.unchanged(v, a, e)

    def note_comma(self, element: Any) -> None:
        """A comma follows the element: it cannot become the rest of a pattern any more."""
        if isinstance(element, tree.SpreadElement):
            self.rest_commas.add(element.span.start)

    def object_expression(self, v: list[Any], a: list[int], e: int) -> tree.ObjectExpression:
        properties: tuple[Any, ...] = tuple(v[1]) if len(v) > 2 else ()
        if len(v) == 4:
            self.note_comma(properties[-1])
        prototypes = [part for part in properties if _sets_prototype(part)]
        if len(prototypes) > 1:
            self.pattern_only[a[0]] = "'__proto__' is set twice in one object"
        return tree.ObjectExpression(self.span(a[0], e), properties)

    def property(self, v: list[Any], a: list[int], e: int) -> tree.Property:
        key, computed = v[0]
        return tree.Property(self.span(a[0], e), key, v[2], "init", computed, False, False)

    def check_shorthand(self, name: tree.Identifier) -> None:
        """Elsewhere the lexer sees to it; a key may be any word."""
        if name.name in RESERVED_SOMEWHERE:
            self.refuse_reserved(name.name, name.span.start, name.span.end, self.contexts[-1])

    def shorthand(self, v: list[Any], a: list[int], e: int) -> tree.Property:
        self.check_shorthand(v[0])
        return tree.Property(self.span(a[0], e), v[0], v[0], "init", False, True, False)

    def shorthand_default(self, v: list[Any], a: list[int], e: int) -> tree.Property:
        self.pattern_only[a[0]] = "a property of an object takes ':', not '='"
        value: Any = tree.AssignmentPattern(self.span(a[0], e), v[0], v[2])
        return tree.Property(self.span(a[0], e), v[0], value, "init", False, True, False)

    def spread_element(self, v: list[Any], a: list[int], e: int) -> tree.SpreadElement:
        return tree.SpreadElement(self.span(a[0], e), v[1])

    # --- members and calls ---

    def member_name(self, v: list[Any], a: list[int], e: int) -> tree.MemberExpression:
        return tree.MemberExpression(self.span(a[0], e), v[0], v[2], False, False)

    def member_computed(self, v: list[Any], a: list[int], e: int) -> tree.MemberExpression:
        return tree.MemberExpression(self.span(a[0], e), v[0], v[2], True, False)

    def call_expression(self, v: list[Any], a: list[int], e: int) -> tree.CallExpression:
        if isinstance(v[0], tree.Super):
            self.drop_stray(a[0], "super")
            self.put_stray("super()", a[0])
        return tree.CallExpression(self.span(a[0], e), v[0], v[1], False)

    def optional_name(self, v: list[Any], a: list[int], e: int) -> tree.MemberExpression:
        return tree.MemberExpression(self.span(a[0], e), v[0], v[2], False, True)

    def optional_computed(self, v: list[Any], a: list[int], e: int) -> tree.MemberExpression:
        return tree.MemberExpression(self.span(a[0], e), v[0], v[3], True, True)

    def optional_call(self, v: list[Any], a: list[int], e: int) -> tree.CallExpression:
        return tree.CallExpression(self.span(a[0], e), v[0], v[2], True)

    def chain_template(self, v: list[Any], a: list[int], e: int) -> NoReturn:
        """An error in the standard itself (13.3.1.1), so that no semicolon is inserted before the template."""
        self.fail(a[1], e, "a template cannot follow an optional chain")

    def chain_expression(self, v: list[Any], a: list[int], e: int) -> tree.ChainExpression:
        return tree.ChainExpression(self.span(a[0], e), v[0])

    def new_expression(self, v: list[Any], a: list[int], e: int) -> tree.NewExpression:
        return tree.NewExpression(self.span(a[0], e), v[1], v[2])

    def new_bare(self, v: list[Any], a: list[int], e: int) -> tree.NewExpression:
        return tree.NewExpression(self.span(a[0], e), v[1], ())

    def new_target(self, v: list[Any], a: list[int], e: int) -> tree.MetaProperty:
        self.put_stray("new.target", a[0])
        meta, name = tree.Identifier(self.span(a[0], a[0] + 3), "new"), tree.Identifier(self.span(a[2], e), "target")
        return tree.MetaProperty(self.span(a[0], e), meta, name)

    def super(self, v: list[Any], a: list[int], e: int) -> tree.Super:
        self.put_stray("super", a[0])
        return tree.Super(self.span(a[0], e))

    def import_expression(self, v: list[Any], a: list[int], e: int) -> tree.ImportExpression:
        return tree.ImportExpression(self.span(a[0], e), v[2])

    def no_arguments(self, v: list[Any], a: list[int], e: int) -> tuple[Any, ...]:
        return ()

    def arguments(self, v: list[Any], a: list[int], e: int) -> tuple[Any, ...]:
        if len(v) == 4:
            self.note_comma(v[1][-1])
        return tuple(v[1])

    # --- operators ---

    def unary_expression(self, v: list[Any], a: list[int], e: int) -> tree.UnaryExpression:
        if v[0] == "delete" and self.strict and isinstance(v[1], tree.Identifier):
            self.fail(a[0], e, "strict mode does not let a variable be deleted")
        if v[0] == "delete":
            self._check_private(v[1].expression if isinstance(v[1], tree.ChainExpression) else v[1])
        return tree.UnaryExpression(self.span(a[0], e), v[0], v[1])

    def _check_private(self, deleted: Any) -> None:
        if isinstance(deleted, tree.MemberExpression) and isinstance(deleted.property, tree.PrivateName):
            self._fail(deleted.property, "a private member cannot be deleted")

    def update_before(self, v: list[Any], a: list[int], e: int) -> tree.UpdateExpression:
        return tree.UpdateExpression(self.span(a[0], e), v[0], self.simple_target(v[1]), True)

    def update_after(self, v: list[Any], a: list[int], e: int) -> tree.UpdateExpression:
        return tree.UpdateExpression(self.span(a[0], e), v[1], self.simple_target(v[0]), False)

    def await_expression(self, v: list[Any], a: list[int], e: int) -> tree.AwaitExpression:
        return tree.AwaitExpression(self.span(a[0], e), v[1])

    def yield_nothing(self, v: list[Any], a: list[int], e: int) -> tree.YieldExpression:
        return tree.YieldExpression(self.span(a[0], e), None, False)

    def yield_value(self, v: list[Any], a: list[int], e: int) -> tree.YieldExpression:
        return tree.YieldExpression(self.span(a[0], e), v[1], False)

    def yield_all(self, v: list[Any], a: list[int], e: int) -> tree.YieldExpression:
        return tree.YieldExpression(self.span(a[0], e), v[2], True)

    def assignment_expression(self, v: list[Any], a: list[int], e: int) -> tree.AssignmentExpression:
        left = v[0]
        if v[1] != "=" and isinstance(left, tree.CallExpression) and v[1] in ("&&=", "||=", "??="):
            self._refuse(left)
        if v[1] != "=" or self.in_parentheses(left):
            left = self.simple_target(left)
        else:
            left = self.target(left)
        return tree.AssignmentExpression(self.span(a[0], e), v[1], left, v[2])

    def first_choice(self, v: list[Any], a: list[int], e: int) -> list[tree.ConditionalArm]:
        return [tree.ConditionalArm(self.span(a[0], e), v[0], v[2])]

    def next_choice(self, v: list[Any], a: list[int], e: int) -> list[tree.ConditionalArm]:
        arms: list[tree.ConditionalArm] = v[0]
        arms.append(tree.ConditionalArm(self.span(a[1], e), v[1], v[3]))
        return arms

    def conditional_expression(self, v: list[Any], a: list[int], e: int) -> tree.ConditionalExpression:
        return tree.ConditionalExpression(self.span(a[0], e), tuple(v[0]), v[1])

    def sequence_expression(self, v: list[Any], a: list[int], e: int) -> tree.SequenceExpression:
        return tree.SequenceExpression(self.span(a[0], e), tuple(v[0]))


def _sets_prototype(part: Any) -> bool:
    if not isinstance(part, tree.Property) or part.computed or part.shorthand or part.method or part.kind != "init":
        return False
    key = part.key
    name = key.name if isinstance(key, tree.Identifier) else key.value if isinstance(key, tree.StringLiteral) else None
    return name == "__proto__"
