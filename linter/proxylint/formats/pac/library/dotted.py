"""IPv4 addresses as texts."""

from __future__ import annotations

from functools import lru_cache

from proxylint.formats.pac.javascript.values import Value
from proxylint.regex import regex

_DOTTED = regex(r"([0-9]{1,3})\.([0-9]{1,3})\.([0-9]{1,3})\.([0-9]{1,3})")


def parse_dotted(value: Value) -> int | None:
    """The 32 bits of what `isValidIpAddress` accepts: four numbers up to 255, leading zeros allowed."""
    return _parsed(value) if type(value) is str and len(value) <= LONGEST else None


LONGEST = len("255.255.255.255")


@lru_cache(maxsize=1 << 14)
def _parsed(text: str) -> int | None:
    """Kept, as the same networks and masks are asked for again with each question."""
    found = _DOTTED.fullmatch(text)
    if found is None:
        return None
    numbers = [int(part) for part in found.groups()]
    if max(numbers) > 255:
        return None
    return numbers[0] << 24 | numbers[1] << 16 | numbers[2] << 8 | numbers[3]
