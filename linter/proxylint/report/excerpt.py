"""Source lines with their numbers and what is meant in them underlined."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from proxylint.records import dataclass
from proxylint.report.places import Extent, Places
from proxylint.report.sheet import Sheet
from proxylint.report.visible import TAB, cells, columns, plain
from proxylint.report.wrap import NARROW, wrap
from proxylint.text import Span

_UNKNOWN_WIDTH = 120


@dataclass(frozen=True, slots=True)
class Mark:
    """A span to underline with `sign` in a style, and what to say about it."""

    span: Span
    sign: str
    style: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class _Cut:
    """The part of a source line that is shown, and where in it, in columns, the span stands."""

    shown: str
    column: int
    columns: int


def excerpt(places: Places, marks: Iterable[Mark], sheet: Sheet, *, indent: str = "  ") -> Iterator[str]:
    """The lines of one file that `marks` stand in, in their order, each once."""
    placed = sorted(((places.extent(mark.span), mark) for mark in marks), key=_extent)
    gutter = max((len(str(extent.first.line)) for extent, _ in placed), default=1)
    room = (sheet.columns or _UNKNOWN_WIDTH) - len(indent) - gutter - 3
    number, shown = 0, ""
    for extent, mark in placed:
        text = places.line(mark.span.file, extent.first.line)
        end = extent.last.column - 1 if extent.last.line == extent.first.line else len(text)
        cut = _cut(text, min(extent.first.column - 1, len(text)), min(end, len(text)), max(room, NARROW), sheet)
        if number and extent.first.line > number + 1:
            yield indent + sheet.paint(f"{sheet.dots:>{gutter}}", "gutter")
        if (extent.first.line, cut.shown) != (number, shown):
            number, shown = extent.first.line, cut.shown
            yield f"{indent}{sheet.paint(f'{number:>{gutter}} |', 'gutter')} {shown}".rstrip()
        yield from _underline(indent + sheet.paint(f"{'':>{gutter}} |", "gutter"), cut, mark, max(room, NARROW), sheet)


def _extent(placed: tuple[Extent, Mark]) -> Extent:
    return placed[0]


def _underline(start: str, cut: _Cut, mark: Mark, room: int, sheet: Sheet) -> Iterator[str]:
    line = f"{start} {' ' * cut.column}{sheet.paint(mark.sign * cut.columns, mark.style)}"
    after = cut.column + cut.columns + 1
    text = sheet.visible(mark.text)
    beside = sheet.columns is None or room - after >= min(columns(text), NARROW)
    if not text or not beside:
        yield line
    if text and beside:
        first, *rest = wrap(text, None if sheet.columns is None else room - after)
        yield f"{line} {sheet.paint(first, mark.style)}"
        yield from (f"{start} {' ' * after}{sheet.paint(more, mark.style)}" for more in rest)
    elif text:
        before = " " * max(0, min(cut.column, room - columns(text)))
        yield from (f"{start} {before}{sheet.paint(more, mark.style)}" for more in wrap(text, room))


def _cut(text: str, start: int, end: int, room: int, sheet: Sheet) -> _Cut:
    """At most `room` columns of `text`, around what stands from `start` to `end` (code points)."""
    low, high = _window(text, start, room, sheet)
    window, at, behind = text[low:high], start - low, max(end, start) - low
    left, right = sheet.dots if low else "", sheet.dots if high < len(text) else ""
    if plain(window):
        return _Cut(left + window + right, len(left) + at, max(min(behind, len(window)) - at, 1))
    shown = list(cells(window, ascii_only=sheet.ascii_only))
    before, inside = (sum(taken for _, taken in part) for part in (shown[:at], shown[at:behind]))
    return _Cut(left + "".join(char for char, _ in shown) + right, len(left) + before, max(inside, 1))


def _window(text: str, start: int, room: int, sheet: Sheet) -> tuple[int, int]:
    """Which code points to show: all where they fit, else from somewhat before `start`."""
    if len(text) <= room and sum(taken for _, taken in cells(text, ascii_only=sheet.ascii_only)) <= room:
        return 0, len(text)
    room -= 2 * len("...")
    if plain(text[max(0, start - room) : start + room]):
        low = max(0, start - room // 4)
        high = min(len(text), low + room)
        return (low, high) if high < len(text) else (max(0, high - room), high)
    low, left = start, room // 4
    while low and (left := left - _most_columns(text[low - 1], sheet)) >= 0:
        low -= 1
    high, left = low, room
    while high < len(text) and (left := left - _most_columns(text[high], sheet)) >= 0:
        high += 1
    while low and high == len(text) and (left := left - _most_columns(text[low - 1], sheet)) >= 0:
        low -= 1
    return low, high


def _most_columns(char: str, sheet: Sheet) -> int:
    if " " <= char <= "~":
        return 1
    return TAB if char == "\t" else columns(sheet.visible(char))
