"""Escapes of regular expressions with the flags u or v (ECMA-262, 22.2.1): none but those below is valid."""

from __future__ import annotations

from proxylint_grammars.pac.problem import Kind
from proxylint_grammars.pac.properties import is_of_strings, is_script, known
from proxylint_grammars.pac.tokens import lazy


class Fault(Exception):
    """`at` is an offset in the pattern; `message` continues "the regular expression is not valid: "."""

    def __init__(self, at: int, message: str, kind: Kind = "syntax") -> None:
        super().__init__(message)
        self.at, self.message, self.kind = at, message, kind


SINGLE = {"n": 10, "t": 9, "r": 13, "b": 8, "f": 12, "v": 11}
_SYNTAX = frozenset("^$\\.*+?()[]{}|/")
_IN_SETS = frozenset("&-!#%,:;<=>@`~")
_CODE = lazy(
    r"\\(?:c(?P<control>[A-Za-z])|(?P<zero>0)(?![0-9])|x(?P<hex>[0-9a-fA-F]{2})"
    r"|u(?:(?P<high>[dD][89abAB][0-9a-fA-F]{2})\\u(?P<low>[dD][c-fC-F][0-9a-fA-F]{2})|(?P<unit>[0-9a-fA-F]{4})"
    r"|\{0*+(?P<point>(?:10|[0-9a-fA-F])?[0-9a-fA-F]{1,4})\}))"
)
_PROPERTY = lazy(r"\\(?P<sign>[pP])\{(?P<name>\w+)(?:=(?P<value>\w+))?\}")


def code(pattern: str, at: int, flag: str) -> tuple[int, int] | None:
    """Where the escape of one character in a class ends, and its code; None where this is none. `flag`: u or v."""
    found = _CODE().match(pattern, at)
    if found is not None:
        return found.end(), _code(found.groupdict())
    sign = pattern[at + 1 : at + 2]
    if sign in SINGLE:
        return at + 2, SINGLE[sign]
    if sign and (sign in _SYNTAX or sign == "-" or (flag == "v" and sign in _IN_SETS)):
        return at + 2, ord(sign)
    return None


def _code(found: dict[str, str | None]) -> int:
    if control := found["control"]:
        return ord(control) % 32
    if (high := found["high"]) and (low := found["low"]):
        return 0x10000 + ((int(high, 16) & 0x3FF) << 10) + (int(low, 16) & 0x3FF)
    return int(found["hex"] or found["unit"] or found["point"] or "0", 16)


def character_set(pattern: str, at: int, flag: str) -> tuple[int, bool] | None:
    """Where the escape of a set ends, and whether it holds more than single characters; None where this is none.
    Raises `Fault`."""
    if pattern[at + 1 : at + 2] in tuple("dDwWsS"):
        return at + 2, False
    found = _PROPERTY().match(pattern, at)
    if found is None:
        return None
    name, value = found["name"], found["value"]
    if value is None and is_of_strings(name) and flag == "v" and found["sign"] == "p":
        return found.end(), True
    if known(name, value):
        return found.end(), False
    if is_script(name) and value is not None:
        raise Fault(at, f"whether engines know the script '{value}' is not known here", kind="unsupported")
    raise Fault(at, "there is no such property of characters")


def outside(pattern: str, at: int, flag: str) -> int:
    """Where an escape outside of classes ends that is no reference to a group. Raises `Fault`."""
    if pattern[at + 1 : at + 2] in ("b", "B"):
        return at + 2
    among = character_set(pattern, at, flag)
    if among is not None:
        return among[0]
    one = None if pattern[at + 1 : at + 2] == "-" else code(pattern, at, "u")
    if one is None:
        raise Fault(at, "the escape is not valid")
    return one[0]
