"""Arguments that are one value: numbers, sizes, times, switches. Each function refuses what Squid refuses."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

from proxylint.formats.squid.reading.refusal import RefusedError
from proxylint.regex import regex
from proxylint_grammars.squid import Word, strtol

if TYPE_CHECKING:
    from proxylint.formats.squid.reading.tokens import Arguments

_DECIMAL = regex(r"[ \t\v\f]*+[-+]?[0-9]++")
_ANY_BASE = regex(r"[-+]?(?:0[xX][0-9a-fA-F]++|0[0-7]*+|[1-9][0-9]*+)")
_FLOAT = regex(
    r"[-+]?(?:(?:[0-9]++\.?[0-9]*+|\.[0-9]++)(?>(?:[eE][-+]?[0-9]++)?)|inf(?>(?:inity)?)|nan)", re.IGNORECASE
)
_LONG = 2**63
_FEW = 10


def integer(text: str, span: Word, *, low: int = -(2**31), high: int = 2**31 - 1, base: int = 10) -> int:
    """xatoi and kin (Parsing.cc@5.7); base 0 knows 0x and leading zeros."""
    if _is_plain(text) and low <= int(text) <= high:
        return int(text)
    pattern = _DECIMAL if base == 10 else _ANY_BASE
    if not pattern.fullmatch(text):
        raise RefusedError(f"'{text}' is not a whole number", span.span)
    value = strtol(text, base)
    if not low <= value <= high:
        raise RefusedError(f"{text} is out of range: Squid takes {low} to {high} here", span.span)
    return value


def _is_plain(text: str) -> bool:
    """Whether it is a number however it is read: a few digits, the first of them no 0. A byte is no decimal digit
    beyond ASCII."""
    return text.isdecimal() and len(text) < _FEW and (text[0] != "0" or text == "0")


def scanned(text: str) -> int:
    """What %d of sscanf, or atoi, makes of them: strtol stops at its bounds, and of what it gives an int has the lower
    32 bits (glibc on 64-bit machines; a netmask /4294967304 is /8, observed on Squid 5.7)."""
    value = strtol(text) & 0xFFFFFFFF
    return value - (1 << 32) if value >> 31 else value


def whole(arguments: Arguments) -> int:
    """parse_int."""
    word = arguments.need("a number")
    return integer(word.text, word, base=0)


def long(arguments: Arguments) -> int:
    word = arguments.need("a number")
    return integer(word.text, word, low=-_LONG, high=_LONG - 1)


def short(arguments: Arguments) -> int:
    """parse_u_short."""
    word = arguments.need("a number from 0 to 65535")
    return port_number(word.text, word)


_TIMES = regex(r"[ \t]*+([-+]?[0-9]++):[ \t]*+([-+]?[0-9]++)-[ \t]*+([-+]?[0-9]++):[ \t]*+([-+]?[0-9]++)")


def time_range(text: str) -> tuple[int, int, int, int] | None:
    """The first hour and minute and the last ones, as the values of a time ACL are read (acl/TimeData.cc:173@5.7)."""
    found = _TIMES.match(text)
    return None if found is None else (scanned(found[1]), scanned(found[2]), scanned(found[3]), scanned(found[4]))


def port_number(text: str, word: Word) -> int:
    """xatos."""
    return integer(text, word, low=0, high=0xFFFF)


def unsigned(text: str, word: Word) -> int:
    """xatoui."""
    return integer(text, word, low=0, high=2**32 - 1)


def real(word: Word) -> float:
    """xatof."""
    if not _is_plain(word.text) and not _FLOAT.fullmatch(word.text):
        raise RefusedError(f"'{word.text}' is not a number", word.span)
    return float(word.text)


def switch(arguments: Arguments) -> bool:
    """parse_onoff (cache_cf.cc:2630@5.7)."""
    return tristate(arguments, "on", "off") == "on"


def tristate(arguments: Arguments, *allowed: str) -> str:
    word = arguments.need("on or off")
    value = {"enable": "on", "disable": "off"}.get(word.text, word.text)
    if value not in allowed:
        raise RefusedError(f"'{word.text}' is none of {', '.join(allowed)}", word.span)
    return value


_UNITS = (
    ("nanosecond", 1),
    ("microsecond", 10**3),
    ("millisecond", 10**6),
    ("second", 10**9),
    ("minute", 60 * 10**9),
    ("hour", 3600 * 10**9),
    ("day", 86400 * 10**9),
    ("week", 7 * 86400 * 10**9),
    ("fortnight", 14 * 86400 * 10**9),
    ("month", 30 * 86400 * 10**9),
    ("year", 31557600 * 10**9),
    ("decade", 315576000 * 10**9),
)
SECOND, MILLISECOND, NANOSECOND = 10**9, 10**6, 1


def duration(arguments: Arguments, least: int = SECOND, *, unit_needed: bool = True) -> None:
    """parseTimeLine (cache_cf.cc:1152@5.7): a number and, unless it is 0, a unit; the prefix of the unit counts."""
    word = arguments.need("a time")
    value = real(word)
    if value == 0:
        return
    unit = _unit(arguments, word, least, needed=unit_needed)
    nanoseconds = value * unit
    if math.isnan(nanoseconds) or not least <= nanoseconds <= _LONG:
        raise RefusedError("this time is negative, too small or too large for Squid", word.span)


def _unit(arguments: Arguments, value: Word, least: int, *, needed: bool) -> int:
    word = arguments.peek()
    if word is not None:
        text = word.text.lower()
        for name, unit in _UNITS:
            if text.startswith(name):
                if unit < least:
                    raise RefusedError(f"the unit '{word.text}' is too small here", word.span)
                arguments.next()
                return unit
    if needed or word is None:
        raise RefusedError(f"the time {value.text} needs a unit, such as seconds or minutes", (word or value).span)
    return SECOND


_SIZES = (("bytes", 1), ("kb", 1 << 10), ("mb", 1 << 20), ("gb", 1 << 30))


def size(arguments: Arguments, least: int = 1, *, signed: bool = True) -> float | None:
    """parseBytesLine and kin (cache_cf.cc:1187@5.7): a number and perhaps a unit. None = no limit."""
    word = arguments.need("a size")
    if word.text in ("none", "-1") or (least == 0 and word.text.startswith("-")):
        return None
    value = real(word)
    if value == 0:
        return 0
    unit = arguments.next()
    scaled = value * (_size_unit(unit.text, unit) if unit else max(1, least)) / max(1, least)
    if not math.isfinite(scaled) or scaled != int(scaled) or abs(scaled) >= _LONG or (not signed and scaled < 0):
        raise RefusedError(f"the size {word.text} is not a whole number of {'KB' if least > 1 else 'bytes'}", word.span)
    return scaled


def _size_unit(text: str, word: Word) -> int:
    for name, unit in _SIZES:
        if text.lower().startswith(name):
            return unit
    raise RefusedError(f"'{text}' is not a unit of size: Squid knows bytes, KB, MB, GB", word.span)


def option_size(text: str, word: Word) -> None:
    """parseBytesOptionValue: digits with the unit glued on."""
    digits = re.match(r"[0-9]*+", text)
    length = digits.end() if digits else 0
    if not length:
        raise RefusedError(f"'{text}' is not a size", word.span)
    integer(text[:length], word)
    _size_unit(text[length:], word)
