"""Traces for people: which steps to show, and how."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from proxylint.report.places import Places
from proxylint.report.sheet import Sheet
from proxylint.report.visible import columns
from proxylint.report.wrap import hang
from proxylint.text import Span
from proxylint.verdict import Step

_SIGNS = {True: "✓", False: "✗", None: "·"}
_ASCII_SIGNS = {True: "yes", False: "no ", None: "-  "}
_WIDEST_PLACE = 40
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


def deciding(trace: Sequence[Step], most: int) -> tuple[list[Row], int]:
    """The steps next to the decision, in order, and how many others there are.

    First match wins in every format, so the end of a trace decides: the last line with its terms, then the one before.
    """
    rows = list(flatten(trace))
    if len(rows) <= most:
        return rows, 0
    kept: list[tuple[tuple[int, ...], Step]] = []
    waiting: list[tuple[tuple[int, ...], Step]] = [((index,), step) for index, step in enumerate(trace)]
    while waiting and len(kept) < most:
        path, step = waiting.pop()
        kept.append((path, step))
        waiting.extend(((*path, index), inner) for index, inner in enumerate(step.inner))
    kept.sort(key=lambda it: it[0])
    return [(len(path) - 1, step) for path, step in kept], len(rows) - len(kept)


def show_trace(rows: Sequence[Row], places: Places, sheet: Sheet, *, indent: str) -> Iterator[str]:
    """One row for each step: `path:line` in a column of its own, then the tree of notes with a sign for what held."""
    signs = _ASCII_SIGNS if sheet.ascii_only else _SIGNS
    spots = [sheet.visible(spot(step.span, places)) for _, step in rows]
    column = min(max(map(columns, spots), default=0), _WIDEST_PLACE)
    for (depth, step), place in zip(rows, spots, strict=True):
        start = f"{indent}{place}{' ' * (column - columns(place))}  {'  ' * min(depth, _DEEPEST)}{signs[step.held]} "
        first, *rest = hang(start, _text(step, places, sheet), sheet.columns)
        yield f"{indent}{sheet.paint(place, 'gutter')}{first[len(indent) + len(place) :]}"
        yield from rest


def _text(step: Step, places: Places, sheet: Sheet) -> str:
    """What the file says there, unless the note says so itself, and the note."""
    said = " ".join(places.first_line(step.span).split()) if step.span else ""
    cut = step.note.endswith("...") and said.startswith(step.note[:-3])
    if not said or said in step.note or cut:
        return sheet.visible(step.note)
    if len(said) > _LONGEST_QUOTE:
        said = said[:_LONGEST_QUOTE] + sheet.dots
    return sheet.visible(f"{said.rstrip(':')}: {step.note}" if step.note else said)


def spot(span: Span | None, places: Places) -> str:
    """`path:line`, empty for no span."""
    return f"{span.file}:{places.extent(span).first.line}" if span else ""
