"""The words of JavaScript: names, keywords, and those of which the parser's state tells which they are."""

from __future__ import annotations

import re
from typing import Any, NoReturn, TypeAlias

from proxylint.text import Source
from proxylint_grammars.pac import identifiers, tokens
from proxylint_grammars.pac.base import Context
from proxylint_grammars.pac.machine import Machine, Row
from proxylint_grammars.pac.scopes import RESERVED_SOMEWHERE
from proxylint_grammars.pac.tokens import STRICT_WORDS

Token: TypeAlias = tuple[str, Any, int, int]
"""Kind, value, start, end."""

_plain_gap = tokens.PLAIN_GAP.match


class Bracket:
    """An open bracket.

    `for_head`: an `in` or `of` at this level belongs to the loop, but for an `in` between `?` and `:`, of which
    `choices` are open. `head`: what kind of function these parentheses are the parameters of. `code`: a context ends
    with this bracket. `field`: so does one with the field of the class that stands last in it.
    """

    __slots__ = ("choices", "code", "field", "for_head", "head", "sign", "start")

    def __init__(self, sign: str, start: int, for_head: bool, head: Context) -> None:
        self.sign, self.start, self.for_head, self.head = sign, start, for_head, head
        self.code, self.field, self.choices = False, False, 0


class Words(Machine):
    """`arrows`: for each arrow function whose body is an expression, and may end at any token, the brackets and the
    choices that were open at its arrow. Its context ends with it."""

    def __init__(self, source: Source) -> None:
        super().__init__(source)
        self.previous = ""
        self.brackets: list[Bracket] = []
        self.head = self.closed_head = Context()
        self.outermost = Bracket("", 0, False, self.head)
        self.arrows: list[tuple[int, int]] = []

    def gap(self, at: int) -> int:
        """Behind white space and comments."""
        text = self.text
        end = _plain_gap(text, at).end()  # type: ignore[union-attr]
        sign = text[end : end + 1]
        if sign in tokens.BEYOND_PLAIN or sign > "~":
            end = tokens.GAP().match(text, end).end()  # type: ignore[union-attr]
        return end

    def word(self, word: str, start: int, end: int, row: Row) -> Token:
        kind = tokens.WORDS.get(word)
        if kind is None:
            contextual = CONTEXTUAL.get(word)
            if contextual is not None:
                return contextual(self, start, row) or ("NAME", word, start, end)
            if word in STRICT_WORDS:
                self._check_name(word, start, end, row)
            return "NAME", word, start, end
        if word in _STARTING:
            return _STARTING[word](self, start, end, row)
        if word == "in" and self.brackets and self.brackets[-1].for_head and not self.brackets[-1].choices:
            kind = "FOR_IN"
        if "KEYWORD" in row and not self.possible(row, kind):
            kind = "KEYWORD"
        return kind, word, start, end

    def _else_word(self, start: int, end: int, row: Row) -> Token:
        if not self.possible(row, "ELSE"):
            return ("KEYWORD" if self.possible(row, "KEYWORD") else "ELSE"), "else", start, end
        at = self.gap(end)
        if not self.text.startswith("if", at) or not tokens.NO_WORD().match(self.text, at + 2):
            return "ELSE", "else", start, end
        return "ELSE_IF", "if", at, at + 2

    def _function_word(self, start: int, end: int, row: Row) -> Token:
        kind = self._declaring(row, start, "FUNCTION_DECLARATION", "FUNCTION")
        if kind == "KEYWORD":
            return kind, "function", start, end
        at = self.gap(end)
        if self.text.startswith("*", at):
            return kind, Context(generator=True), start, at + 1
        return kind, Context(), start, end

    def _class_word(self, start: int, end: int, row: Row) -> Token:
        return self._declaring(row, start, "CLASS_DECLARATION", "CLASS"), "class", start, end

    def _declaring(self, row: Row, start: int, declaration: str, expression: str) -> str:
        """A statement cannot be an expression that starts with `function` or `class` (ECMA-262, 14.5)."""
        kind = self.choose(row, declaration, expression, "KEYWORD")
        if kind == expression and row.get("DEBUGGER", 0) > 0:
            self.fail(start, start + len("class"), f"a {expression.lower()} cannot be declared here")
        return kind

    def _async_word(self, start: int, row: Row) -> Token | None:
        if self.possible(row, "MODIFIER"):
            found = tokens.ASYNC_MODIFIER().match(self.text, start)
            return found and ("MODIFIER", (found["star"] is not None, True, "method"), start, found.end())
        found = tokens.ASYNC_FUNCTION().match(self.text, start)
        if found is not None:
            kind = self._declaring(row, start, "FUNCTION_DECLARATION", "FUNCTION")
            if kind in row:
                return kind, Context(found["star"] is not None, is_async=True), start, found.end()
        if self.possible(row, "ASYNC_ARROW") and tokens.ASYNC_ARROW().match(self.text, start):
            return "ASYNC_ARROW", "async", start, start + 5
        return None

    def _accessor_word(self, start: int, row: Row) -> Token | None:
        found = tokens.BEFORE_KEY().match(self.text, start + 3)
        if not self.possible(row, "MODIFIER") or found is None or self.text[found.end()] in "*{":
            return None
        return "MODIFIER", (False, False, self.text[start : start + 3]), start, start + 3

    def _static_word(self, start: int, row: Row) -> Token | None:
        if self.possible(row, "STATIC") and tokens.BEFORE_KEY().match(self.text, start + 6):
            return "STATIC", "static", start, start + 6
        self._check_name("static", start, start + 6, row)
        return None

    def _let_word(self, start: int, row: Row) -> Token | None:
        found = tokens.BEFORE_BINDING().match(self.text, start + 3)
        if found is not None and found["word"] not in tokens.WORDS and self.possible(row, "LET"):
            return "LET", "let", start, start + 3
        if found is not None and row.get("DEBUGGER", 0) > 0 and self._declares(found):
            self.fail(start, start + 3, "a variable of let cannot be declared here")
        self._check_name("let", start, start + 3, row)
        return None

    def _declares(self, behind_let: re.Match[str]) -> bool:
        """Whether what stands behind `let`, where it could be a name, makes it a declaration (ECMA-262, 14.5)."""
        if behind_let[0][-1] == "[":
            return True
        name = behind_let["word"] not in (None, *tokens.WORDS)
        return name and tokens.LINE_END().search(behind_let[0]) is None

    def _of_word(self, start: int, row: Row) -> Token | None:
        if self.brackets and self.brackets[-1].for_head and self.possible(row, "OF"):
            return "OF", "of", start, start + 2
        return None

    def _await_word(self, start: int, row: Row) -> Token | None:
        return self._operator(self.contexts[-1].is_async, "AWAIT", "an async function", start, row)

    def _yield_word(self, start: int, row: Row) -> Token | None:
        return self._operator(self.contexts[-1].generator, "YIELD", "a generator", start, row)

    def _operator(self, inside: bool, kind: str, where: str, start: int, row: Row) -> Token | None:
        """A word that is an operator inside such a function, though not in its parameters, and a name elsewhere."""
        word = kind.lower()
        if inside and self.possible(row, kind):
            if self.contexts[-1].parameters:
                self.fail(start, start + len(word), f"{word} cannot stand in the parameters of {where}")
            return kind, word, start, start + len(word)
        self._check_name(word, start, start + len(word), row)
        return None

    def _arguments_word(self, start: int, row: Row) -> None:
        self._check_name("arguments", start, start + len("arguments"), row)

    def _target_word(self, start: int, row: Row) -> Token | None:
        return ("TARGET", "target", start, start + 6) if self.possible(row, "TARGET") else None

    def _check_name(self, word: str, start: int, end: int, row: Row) -> None:
        """Where no name is possible, a semicolon may still be inserted before the word, which is then read anew. Where
        a keyword is possible as well, the word may be a key, and `check_shorthand` sees to it."""
        if word in RESERVED_SOMEWHERE and self.possible(row, "NAME") and not self.possible(row, "KEYWORD"):
            context = self.contexts[-1]
            if self.previous == "FUNCTION":  # the name of a function expression belongs to the function
                context = self.head._replace(strict=context.strict)
            elif self.previous == "ASYNC_ARROW":
                context = context._replace(is_async=True)
            self.refuse_reserved(word, start, end, context)

    def wide_word(self, start: int, row: Row) -> Token:
        """A name with letters beyond ASCII or with escapes, or what is no token at all."""
        private = self.text.startswith("#", start)
        end = identifiers.end(self.text, start + private)
        if end == start + private:
            self.no_token(start)
        name = identifiers.meant(self.text[start + private : end])
        if not identifiers.is_name(name):
            self.fail(start, end, "this is not a valid name")
        if name in tokens.WORDS and not private:
            if not self.possible(row, "KEYWORD"):
                self.fail(start, end, f"the reserved word '{name}' is written with an escape")
            return "KEYWORD", name, start, end
        self._check_name(name, start, end, row)
        return ("PRIVATE" if private else "NAME"), name, start, end

    def no_token(self, start: int) -> NoReturn:
        raise NotImplementedError


_STARTING = {"else": Words._else_word, "function": Words._function_word, "class": Words._class_word}
CONTEXTUAL = {
    "async": Words._async_word,
    "get": Words._accessor_word,
    "set": Words._accessor_word,
    "static": Words._static_word,
    "let": Words._let_word,
    "of": Words._of_word,
    "await": Words._await_word,
    "yield": Words._yield_word,
    "arguments": Words._arguments_word,
    "target": Words._target_word,
}
