"""Lines of a text by offset, without ever splitting it.

A line ends in CR, LF or CRLF and nowhere else: U+0085 and U+001C to U+001E end lines for `str.splitlines`, but 0x85 is
a letter in code pages 437 and 850. CR CR LF, which some remote shells make of CRLF, is one line end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from proxylint.records import dataclass

LONGEST = 1 << 20
"""Characters of a line that are read. netsh gets at most 32,767 characters of command line."""

BLANKS = " \t\xa0"
"""U+00A0 stands before the French colon."""

_END = re.compile(r"[\r\n]")
_GAP = re.compile(r"[\r\n]++(?>(?:[ \t\xa0]*+[\r\n]++)*)")
_ONE_END = re.compile(r"\r*+\n|\r")
_DECORATION = re.compile(r"[ \t\xa0]*+(?>(?:(?:>|//|[*#|](?=[ \t]|\Z))[ \t\xa0]*+)*)")
_RULER = re.compile(r"[ \t]*+(?:```|~~~)[^`]{0,40}+|[ \t]*+([-=_*#~])\1{2,}+[ \t]*+")


@dataclass(frozen=True, slots=True)
class Line:
    """`text` without its line end; `start` and `end` in the whole text. `apart`: blank lines stand before it."""

    text: str
    start: int
    end: int
    apart: bool = False

    @property
    def body(self) -> int:
        """Where the text starts, behind indentation, `>` quotes and comment marks."""
        found = _DECORATION.match(self.text)
        return found.end() if found else 0

    @property
    def indent(self) -> int:
        """How many blanks stand between the line's start, or its quote and comment marks, and its text."""
        return self.body - len(self.text[: self.body].rstrip(BLANKS))

    @property
    def is_ruler(self) -> bool:
        """A code fence or a row of dashes, stars or the like."""
        return _RULER.fullmatch(self.text) is not None


def line_around(text: str, offset: int, floor: int) -> Line:
    """The line that holds `offset`; it starts at `floor` at the earliest (so that scanning stays linear)."""
    start = max(text.rfind("\n", floor, offset), text.rfind("\r", floor, offset)) + 1
    return _line(text, max(start, floor), offset)


def next_line(text: str, line: Line) -> Line | None:
    """The next line that is not blank."""
    gap = _GAP.match(text, line.end)
    if gap is None or gap.end() >= len(text):
        return None
    one = _ONE_END.match(text, line.end)
    found = _line(text, gap.end(), gap.end(), apart=one is not None and one.end() < gap.end())
    return found if found.text.strip(BLANKS) else None


def lines_after(text: str, line: Line, most: int) -> Iterator[Line]:
    """Up to `most` lines that are not blank."""
    following = next_line(text, line)
    while following is not None and most > 0:
        yield following
        most -= 1
        following = next_line(text, following)


def line_before(text: str, line: Line, floor: int) -> Line | None:
    """The line before that is not blank and starts behind `floor`; None for one longer than 500 characters."""
    floor = max(floor, line.start - 600)
    end = len(text[floor : line.start].rstrip("\r\n" + BLANKS)) + floor
    if end <= floor:
        return None
    start = max(text.rfind("\n", floor, end), text.rfind("\r", floor, end)) + 1
    if start <= floor and floor == line.start - 600:
        return None
    return Line(text[max(start, floor) : end], max(start, floor), end)


def _line(text: str, start: int, search: int, *, apart: bool = False) -> Line:
    found = _END.search(text, search)
    end = found.start() if found else len(text)
    return Line(text[start : min(end, start + LONGEST)], start, end, apart)
