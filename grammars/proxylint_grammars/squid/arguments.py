"""Arguments that have structure, read with a small grammar: access terms, conditions, quoted words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache, partial

from proxylint.text import Span
from proxylint.tuples import NamedTuple
from proxylint_grammars.parsing import Parser, Token, Unreadable
from proxylint_grammars.squid.grammar import load
from proxylint_grammars.squid.lines import Line
from proxylint_grammars.squid.words import Word, strtol, word_places


class Term(NamedTuple):
    """An ACL name in an access line. `file`: a file of names stands here instead, and `name` is its path; Squid does
    not read the rest of the line after it."""

    name: str
    negated: bool
    span: Span
    file: bool = False


_term = partial(tuple.__new__, Term)
"""What the class does itself, without a call in Python."""


@cache
def _grammar() -> Parser:
    return load("arguments.lark")


def _parsed(line: Line, at: int, start: str) -> list[tuple[Token, int, int]]:
    """The tokens of a line from a position on, with their positions in the line."""
    _, found = _grammar().parse(line.text[at:], start)
    return [(token, at + token.start, at + token.end) for token in found]


_BEYOND_NAMES = re.compile("[#\"'\v\f]")


def access_terms(line: Line, at: int) -> tuple[Term, ...]:
    """The ACL names from a position on, as an access list reads them (acl/InnerNode.cc:43-73@5.7).

    Without quotes, `#` and odd blanks the grammar sees nothing but NAME and NEGATED: nearly all lines need no parser.
    """
    if _BEYOND_NAMES.search(line.text, at):
        return tuple(_terms(line, _parsed(line, at, "access")))
    return tuple([_term((text.removeprefix("!"), text[0] == "!", span, False)) for text, span in word_places(line, at)])


def _terms(line: Line, found: list[tuple[Token, int, int]]) -> Iterator[Term]:
    for token, start, end in found:
        text, span = token.text, line.part(start, end)
        if token.type == "FILE":
            yield Term(listed_path(text), False, span, file=True)
            return
        if token.type != "COMMENT":
            yield Term(text.removeprefix("!"), token.type == "NEGATED", span)


_QUOTE = re.compile("[\"']")


def listed_path(word: str) -> str:
    """The path in a word that starts with a quote: up to the next quote of either kind
    (ConfigParser.cc:101-113@5.7)."""
    return _QUOTE.split(word[1:], maxsplit=1)[0]


@lru_cache(maxsize=64)
def condition(text: str) -> bool | None:
    """The value of what stands behind `if`; None = Squid cannot evaluate it and stops (cache_cf.cc:400-424@5.7)."""
    try:
        alias, tokens = _grammar().parse(text, "condition")
    except Unreadable:
        return None
    if alias == "truth":
        return tokens[0].text == "true"
    return strtol(tokens[0].text, 0) == strtol(tokens[-1].text, 0)


UNCLOSED = "the closing quote is missing"
JOINED = "a blank is missing after the closing quote"
ESCAPE = "an escape sequence that Squid does not know"
FUNCTION = "a parenthesis after a word that is not `parameters`"
STRICT = "a character that must be quoted while configuration_includes_quoted_values is on"

_STRICT_WORD = re.compile(r"[A-Za-z0-9.,()\-=_/:+]*+|[0-9]++%")
_ESCAPE = re.compile(r"\\([\s\S])")
_ESCAPED = {"r": "\r", "n": "\n", "t": "\t"}


def quoted_words(line: Line, at: int, *, strict: bool = True) -> Iterator[Word]:
    """The words from a position on where quotes are known: under `configuration_includes_quoted_values on` (`strict`),
    and always for the arguments that are read with NextQuotedToken. The first word with a fault is the last one.

    `parameters(` is a word of its own, with `quoted` false; a quoted path and `)` follow it.
    """
    for token, start, end in _parsed(line, at, "quoted"):
        if token.type == "COMMENT":
            return
        text, fault = _unquoted(line, token, end, strict)
        yield Word(text, line.part(start, end), token.type == "STRING", end, fault)
        if fault:
            return


def _unquoted(line: Line, token: Token, end: int, strict: bool) -> tuple[str, str | None]:
    text = token.text
    if token.type == "UNCLOSED":
        return text, UNCLOSED
    if token.type == "STRING":
        if line.text[end : end + 1] not in ("", " ", "\t", "\r", "\n", "(", ")", "#"):
            return text, JOINED
        body = text[1:-1]
        known = all(escape[1] in _ESCAPED or not _alphanumeric(escape[1]) for escape in _ESCAPE.finditer(body))
        return _ESCAPE.sub(_unescaped, body), None if known else ESCAPE
    if token.type == "FUNCTION":
        return "parameters(", None if "parameters".startswith(text[:-1]) else FUNCTION
    return text, STRICT if strict and not _STRICT_WORD.fullmatch(text) else None


def _unescaped(escape: re.Match[str]) -> str:
    return _ESCAPED.get(escape[1], escape[1])


def _alphanumeric(character: str) -> bool:
    return character.isascii() and character.isalnum()
