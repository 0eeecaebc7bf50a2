"""The words for a token that cannot stand where it stands."""

from __future__ import annotations

from proxylint_grammars.pac.lexer import Lexer
from proxylint_grammars.pac.problem import SyntaxProblem
from proxylint_grammars.pac.tokens import lazy
from proxylint_grammars.pac.words import Bracket

_OPENED_BY = {")": "(", "]": "[", "}": "{"}
_HEADS = frozenset(("IF", "ELSE_IF", "FOR", "WHILE", "SWITCH", "WITH"))
_STATEMENT = frozenset(
    (
        "IF",
        "ELSE",
        "ELSE_IF",
        "FOR",
        "WHILE",
        "DO",
        "RETURN",
        "BREAK",
        "CONTINUE",
        "VAR",
        "CONST",
        "SWITCH",
        "THROW",
        "TRY",
    )
)
_SCALARS = ("NAME", "STRING", "NUMBER", "BIGINT", "THIS", "TRUE", "FALSE", "NULL")
_BULK = ("SCALAR_ARRAY", "SCALAR_OBJECT", "SCALAR_ROWS")
_OPERAND_END = frozenset((*_SCALARS, *_BULK, "KEYWORD", "REGEXP", "RPAR", "RSQB"))
_OPERAND_START = frozenset((*_SCALARS, *_BULK, "LBRACE_OBJECT", "PREFIX", "FUNCTION"))
_AWAIT = lazy(r"(?<![\w$])await\Z")
_USING = lazy(r"(?<![\w$])using\Z")
"""V8 has it since version 13.4 (ECMAScript 2026), in blocks and functions."""
_AFTER_OPERATOR = frozenset(("BINARY", "PREFIX", "EQUAL", "ASSIGN", "QUESTION", "NEW"))


# Messages hold no braces: SARIF would take them for placeholders.
_NAMES = {
    "(": "a round bracket", "[": "a square bracket", "{": "a curly bracket", "`": "a template",
    ")": "a closing round bracket", "]": "a closing square bracket", "}": "a closing curly bracket",
}  # fmt: skip


def unexpected(lexer: Lexer, kind: str, start: int, end: int) -> SyntaxProblem:
    """The problem of a token of that kind, with the bracket that is open around it where that explains it."""
    open_ = lexer.brackets[-1] if lexer.brackets else None
    if kind == "$END":
        return _end(lexer, open_)
    span, sign = lexer.span(start, end), lexer.text[start:end]
    if open_ is not None and open_.sign in "([" and (sign in ("{", ";", "}") or kind in _STATEMENT):
        message = f"{_NAMES[open_.sign]} is still open where {_shown(sign)} stands"
        opening = lexer.span(open_.start, open_.start + 1)
        return SyntaxProblem(span, message, "unbalanced-bracket", opening=opening)
    if sign in _OPENED_BY and (open_ is None or _OPENED_BY[sign] != open_.sign):
        return SyntaxProblem(span, f"{_shown(sign)} stands where none is open", "unbalanced-bracket")
    if lexer.previous in _HEADS:
        return SyntaxProblem(span, f"a round bracket is missing before {_shown(sign)}", "unbalanced-bracket")
    before = _before(lexer, kind)
    if before is not None:
        return before
    if lexer.previous in _OPERAND_END and kind in _OPERAND_START:
        message = f"an operator, comma or bracket is missing before {_shown(sign)}"
        return SyntaxProblem(span, message, "missing-operator")
    if lexer.previous in _AFTER_OPERATOR:
        return SyntaxProblem(span, f"an operand is missing before {_shown(sign)}", "missing-operand")
    return SyntaxProblem(span, f"{_shown(sign)} cannot stand here")


def _before(lexer: Lexer, kind: str) -> SyntaxProblem | None:
    """The problem of the token in front, where that one stands wrongly."""
    text, last = lexer.text, lexer.last
    if lexer.previous == "NAME" and kind in _OPERAND_START and (word := _AWAIT().match(text, max(last - 5, 0), last)):
        return SyntaxProblem(lexer.span(*word.span()), "await stands outside of an async function")
    names = lexer.previous == kind == "NAME" and len(lexer.brackets) > 0
    if names and (word := _USING().match(text, max(last - 5, 0), last)):
        return SyntaxProblem(lexer.span(*word.span()), "a declaration with 'using' is not read", kind="unsupported")
    if lexer.previous == "IMPORT":
        return SyntaxProblem(lexer.span(lexer.starts[-1], lexer.last), "an import declaration cannot stand in a script")
    if lexer.previous == "FUNCTION_DECLARATION" and kind == "LPAR":
        return SyntaxProblem(lexer.span(lexer.starts[-1], lexer.last), "the name of this function is missing")
    if lexer.previous == "RPAR" and set(lexer.states[lexer.stack[-1]]) == {"ARROW"}:
        place = lexer.span(lexer.last - 1, lexer.last)
        return SyntaxProblem(place, "an operand is missing before a closing round bracket", "missing-operand")
    return None


def _end(lexer: Lexer, open_: Bracket | None) -> SyntaxProblem:
    at = lexer.span(max(lexer.last - 1, 0), lexer.last)
    if open_ is None:
        return SyntaxProblem(at, "the file ends in the middle of a statement")
    message = f"the file ends and {_NAMES[open_.sign]} is still open"
    return SyntaxProblem(at, message, "unbalanced-bracket", opening=lexer.span(open_.start, open_.start + 1))


def _shown(sign: str) -> str:
    if sign in _NAMES:
        return _NAMES[sign]
    plain = len(sign) <= 30 and sign.isprintable() and not {"{", "}"} & set(sign)
    return f"'{sign}'" if plain else "this"
