"""Traces for people: which steps to show, and how."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from proxylint.report.places import Places
from proxylint.report.sheet import Sheet
from proxylint.report.wrap import hang
from proxylint.text import Span
from proxylint.tuples import NamedTuple
from proxylint.verdict import Step, Trace, Unheld

_SIGNS = {True: "✓", False: "✗", None: "·"}
_ASCII_SIGNS = {True: "yes", False: "no ", None: "-  "}
_DEEPEST = 8
_LONGEST_QUOTE = 60

Row = tuple[int, Step]
"""A step and its depth in the tree."""


def flatten(trace: Sequence[Step]) -> Iterator[Row]:
    """Every step with its depth, as the evaluation went; without recursion, for traces follow the input."""
    waiting: list[Row] = [(0, step) for step in reversed(trace)]
    while waiting:
        depth, step = waiting.pop()
        yield depth, step
        waiting.extend((depth + 1, inner) for inner in reversed(step.inner))


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


def deciding(trace: Sequence[Step], most: int) -> tuple[list[Row], int]:
    """The steps next to the decision, in order, and how many others there are.

    First match wins in every format, so the end of a trace decides: the last line with its terms, then the one before.
    """
    number = _number(trace)
    if number <= most:
        return list(flatten(trace)), 0
    kept, _ = nearest(trace, most)
    return kept, number - len(kept)


def _number(trace: Sequence[Step]) -> int:
    """Of all steps, those inside of others too."""
    number = 0
    waiting = [trace]
    while waiting:
        steps = waiting.pop()
        if isinstance(steps, Unheld):
            number += len(steps) * (1 + steps.inner)
        elif isinstance(steps, Trace):
            waiting.extend((last,) if isinstance(last, Step) else last for last in steps.lasts())
        else:
            number += len(steps)
            waiting.extend(step.inner for step in steps)
    return number


def nearest(trace: Sequence[Step], most: int) -> tuple[list[Row], bool]:
    """The same, and whether these are all. What is left out costs nothing: each of many findings may have thousands."""
    kept: list[_Branch] = []
    waiting = [(kept, reversed(trace))]
    number = 0
    while waiting:
        beside, steps = waiting[-1]
        step = next(steps, None)
        if step is None:
            waiting.pop()
            continue
        if number == most:
            break
        number += 1
        inner: list[_Branch] = []
        beside.append(_Branch(step, inner))
        waiting.append((inner, reversed(step.inner)))
    return list(_in_order(kept)), not waiting


MOST_STEPS = 20_000
"""Of the traces of one answer, or of one file's findings, together, of each the same number: each line of a long list
may make a case or a finding, and its trace tells all lines above it."""


def steps_of_each(number: int) -> int:
    """How many steps of a trace are told where there are so many."""
    return max(1, MOST_STEPS // max(1, number))


class _Branch(NamedTuple):
    """A step that is kept, with those inside it, the last one first."""

    step: Step
    inner: list[_Branch]


def _in_order(kept: Sequence[_Branch]) -> Iterator[Row]:
    waiting = [(0, branch) for branch in kept]
    while waiting:
        depth, (step, inner) = waiting.pop()
        yield depth, step
        waiting.extend((depth + 1, branch) for branch in inner)


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
