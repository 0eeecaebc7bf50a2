"""The page of fuzzing says what its record holds, and a record holds each run once."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.fuzz.hours import RECORD, Run, add, read
from tests.fuzz.page import PAGE, edges, page

RUN = Run("names", "2026-11-26T04:00:00Z", "0123456789ab", 100, 1000, 10, 20, 5, 90, 0.25, 0)


def test_the_page_says_what_the_record_holds() -> None:
    assert Path(PAGE).read_text("utf-8") == page(read(RECORD)), "run: python -m tests.fuzz.hours"


def test_a_run_counts_once(tmp_path: Path) -> None:
    record, other = str(tmp_path / "a.csv"), str(tmp_path / "b.csv")
    later = replace(RUN, began="2026-11-26T05:00:00Z", outcome=77, slowest=1.5)
    add(record, [later])
    add(other, [RUN, later])
    assert add(record, read(other)) == [RUN, later]
    assert add(record, read(other)) == read(record) == [RUN, later]


def test_time_adds_up() -> None:
    runs = [replace(RUN, processor=seconds, edges=at) for at, seconds in enumerate((450, 450, 900, 1800), 1)]
    assert [edges(runs, part) for part in (1 / 8, 1 / 4, 1 / 2, 1)] == [1, 2, 3, 4]
    row = next(line for line in page(runs).splitlines() if line.startswith("| names"))
    assert row == "| names | 1.00 | 1.00 | 4000 | 1 | 2 | 3 | 4 | 5 | 90 | 0.25 |"


@pytest.mark.parametrize(("outcomes", "clean"), [((0, 0, 0), "0.08"), ((0, 77, 0), "0.03"), ((0, 0, 70), "0.00")])
def test_a_fault_begins_the_time_anew(outcomes: tuple[int, ...], clean: str) -> None:
    runs = [replace(RUN, outcome=outcome) for outcome in outcomes]
    row = next(line for line in page(runs).splitlines() if line.startswith("| names"))
    assert row.split(" | ")[1:3] == ["0.08", clean]


def test_a_run_that_ends_before_it_tells_its_coverage_changes_none() -> None:
    runs = [RUN, replace(RUN, edges=0, inputs=0, executions=0, outcome=77)]
    row = next(line for line in page(runs).splitlines() if line.startswith("| names"))
    assert row == "| names | 0.06 | 0.00 | 1000 | 10 | 10 | 10 | 10 | 5 | 90 | 0.25 |"
    assert edges(runs[1:], 1) == 0
