"""Arguments that are well formed at a glance, of directives that the model keeps nothing of.

A kind of arguments is here when long files are full of it. What matches, the general reader of the kind takes without a
word; what does not match is left to it.
"""

from __future__ import annotations

import re
from functools import cache

from proxylint.formats.squid.reading.ere import plain_piece

BLANKS = r"[ \t]++"
WORD = "!$-&(-~"
"""Printable ASCII without quotes and `#`: words of it `str.split` and Squid cut alike."""

PIECE = plain_piece(r"[!%&,\-./0-9:;<=>@A-Z_`a-z~]", r"[!$-&(-/:;=?@AC-_ac-~]")
UNUSUAL = r"[*+?]|\.\*|\^\.\*|[-+]i(?:[ \t\r\n]|\Z)"
"""How a pattern begins that is invalid, that Squid shortens (`cleaned` in patterns.py), or that is a flag."""

_NUMBER = r"(?:0|[1-9][0-9]{0,8}+)"
_TIME = rf"[1-9][0-9]{{0,3}}+{BLANKS}(?:second|minute|hour|day|week)[a-z]*+"
_KINDS = {
    "refreshpattern": rf"(?>(?:-i{BLANKS})?)(?!{UNUSUAL})(?>(?:{PIECE})+)"
    rf"{BLANKS}{_NUMBER}{BLANKS}{_NUMBER}%?+{BLANKS}{_NUMBER}",
    "time": _TIME,
    "time_msec": _TIME,
}


def is_plain(kind: str, arguments: str) -> bool:
    """Whether all of a line behind the directive and the blanks is such."""
    pattern = _pattern(kind)
    return pattern is not None and pattern.match(arguments) is not None


@cache
def _pattern(kind: str) -> re.Pattern[str] | None:
    """Compiled when a line asks for it."""
    return re.compile(rf"{_KINDS[kind]}[ \t]*+\Z") if kind in _KINDS else None
