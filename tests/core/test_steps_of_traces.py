"""What several traces have in common is read once."""

from __future__ import annotations

from proxylint.verdict import Step, Trace, Trail, steps_of
from tests.core.traces import along_one_list


def step(note: str) -> Step:
    return Step(None, note)


def test_steps_of_one_way() -> None:
    assert [one.note for one in steps_of([(step("a"), step("b"))])] == ["a", "b"]
    assert steps_of([Trace(None), ()]) == []


def test_shared_steps_are_told_once() -> None:
    shared: Trail = ((None, step("a")), step("b"))
    traces = [Trace((shared, step("c"))), Trace((shared, step("d"))), Trace(shared)]
    assert sorted(one.note for one in steps_of(traces)) == ["a", "b", "c", "d"]


def test_steps_that_are_taken_over_together_are_told_once() -> None:
    inner: Trail = (None, step("inner"))
    traces = [Trace(((None, Trace(inner)), step("a"))), Trace(((None, Trace(inner)), step("b")))]
    assert sorted(one.note for one in steps_of(traces)) == ["a", "b", "inner"]


def test_many_ways_along_one_list_are_read_in_proportion() -> None:
    traces, reads = along_one_list([step(str(at)) for at in range(100)])
    assert len(steps_of(traces)) == reads.number == 100
