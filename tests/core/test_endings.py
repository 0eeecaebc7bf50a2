"""Of a trace the steps next to the decision are told, and kept."""

from __future__ import annotations

import gc
import io
import pickle
from collections.abc import Iterator, Sequence
from copy import copy
from itertools import pairwise
from pathlib import Path
from weakref import ref

import pytest

from proxylint import endings
from proxylint.cli.destinations import Destination
from proxylint.cli.writers import STEPS, WRITERS, Target
from proxylint.endings import Counts, Ending, deciding, ended, flatten, nearest
from proxylint.engine import Options
from proxylint.finding import Finding, Level
from proxylint.linting import check
from proxylint.text import Span
from proxylint.told import Told
from proxylint.verdict import Step, Trace, Trail, Unheld
from tests.core.traces import along_one_list
from tests.report.test_trace import TRACE, step


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


def found(*traces: Sequence[Step]) -> list[Finding]:
    return [Finding("A1", "a", Level.NOTE, Span("a", 0, 1), f"{at}.", trace=trace) for at, trace in enumerate(traces)]


@pytest.mark.parametrize("most", range(1, 12))
def test_what_is_kept_is_told_as_before(most: int) -> None:
    (kept,) = ended(found(TRACE), most)
    for told in range(1, most + 1):
        (rows, left), (before, left_before) = deciding(kept.trace, told), deciding(TRACE, told)
        assert (notes(rows), left) == (notes(before), left_before)
        assert nearest(kept.trace, told)[1] == nearest(TRACE, told)[1]


def test_of_kept_steps_the_others_are_counted() -> None:
    (kept,) = ended(found(TRACE), 5)
    rows, left = deciding(kept.trace, 9)
    assert notes(rows) == [(0, "c"), (1, "c1"), (2, "c11"), (1, "c2"), (0, "d")]
    assert left == 4
    assert isinstance(kept.trace, Ending)
    again = pickle.loads(pickle.dumps(kept.trace))
    assert (tuple(again), again.left) == (tuple(kept.trace), 4)
    assert kept.trace[:1] == (kept.trace[0],)


def test_what_is_said_again_of_another_section_has_as_many_steps() -> None:
    (kept,) = ended(found(TRACE), 5)
    said = Told(kept, Span("a", 0, 1), Span("b", 7, 8), "B").finding
    rows, left = deciding(said.trace, 5)
    assert (notes(rows), left) == (notes(deciding(TRACE, 5)[0]), 4)


def test_nothing_is_kept_of_traces_that_nobody_tells() -> None:
    assert [one.trace for one in ended(found(TRACE, ()), 0)] == [(), ()]


def test_many_findings_keep_so_many_steps_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(endings, "MOST_KEPT", 12)
    kept = ended(found(TRACE, TRACE, TRACE, TRACE), 100)
    assert [len(list(flatten(one.trace))) for one in kept] == [3] * 4


def test_steps_that_are_alike_are_kept_once() -> None:
    one, other = ended(found(TRACE, [copy(step) for step in TRACE]), 100)
    assert [id(step) for step in one.trace] == [id(step) for step in other.trace]


def test_what_a_trace_is_made_from_is_let_go() -> None:
    class Policy:
        pass

    policy = Policy()
    gone = ref(policy)
    lines = Unheld(range(10), lambda at, kept=policy: step(f"{at} {kept is not None}"))  # type: ignore[misc]
    kept = ended(found(Trace((None, lines))), 3)
    del policy, lines
    gc.collect()
    assert gone() is None
    assert notes(deciding(kept[0].trace, 3)[0]) == [(0, "7 True"), (0, "8 True"), (0, "9 True")]


def test_a_deep_trace_is_ended_without_recursion() -> None:
    deep = step("innermost")
    for _ in range(40_000):
        deep = step("inside", deep)
    (kept,) = ended(found([deep]), 50_000)
    assert [(depth, one.note) for depth, one in flatten(kept.trace)][-1] == (40_000, "innermost")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Findings with short traces, and with longer ones than any format tells."""
    folder = tmp_path_factory.mktemp("traces")
    long = "".join(f"acl a{at} dstdomain .x{at}.example\nhttp_access allow a{at}\n" for at in range(1_200))
    for name, lines in (("long", long), ("short", "")):
        text = f"http_port 3128\nauth_param basic program /bin/a\nacl who proxy_auth REQUIRED\n{lines}"
        (folder / f"{name}-squid.conf").write_text(f"{text}http_access allow who\nhttp_access deny all\n")
    return folder


@pytest.mark.parametrize("name", WRITERS)
def test_a_format_tells_the_same_of_what_is_kept_for_it(name: str, folder: Path) -> None:
    def report(steps: int) -> str:
        out = io.StringIO()
        target = Target(Destination(name, None), False, 0)
        WRITERS[name](target)(check([str(folder)], Options(kind="squid"), steps=steps), out)
        return out.getvalue()

    assert report(STEPS.get(name, 0)) == report(endings.MOST_KEPT)


def test_many_traces_along_one_list_are_counted_in_proportion() -> None:
    traces, reads = along_one_list([step(str(at), step("its term")) for at in range(100)])
    known = Counts()
    assert [known.of(trace) for trace in traces] == [2 * at for at in range(1, 101)]
    assert reads.number == 100


def test_so_are_those_along_a_list_behind_another_one() -> None:
    traces, reads = along_one_list([step(str(at), step("its term")) for at in range(100)])
    before: Trail = (None, step("let through", step("its term")))
    known = Counts()
    behind = [Trace((before, trace)) for trace in traces]
    assert [known.of(trace) for trace in behind] == [2 + 2 * at for at in range(1, 101)]
    assert reads.number == 100
