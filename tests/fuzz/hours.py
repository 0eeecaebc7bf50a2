"""What fuzzing was done: one line for each run in `hours.csv`, added up in docs/fuzzing.md.

`python -m tests.fuzz.hours [FILE...]` takes the runs of other files in, such as `.fuzz/hours.csv` of some machine, and
writes the page. A run that is known already is not counted again.
"""

from __future__ import annotations

import csv
import os
import sys
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields

from tests.fuzz.target import HERE, KEPT

RECORD = os.path.join(HERE, "hours.csv")
HERE_DONE = os.path.join(KEPT, "hours.csv")


@dataclass(frozen=True, slots=True, order=True)
class Run:
    """One process that fuzzed one target.

    `began`: UTC. `processor`: seconds of processor time, with start-up and all inputs that were known before. `edges`,
    `features`: libFuzzer's count of coverage at the end. `inputs`: held in memory, each for something that no other
    one reaches. `memory`: greatest resident size in MB. `slowest`: seconds of processor time that the slowest input
    takes for each 100 KB without instrumentation; a shorter one counts as 100 KB. `outcome`: exit code; 0 = no fault.
    `course`: `SECONDS:EDGES` of the way, by processor time, first of all inputs that were known before; empty where
    nobody noted it.
    """

    target: str
    began: str
    commit: str
    processor: int
    executions: int
    edges: int
    features: int
    inputs: int
    memory: int
    slowest: float
    outcome: int
    course: str = ""


COLUMNS = [one.name for one in fields(Run)]


def read(path: str) -> list[Run]:
    """Raises ValueError or KeyError where a line is none of ours."""
    if not os.path.exists(path):
        return []
    with open(path, encoding="utf-8", newline="") as file:
        return [_run(row) for row in csv.DictReader(file)]


def _run(row: dict[str, str]) -> Run:
    numbers = {name: int(row[name]) for name in COLUMNS[3:] if name not in ("slowest", "course")}
    course = row.get("course") or ""
    return Run(row["target"], row["began"], row["commit"], **numbers, slowest=float(row["slowest"]), course=course)


def add(path: str, runs: Iterable[Run]) -> list[Run]:
    """All that the file holds then: one run a line, by target and time."""
    known = {(run.target, run.began): run for run in (*runs, *read(path))}
    together = sorted(known.values())
    with open(path + ".new", "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(map(asdict, together))
    os.replace(path + ".new", path)
    return together


def main(paths: list[str]) -> None:
    from tests.fuzz.page import PAGE, page

    runs = add(RECORD, [run for path in paths for run in read(path)])
    with open(PAGE, "w", encoding="utf-8") as file:
        file.write(page(runs))


if __name__ == "__main__":
    main(sys.argv[1:])
