"""The tokens of JavaScript, made one at a time, with the parser's state as the judge of what is meant.

`row` is always the current row of the automaton: the token kinds that have an entry in it. Where a text can be read as
several kinds, the first kind that has an entry is taken; the grammar is such that the order decides as the standard
does (a block before an object, a declaration before an expression).
"""

from __future__ import annotations

from typing import NoReturn

from proxylint_grammars.pac import identifiers, tokens
from proxylint_grammars.pac.base import Context
from proxylint_grammars.pac.machine import Row
from proxylint_grammars.pac.problem import SyntaxProblem
from proxylint_grammars.pac.words import Token, Words

_NO_HEAD = Context()
_DIGITS, _QUOTES = frozenset("0123456789"), frozenset("\"'")
_WORD_START = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_$")
_word_at = tokens.WORD.match
_LENGTHS, _SIGNS = tokens.LENGTHS, tokens.SIGNS


class Lexer(Words):
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
                return self.wide_word(start, row)
            return self.word(text[start:end], start, end, row)
        if first in _QUOTES:
            found = tokens.ANY_STRING().match(text, start)
            return ("STRING", found[0], start, found.end()) if found else self.wide_word(start, row)
        if first in _DIGITS:
            return self._numeral(start)
        return self.wide_word(start, row) if first else ("$END", None, start, start)

    def _numeral(self, start: int) -> Token:
        text = self.text
        found = tokens.NUMBER().match(text, start)
        assert found is not None
        value, end = found[0], found.end()
        if text[end : end + 1] not in _BEHIND_NUMBERS and (identifiers.end(text, end) > end or text[end] in "\\#"):
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
        if kind == "LSQB" and self.possible(row, "SCALAR_ARRAY"):
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
        if self.possible(row, "SCALAR_OBJECT"):
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

    def no_token(self, start: int) -> NoReturn:
        sign = self.text[start]
        if sign in "\"'":
            message = "this string is never closed on its line"
            raise SyntaxProblem(self.span(start, start + 1), message, "unbalanced-quote")
        self.fail(start, start + 1, "this character cannot stand here")


_BEHIND_NUMBERS = ",;:)]}+-*/.=<>&|?!~%^ \r\n\t"
