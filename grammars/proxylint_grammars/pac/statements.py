"""Reductions of statements."""

from __future__ import annotations

from typing import Any

from proxylint_grammars.pac import tree
from proxylint_grammars.pac.classes import Classes
from proxylint_grammars.pac.tokens import LET

_LOOPS = (tree.ForStatement, tree.ForInStatement, tree.ForOfStatement, tree.WhileStatement, tree.DoWhileStatement)


class Statements(Classes):
    def program(self, v: list[Any], a: list[int], e: int) -> tree.Program:
        self.close_program()
        for at, message in sorted(self.pattern_only.items()):
            self.fail(at, at + 1, message)
        says_arguments = "arguments" in self.text or "\\u" in self.text  # letters of a name may be escaped
        return tree.Program(self.span(0, len(self.text)), tuple(v[0]), self.strict, says_arguments)

    def block(self, v: list[Any], a: list[int], e: int) -> tree.BlockStatement:
        self.close_block(a[0])
        return tree.BlockStatement(self.span(a[0], e), tuple(v[1]))

    def empty_statement(self, v: list[Any], a: list[int], e: int) -> tree.EmptyStatement:
        return tree.EmptyStatement(self.span(a[0], e))

    def expression_statement(self, v: list[Any], a: list[int], e: int) -> tree.ExpressionStatement:
        node, directive = v[0], None
        if isinstance(node, tree.StringLiteral) and node.span.start == a[0] and self.in_prologue():
            directive = self.text[node.span.start + 1 : node.span.end - 1]
        return tree.ExpressionStatement(self.span(a[0], e), node, directive)

    def in_prologue(self) -> bool:
        """Whether a string that stands alone as a statement here is a directive."""
        raise NotImplementedError

    def debugger_statement(self, v: list[Any], a: list[int], e: int) -> tree.DebuggerStatement:
        return tree.DebuggerStatement(self.span(a[0], e))

    # --- declarations ---

    def variables(self, v: list[Any], a: list[int], e: int) -> tree.VariableDeclaration:
        for declarator in v[1]:
            if declarator.init is None and (v[0] == "const" or not isinstance(declarator.id, tree.Identifier)):
                self._fail(declarator, "a constant or a pattern needs a value where it is declared")
            self._declare(v[0], declarator.id)
        return tree.VariableDeclaration(self.span(a[0], e), v[0], tuple(v[1]))

    head_variables = variables

    def declarator(self, v: list[Any], a: list[int], e: int) -> tree.VariableDeclarator:
        return tree.VariableDeclarator(self.span(a[0], e), v[0], None)

    def declarator_value(self, v: list[Any], a: list[int], e: int) -> tree.VariableDeclarator:
        return tree.VariableDeclarator(self.span(a[0], e), v[0], v[2])

    def _declare(self, kind: str, pattern: Any) -> None:
        for name in self.bound(pattern):
            if kind == "var":
                self.vars.put(name.name, name.span.start)
            else:
                self.declare_lexical(name.name, name.span.start)

    def _check_body(self, body: Any) -> None:
        """The body of an `if`, `with` or loop is no function declaration behind a label either."""
        while isinstance(body, tree.LabeledStatement):
            body = body.body
            if isinstance(body, tree.FunctionDeclaration):
                self._fail(body, "a function declaration cannot have a label here")

    # --- choices ---

    def first_arm(self, v: list[Any], a: list[int], e: int) -> list[tree.IfArm]:
        self._check_body(v[4])
        return [tree.IfArm(self.span(a[0], e), v[2], v[4])]

    def next_arm(self, v: list[Any], a: list[int], e: int) -> list[tree.IfArm]:
        """The token ELSE_IF starts at its `if`."""
        self._check_body(v[5])
        arms: list[tree.IfArm] = v[0]
        arms.append(tree.IfArm(self.span(a[1], e), v[3], v[5]))
        return arms

    def if_statement(self, v: list[Any], a: list[int], e: int) -> tree.IfStatement:
        return tree.IfStatement(self.span(a[0], e), tuple(v[0]), None)

    def if_else_statement(self, v: list[Any], a: list[int], e: int) -> tree.IfStatement:
        self._check_body(v[2])
        return tree.IfStatement(self.span(a[0], e), tuple(v[0]), v[2])

    def branch_function(self, v: list[Any], a: list[int], e: int) -> tree.FunctionDeclaration:
        function: tree.FunctionDeclaration = v[0]
        if self.strict or function.generator or function.is_async:
            self._fail(function, "a function declaration cannot be the branch of an if here")
        self.close_block(a[0])
        return function

    def switch_statement(self, v: list[Any], a: list[int], e: int) -> tree.SwitchStatement:
        self.close_block(a[4])
        self.drop_stray(a[0], "break")
        defaults = [case for case in v[5] if case.test is None]
        if len(defaults) > 1:
            self._fail(defaults[1], "a switch has one default only")
        return tree.SwitchStatement(self.span(a[0], e), v[2], tuple(v[5]))

    def switch_case(self, v: list[Any], a: list[int], e: int) -> tree.SwitchCase:
        return tree.SwitchCase(self.span(a[0], e), v[1], tuple(v[3]))

    def switch_default(self, v: list[Any], a: list[int], e: int) -> tree.SwitchCase:
        return tree.SwitchCase(self.span(a[0], e), None, tuple(v[2]))

    # --- loops ---

    def _end_loop(self, start: int, body: Any) -> None:
        self._check_body(body)
        self.close_block(start)
        self.drop_stray(start, "break", "continue")

    def while_statement(self, v: list[Any], a: list[int], e: int) -> tree.WhileStatement:
        self._end_loop(a[0], v[4])
        return tree.WhileStatement(self.span(a[0], e), v[2], v[4])

    def do_while_statement(self, v: list[Any], a: list[int], e: int) -> tree.DoWhileStatement:
        self._end_loop(a[0], v[1])
        return tree.DoWhileStatement(self.span(a[0], e), v[1], v[4])

    def for_statement(self, v: list[Any], a: list[int], e: int) -> tree.ForStatement:
        self._end_loop(a[0], v[8])
        return tree.ForStatement(self.span(a[0], e), v[2], v[4], v[6], v[8])

    def for_in_statement(self, v: list[Any], a: list[int], e: int) -> tree.ForInStatement:
        self._end_loop(a[0], v[6])
        return tree.ForInStatement(self.span(a[0], e), v[2], v[4], v[6])

    def for_of_statement(self, v: list[Any], a: list[int], e: int) -> tree.ForOfStatement:
        self._end_loop(a[0], v[6])
        self._check_of(v[2], a[2])
        if isinstance(v[2], tree.Identifier) and v[2].name == "async" and v[2].span.start == a[2]:
            self._fail(v[2], "the variable of a for-of loop cannot be called async")
        return tree.ForOfStatement(self.span(a[0], e), v[2], v[4], v[6], False)

    def for_await_statement(self, v: list[Any], a: list[int], e: int) -> tree.ForOfStatement:
        self._end_loop(a[0], v[7])
        self._check_of(v[3], a[3])
        return tree.ForOfStatement(self.span(a[0], e), v[3], v[5], v[7], True)

    def _check_of(self, left: Any, start: int) -> None:
        if not isinstance(left, tree.VariableDeclaration) and LET().match(self.text, start):
            self.fail(start, start + len("let"), "the head of a for-of loop cannot start with 'let' as a name")
        if isinstance(left, tree.VariableDeclaration) and left.declarations[0].init is not None:
            self._fail(left, "the variable of a for-of loop cannot have a value")

    def each_target(self, v: list[Any], a: list[int], e: int) -> Any:
        return self.target(v[0])

    def each_declaration(self, v: list[Any], a: list[int], e: int) -> tree.VariableDeclaration:
        value = v[3] if len(v) == 4 else None
        if value is not None and (self.strict or not isinstance(v[1], tree.Identifier)):
            self._fail(v[1], "the variable of a for-in loop cannot have a value")
        self._declare(v[0], v[1])
        declarator = tree.VariableDeclarator(self.span(a[1], e), v[1], value)
        return tree.VariableDeclaration(self.span(a[0], e), v[0], (declarator,))

    # --- jumps and labels ---

    def continue_statement(self, v: list[Any], a: list[int], e: int) -> tree.ContinueStatement:
        label = v[1] if len(v) == 3 else None
        self._jump("continue", label, a[0])
        return tree.ContinueStatement(self.span(a[0], e), label)

    def break_statement(self, v: list[Any], a: list[int], e: int) -> tree.BreakStatement:
        label = v[1] if len(v) == 3 else None
        self._jump("break", label, a[0])
        return tree.BreakStatement(self.span(a[0], e), label)

    def _jump(self, kind: str, label: tree.Identifier | None, at: int) -> None:
        if label is None:
            self.put_stray(kind, at)
        else:
            self.use_label(label.name, label.span.start, kind == "continue")

    def return_nothing(self, v: list[Any], a: list[int], e: int) -> tree.ReturnStatement:
        return tree.ReturnStatement(self.span(a[0], e), None)

    def return_value(self, v: list[Any], a: list[int], e: int) -> tree.ReturnStatement:
        return tree.ReturnStatement(self.span(a[0], e), v[1])

    def throw_statement(self, v: list[Any], a: list[int], e: int) -> tree.ThrowStatement:
        return tree.ThrowStatement(self.span(a[0], e), v[1])

    def labelled_statement(self, v: list[Any], a: list[int], e: int) -> tree.LabeledStatement:
        label, body = v[0], v[2]
        inner = body
        while isinstance(inner, tree.LabeledStatement):
            inner = inner.body
        if isinstance(inner, tree.FunctionDeclaration) and (self.strict or inner.generator or inner.is_async):
            self._fail(inner, "a function declaration cannot have a label here")
        self.close_label(label.name, label.span.start, isinstance(inner, _LOOPS))
        return tree.LabeledStatement(self.span(a[0], e), label, body)

    def with_statement(self, v: list[Any], a: list[int], e: int) -> tree.WithStatement:
        if self.strict:
            self.fail(a[0], e, "strict mode has no with statement")
        self._check_body(v[4])
        return tree.WithStatement(self.span(a[0], e), v[2], v[4])

    # --- try ---

    def try_catch(self, v: list[Any], a: list[int], e: int) -> tree.TryStatement:
        return tree.TryStatement(self.span(a[0], e), v[1], v[2], None)

    def try_catch_finally(self, v: list[Any], a: list[int], e: int) -> tree.TryStatement:
        return tree.TryStatement(self.span(a[0], e), v[1], v[2], v[4])

    def try_finally(self, v: list[Any], a: list[int], e: int) -> tree.TryStatement:
        return tree.TryStatement(self.span(a[0], e), v[1], None, v[3])

    def catch_binding(self, v: list[Any], a: list[int], e: int) -> tree.CatchClause:
        """The block was reduced just before: `closed` still holds its names."""
        names: set[str] = set()
        for name in self.bound(v[2]):
            place = self.closed.get(name.name, -1)
            if not isinstance(v[2], tree.Identifier) and self.vars.since(name.name, a[4]):
                place = self.vars.last[name.name]
            if name.name == "let" and not isinstance(v[2], tree.Identifier):
                self.refuse_let(name.span.start)
            if place >= 0 or name.name in names:
                place = max(place, name.span.start)
                self.fail(place, place + len(name.name), f"'{name.name}' is declared twice in one scope")
            names.add(name.name)
        return tree.CatchClause(self.span(a[0], e), v[2], v[4])

    def catch_nothing(self, v: list[Any], a: list[int], e: int) -> tree.CatchClause:
        return tree.CatchClause(self.span(a[0], e), None, v[1])
