"""Which steps of a trace are shown."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from proxylint.report.color import Paint
from proxylint.report.places import Places
from proxylint.report.sheet import Sheet
from proxylint.report.trace import deciding, flatten, folded, nearest, show_trace, spoken_of
from proxylint.text import Source
from proxylint.verdict import Step, Trace, Trail, Unheld


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


def test_steps_that_are_left_out_are_counted_without_being_made() -> None:
    made: list[int] = []

    def make(place: int) -> Step:
        made.append(place)
        return step(f"line {place}", step("its term"))

    inner: Trail = ((None, step("above")), Trace(((None, TRACE), step("beside"))))
    trace = Trace(((inner, Unheld(range(100), make, 1)), step("the last", step("its term"))))
    rows, left_out = deciding(trace, 4)
    assert notes(rows) == [(0, "line 99"), (1, "its term"), (0, "the last"), (1, "its term")]
    assert made == [99, 98]
    assert left_out + len(rows) == len(list(flatten(trace))) == 1 + 9 + 1 + 200 + 2
    assert deciding(trace, 213) == (list(flatten(trace)), 0)


def test_whether_a_trace_is_whole() -> None:
    assert nearest(TRACE, 9) == (list(flatten(TRACE)), True)
    assert nearest(TRACE, 8) == (deciding(TRACE, 8)[0], False)
    assert nearest((), 1) == ([], True)


def test_what_is_left_out_of_a_trace_is_not_read() -> None:
    class Untouched(tuple[Step, ...]):
        def __iter__(self) -> Iterator[Step]:
            raise AssertionError

        __reversed__ = __iter__

    trail: Trail = ((None, Untouched()), step("last", step("inner")))
    rows, whole = nearest(Trace(trail), 1)
    assert (notes(rows), whole) == ([(0, "last")], False)


def test_a_deep_trace_is_kept_without_recursion() -> None:
    deep = step("innermost")
    for _ in range(50_000):
        deep = step("inside", deep)
    rows, whole = nearest([deep], 60_000)
    assert (len(rows), rows[-1][0], whole) == (50_001, 50_000, True)


def again(*trace: Step) -> list[str]:
    return [one.note for one in folded(trace)]


def test_lines_that_answer_as_above_are_told_once() -> None:
    a, b, c, d = TRACE
    assert again(a, b, step("spliced"), a, b, d) == ["a", "b", "spliced", "the next 2 lines answer as above", "d"]
    assert again(a, b, c, step("spliced"), b, c) == ["a", "b", "c", "spliced", "the next 2 lines answer as above"]


def test_one_line_is_told_again() -> None:
    a, b, c, _ = TRACE
    assert again(a, b, a, c) == ["a", "b", "a", "c"]
    assert again(a, a) == ["a", "a"]


def test_a_line_that_answers_otherwise_inside_is_told_again() -> None:
    a, b, *_ = TRACE
    other = step("a", step("a1"), step("a3"))
    assert again(a, b, other, b) == ["a", "b", "a", "b"]


def test_a_deep_trace_is_compared_without_recursion() -> None:
    deep = step("innermost")
    for _ in range(50_000):
        deep = step("inside", deep)
    assert again(deep, deep, deep) == ["inside", "the next 2 lines answer as above"]


def test_lines_of_the_file_that_is_spoken_of_have_no_path() -> None:
    source, lists = Source("squid.conf", "one\ntwo\n"), Source("my lists/\x1b.txt", "x\n")
    places = Places({source.path: source, lists.path: lists})
    trace = [
        Step(source.span(4, 7), "matched", True, (Step(lists.span(0, 1), "covers", True),)),
        Step(None, "and so on"),
    ]
    rows = list(flatten(trace))
    sheet = Sheet(Paint(False), 40, ascii_only=True)
    assert list(show_trace(rows, "squid.conf", places, sheet, indent=" ")) == [
        " line 2  yes two: matched",
        "           yes x: covers (my",
        "               lists/\\x1b.txt:1)",
        "         -   and so on",
    ]
    assert list(show_trace(rows[:2], "other", places, Sheet(Paint(True), None, ascii_only=True), indent=" ")) == [
        "   yes two: matched (\x1b[94msquid.conf:2\x1b[0m)",
        "     yes x: covers (\x1b[94mmy lists/\\x1b.txt:1\x1b[0m)",
    ]


def test_which_file_a_trace_speaks_of() -> None:
    a, b = (Step(Source(name, "x").span(0, 1), "note", True) for name in "ab")
    assert spoken_of([(0, a), (0, b)], "b") == "b"
    assert spoken_of([(0, a), (0, a), (0, b)], "b") == "a"
    assert spoken_of([(0, Step(None, "note"))], "b") == "b"


def test_a_continued_line_is_shown_as_far_as_it_goes() -> None:
    source = Source("squid.conf", "ssl_bump \\\n  stare all\n")
    trace = [
        Step(source.span(0, 22), "at step 2: stare"),
        Step(source.span(0, 22), "ssl_bump stare all: matched", True),
    ]
    places = Places({source.path: source})
    assert list(
        show_trace(list(flatten(trace)), "squid.conf", places, Sheet(Paint(False), 80, ascii_only=False), indent="")
    ) == [
        "line 1  · ssl_bump …: at step 2: stare",
        "line 1  ✓ ssl_bump stare all: matched",
    ]
