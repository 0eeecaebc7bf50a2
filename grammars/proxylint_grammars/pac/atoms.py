"""Reductions of names, literals, templates and property keys."""

from __future__ import annotations

from typing import Any

from proxylint.text import Span
from proxylint_grammars.pac import literals, tree
from proxylint_grammars.pac.node import Node
from proxylint_grammars.pac.operators import Operators
from proxylint_grammars.pac.problem import SyntaxProblem
from proxylint_grammars.pac.tokens import ROW

_ROWS: dict[str, type[tree.ScalarArray] | type[tree.ScalarObject]] = {"[": tree.ScalarArray, "{": tree.ScalarObject}


class Atoms(Operators):
    # --- names and literals ---

    def identifier(self, v: list[Any], a: list[int], e: int) -> tree.Identifier:
        return tree.Identifier(self.span(a[0], e), v[0])

    identifier_reference = identifier

    def private_name(self, v: list[Any], a: list[int], e: int) -> tree.PrivateName:
        self.private.setdefault(v[0], []).append(a[0])
        return tree.PrivateName(self.span(a[0], e), v[0])

    def private_operand(self, v: list[Any], a: list[int], e: int) -> tree.PrivateName:
        self.put_stray("private", a[0])
        name: tree.PrivateName = v[0]
        return name

    def this(self, v: list[Any], a: list[int], e: int) -> tree.ThisExpression:
        return tree.ThisExpression(self.span(a[0], e))

    def null(self, v: list[Any], a: list[int], e: int) -> tree.NullLiteral:
        return tree.NullLiteral(self.span(a[0], e))

    def true(self, v: list[Any], a: list[int], e: int) -> tree.BooleanLiteral:
        return tree.BooleanLiteral(self.span(a[0], e), v[0] == "true")

    false = true

    def string(self, v: list[Any], a: list[int], e: int) -> tree.StringLiteral:
        try:
            value, octal = literals.string(v[0][1:-1])
        except literals.BadLiteral as fault:
            at = a[0] + 1 + fault.at
            self.fail(at, min(at + 2, e), str(fault))
        if octal and self.strict:
            self.fail(a[0], e, "strict mode has no octal escape sequences")
        return tree.StringLiteral(self.span(a[0], e), value)

    def number(self, v: list[Any], a: list[int], e: int) -> tree.NumericLiteral:
        return tree.NumericLiteral(self.span(a[0], e), self._number(v[0], a[0], e))

    def bigint(self, v: list[Any], a: list[int], e: int) -> tree.BigIntLiteral:
        return tree.BigIntLiteral(self.span(a[0], e), self._number(v[0], a[0], e))

    def _number(self, text: str, start: int, end: int) -> Any:
        try:
            value, legacy = literals.number(text)
        except literals.BadLiteral as fault:
            self.fail(start, end, str(fault))
        if legacy and self.strict:
            self.fail(start, end, "strict mode has no numbers with a leading zero")
        return value

    def regexp(self, v: list[Any], a: list[int], e: int) -> tree.RegExpLiteral:
        from proxylint_grammars.pac.regexp import check_pattern, valid_flags

        pattern, flags = v[0]
        if not valid_flags(flags):
            self.fail(e - len(flags), e, f"'{flags}' are not valid flags of a regular expression")
        fault = check_pattern(pattern, flags)
        if fault is not None:
            at = a[0] + 1 + fault.at
            message = f"the regular expression is not valid: {fault.message}"
            raise SyntaxProblem(self.span(at, min(at + 1, e)), message, kind=fault.kind)
        return tree.RegExpLiteral(self.span(a[0], e), literals.units(pattern), flags)

    def scalar_array(self, v: list[Any], a: list[int], e: int) -> tree.ScalarArray:
        return tree.ScalarArray(self.span(a[0], e), v[0])

    def scalar_object(self, v: list[Any], a: list[int], e: int) -> tree.ScalarObject:
        return tree.ScalarObject(self.span(a[0], e), v[0])

    def scalar_rows(self, v: list[Any], a: list[int], e: int) -> tree.ArrayExpression:
        """As if the rows had been read one by one."""
        file, at = self.file, a[0]
        rows = [
            _ROWS[text[0]](Span(file, at + row.start(), at + row.end()), text)
            for row in ROW().finditer(v[0], 1)
            if (text := row[0])[0] in _ROWS
        ]
        self.count(len(rows) - 1, at)
        return tree.ArrayExpression(self.span(at, e), tuple(rows))

    # --- templates: a token's value is its text without the signs around it ---

    def template(self, v: list[Any], a: list[int], e: int) -> tree.TemplateLiteral:
        return tree.TemplateLiteral(self.span(a[0], e), (self._part(v[0], a[0] + 1),), ())

    def plain_template(self, v: list[Any], a: list[int], e: int) -> tree.TemplateLiteral:
        template: tree.TemplateLiteral = v[0]
        for part in template.quasis:
            if part.cooked is None:
                self.fail(part.span.start, part.span.end, "this template holds an escape sequence that is not valid")
        return template

    def template_first(self, v: list[Any], a: list[int], e: int) -> list[Node]:
        return [self._part(v[0], a[0] + 1), v[1]]

    def template_next(self, v: list[Any], a: list[int], e: int) -> list[Node]:
        parts: list[Node] = v[0]
        parts += self._part(v[1], a[1] + 1), v[2]
        return parts

    def template_end(self, v: list[Any], a: list[int], e: int) -> tree.TemplateLiteral:
        parts = [*v[0], self._part(v[1], a[1] + 1)]
        return tree.TemplateLiteral(self.span(a[0], e), tuple(parts[::2]), tuple(parts[1::2]))

    def _part(self, raw: str, start: int) -> tree.TemplateElement:
        cooked, shown = literals.template(raw)
        return tree.TemplateElement(self.span(start, start + len(raw)), cooked, shown)

    def tagged_template(self, v: list[Any], a: list[int], e: int) -> tree.TaggedTemplate:
        return tree.TaggedTemplate(self.span(a[0], e), v[0], v[1])

    # --- keys: a node and whether it is computed ---

    def name_key(self, v: list[Any], a: list[int], e: int) -> tuple[Node, bool]:
        return self.identifier(v, a, e), False

    def string_key(self, v: list[Any], a: list[int], e: int) -> tuple[Node, bool]:
        return self.string(v, a, e), False

    def number_key(self, v: list[Any], a: list[int], e: int) -> tuple[Node, bool]:
        return self.number(v, a, e), False

    def bigint_key(self, v: list[Any], a: list[int], e: int) -> tuple[Node, bool]:
        return self.bigint(v, a, e), False

    def private_key(self, v: list[Any], a: list[int], e: int) -> tuple[Node, bool]:
        return v[0], False

    def computed_key(self, v: list[Any], a: list[int], e: int) -> tuple[Node, bool]:
        return v[1], True
