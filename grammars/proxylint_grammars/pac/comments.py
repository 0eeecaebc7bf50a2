"""Where the comments of a script are, as its parser finds them: never inside a string, a template or a regular
expression, which only the parser can tell from a division.

The script is parsed once more, by a parser that keeps what it passes over; nobody else pays for that.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

from proxylint.text import Source
from proxylint_grammars.pac import MOST_BYTES
from proxylint_grammars.pac.machine import Row
from proxylint_grammars.pac.parser import Parser
from proxylint_grammars.pac.problem import SyntaxProblem
from proxylint_grammars.pac.tokens import LINE_END, SCALAR_PART, lazy
from proxylint_grammars.pac.words import Token

_COMMENT = lazy(r"//[^\n\r\u2028\u2029]*+|/\*(?s:.*?)\*/|<!--|-->")
_TEXTS = frozenset(("STRING", "REGEXP", "TEMPLATE", "TEMPLATE_HEAD", "TEMPLATE_MIDDLE", "TEMPLATE_TAIL"))


class _Keeping(Parser):
    """`gaps`: by start, from the end of a token to the start of the next one. `tokens`: those that may have gaps in
    them, such as a whole array of strings."""

    def __init__(self, source: Source) -> None:
        super().__init__(source)
        self.gaps: dict[int, int] = {}
        self.tokens: dict[int, int] = {}

    def skip(self, at: int) -> int:
        end = super().skip(at)
        if end > at:
            self.gaps[at] = end
        return end

    def token(self, start: int, row: Row, broken: bool) -> Token:
        found = super().token(start, row, broken)
        if found[0] not in _TEXTS and self.text.find("/", start, found[3]) >= 0:
            self.tokens[start] = found[3]
        return found


def read_comments(source: Source) -> list[tuple[int, int]]:
    """Start and end of each `//` and `/* */` comment, in file order; of a script that does not parse, of those in
    front of the fault. None of one that is too long to be read (`parse`)."""
    if len(source.text) > MOST_BYTES:
        return []
    parser = _Keeping(source)
    with suppress(SyntaxProblem):
        parser.parse()
    found = {place for start, end in parser.gaps.items() for place in _in_gap(source.text, start, end)}
    found.update(place for start, end in parser.tokens.items() for place in _in_token(source.text, start, end))
    return sorted(found)


def _in_gap(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Here are white space and comments alone. An HTML-like one, which goes to the end of its line, is left out with
    what looks like a comment in it."""
    at = start
    while (found := _COMMENT().search(text, at, end)) is not None:
        at = found.end()
        if found[0][0] == "/":
            yield found.span()
        else:
            ending = LINE_END().search(text, at, end)
            at = end if ending is None else ending.end()


def _in_token(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A token with comments in it is made of words and signs, or of scalars."""
    for found in SCALAR_PART().finditer(text, start, end):
        if found.lastgroup is None:
            yield found.span()
