"""The tokens of JavaScript, made one at a time, with the parser's state as the judge of what is meant.

`row` is always the current row of the automaton: the token kinds that have an entry in it. Where a text can be read as
several kinds, the first kind that has an entry is taken; the grammar is such that the order decides as the standard
does (a block before an object, a declaration before an expression).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NoReturn, TypeAlias

from proxylint.text import Source
from proxylint_grammars.pac import tokens
from proxylint_grammars.pac.base import Context
from proxylint_grammars.pac.machine import Machine
from proxylint_grammars.pac.problem import SyntaxProblem

Row: TypeAlias = Mapping[str, int]
Token: TypeAlias = tuple[str, Any, int, int]
"""Kind, value, start, end."""

_NO_HEAD = Context()
_DIGITS, _QUOTES = frozenset("0123456789"), frozenset("\"'")
_WORD_START = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_$")
_plain_gap, _word_at = tokens.PLAIN_GAP.match, tokens.WORD.match
_LENGTHS, _SIGNS = tokens.LENGTHS, tokens.SIGNS


class Bracket:
    """An open bracket.

    `for_head`: an `in` or `of` at this level belongs to the loop, but for an `in` between `?` and `:`, of which
    `choices` are open. `head`: what kind of function these parentheses are the parameters of. `code`: a context ends
    with this bracket.
    """

    __slots__ = ("choices", "code", "for_head", "head", "sign", "start")

    def __init__(self, sign: str, start: int, for_head: bool, head: Context) -> None:
        self.sign, self.start, self.for_head, self.head = sign, start, for_head, head
        self.code, self.choices = False, 0


class Lexer(Machine):
    def __init__(self, source: Source) -> None:
        super().__init__(source)
        self.previous = ""
        self.brackets: list[Bracket] = []
        self.head = self.closed_head = _NO_HEAD
        self.async_arrows: list[int] = []

    def possible(self, row: Row, kind: str) -> bool:
        return kind in row and (row[kind] > 0 or self.can_shift(kind))

    def choose(self, row: Row, *kinds: str) -> str:
        """The first kind that can be shifted; the last one if none can."""
        found = [kind for kind in kinds if kind in row] or [kinds[-1]]
        if len(found) > 1:
            return next((kind for kind in found if self.possible(row, kind)), kinds[-1])
        return found[0]

    def gap(self, at: int) -> int:
        """Behind white space and comments."""
        text = self.text
        end = _plain_gap(text, at).end()  # type: ignore[union-attr]
        sign = text[end : end + 1]
        if sign in tokens.BEYOND_PLAIN or sign > "~":
            end = tokens.GAP().match(text, end).end()  # type: ignore[union-attr]
        return end

    def skip(self, at: int) -> int:
        """The next token behind `at`: white space, comments and HTML-like comments are left out (Annex B.1.1)."""
        text = self.text
        while True:
            end = self.gap(at)
            sign = text[end : end + 1]
            opens = sign == "<" and text.startswith("<!--", end)
            closes = sign == "-" and text.startswith("-->", end) and (self.breaks(end) or not self.last)
            if not opens and not closes:
                return end
            rest = tokens.REST_OF_LINE().match(text, end)
            assert rest is not None
            at = rest.end()

    def breaks(self, start: int) -> bool:
        """Whether a line ends between the last token and `start`."""
        text, last = self.text, self.last
        if start <= last:
            return False
        return text.find("\n", last, start) >= 0 or not tokens.LINE_ENDS.isdisjoint(text[last:start])

    def token(self, start: int, row: Row, broken: bool) -> Token:
        text = self.text
        first = text[start : start + 1]
        lengths = _LENGTHS.get(first)
        if lengths is not None:
            return self._sign(lengths, start, row, broken)
        if first in _WORD_START:
            end = _word_at(text, start).end()  # type: ignore[union-attr]
            behind = text[end : end + 1]
            if (behind > "~" or behind == "\\") and tokens.BEHIND_WORD().match(text, end):
                return self._wide_word(start, row)
            return self._word(text[start:end], start, end, row)
        if first in _QUOTES:
            found = tokens.ANY_STRING().match(text, start)
            return ("STRING", found[0], start, found.end()) if found else self._wide_word(start, row)
        if first in _DIGITS:
            return self._numeral(start)
        return self._wide_word(start, row) if first else ("$END", None, start, start)

    def _numeral(self, start: int) -> Token:
        text = self.text
        found = tokens.NUMBER().match(text, start)
        assert found is not None
        value, end = found[0], found.end()
        if text[end : end + 1] not in _BEHIND_NUMBERS and (_word_end(text, end) > end or text[end] in "\\#"):
            self.fail(start, end + 1, "a number is followed by a letter or digit that is not part of it")
        return ("BIGINT" if value[-1] == "n" else "NUMBER"), value, start, end

    def _sign(self, lengths: tuple[int, ...], start: int, row: Row, broken: bool) -> Token:
        text, kind, value = self.text, None, ""
        for length in lengths:
            value = text[start : start + length]
            kind = _SIGNS.get(value)
            if kind is not None:
                break
        end = start + len(value)
        if not kind:
            return self._open_sign(value, start, end, row, broken)
        if kind == "LSQB" and "SCALAR_ARRAY" in row:
            return self._bulk_array(start) or (kind, value, start, end)
        if kind == "RBRACE" and self.brackets and self.brackets[-1].sign == "`":
            return self._template(start, "TEMPLATE_MIDDLE", "TEMPLATE_TAIL")
        if (kind == "DOT" or kind == "OPTIONAL_DOT") and text[end : end + 1] in _DIGITS:
            return self._numeral(start) if kind == "DOT" else ("QUESTION", "?", start, start + 1)
        return kind, value, start, end

    def _open_sign(self, sign: str, start: int, end: int, row: Row, broken: bool) -> Token:
        """A sign whose kind depends on the state."""
        match sign:
            case "{":
                return self._brace(start, end, row)
            case "++" | "--":
                kind = "UPDATE_PREFIX" if broken else self.choose(row, "UPDATE_POSTFIX", "UPDATE_PREFIX")
                return kind, sign, start, end
            case "+" | "-":
                return self.choose(row, "BINARY", "PREFIX"), sign, start, end
            case "*":
                kind = self.choose(row, "MODIFIER", "BINARY", "STAR")
                return kind, (True, False, "method") if kind == "MODIFIER" else sign, start, end
            case "/":
                return self._slash(start, end, row)
        assert sign == "`"
        return self._template(start, "TEMPLATE_HEAD", "TEMPLATE")

    def _brace(self, start: int, end: int, row: Row) -> Token:
        kind = self.choose(row, "LBRACE", "LBRACE_BODY", "LBRACE_CLASS", "LBRACE_OBJECT")
        if kind != "LBRACE_OBJECT":
            return kind, _NO_HEAD if kind == "LBRACE_BODY" else "{", start, end
        if "SCALAR_OBJECT" in row:
            bulk = self._bulk("SCALAR_OBJECT", tokens.SCALAR_OBJECT(), start)
            if bulk is not None and "__proto__" not in bulk[1]:
                return bulk
        return kind, "{", start, end

    def _bulk_array(self, start: int) -> Token | None:
        bulk = self._bulk("SCALAR_ARRAY", tokens.SCALAR_ARRAY(), start)
        if bulk is None:
            bulk = self._bulk("SCALAR_ROWS", tokens.SCALAR_ROWS(), start)
        return None if bulk is None or (bulk[0] == "SCALAR_ROWS" and "__proto__" in bulk[1]) else bulk

    def _bulk(self, kind: str, bulk: tokens.Bulk, start: int) -> Token | None:
        """A bracket with one plain element or more in it. One that has other elements is looked at once, up to the
        first of them."""
        text = self.text
        found = bulk.opening.match(text, start)
        assert found is not None
        first = end = found.end()
        while (found := bulk.some.match(text, end)) is not None:
            end = found.end()
        if end == first or not text.startswith(bulk.closing, end):
            return None
        return kind, text[start : end + 1], start, end + 1

    def _slash(self, start: int, end: int, row: Row) -> Token:
        if self.text.startswith("/*", start):
            raise SyntaxProblem(self.span(start, start + 2), "this comment is never closed", "unclosed-comment")
        if self.choose(row, "REGEXP", "BINARY") == "BINARY":
            if self.text.startswith("/=", start):
                return "ASSIGN", "/=", start, start + 2
            return "BINARY", "/", start, end
        found = tokens.REGEXP().match(self.text, start)
        if found is None:
            self.fail(start, end, "this regular expression is never closed on its line")
        return "REGEXP", (found[1], found[2]), start, found.end()

    def _template(self, start: int, more: str, done: str) -> Token:
        found = tokens.TEMPLATE_PART().match(self.text, start + 1)
        if found is None:
            raise SyntaxProblem(self.span(start, start + 1), "this template is never closed", "unbalanced-quote")
        return (done if found[2] == "`" else more), found[1], start, found.end()

    # --- words ---

    def _word(self, word: str, start: int, end: int, row: Row) -> Token:
        kind = tokens.WORDS.get(word)
        if kind is None:
            contextual = CONTEXTUAL.get(word)
            if contextual is not None:
                return contextual(self, start, row) or ("NAME", word, start, end)
            self._check_reserved(word, start, row)
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
        self._check_reserved("static", start, row)
        return None

    def _let_word(self, start: int, row: Row) -> Token | None:
        found = tokens.BEFORE_BINDING().match(self.text, start + 3)
        if found is not None and found["word"] not in tokens.WORDS and self.possible(row, "LET"):
            return "LET", "let", start, start + 3
        self._check_reserved("let", start, row)
        return None

    def _of_word(self, start: int, row: Row) -> Token | None:
        if self.brackets and self.brackets[-1].for_head and self.possible(row, "OF"):
            return "OF", "of", start, start + 2
        return None

    def _await_word(self, start: int, row: Row) -> Token | None:
        if self.possible(row, "AWAIT") and (self.contexts[-1].is_async or self.async_arrows):
            return "AWAIT", "await", start, start + 5
        return None

    def _yield_word(self, start: int, row: Row) -> Token | None:
        generator = self.contexts[-1].generator
        if generator and self.possible(row, "YIELD"):
            return "YIELD", "yield", start, start + 5
        if generator and self.possible(row, "NAME") and not self.possible(row, "KEYWORD") and not self._in_round():
            self.fail(start, start + 5, "'yield' cannot stand here in a generator")
        self._check_reserved("yield", start, row)
        return None

    def _in_round(self) -> bool:
        """Whether a round bracket is open, which may hold the parameters of a function that is no generator."""
        for bracket in reversed(self.brackets):
            if bracket.code:
                return False
            if bracket.sign == "(":
                return True
        return False

    def _target_word(self, start: int, row: Row) -> Token | None:
        return ("TARGET", "target", start, start + 6) if self.possible(row, "TARGET") else None

    def _check_reserved(self, word: str, start: int, row: Row) -> None:
        """Where no name is possible, a semicolon may still be inserted before the word, which is then read anew."""
        if not self.strict or word not in tokens.STRICT_WORDS:
            return
        if self.possible(row, "NAME") and not self.possible(row, "KEYWORD"):
            self.fail(start, start + len(word), f"'{word}' is a reserved word in strict mode")

    def _wide_word(self, start: int, row: Row) -> Token:
        """A name with letters beyond ASCII or with escapes, or what is no token at all."""
        private = self.text.startswith("#", start)
        end = _word_end(self.text, start + private)
        if end == start + private:
            self._no_token(start)
        name = _ESCAPE().sub(_character, self.text[start + private : end])
        if name[:1] in "\u200c\u200d" or not _IN_NAMES().sub("_", _points(name)).isidentifier():
            self.fail(start, end, "this is not a valid name")
        if name in tokens.WORDS and not private and not self.possible(row, "KEYWORD"):
            self.fail(start, end, f"the reserved word '{name}' is written with an escape")
        return ("PRIVATE" if private else "NAME"), name, start, end

    def _no_token(self, start: int) -> NoReturn:
        sign = self.text[start]
        if sign in "\"'":
            message = "this string is never closed on its line"
            raise SyntaxProblem(self.span(start, start + 1), message, "unbalanced-quote")
        self.fail(start, start + 1, "this character cannot stand here")


_ESCAPE = tokens.lazy(r"\\u(?:\{([0-9a-fA-F]+)\}|([0-9a-fA-F]{4}))")


def _character(found: re.Match[str]) -> str:
    point = int(found[1] or found[2], 16)
    return chr(point) if point <= 0x10FFFF else "\0"


_BEHIND_NUMBERS = ",;:)]}+-*/.=<>&|?!~%^ \r\n\t"

_IN_NAMES = tokens.lazy(
    "[$\u200c\u200d\u037a\u0e33\u0eb3\u309b\u309c\ufc5e-\ufc63\ufdfa\ufdfb\ufe70\ufe72\ufe74\ufe76\ufe78\ufe7a\ufe7c"
    "\ufe7e\uff9e\uff9f]"
)
"""What ECMAScript lets stand in a name (ID_Start of Unicode and three signs) and `str.isidentifier` does not."""


def _points(text: str) -> str:
    """By code point in place of code unit; a half of a pair stays."""
    return text if text.isascii() else text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")


def _word_end(text: str, start: int) -> int:
    """Where a run of characters and escapes ends that may stand in a name."""
    at = start
    while at < len(text):
        escape = _ESCAPE().match(text, at)
        if escape:
            at = escape.end()
            continue
        size = 2 if "\ud800" <= text[at] < "\udc00" <= text[at + 1 : at + 2] < "\ue000" else 1
        if not (f"a{_points(text[at : at + size])}".isidentifier() or _IN_NAMES().match(text, at)):
            break
        at += size
    return at


_STARTING = {"else": Lexer._else_word, "function": Lexer._function_word, "class": Lexer._class_word}
CONTEXTUAL = {
    "async": Lexer._async_word,
    "get": Lexer._accessor_word,
    "set": Lexer._accessor_word,
    "static": Lexer._static_word,
    "let": Lexer._let_word,
    "of": Lexer._of_word,
    "await": Lexer._await_word,
    "yield": Lexer._yield_word,
    "target": Lexer._target_word,
}
