"""IPv4 addresses as texts."""

from __future__ import annotations

from proxylint.formats.pac.javascript.values import Value
from proxylint.regex import regex

_DOTTED = regex(r"([0-9]{1,3})\.([0-9]{1,3})\.([0-9]{1,3})\.([0-9]{1,3})")


def parse_dotted(value: Value) -> int | None:
    """The 32 bits of what `isValidIpAddress` accepts: four numbers up to 255, leading zeros allowed."""
    found = _DOTTED.fullmatch(value) if type(value) is str else None
    numbers = [int(part) for part in found.groups()] if found else [256]
    if max(numbers) > 255:
        return None
    return numbers[0] << 24 | numbers[1] << 16 | numbers[2] << 8 | numbers[3]
