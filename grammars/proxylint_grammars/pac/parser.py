"""From tokens to a tree: the main loop, semicolon insertion, and what a token changes for those after it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NoReturn

from proxylint_grammars.pac import prologue, tree
from proxylint_grammars.pac.base import Context
from proxylint_grammars.pac.repeating import REPEATING, Repeating
from proxylint_grammars.pac.tokens import LINE_END
from proxylint_grammars.pac.words import Bracket

_STACK_LIMIT = 20 * tree.MAX_DEPTH
_RESTRICTED = frozenset(("RETURN", "BREAK", "CONTINUE", "YIELD"))
_ASYNC, _FIELD = Context(is_async=True), Context(strict=True, initializer=True)
_STATIC_BLOCK = Context(strict=True, initializer=True, static_block=True)

# What no gap and no comment starts with.
_PLAIN_START = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_$\"'()[]{},;.:?=!&|+*%")


class Parser(Repeating):
    """One use: `Parser(source).parse()`."""

    def parse(self) -> tree.Program:
        self.last = self._hashbang()
        self._enter_code(Context(), self.last)
        while True:
            start, broken = self._next(self.last)
            if (
                broken
                and self.previous in _RESTRICTED
                and self.text[start : start + 1] != ";"
                and self._insert("INSERTED")
            ):
                continue
            kind, value, start, end = self.token(start, self.states[self.stack[-1]], broken)
            if self._semicolon_before(kind, broken):
                continue
            if broken and kind == "ARROW":
                self.fail(start, end, "no line may end before =>")
            if broken and self.previous == "THROW":
                self.fail(self.starts[-1], self.last, "no line may end between throw and its value")
            if broken and self.previous == "YIELD" and self.states[self.stack[-1]].get(kind, 0) > 0:
                self.fail(start, end, "no line may end between yield and its value")
            if kind == "RBRACE" and self.brackets and self.brackets[-1].code:
                value = self.contexts[-1]
            if not self.feed(kind, value, start):
                self._reject(kind, start, end)
            if kind == "$END":
                program: tree.Program = self.values[-1]
                return program
            self.last, before, self.previous = end, self.previous, kind
            if kind in _EFFECTS:
                _EFFECTS[kind](self, value, start, before)
            if kind in REPEATING and type(self.values[-2]) is list:
                self.repeat(kind, start, end)

    def _reject(self, kind: str, start: int, end: int) -> NoReturn:
        from proxylint_grammars.pac.faults import unexpected

        raise unexpected(self, kind, start, end)

    def _next(self, last: int) -> tuple[int, bool]:
        """Where the next token starts, and whether a line ends before it. Most follow at once or after a blank."""
        ahead = self.text[last : last + 2]
        if ahead[:1] in _PLAIN_START:
            return last, False
        if ahead[:1] == " " and ahead[1:] in _PLAIN_START:
            return last + 1, False
        start = self.skip(last)
        return start, self.breaks(start)

    # --- semicolon insertion (ECMA-262, 12.10) ---

    def _semicolon_before(self, kind: str, broken: bool) -> bool:
        """Insert a semicolon before a token that cannot stand here; the token is then read anew."""
        row = self.states[self.stack[-1]]
        if "INSERTED_DO" in row:
            return kind != "SEMICOLON" and self._insert("INSERTED_DO")
        if not broken and kind not in ("RBRACE", "$END"):
            return False
        return row.get(kind, 0) <= 0 and not self.can_shift(kind) and self._insert("INSERTED")

    def _insert(self, kind: str) -> bool:
        if kind not in self.states[self.stack[-1]] or not self.can_shift(kind):
            return False
        self.feed(kind, None, self.last)
        self.previous = kind
        self._end_statement()
        return True

    # --- what a token changes for those after it ---

    def _open(self, value: Any, start: int, before: str) -> None:
        if len(self.brackets) >= tree.MAX_DEPTH or len(self.stack) > _STACK_LIMIT:
            self.too_deep(start)
        sign = "`" if self.previous == "TEMPLATE_HEAD" else self.text[start]
        in_for = before == "FOR" or (before == "AWAIT" and self.values[-3] == "for")
        self.brackets.append(Bracket(sign, start, in_for and sign == "(", self.head))
        self.head = Context()
        if sign == "(" and "parameters" in self.states[self.stack[-1]]:
            self._enter(self.brackets[-1].head._replace(strict=self.strict, parameters=True))
        elif sign == "(" and before == "NAME" and getattr(self.values[-2], "name", None) == "async":
            self.brackets[-1].head = _ASYNC
        elif before == "STATIC":
            self._enter(_STATIC_BLOCK)

    def _enter(self, context: Context) -> None:
        """The bracket that was just opened holds such code."""
        self.contexts.append(context)
        self.brackets[-1].code = True

    def _close(self, value: Any, start: int, before: str) -> None:
        self._end_arrows()
        bracket = self.brackets.pop()
        if bracket.sign == "(":
            self.closed_head = bracket.head
        elif bracket.sign == "[":
            self.head = bracket.head
        if bracket.code:
            self.contexts.pop()

    def _open_body(self, value: Any, start: int, before: str) -> None:
        head = self.closed_head
        if before == "ARROW":
            self.arrows.pop()
            head = self.contexts.pop()
        self._open(value, start, before)
        self.brackets[-1].code = True
        self._enter_code(head, start + 1)

    def _begin_class(self, value: Any, start: int, before: str) -> None:
        """Name, heritage and computed keys of a class are strict code of the kind around it."""
        self.contexts.append(self.contexts[-1]._replace(strict=True))

    def _open_class(self, value: Any, start: int, before: str) -> None:
        self._open(value, start, before)
        self.brackets[-1].code = True

    def _equal(self, value: Any, start: int, before: str) -> None:
        """Behind a key it starts the value of a field."""
        if type(self.values[-2]) is tuple:
            self.contexts.append(_FIELD)
            self.brackets[-1].field = True

    def _set_head(self, value: Any, start: int, before: str) -> None:
        self.head = Context(value[0], value[1])

    def _async_arrow(self, value: Any, start: int, before: str) -> None:
        self.head = _ASYNC

    def _arrow_sign(self, value: Any, start: int, before: str) -> None:
        if before != "RPAR":
            self.closed_head, self.head = self.head, Context()
        self.arrows.append((len(self.brackets), self._innermost().choices))
        around = self.contexts[-1]
        self.contexts.append(self.closed_head._replace(strict=around.strict, initializer=around.initializer))

    def _end_for_head(self, value: Any, start: int, before: str) -> None:
        if self.brackets:
            self.brackets[-1].for_head = False
        self._end_statement()

    def _question(self, value: Any, start: int, before: str) -> None:
        self._innermost().choices += 1

    def _colon(self, value: Any, start: int, before: str) -> None:
        """It ends the arrow functions behind its `?`, or behind a `case`."""
        bracket = self._innermost()
        self._end_arrows(bracket.choices)
        bracket.choices = max(bracket.choices - 1, 0)

    def _innermost(self) -> Bracket:
        return self.brackets[-1] if self.brackets else self.outermost

    def _comma(self, value: Any, start: int, before: str) -> None:
        self._end_arrows()

    def _end_statement(self) -> None:
        self._end_arrows()
        if self.brackets and self.brackets[-1].field:
            self.contexts.pop()
            self.brackets[-1].field = False

    def _end_arrows(self, choices: int = 0) -> None:
        """Those in the innermost bracket that began behind so many choices."""
        end = len(self.brackets), choices
        while self.arrows and self.arrows[-1] >= end:
            self.arrows.pop()
            self.contexts.pop()

    def _return(self, value: Any, start: int, before: str) -> None:
        if not self.contexts[-1].body:
            self.fail(start, start + len("return"), "return stands outside of a function")

    def _may_wait(self, value: Any, start: int, before: str) -> None:
        """`await` or `yield`: no parameters of an arrow function may hold it."""
        self.put_stray(self.previous.lower(), start)

    def _enter_code(self, head: Context, at: int) -> None:
        """A function body or the script starts at `at`; "use strict" among its first strings makes it strict."""
        strict = self.contexts[-1].strict or prologue.is_strict(self, at)
        self.contexts.append(head._replace(strict=strict, body=len(self.values) > 0))

    def in_prologue(self) -> bool:
        before = self.values[-1]
        if not isinstance(before, list) or (len(self.values) > 1 and not isinstance(self.values[-2], Context)):
            return False
        return not before or (isinstance(before[-1], tree.ExpressionStatement) and before[-1].directive is not None)

    def _hashbang(self) -> int:
        if not self.text.startswith("#!"):
            return 0
        end = LINE_END().search(self.text)
        return end.start() if end else len(self.text)


_EFFECTS: dict[str, Callable[[Parser, Any, int, str], None]] = {
    **dict.fromkeys(("LPAR", "LSQB", "LBRACE", "LBRACE_OBJECT", "TEMPLATE_HEAD"), Parser._open),
    **dict.fromkeys(("RPAR", "RSQB", "RBRACE", "TEMPLATE_TAIL"), Parser._close),
    **dict.fromkeys(("FUNCTION", "FUNCTION_DECLARATION", "MODIFIER"), Parser._set_head),
    **dict.fromkeys(("FOR_IN", "OF", "SEMICOLON"), Parser._end_for_head),
    "LBRACE_BODY": Parser._open_body,
    **dict.fromkeys(("CLASS", "CLASS_DECLARATION"), Parser._begin_class),
    **dict.fromkeys(("AWAIT", "YIELD"), Parser._may_wait),
    "LBRACE_CLASS": Parser._open_class,
    "EQUAL": Parser._equal,
    "RETURN": Parser._return,
    "ASYNC_ARROW": Parser._async_arrow,
    "ARROW": Parser._arrow_sign,
    **dict.fromkeys(("COMMA", "TEMPLATE_MIDDLE"), Parser._comma),
    "QUESTION": Parser._question,
    "COLON": Parser._colon,
}
