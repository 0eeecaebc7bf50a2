"""Which steps of a trace are shown."""

from __future__ import annotations

from itertools import pairwise

from proxylint.report.trace import deciding, flatten
from proxylint.verdict import Step


def step(note: str, *inner: Step) -> Step:
    return Step(None, note, None, inner)


TRACE = (step("a", step("a1"), step("a2")), step("b"), step("c", step("c1", step("c11")), step("c2")), step("d"))


def notes(rows: list[tuple[int, Step]]) -> list[tuple[int, str]]:
    return [(depth, row.note) for depth, row in rows]


def test_flatten_goes_as_the_evaluation_went() -> None:
    assert notes(list(flatten(TRACE))) == [
        *((0, "a"), (1, "a1"), (1, "a2"), (0, "b")),
        *((0, "c"), (1, "c1"), (2, "c11"), (1, "c2"), (0, "d")),
    ]


def test_a_short_trace_is_whole() -> None:
    assert deciding(TRACE, 9) == (list(flatten(TRACE)), 0)


def test_the_end_of_a_trace_decides() -> None:
    rows, left_out = deciding(TRACE, 5)
    assert notes(rows) == [(0, "c"), (1, "c1"), (2, "c11"), (1, "c2"), (0, "d")]
    assert left_out == 4


def test_a_step_is_never_shown_without_the_one_it_is_in() -> None:
    for most in range(1, 9):
        rows, left_out = deciding(TRACE, most)
        assert len(rows) == most
        assert left_out == 9 - most
        depths = [depth for depth, _ in rows]
        assert depths[0] == 0
        assert all(after <= before + 1 for before, after in pairwise(depths))
