"""Copies from a console window, in which a long line goes on in the next one.

netsh never breaks a line, but a copy from a window of 80 columns does, and what stands in the second line is then lost
without a trace: the one silent error in reading such texts.
"""

from __future__ import annotations

import re

from proxylint.text import Source
from proxylint_grammars.winhttp.lines import BLANKS, Line, next_line
from proxylint_grammars.winhttp.shapes import read_header
from proxylint_grammars.winhttp.syntax import Doubt, Flaw

WIDTHS = frozenset((80, 90, 100, 110, 120, 125, 130, 132, 140, 150, 160, 180, 200, 220, 240))
"""Columns of console windows: what Windows starts with (80, 120) and what people set."""

_LIST = re.compile(r"[A-Za-z0-9.*;:<>_/\[\]^,=@-]++(?>(?:[ \t]++[A-Za-z0-9.*;:<>_/\[\]^,=@-]++)*)[ \t]*+")
_SEPARATED = re.compile(r"[^;]*+;|[^*]*+\*")
_ONE_NAME = re.compile(r"[A-Za-z0-9_-]*+(?>(?:[.:][A-Za-z0-9*_-]++)+);?[ \t]*+")
_PROMPT = re.compile(r"(?:\[?PS\]?[ \t]|[A-Za-z]:|\\\\|\[[^\]]*+\]:|netsh\b|\$|>)", re.IGNORECASE)


def broken(source: Source, line: Line) -> Doubt | None:
    """Doubt about a value whose line is followed at once by what may be its rest."""
    following = next_line(source.text, line)
    if following is None or following.apart or following.is_ruler or following.indent >= max(line.indent, 1):
        return None
    text = following.text[following.body :].rstrip(BLANKS)
    if not text or _PROMPT.match(text) or read_header(following) is not None:
        return None
    if len(line.text.rstrip("\r")) in WIDTHS or _continues(text):
        span = source.span(line.start, following.end)
        return Doubt(
            Flaw.WRAPPED,
            span,
            "a value seems to go on in the next line, as it does where text is copied from a narrow window",
        )
    return None


def _continues(text: str) -> bool:
    """Whether a line looks like a piece of a list."""
    if _LIST.fullmatch(text) is None:
        return False
    return _SEPARATED.match(text) is not None or _ONE_NAME.fullmatch(text) is not None
