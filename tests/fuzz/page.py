"""docs/fuzzing.md: the runs of the record added up, put into page.md."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate

from tests.fuzz.hours import Run
from tests.fuzz.running import SLACK, STRETCH
from tests.fuzz.target import HERE, names

PAGE = os.path.join(HERE, "..", "..", "docs", "fuzzing.md")
HOUR = 3600
PARTS = (1 / 8, 1 / 4, 1 / 2, 1)
HEAD = (
    "| target | hours | since a fault | executions | at 1/8 | 1/4 | 1/2 | end | inputs | memory (MB) | slowest (s) |",
    "|---|" + "---:|" * 10,
)


def page(runs: Sequence[Run]) -> str:
    """`runs`: by target and time. Those of a target that is no more are left out."""
    targets = {name: [run for run in runs if run.target == name] for name in names()}
    rows = [_row(name, done) for name, done in targets.items() if done]
    with open(os.path.join(HERE, "page.md"), encoding="utf-8") as file:
        return file.read().format(
            stretch=STRETCH, slack=f"{SLACK:g}", total=_total(targets), table="\n".join((*HEAD, *rows))
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
        *(str(edges(runs, part)) for part in PARTS),
        str(next((run.inputs for run in reversed(runs) if run.edges), 0)),
        str(max(run.memory for run in runs)),
        f"{max(run.slowest for run in runs):.2f}",
    ]
    return f"| {name} | {' | '.join(cells)} |"


def edges(runs: Sequence[Run], part: float) -> int:
    """Coverage at the end of the run in which this part of the time was over; 0 = none got so far as to tell it."""
    runs = [run for run in runs if run.edges] or [replace(runs[0], processor=1)]
    until = list(accumulate(run.processor for run in runs))
    return next(run.edges for run, end in zip(runs, until, strict=True) if end >= part * until[-1])


def _hours(runs: Sequence[Run]) -> str:
    return f"{sum(run.processor for run in runs) / HOUR:.2f}"
