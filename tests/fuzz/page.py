"""docs/fuzzing.md: the runs of the record added up, put into page.md."""

from __future__ import annotations

import os
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from operator import itemgetter

from tests.fuzz.hours import Run
from tests.fuzz.running import SLACK, STRETCH
from tests.fuzz.target import HERE, names

PAGE = os.path.join(HERE, "..", "..", "docs", "fuzzing.md")
HOUR = 3600
PARTS = (1 / 4, 1 / 2, 3 / 4, 1)
HEAD = (
    "| target | hours | since a fault | executions | inputs | memory (MB) | slowest (s) | last: MB | last: s |",
    "|---|" + "---:|" * 8,
)
COURSE_HEAD = (
    "| target | hours | known | at 1/4 | 1/2 | 3/4 | end | second half adds |",
    "|---|" + "---:|" * 7,
)


def page(runs: Sequence[Run]) -> str:
    """`runs`: by target and time. Those of a target that is no more are left out."""
    targets = {name: [run for run in runs if run.target == name] for name in names()}
    rows = [_row(name, done) for name, done in targets.items() if done]
    courses = [
        _course_row(name, noted) for name, done in targets.items() if (noted := [run for run in done if run.course])
    ]
    with open(os.path.join(HERE, "page.md"), encoding="utf-8") as file:
        return file.read().format(
            stretch=STRETCH,
            slack=f"{SLACK:g}",
            total=_total(targets),
            table="\n".join((*HEAD, *rows)),
            courses="\n".join((*COURSE_HEAD, *courses)),
        )


def _total(targets: dict[str, list[Run]]) -> str:
    runs = [run for done in targets.values() for run in done]
    executions = sum(run.executions for run in runs)
    return f"{len(targets)} targets, {_hours(runs)} hours of processor time, {executions} executions."


def _row(name: str, runs: Sequence[Run]) -> str:
    last = max((at for at, run in enumerate(runs) if run.outcome), default=-1)
    cells = [
        _hours(runs),
        _hours(runs[last + 1 :]),
        str(sum(run.executions for run in runs)),
        str(next((run.inputs for run in reversed(runs) if run.edges), 0)),
        str(max(run.memory for run in runs)),
        f"{max(run.slowest for run in runs):.2f}",
        str(max(run.memory for run in last_hour(runs))),
        f"{max(run.slowest for run in last_hour(runs)):.2f}",
    ]
    return f"| {name} | {' | '.join(cells)} |"


def last_hour(runs: Sequence[Run]) -> Sequence[Run]:
    """The last of these runs that make an hour together, or all where they make none."""
    first, taken = len(runs), 0
    while first and taken < HOUR:
        first -= 1
        taken += runs[first].processor
    return runs[first:]


def _course_row(name: str, noted: Sequence[Run]) -> str:
    """`noted`: the runs whose course was noted."""
    runs = last_hour(noted)
    way = course(runs)
    known, *reached = (edges(way, part) for part in (0, *PARTS))
    half, end = edges(way, 1 / 2), reached[-1]
    added = f"{100 * (end - half) / half:.1f} %"
    return f"| {name} | {' | '.join([_hours(runs), str(known), *map(str, reached), added])} |"


def course(runs: Sequence[Run]) -> list[tuple[int, int]]:
    """Seconds of processor time from the first of these runs on, and the edges reached then."""
    before = accumulate((run.processor for run in runs), initial=0)
    return [
        (start + seconds, edges)
        for run, start in zip(runs, before, strict=False)
        for seconds, edges in (*_points(run.course), (run.processor, run.edges))
    ]


def _points(course: str) -> Iterator[tuple[int, int]]:
    for point in course.split():
        seconds, _, edges = point.partition(":")
        yield int(seconds), int(edges)


def edges(way: Sequence[tuple[int, int]], part: float) -> int:
    """The most that was reached in this part of the time. A run that begins anew with what was found before passes some
    edges by that hang on what ran first in its process."""
    until = bisect_right(way, part * way[-1][0], key=itemgetter(0))
    return max(edges for _, edges in way[: max(until, 1)])


def _hours(runs: Sequence[Run]) -> str:
    return f"{sum(run.processor for run in runs) / HOUR:.2f}"
