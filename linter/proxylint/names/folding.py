"""JavaScript's i flag without u: characters are equal when their upper case is (ECMA-262 22.2.2.7.3, Canonicalize)."""

from __future__ import annotations

from functools import cache

from proxylint.names.characters import Ranges, shifted, union

_LAST = 0xFFFF


def closed_under_case(ranges: Ranges) -> Ranges:
    """With every character also those that differ only in case. No character beyond ASCII is equal to one of ASCII."""
    ascii_cases = (*shifted(ranges, 0x41, 0x5A, 32), *shifted(ranges, 0x61, 0x7A, -32))
    wide = tuple((max(low, 0x80), min(high, _LAST)) for low, high in ranges if high >= 0x80 and low <= _LAST)
    if not wide or wide == ((0x80, _LAST),):
        return union((*ranges, *ascii_cases))
    return union((*ranges, *ascii_cases, *((other, other) for other in _others(wide))))


def _others(wide: Ranges) -> set[int]:
    upper, same = _families()
    wanted = {upper[code] for low, high in wide for code in range(low, high + 1) if code in upper}
    return {code for key in wanted for code in same[key]}


@cache
def _families() -> tuple[dict[int, int], dict[int, list[int]]]:
    """Upper case by character, and characters by upper case, of those beyond ASCII that have case."""
    upper: dict[int, int] = {}
    same: dict[int, list[int]] = {}
    for code in range(0x80, _LAST + 1):
        text = chr(code).upper()
        mapped = ord(text) if len(text) == 1 and 0x80 <= ord(text) <= _LAST else code
        upper[code] = mapped
        same.setdefault(mapped, []).append(code)
    return upper, same
