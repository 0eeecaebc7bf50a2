"""The values of literals: numbers, strings, templates, bulk scalars."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from proxylint_grammars.pac.tokens import SCALAR_PART, lazy

if TYPE_CHECKING:
    from proxylint_grammars.pac.tree import Scalar

_NUMBER = lazy(
    r"""(?P<radix>0[xX](?P<hex>[0-9a-fA-F]++(?>(?:_[0-9a-fA-F]++)*))|0[oO](?P<oct>[0-7]++(?>(?:_[0-7]++)*))
        |0[bB](?P<bin>[01]++(?>(?:_[01]++)*)))n?+
    |(?P<legacy>0[0-7]++)|(?P<zero>0[0-9]++(?>(?:\.[0-9]*+)?)(?>(?:[eE][+\-]?+[0-9]++)?))
    |(?P<big>0|[1-9][0-9]*+(?>(?:_[0-9]++)*))n
    |(?P<plain>(?:(?:0|[1-9][0-9]*+(?>(?:_[0-9]++)*))(?>(?:\.(?>(?:[0-9]++(?>(?:_[0-9]++)*))?))?)|\.[0-9]++(?>(?:_[0-9]++)*))
        (?>(?:[eE][+\-]?+[0-9]++(?>(?:_[0-9]++)*))?))""",
    re.VERBOSE,
)
_RADIX = {"hex": 16, "oct": 8, "bin": 2, "legacy": 8}
_ESCAPE = lazy(
    r"""\\(?:(?P<line>\r\n|[\n\r\u2028\u2029])|x(?P<hex>[0-9a-fA-F]{2})
    |u(?:(?P<unit>[0-9a-fA-F]{4})|\{0*+(?P<point>[0-9a-fA-F]{1,6})\})
    |(?P<nul>0)(?![0-9])|(?P<octal>[0-3][0-7]{0,2}+|[4-7][0-7]?+)|(?P<other>(?s:.)))""",
    re.VERBOSE,
)
_SINGLE = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v"}
_ASTRAL = lazy("[\U00010000-\U0010ffff]")
_WORDS: dict[str, Scalar] = {"true": True, "false": False, "null": None}


class BadLiteral(ValueError):
    """`at` is the offset of the fault in the text given."""

    def __init__(self, message: str, at: int = 0) -> None:
        super().__init__(message)
        self.at = at


def number(text: str) -> tuple[float | int, bool]:
    """The value (an `int` for a BigInt only), and whether strict mode refuses the spelling (`010`, `08`)."""
    if text.isdecimal() and (text[0] != "0" or text == "0"):
        return float(text), False
    found = _NUMBER().fullmatch(text)
    if found is None:
        raise BadLiteral("this is not a valid number")
    if found["plain"] is not None:
        return float(text), False
    if found["zero"] is not None:
        return float(text), True
    if found["big"] is not None:
        return _integer(text[:-1], 10), False
    digits = next(name for name in _RADIX if found[name] is not None)
    value = _integer(found[digits], _RADIX[digits])
    if text.endswith("n"):
        return value, False
    return _double(value), digits == "legacy"


def _integer(digits: str, radix: int) -> int:
    """Decimal digits beyond what Python converts in one go are taken in pieces; no PAC file has them."""
    digits = digits.replace("_", "")
    if radix != 10 or len(digits) <= 4000:
        return int(digits, radix)
    value = 0
    for start in range(0, len(digits), 4000):
        piece = digits[start : start + 4000]
        value = value * 10 ** len(piece) + int(piece)
    return value


def _double(value: int) -> float:
    try:
        return float(value)
    except OverflowError:
        return float("inf")


def string(body: str) -> tuple[str, bool]:
    """The UTF-16 code units that the text between the quotes means, and whether strict mode refuses it (`\\07`)."""
    if "\\" not in body:
        return units(body), False
    pieces, at, octal = list[str](), 0, False
    for found in _ESCAPE().finditer(body):
        pieces += units(body[at : found.start()]), _escaped(found)
        octal = octal or found["octal"] is not None or found["other"] in ("8", "9")
        at = found.end()
    return "".join(pieces) + units(body[at:]), octal


def template(raw: str) -> tuple[str | None, str]:
    """Cooked and raw text; cooked is `None` where an escape is invalid. Line ends count as line feeds in both."""
    raw = raw.replace("\r\n", "\n").replace("\r", "\n")
    try:
        cooked, octal = string(raw)
    except BadLiteral:
        return None, units(raw)
    return (None if octal else cooked), units(raw)


def _escaped(found: re.Match[str]) -> str:
    kind = found.lastgroup
    assert kind is not None
    text: str = found[kind]
    match kind:
        case "line":
            return ""
        case "nul":
            return "\0"
        case "hex" | "unit":
            return chr(int(text, 16))
        case "octal":
            return chr(int(text, 8))
        case "point" if int(text, 16) <= 0x10FFFF:
            return units(chr(int(text, 16)))
        case "other" if text not in "xu":
            return units(_SINGLE.get(text, text))
    raise BadLiteral("this escape sequence is not valid", found.start())


def units(text: str) -> str:
    """One character per UTF-16 code unit."""
    return text if text.isascii() else _ASTRAL().sub(_pair, text)


def _pair(found: re.Match[str]) -> str:
    point = ord(found[0]) - 0x10000
    return chr(0xD800 + (point >> 10)) + chr(0xDC00 + (point & 0x3FF))


def scalars(raw: str) -> list[Scalar]:
    """The elements of a bulk array."""
    return [
        _scalar(part[0]) if part.lastgroup == "plain" else _text(part)
        for part in SCALAR_PART().finditer(raw)
        if part.lastgroup is not None
    ]


def items(raw: str) -> list[tuple[str, Scalar]]:
    """The keys and values of a bulk object."""
    parts = [part for part in SCALAR_PART().finditer(raw) if part.lastgroup is not None]
    return [
        (_text(key), _text(value) if value.lastgroup != "plain" else _scalar(value[0]))
        for key, value in zip(parts[::2], parts[1::2], strict=True)
    ]


def _text(part: re.Match[str]) -> str:
    assert part.lastgroup is not None
    return string(part[part.lastgroup])[0]


def _scalar(word: str) -> Scalar:
    if word in _WORDS:
        return _WORDS[word]
    if "x" in word or "X" in word:
        value = float(number(word.lstrip("-"))[0])
        return -value if word[0] == "-" else value
    return float(word)
