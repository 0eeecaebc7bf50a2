"""Escapes and character classes of ECMAScript without the u and v flags (ECMA-262 B.1.2; V8's regexp-parser.cc)."""

from __future__ import annotations

from proxylint.names.characters import DIGIT, WORD, Ranges, complement, union
from proxylint.names.errors import BadPattern

SPACE: Ranges = union(
    (
        *((0x09, 0x0D), (0x20, 0x20), (0xA0, 0xA0), (0x1680, 0x1680), (0x2000, 0x200A)),
        *((0x2028, 0x2029), (0x202F, 0x202F), (0x205F, 0x205F), (0x3000, 0x3000), (0xFEFF, 0xFEFF)),
    )
)
SETS = {
    "d": DIGIT,
    "D": complement(DIGIT),
    "s": SPACE,
    "S": complement(SPACE),
    "w": WORD,
    "W": complement(WORD),
}
_CONTROLS = {"f": 0x0C, "n": 0x0A, "r": 0x0D, "t": 0x09, "v": 0x0B}
_LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_OCTAL = "01234567"
_HEX = "0123456789abcdefABCDEF"


def character_escape(text: str, at: int, in_class: bool = False) -> tuple[int, int]:
    """The code that the escape stands for whose letter is at `at`, and the place behind it."""
    character = text[at]
    at += 1
    if character in _CONTROLS:
        return _CONTROLS[character], at
    if character == "c":
        return _control(text, at, in_class)
    if character in _OCTAL:
        return _octal(text, at, int(character))
    if character in "xu":
        return _hexadecimal(text, at, 2 if character == "x" else 4)
    return ord(character), at


def _control(text: str, at: int, in_class: bool) -> tuple[int, int]:
    """`\\cX`; without a letter the backslash stands for itself, and the c is read next."""
    if at < len(text) and text[at] in _LETTERS + ("0123456789_" if in_class else ""):
        return ord(text[at]) % 32, at + 1
    return 0x5C, at - 1


def _octal(text: str, at: int, value: int) -> tuple[int, int]:
    for _ in range(2):
        if at == len(text) or text[at] not in _OCTAL or value >= 32:
            break
        value = value * 8 + int(text[at])
        at += 1
    return value, at


def _hexadecimal(text: str, at: int, width: int) -> tuple[int, int]:
    digits = text[at : at + width]
    if len(digits) < width or any(digit not in _HEX for digit in digits):
        return ord(text[at - 1]), at
    return int(digits, 16), at + width


def character_class(text: str, at: int, named: bool) -> tuple[Ranges, bool, int]:
    """Behind a `[`: what is listed, whether it is what does not match, the place behind the `]`.

    `named`: the pattern has a group with a name, which makes `\\k` special.
    """
    reading = _Class(text, at, named)
    return (*reading.whole(), reading.at)


class _Class:
    def __init__(self, text: str, at: int, named: bool) -> None:
        self._text = text
        self._named = named
        self.at = at

    def whole(self) -> tuple[Ranges, bool]:
        negated = self._peek() == "^"
        self.at += negated
        found: list[tuple[int, int]] = []
        while self._peek() != "]":
            found.extend(self._item())
        self.at += 1
        return union(found), negated

    def _peek(self) -> str:
        if self.at >= len(self._text):
            raise BadPattern("unterminated character class", len(self._text))
        return self._text[self.at]

    def _item(self) -> Ranges:
        low = self._atom()
        if self._peek() != "-" or self._text.startswith("]", self.at + 1):
            return low
        start = self.at
        self.at += 1
        high = self._atom()
        if len(low) > 1 or len(high) > 1 or low[0][0] != low[0][1] or high[0][0] != high[0][1]:
            return (*low, (0x2D, 0x2D), *high)
        if low[0][0] > high[0][0]:
            raise BadPattern("range out of order in character class", start)
        return ((low[0][0], high[0][0]),)

    def _atom(self) -> Ranges:
        character = self._peek()
        self.at += 1
        if character != "\\":
            return ((ord(character), ord(character)),)
        if self.at == len(self._text):
            raise BadPattern("\\ at end of pattern", self.at - 1)
        escaped = self._text[self.at]
        if escaped in SETS:
            self.at += 1
            return SETS[escaped]
        if escaped == "b":
            self.at += 1
            return ((0x08, 0x08),)
        if escaped == "k" and self._named:
            raise BadPattern("invalid escape", self.at - 1)
        code, self.at = character_escape(self._text, self.at, in_class=True)
        return ((code, code),)
