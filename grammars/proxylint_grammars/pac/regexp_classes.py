"""Character classes of regular expressions (ECMA-262, 22.2.1, and B.1.2 without the flags u and v)."""

from __future__ import annotations

from proxylint_grammars.pac import regexp_escapes as escapes
from proxylint_grammars.pac.regexp_escapes import Fault
from proxylint_grammars.pac.tokens import lazy

_DEEPEST = 50
_ATOM = lazy(
    r"(?s)\\(?:x(?P<hex>[0-9a-fA-F]{2})|u(?P<unit>[0-9a-fA-F]{4})|c(?P<control>[A-Za-z0-9_])"
    r"|(?P<octal>[0-3][0-7]{0,2}+|[4-7][0-7]?+)|(?P<set>[dDwWsS])|(?P<escaped>.))|(?P<plain>.)"
)
_DOUBLED = frozenset(2 * sign for sign in "&!#$%*+,.:;<=>?@^`~")
_SET_SYNTAX = frozenset("()[]{}/-|")
_OUT_OF_ORDER = "the bounds of a range are out of order"

Member = tuple[int, int | None, bool]
"""Where it starts, its code (None: a set of characters), and whether it is a plain `-`."""


def end_of_class(pattern: str, at: int, flag: str, named: bool) -> int:
    """Behind the `]` of the class whose first member stands at `at`. `flag`: u, v or none. Raises `Fault`."""
    if flag == "v":
        return _end_of_set(pattern, at - (pattern[at - 1] == "^"), 0)[0]
    members, end = _members(pattern, at, flag, named)
    number = 0
    while number < len(members):
        if number + 2 < len(members) and members[number + 1][2]:
            _check_range(members[number], members[number + 2], flag)
            number += 2
        number += 1
    return end


def _check_range(low: Member, high: Member, flag: str) -> None:
    if low[1] is None or high[1] is None:
        if flag:
            raise Fault(low[0], "a set cannot be the bound of a range")
    elif low[1] > high[1]:
        raise Fault(high[0], _OUT_OF_ORDER)


def _members(pattern: str, at: int, flag: str, named: bool) -> tuple[list[Member], int]:
    found = list[Member]()
    while pattern[at] != "]":
        if flag and pattern[at] == "\\":
            end, code = _escape(pattern, at, flag)
            found.append((at, code, False))
        else:
            end, codes = _units(pattern, at, named) if not flag else (at + 1, [ord(pattern[at])])
            found += [(at, code, pattern[at] == "-") for code in codes]
        at = end
    return found, at + 1


def _escape(pattern: str, at: int, flag: str) -> tuple[int, int | None]:
    found = escapes.code(pattern, at, flag)
    if found is not None:
        return found
    among = escapes.character_set(pattern, at, flag)
    if among is None:
        raise Fault(at, "the escape is not valid")
    return among[0], None


def _units(pattern: str, at: int, named: bool) -> tuple[int, list[int | None]]:
    """Where a member ends, and its code; two beyond 16 bits, for without u and v these are two characters."""
    found = _ATOM().match(pattern, at)
    assert found is not None
    end, kind, text = found.end(), found.lastgroup, found[found.lastgroup or 0]
    match kind:
        case "plain":
            point = ord(text)
            pair = [0xD800 + ((point - 0x10000) >> 10), 0xDC00 + (point & 0x3FF)]
            return end, [*pair] if point > 0xFFFF else [point]
        case "hex" | "unit":
            return end, [int(text, 16)]
        case "control":
            return end, [ord(text) % 32]
        case "octal":
            return end, [int(text, 8)]
        case "set":
            return end, [None]
    if text == "k" and named:
        raise Fault(at, "the escape is not valid")
    if text == "c":
        return at + 1, [ord("\\")]
    return end, [escapes.SINGLE.get(text, ord(text))]


# --- the flag v ---


def _end_of_set(pattern: str, at: int, depth: int) -> tuple[int, bool]:
    """Behind the `]` of the set whose `[` stands before `at`, and whether it may hold more than single characters."""
    if depth > _DEEPEST:
        raise Fault(at, "its classes are too deeply nested", kind="too-deep")
    negated = pattern.startswith("^", at)
    start, at = at, at + negated
    operator, count, strings = "", 0, False
    while not pattern.startswith("]", at):
        joined = pattern[at : at + 2] if count and pattern[at : at + 2] in ("&&", "--") else "union"
        if operator not in ("", joined) or (joined != "union" and not operator and count > 1):
            raise Fault(at, "operators of sets are mixed")
        operator = joined if count else ""
        at += 2 * (joined != "union")
        if joined == "&&" and pattern.startswith("&", at):
            raise Fault(at, "a sign that has a meaning in sets needs a backslash")
        first, (end, low, more) = at, _operand(pattern, at, depth)
        if joined == "union" and low is not None and pattern.startswith("-", end) and not pattern.startswith("--", end):
            end, high, _ = _operand(pattern, end + 1, depth)
            _check_range((first, low, False), (first, high, False), "v")
            operator = "union"
        strings = more if not count else {"union": strings or more, "&&": strings and more, "--": strings}[joined]
        at, count = end, count + 1
    if negated and strings:
        raise Fault(start, "a negated class can only hold single characters")
    return at + 1, strings


def _operand(pattern: str, at: int, depth: int) -> tuple[int, int | None, bool]:
    """Its end, its code where it is one character, and whether it may hold more than single characters."""
    if pattern.startswith("[", at):
        return (inner := _end_of_set(pattern, at + 1, depth + 1))[0], None, inner[1]
    if pattern.startswith("\\q{", at):
        return _strings(pattern, at + 3)
    if pattern.startswith("\\", at) and (among := escapes.character_set(pattern, at, "v")) is not None:
        return among[0], None, among[1]
    return *_character(pattern, at), False


def _character(pattern: str, at: int) -> tuple[int, int]:
    sign = pattern[at : at + 1]
    if not sign:
        raise Fault(len(pattern) - 1, "a class is never closed")
    if sign == "\\":
        found = escapes.code(pattern, at, "v")
        if found is None:
            raise Fault(at, "the escape is not valid")
        return found
    if sign in _SET_SYNTAX or pattern[at : at + 2] in _DOUBLED:
        raise Fault(at, "a sign that has a meaning in sets needs a backslash")
    return at + 1, ord(sign)


def _strings(pattern: str, at: int) -> tuple[int, None, bool]:
    """Behind `\\q{`: strings with bars between them."""
    lengths = [0]
    while not pattern.startswith("}", at):
        if pattern.startswith("|", at):
            lengths.append(0)
            at += 1
            continue
        at, _ = _character(pattern, at)
        lengths[-1] += 1
    return at + 1, None, lengths != [1] * len(lengths)
