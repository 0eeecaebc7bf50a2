"""Rows of cells for programs and pages that read them: CSV and Markdown, safe whatever a cell holds."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from typing import TextIO

from proxylint.report.visible import visible


def write_csv(columns: Sequence[str], rows: Iterable[Sequence[str]], out: TextIO) -> None:
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_formula_safe(cell) for cell in row] for row in rows)


def write_markdown(columns: Sequence[str], rows: Iterable[Sequence[str]], out: TextIO) -> None:
    out.write("| " + " | ".join(columns) + " |\n|" + " --- |" * len(columns) + "\n")
    for row in rows:
        out.write("| " + " | ".join(map(escaped, row)) + " |\n")


def _formula_safe(cell: str) -> str:
    """A spreadsheet takes a cell that starts with one of these for a formula."""
    return "'" + cell if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell


def escaped(text: str) -> str:
    """Text that Markdown shows as it is, in a cell or a paragraph: no markup, no HTML, no entity."""
    text = visible(text)
    for char in "\\`*_[]<>|&~":
        text = text.replace(char, "\\" + char)
    return text
