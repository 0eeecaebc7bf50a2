"""Cells of CSV and Markdown tables."""

from __future__ import annotations

import csv
import io

from proxylint.report.tables import write_csv, write_markdown

CELLS = ("a", "=1+1", "-x", "@x", "+1", "::error::x", "  ::error::x", "x\ny", "a,b", 'a"b', "##[x]", "*|`x`")


def test_csv_is_read_as_text_by_a_spreadsheet_and_by_a_runner() -> None:
    out = io.StringIO()
    write_csv(CELLS, [CELLS, CELLS], out)
    expected = [
        *("a", "'=1+1", "'-x", "'@x", "'+1", "'::error::x", "'  ::error::x", "x\\x0ay", "a,b", 'a"b', "## [x]", "*|`x`")
    ]
    assert list(csv.reader(io.StringIO(out.getvalue()))) == [expected] * 3


def test_markdown_shows_cells_as_they_are() -> None:
    out = io.StringIO()
    write_markdown(("a", "::b"), [("x*", "a|b"), ("", "-")], out)
    assert out.getvalue() == "| a | `::b` |\n| --- | --- |\n| `x*` | `a`\\|`b` |\n|  | `-` |\n"
