"""The page of fuzzing says what its record holds, and a record holds each run once."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.fuzz.hours import RECORD, Run, add, read
from tests.fuzz.page import PAGE, course, edges, last_hour, page

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
    runs = [replace(RUN, processor=seconds, inputs=at) for at, seconds in enumerate((450, 450, 900, 1800), 1)]
    row = next(line for line in page(runs).splitlines() if line.startswith("| names"))
    assert row == "| names | 1.00 | 1.00 | 4000 | 4 | 90 | 0.25 | 90 | 0.25 |"


@pytest.mark.parametrize(
    ("seconds", "last"), [((9000, 1800, 1800), 2), ((1800, 1799, 1800), 3), ((60, 3600), 1), ((60,), 1)]
)
def test_the_last_hour_is_of_whole_runs(seconds: tuple[int, ...], last: int) -> None:
    runs = [replace(RUN, processor=one, memory=90 - at, slowest=9.0 - at) for at, one in enumerate(seconds)]
    assert last_hour(runs) == runs[-last:]
    row = next(line for line in page(runs).splitlines() if line.startswith("| names"))
    first = len(seconds) - last
    assert row.endswith(f"| 90 | 9.00 | {90 - first} | {9 - first:.2f} |")


def test_the_courses_of_runs_follow_each_other() -> None:
    first = replace(RUN, processor=300, edges=130, course="20:100 80:110 140:120")
    second = replace(RUN, began="2026-11-26T05:00:00Z", processor=300, edges=132, course="20:125 80:131")
    assert course([first, second]) == [(20, 100), (80, 110), (140, 120), (300, 130), (320, 125), (380, 131), (600, 132)]
    told = page([first, second, replace(RUN, began="2026-11-26T06:00:00Z")]).splitlines()
    rows = [line for line in told if line.startswith("| names")]
    assert rows[1] == "| names | 0.17 | 100 | 120 | 130 | 131 | 132 | 1.5 % |"


@pytest.mark.parametrize(("part", "most"), [(0, 100), (0.1, 100), (0.3, 120), (0.55, 130), (1, 130)])
def test_edges_are_the_most_that_were_reached_by_then(part: float, most: int) -> None:
    assert edges([(20, 100), (80, 110), (140, 120), (300, 130), (600, 125)], part) == most


@pytest.mark.parametrize(("outcomes", "clean"), [((0, 0, 0), "0.08"), ((0, 77, 0), "0.03"), ((0, 0, 70), "0.00")])
def test_a_fault_begins_the_time_anew(outcomes: tuple[int, ...], clean: str) -> None:
    runs = [replace(RUN, outcome=outcome) for outcome in outcomes]
    row = next(line for line in page(runs).splitlines() if line.startswith("| names"))
    assert row.split(" | ")[1:3] == ["0.08", clean]


def test_a_run_that_ends_before_it_tells_its_coverage_changes_none() -> None:
    runs = [RUN, replace(RUN, edges=0, inputs=0, executions=0, outcome=77)]
    row = next(line for line in page(runs).splitlines() if line.startswith("| names"))
    assert row == "| names | 0.06 | 0.00 | 1000 | 5 | 90 | 0.25 | 90 | 0.25 |"
