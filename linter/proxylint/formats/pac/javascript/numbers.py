"""Numbers as text and text as numbers: ECMA-262 6.1.6.1.20 (Number::toString), 7.1.4.1 (StringToNumber), 7.1.6."""

from __future__ import annotations

import math

from proxylint.regex import regex

BLANKS = (
    "\t\n\v\f\r \xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000\ufeff"
)
"""White space and line terminators; what `trim` takes off."""

_DECIMAL = regex(r"[+-]?(?:Infinity|(?:[0-9]++\.?+[0-9]*+|\.[0-9]++)(?>(?:[eE][+-]?[0-9]++)?))")
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_ALLOWED = {radix: _DIGITS[:radix] + _DIGITS[10:radix].upper() for radix in range(2, 37)}
_PREFIXES = {"0x": 16, "0X": 16, "0o": 8, "0O": 8, "0b": 2, "0B": 2}

NAN = math.nan
MOST_DIGITS = 1024
"""Of a number, in any base: more of them are Infinity, and Python's conversion of whole numbers is not linear."""


def show_number(value: float) -> str:
    if value != value:
        return "NaN"
    if value in (math.inf, -math.inf):
        return "Infinity" if value > 0 else "-Infinity"
    if value == value // 1 and abs(value) < 1e15:
        return str(int(value))
    mantissa, _, exponent = repr(abs(value)).partition("e")
    whole, _, fraction = mantissa.partition(".")
    fraction = "" if fraction == "0" else fraction
    point = len(whole) + int(exponent or 0)
    digits = whole + fraction
    stripped = digits.lstrip("0")
    point -= len(digits) - len(stripped)
    return ("-" if value < 0 else "") + _layout(stripped.rstrip("0"), point)


def _layout(digits: str, point: int) -> str:
    """Digits `d1d2...` standing for 0.d1d2... x 10^point."""
    count = len(digits)
    if count <= point <= 21:
        return digits + "0" * (point - count)
    if 0 < point <= 21:
        return f"{digits[:point]}.{digits[point:]}"
    if -6 < point <= 0:
        return f"0.{'0' * -point}{digits}"
    power = point - 1
    tail = f".{digits[1:]}" if count > 1 else ""
    return f"{digits[0]}{tail}e{'+' if power > 0 else '-'}{abs(power)}"


def show_radix(value: float, radix: int) -> str | None:
    """`value.toString(radix)`; None for a fraction, whose digits engines may choose."""
    if value != value or value in (math.inf, -math.inf) or radix == 10:
        return show_number(value)
    if value != value // 1 or abs(value) >= 2**53:
        return None
    return ("-" if value < 0 else "") + show_whole(abs(int(value)), radix)


def show_whole(value: int, radix: int) -> str:
    found = []
    while value:
        value, digit = divmod(value, radix)
        found.append(_DIGITS[digit])
    return "".join(reversed(found)) or "0"


def read_number(text: str) -> float:
    """`Number(text)`."""
    text = text.strip(BLANKS)
    if not text:
        return 0.0
    radix = _PREFIXES.get(text[:2])
    if radix is not None:
        return _whole(text[2:], radix)
    if not _DECIMAL.fullmatch(text):
        return NAN
    return float(text.replace("Infinity", "inf"))


def _whole(digits: str, radix: int) -> float:
    if not digits or digits.strip(_ALLOWED[radix]):
        return NAN
    return _value(digits, radix)


def _value(digits: str, radix: int) -> float:
    digits = digits.lstrip("0")
    return math.inf if len(digits) > MOST_DIGITS else rounded(int(digits or "0", radix))


def rounded(value: int) -> float:
    """The number that is nearest."""
    try:
        return float(value)
    except OverflowError:
        return math.inf if value > 0 else -math.inf


def read_whole(text: str, radix: int) -> float:
    """`parseInt(text, radix)`; the radix is an int32."""
    text = text.lstrip(BLANKS)
    negative = text.startswith("-")
    text = text[1:] if text[:1] in ("+", "-") else text
    if radix in (0, 16) and text[:2] in ("0x", "0X"):
        text, radix = text[2:], 16
    radix = radix or 10
    if not 2 <= radix <= 36:
        return NAN
    digits = text[: len(text) - len(text.lstrip(_ALLOWED[radix]))]
    if not digits:
        return NAN
    found = _value(digits, radix) if radix != 10 else float(digits)
    return -found if negative else found


def read_leading(text: str) -> float:
    """`parseFloat(text)`."""
    found = _DECIMAL.match(text.lstrip(BLANKS))
    return float(found[0].replace("Infinity", "inf")) if found else NAN


def int32(value: float) -> int:
    found = uint32(value)
    return found - 4294967296 if found >= 2147483648 else found


def uint32(value: float) -> int:
    if value != value or value in (math.inf, -math.inf):
        return 0
    return int(value) & 0xFFFFFFFF


def integer(value: float) -> float:
    """ToIntegerOrInfinity."""
    if value != value:
        return 0.0
    return value if value in (math.inf, -math.inf) else float(math.trunc(value))


def clamp(value: float, low: int, high: int) -> int:
    """ToIntegerOrInfinity kept inside `low..high`."""
    found = integer(value)
    return low if found < low else high if found > high else int(found)
