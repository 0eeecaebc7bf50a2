"""Shell-like patterns: PAC's shExpMatch, and the plain star of Windows bypass lists."""

from __future__ import annotations

from proxylint.names.characters import EVERY
from proxylint.names.folding import closed_under_case
from proxylint.names.tree import Anchor, Chars, Node, Repeat, Sequence

_TRANSLATED = {".": "\\.", "*": ".*", "?": "."}


def expression(pattern: str) -> str:
    """The regular expression that Chromium's and Firefox's shExpMatch build (pac_js_library.h, ProxyUtils.js)."""
    return "^" + "".join(_TRANSLATED.get(character, character) for character in pattern) + "$"


def source_position(pattern: str, position: int) -> int:
    """Where in `pattern` the character at `position` of its expression comes from."""
    at = 1
    for index, character in enumerate(pattern):
        at += len(_TRANSLATED.get(character, character))
        if position < at:
            return index
    return len(pattern)


def glob_tree(pattern: str, ignore_case: bool) -> Node:
    parts: list[Node] = [Anchor.START]
    for character in pattern:
        if character == "*":
            parts.append(Repeat(Chars(EVERY), 0, None))
        else:
            single = ((ord(character), ord(character)),)
            parts.append(Chars(closed_under_case(single) if ignore_case else single))
    return Sequence((*parts, Anchor.END))
