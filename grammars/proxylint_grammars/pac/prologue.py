"""The directives that a function body or a script starts with (ECMA-262, 11.2.1)."""

from __future__ import annotations

from proxylint_grammars.pac.lexer import Lexer
from proxylint_grammars.pac.tokens import ANY_STRING, CONTINUED, LINE_END, OCTAL

_QUOTES = "'", '"'


def is_strict(lexer: Lexer, at: int) -> bool:
    """Whether "use strict" is one of the strings that stand alone from `at` on. It forbids octal escapes in those
    before it, too. Raises `SyntaxProblem`."""
    octal = -1
    while lexer.text.startswith(_QUOTES, at := lexer.skip(at)):
        found = ANY_STRING().match(lexer.text, at)
        behind = None if found is None else _behind(lexer, found.end())
        if found is None or behind is None:
            return False
        if found[0][1:-1] == "use strict":
            if octal >= 0:
                lexer.fail(octal, octal + 2, "strict mode has no octal escape sequences")
            return True
        if octal < 0 and (escape := OCTAL().match(found[0])):
            octal = at + escape.end() - 2
        at = behind
    return False


def _behind(lexer: Lexer, end: int) -> int | None:
    """Where the statement ends that is a string, of which the end is given; None where the string is not all of it."""
    text, start = lexer.text, lexer.skip(end)
    if text.startswith(";", start):
        return start + 1
    if start == len(text) or text[start] == "}":
        return start
    if LINE_END().search(text, end, start) is None or CONTINUED().match(text, start):
        return None
    return start
