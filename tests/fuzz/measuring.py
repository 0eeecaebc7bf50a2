"""Runs a target in a process of its own, and measures what that process did."""

from __future__ import annotations

import gc
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from hashlib import sha1

from proxylint.__main__ import OBJECTS
from tests.fuzz.hours import Run
from tests.fuzz.seeds import seeds
from tests.fuzz.target import HERE, KEPT, inputs, load, slowness

PROGRESS = re.compile(r"#(\d+)\t\S+\s+cov: (\d+) ft: (\d+) corp: (\d+)/")
READ = "\tINITED "
"""What libFuzzer says when all inputs that were known before are read."""

STEP = 60
"""Seconds of processor time between two points of a run's course."""

COMMAND = ("-m", "tests.fuzz.running")
MEGABYTE = 1024
"""What the kernel counts in, here: kilobytes."""


def measured(name: str, seconds: float, more: Sequence[str] = ()) -> Run:
    """One run. `seconds`: of processor time. `more`: libFuzzer's flags, and folders with further inputs."""
    plant(name)
    slow = os.path.join(KEPT, "slowest", name)
    if os.path.exists(slow):
        os.unlink(slow)
    began = datetime.now(UTC)
    folders = [os.path.join(KEPT, name), os.path.join(HERE, "corpus", name)]
    command = [sys.executable, *COMMAND, name, f"{seconds:g}", *folders, *more]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, errors="replace") as child:
        assert child.stderr is not None
        last = ("0", "0", "0", "0")
        course: list[tuple[int, str]] = []
        for line in child.stderr:
            sys.stderr.write(line)
            if seen := PROGRESS.match(line):
                spent = _spent(child.pid)
                if spent >= course[-1][0] + STEP if course else READ in line:
                    course.append((spent, seen[2]))
                last = seen.groups()
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    executions, edges, features, held = map(int, last)
    return Run(
        target=name,
        began=began.strftime("%Y-%m-%dT%H:%M:%SZ"),
        commit=_commit(),
        processor=round(used.ru_utime + used.ru_stime),
        executions=executions,
        edges=edges,
        features=features,
        inputs=held,
        memory=used.ru_maxrss // MEGABYTE,
        slowest=_plainly(name, slow),
        outcome=child.returncode,
        course=" ".join(f"{seconds}:{edges}" for seconds, edges in course),
    )


def _spent(process: int) -> int:
    """Seconds of processor time of a process that runs, or has just ended (proc(5), fields 14 and 15)."""
    with open(f"/proc/{process}/stat", encoding="utf-8") as file:
        fields = file.read().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) // os.sysconf("SC_CLK_TCK")


def plant(name: str) -> None:
    """Gives the seeds to the corpus, each once: what was found to reach nothing more may be taken out of it."""
    folder, known = os.path.join(KEPT, name), os.path.join(KEPT, "planted", name)
    os.makedirs(folder, exist_ok=True)
    os.makedirs(known, exist_ok=True)
    for data in seeds(name):
        digest = sha1(data).hexdigest()
        if not os.path.exists(os.path.join(known, digest)):
            with open(os.path.join(folder, digest), "wb") as file:
                file.write(data)
            with open(os.path.join(known, digest), "wb"):
                pass


def _commit() -> str:
    """With a `+` where the files are not those of the commit."""
    head = subprocess.run(["git", "rev-parse", "--short=12", "HEAD"], capture_output=True, text=True, check=False)
    changed = subprocess.run(["git", "status", "--porcelain", "-uno"], capture_output=True, text=True, check=False)
    return (head.stdout.strip() or "?") + ("+" if changed.stdout else "")


def _plainly(name: str, path: str) -> float:
    """Seconds per 100 KB of the slowest input, without what reports coverage; 0 where none ran."""
    if not os.path.exists(path):
        return 0.0
    command = [sys.executable, "-m", "tests.fuzz.measuring", name, path]
    told = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    return float(told or "nan")


def again(name: str, path: str) -> float:
    """The same in this process: the quickest of three, as the machine has other things to do."""
    target = load(name)
    for _, data in inputs(name, "corpus"):
        target.run(data)
    with open(path, "rb") as file:
        data = file.read()
    return max(min(_taken(run, data) for _ in range(3)) for run in target.alone or [target.run])


def _taken(run: Callable[[bytes], object], data: bytes) -> float:
    started = time.process_time()
    run(data)
    return slowness(data, time.process_time() - started)


if __name__ == "__main__":
    gc.set_threshold(OBJECTS)  # as the program does
    print(f"{again(*sys.argv[1:]):.2f}")
