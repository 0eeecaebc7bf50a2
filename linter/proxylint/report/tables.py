"""Rows of cells for programs and pages that read them: CSV and Markdown, safe whatever a cell holds."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from itertools import chain
from typing import TextIO

from proxylint.report.inline import value
from proxylint.report.visible import guard, visible


def write_csv(columns: Sequence[str], rows: Iterable[Sequence[str]], out: TextIO) -> None:
    writer = csv.writer(out, lineterminator="\n")
    writer.writerows([_inert(visible(cell)) for cell in row] for row in chain((columns,), rows))


def write_markdown(columns: Sequence[str], rows: Iterable[Sequence[str]], out: TextIO) -> None:
    """What a cell holds is shown as it is: words, or else a code span."""
    out.write("| " + " | ".join(map(value, columns)) + " |\n|" + " --- |" * len(columns) + "\n")
    for row in rows:
        out.write("| " + " | ".join(map(value, row)) + " |\n")


def _inert(cell: str) -> str:
    """A spreadsheet takes a cell with one of these in front for a formula, a runner a line with `::` for a command."""
    return "'" + cell if cell[:1] in ("=", "+", "-", "@") or guard(cell) != cell else cell
