"""Traces for people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from proxylint.endings import Row, flatten
from proxylint.report.places import Places
from proxylint.report.sheet import Sheet
from proxylint.report.wrap import hang
from proxylint.text import Span
from proxylint.verdict import Step

_SIGNS = {True: "✓", False: "✗", None: "·"}
_ASCII_SIGNS = {True: "yes", False: "no ", None: "-  "}
_DEEPEST = 8
_LONGEST_QUOTE = 60


def folded(trace: Sequence[Step]) -> tuple[Step, ...]:
    """Lines that answer as they did further up are told once more in one step: Squid walks its lists again for what
    comes out of a tunnel.
    """
    known: dict[tuple[object, ...], int] = {}
    found: list[Step] = []
    again = 0
    for index, step in enumerate((*trace, None)):
        key = identity(step) if step is not None else ()
        if step is not None and key in known:
            again += 1
            continue
        if again == 1:
            found.append(trace[index - 1])
        elif again:
            found.append(Step(None, f"the next {again} lines answer as above"))
        again = 0
        if step is not None:
            known[key] = index
            found.append(step)
    return tuple(found)


def identity(step: Step) -> tuple[object, ...]:
    """Equal for equal steps, found without recursion: see `flatten`."""
    return tuple((depth, inner.span, inner.note, inner.held) for depth, inner in flatten([step]))


def show_trace(rows: Sequence[Row], file: str, places: Places, sheet: Sheet, *, indent: str) -> Iterator[str]:
    """One row for each step: its line in a column of its own, then the tree of notes with a sign for what held.

    `file`: the one that is spoken of. What stands in others is told with its place at the end.
    """
    signs = _ASCII_SIGNS if sheet.ascii_only else _SIGNS
    own = [_line(step.span, file, places) for _, step in rows]
    column = max(map(len, own), default=0)
    for (depth, step), line in zip(rows, own, strict=True):
        start = f"{indent}{line:<{column}}  {'  ' * min(depth, _DEEPEST)}{signs[step.held]} "
        place = "" if line else sheet.visible(spot(step.span, places))
        text = _text(step, places, sheet)
        first, *rest = hang(start, f"{text} ({place})" if place else text, sheet.columns)
        yield _painted(f"{indent}{sheet.paint(line, 'gutter')}{first[len(indent) + len(line) :]}", place, sheet)
        yield from (_painted(more, place, sheet) for more in rest)


def _line(span: Span | None, file: str, places: Places) -> str:
    """Empty for what stands elsewhere, or nowhere."""
    return f"line {places.extent(span).first.line}" if span is not None and span.file == file else ""


def _painted(line: str, place: str, sheet: Sheet) -> str:
    """With the place at its end, which a break may have torn apart where it has blanks."""
    if not place or not line.endswith(f"({place})"):
        return line
    return f"{line[: -len(place) - 1]}{sheet.paint(place, 'gutter')})"


def spoken_of(rows: Sequence[Row], file: str) -> str:
    """The file in which most of the steps stand: `file`, where as many do."""
    count = Counter(step.span.file for _, step in rows if step.span is not None)
    return max(count, key=lambda name: (count[name], name == file), default=file)


def _text(step: Step, places: Places, sheet: Sheet) -> str:
    """What the file says there, unless the note says so itself, and the note."""
    said = " ".join(places.first_line(step.span).split()) if step.span else ""
    if said.endswith("\\"):  # a line of squid.conf that goes on in the next one
        said = said[:-1].rstrip()
        said += "" if said in step.note else f" {sheet.dots}"
    cut = step.note.endswith("...") and said.startswith(step.note[:-3])
    if not said or said in step.note or cut:
        return sheet.visible(step.note)
    if len(said) > _LONGEST_QUOTE:
        said = said[:_LONGEST_QUOTE] + sheet.dots
    return sheet.visible(f"{said.rstrip(':')}: {step.note}" if step.note else said)


def spot(span: Span | None, places: Places) -> str:
    """`path:line`, empty for no span."""
    return f"{span.file}:{places.extent(span).first.line}" if span else ""
