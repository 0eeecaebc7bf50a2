"""Bracket expressions of glibc's regcomp in the C locale (regcomp.c, parse_bracket_exp, peek_token_bracket)."""

from __future__ import annotations

from proxylint.names.characters import Ranges, complement, only, union
from proxylint.names.errors import BadPattern

_UPPER = ((0x41, 0x5A),)
_LOWER = ((0x61, 0x7A),)
_ALPHA = (*_UPPER, *_LOWER)
_DIGIT = ((0x30, 0x39),)

CLASSES: dict[str, Ranges] = {
    "alnum": (*_DIGIT, *_ALPHA),
    "alpha": _ALPHA,
    "blank": only("\t", " "),
    "cntrl": ((0, 0x1F), (0x7F, 0x7F)),
    "digit": _DIGIT,
    "graph": ((0x21, 0x7E),),
    "lower": _LOWER,
    "print": ((0x20, 0x7E),),
    "punct": ((0x21, 0x2F), (0x3A, 0x40), (0x5B, 0x60), (0x7B, 0x7E)),
    "space": ((0x09, 0x0D), (0x20, 0x20)),
    "upper": _UPPER,
    "xdigit": (*_DIGIT, (0x41, 0x46), (0x61, 0x66)),
}

_LONGEST_NAME = 32
"""BRACKET_NAME_BUF_SIZE of glibc."""


def bracket(text: str, at: int, fold: bool) -> tuple[Ranges, int]:
    """The set behind a `[` at `at - 1`, and the place behind its `]`. With `fold` everything is read in upper case."""
    reading = _Bracket(text, at, fold)
    return reading.whole(), reading.at


class _Bracket:
    def __init__(self, text: str, at: int, fold: bool) -> None:
        self._text = text
        self._start = at - 1
        self._fold = fold
        self.at = at

    def whole(self) -> Ranges:
        negated = self._peek() == "^"
        self.at += negated
        found: list[tuple[int, int]] = []
        first = True
        while first or self._peek() != "]":
            found.extend(self._item(first))
            first = False
        self.at += 1
        ranges = union(found)
        return complement(ranges) if negated else ranges

    def _peek(self) -> str:
        if self.at >= len(self._text):
            raise BadPattern("unmatched [", self._start)
        return self._text[self.at]

    def _item(self, first: bool) -> Ranges:
        low = self._element(hyphen=first)
        if self._peek() != "-":
            return low if isinstance(low, tuple) else ((low, low),)
        self.at += 1
        if self._peek() == "]":
            self.at -= 1
            return low if isinstance(low, tuple) else ((low, low),)
        high = self._element(hyphen=True)
        if isinstance(low, tuple) or isinstance(high, tuple) or low > high:
            raise BadPattern("invalid range in brackets", self.at - 1)
        return ((low, high),)

    def _element(self, hyphen: bool) -> int | Ranges:
        character = self._peek()
        self.at += 1
        if character == "[" and self.at < len(self._text) and self._text[self.at] in ".=:":
            return self._named()
        if character == "-" and not hyphen and self._peek() != "]":
            raise BadPattern("invalid range in brackets", self.at - 1)
        return ord(character.upper() if self._fold and character.isascii() else character)

    def _named(self) -> int | Ranges:
        kind = self._text[self.at]
        end = self._text.find(kind + "]", self.at + 1)
        name = self._text[self.at + 1 : end]
        if end < 0 or len(name) >= _LONGEST_NAME:
            raise BadPattern("unmatched [", self.at - 1)
        at, self.at = self.at, end + 2
        if kind != ":":
            if len(name) != 1:
                raise BadPattern("unknown collating element", at)
            return self._single(kind, name)
        if name not in CLASSES:
            raise BadPattern("unknown character class", at)
        return CLASSES["alpha" if self._fold and name in ("upper", "lower") else name]

    def _single(self, kind: str, name: str) -> int | Ranges:
        code = ord(name.upper() if self._fold and name.isascii() else name)
        return code if kind == "." else ((code, code),)
