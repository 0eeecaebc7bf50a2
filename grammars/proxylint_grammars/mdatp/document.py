"""From a JSON text to its values; nothing recurses, however deep it is nested."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from proxylint.text import Source, Span
from proxylint_grammars.mdatp.grammar import load
from proxylint_grammars.mdatp.syntax import Broken, Document, Kind, Slip, Value, Word
from proxylint_grammars.parsing import Token, Unreadable

_OPENING = {"LBRACE": Kind.OBJECT, "LSQB": Kind.ARRAY}
_LITERALS = {"true": Kind.TRUTH, "false": Kind.TRUTH, "null": Kind.NULL}


def read_document(source: Source) -> Document | Broken:
    """The values of a whole file of JSON, or where it stops being JSON."""
    try:
        _, tokens = load("json.lark").parse(source.text, "document")
    except Unreadable as unreadable:
        at = unreadable.at
        return Broken(source.span(at, min(at + 1, len(source.text))), _slip(source.text, at))
    return Document(tuple(_values(source, tokens, _ends(tokens))))


def _ends(tokens: Sequence[Token]) -> dict[int, int]:
    """Where the object or array that starts at an offset ends."""
    open_ones: list[int] = []
    ends: dict[int, int] = {}
    for token in tokens:
        if token.type in _OPENING:
            open_ones.append(token.start)
        elif token.type in ("RBRACE", "RSQB"):
            ends[open_ones.pop()] = token.end
    return ends


def _values(source: Source, tokens: Sequence[Token], ends: dict[int, int]) -> Iterator[Value]:
    around: list[tuple[int, bool]] = [(-1, False)]
    key: Word | None = None
    number = 0
    for token in tokens:
        parent, in_object = around[-1]
        if token.type in ("RBRACE", "RSQB"):
            around.pop()
        elif token.type in ("COLON", "COMMA"):
            continue
        elif in_object and key is None:
            key = _string(source, token)
        else:
            yield _value(source, token, parent, key, ends)
            key = None
            if token.type in _OPENING:
                around.append((number, token.type == "LBRACE"))
            number += 1


def _value(source: Source, token: Token, parent: int, key: Word | None, ends: dict[int, int]) -> Value:
    span = source.span(token.start, ends.get(token.start, token.end))
    if token.type in _OPENING:
        return Value(parent, key, _OPENING[token.type], Word("", source.span(token.start, token.start)), span)
    if token.type == "STRING":
        return Value(parent, key, Kind.STRING, _string(source, token), span)
    return Value(parent, key, _LITERALS.get(token.text, Kind.NUMBER), Word(token.text, span), span)


_ESCAPE = re.compile(r"\\u[dD]([89abAB][0-9A-Fa-f]{2})\\u[dD]([c-fC-F][0-9A-Fa-f]{2})|\\u([0-9A-Fa-f]{4})|\\([\s\S])")
_SHORT = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}


def _string(source: Source, token: Token) -> Word:
    """A string without its quotes; `\\ud83d\\ude00` is one character, half of such a pair alone is U+FFFD."""
    inner, start = token.text[1:-1], token.start + 1
    span = Span(source.path, start, token.end - 1)
    if "\\" not in inner:
        return Word(inner, span)
    text: list[str] = []
    offsets: list[int] = []
    done = 0
    for escape in _ESCAPE.finditer(inner):
        text.extend(inner[done : escape.start()])
        offsets.extend(range(start + done, start + escape.start()))
        text.append(_meant(escape))
        offsets.append(start + escape.start())
        done = escape.end()
    text.extend(inner[done:])
    offsets.extend(range(start + done, start + len(inner) + 1))
    return Word("".join(text), span, tuple(offsets))


def _meant(escape: re.Match[str]) -> str:
    high, low, single, short = escape.groups()
    if high:
        code = 0x10000 + ((int(high, 16) - 0x800) << 10) + (int(low, 16) - 0xC00)
    elif single:
        code = int(single, 16)
    else:
        return _SHORT.get(short, short)
    return "\ufffd" if 0xD800 <= code < 0xE000 else chr(code)


_BLANKS = " \t\r\n"
_TEMPLATE = re.compile(r"\{[{%#]|<%|\$\{")


def _slip(text: str, at: int) -> Slip:
    """What is wrong at the place where a text stops being JSON."""
    back = at - 1
    while back >= 0 and text[back] in _BLANKS:
        back -= 1
    before, here = text[back : back + 1] if back >= 0 else "", text[at : at + 2]
    if not here:
        return Slip.CUT_OFF
    if _TEMPLATE.match(here) or (before == "{" and here[0] in "{%#"):
        return Slip.TEMPLATE
    if here in ("//", "/*") or here[0] == "#":
        return Slip.COMMENT
    if here[0] == "'":
        return Slip.SINGLE_QUOTE
    if before == "," and here[0] in "}]":
        return Slip.TRAILING_COMMA
    if here[0] == '"':
        return Slip.UNCLOSED if before in ("", ",", ":", "[", "{") else Slip.MISSING_COMMA
    return Slip.OTHER
