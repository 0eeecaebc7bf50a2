"""What may stand in a name (ECMA-262, 12.7)."""

from __future__ import annotations

import re

from proxylint_grammars.pac.tokens import lazy

_ESCAPE = lazy(r"\\u(?:\{([0-9a-fA-F]+)\}|([0-9a-fA-F]{4}))")


def _character(found: re.Match[str]) -> str:
    point = int(found[1] or found[2], 16)
    return chr(point) if point <= 0x10FFFF else "\0"


_IN_NAMES = lazy(
    "[$\u200c\u200d\u037a\u0e33\u0eb3\u309b\u309c\ufc5e-\ufc63\ufdfa\ufdfb\ufe70\ufe72\ufe74\ufe76\ufe78\ufe7a\ufe7c"
    "\ufe7e\uff9e\uff9f]"
)
"""What ECMAScript lets stand in a name (ID_Start of Unicode and three signs) and `str.isidentifier` does not."""


def points(text: str) -> str:
    """By code point in place of code unit; a half of a pair stays."""
    return text if text.isascii() else text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")


def meant(text: str) -> str:
    """The name that is written so; NUL for an escape beyond Unicode."""
    return _ESCAPE().sub(_character, text)


def is_name(name: str) -> bool:
    """Whether such characters, without escapes, are a name. Words that are reserved elsewhere are names here."""
    return name[:1] not in "\u200c\u200d" and _IN_NAMES().sub("_", points(name)).isidentifier()


def end(text: str, start: int) -> int:
    """Where a run of characters and escapes ends that may stand in a name."""
    at = start
    while at < len(text):
        escape = _ESCAPE().match(text, at)
        if escape:
            at = escape.end()
            continue
        size = 2 if "\ud800" <= text[at] < "\udc00" <= text[at + 1 : at + 2] < "\ue000" else 1
        if not (f"a{points(text[at : at + size])}".isidentifier() or _IN_NAMES().match(text, at)):
            break
        at += size
    return at
