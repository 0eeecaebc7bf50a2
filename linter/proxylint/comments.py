"""Comments of linted files: what people write to each other, and to us."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from proxylint.records import dataclass
from proxylint.text import Source, Span

_LINE = re.compile(r"([^\r\n]*+)(?:\r\n|[\r\n]|\Z)")
_CODE = re.compile(r"\S")


@dataclass(frozen=True, slots=True)
class Comment:
    """`span`: its text, with what opens and closes it. `line`: what it speaks for, without line ends: the line that it
    stands on together with something else; where it stands alone, the next line that is neither blank nor a comment.
    None = no such line follows. Where a statement goes on over several lines, all of them.
    """

    span: Span
    line: Span | None


def marked(source: Source, comments: Sequence[tuple[int, int]], marker: str) -> Iterator[Comment]:
    """The comments that hold a text, given the places of all comments of the file in order."""
    text = source.text
    bounds = [(0, 0), *comments, (len(text), len(text))]
    gaps = [(end, start) for (_, end), (start, _) in pairwise(bounds)]
    before, nexts = -1, _code_behind(text, gaps)
    for (start, end), (gap, _), after in zip(comments, gaps, nexts[1:], strict=False):
        code = len(text[gap:start].rstrip())
        before = gap + code if code else before
        if text.find(marker, start, end) >= 0:
            yield Comment(source.span(start, end), _line(source, start, end, before, after))


def _code_behind(text: str, gaps: Sequence[tuple[int, int]]) -> list[int]:
    """For each gap between comments, where the next thing stands that is none; -1 = nowhere."""
    found, after = [], -1
    for start, end in reversed(gaps):
        code = _CODE.search(text, start, end)
        after = code.start() if code else after
        found.append(after)
    return found[::-1]


def _line(source: Source, start: int, end: int, before: int, after: int) -> Span | None:
    first, last = source.around(start, start), source.around(end, end)
    if before > first.start:
        return first
    if after < 0:
        return None
    return last if after < last.end else source.around(after, after)


def to_line_ends(source: Source, opening: Callable[[str], int]) -> list[tuple[int, int]]:
    """The comments of a file in which they end with their line. `opening`: where in a line one starts, or -1."""
    found = []
    for line in _LINE.finditer(source.text):
        at = opening(line[1])
        if at >= 0:
            found.append((line.start() + at, line.end(1)))
    return found
