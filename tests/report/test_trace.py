"""Which steps of a trace are shown."""

from __future__ import annotations

from proxylint.endings import flatten
from proxylint.report.color import Paint
from proxylint.report.places import Places
from proxylint.report.sheet import Sheet
from proxylint.report.trace import folded, show_trace, spoken_of
from proxylint.text import Source
from proxylint.verdict import Step


def step(note: str, *inner: Step) -> Step:
    return Step(None, note, None, inner)


TRACE = (step("a", step("a1"), step("a2")), step("b"), step("c", step("c1", step("c11")), step("c2")), step("d"))


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
