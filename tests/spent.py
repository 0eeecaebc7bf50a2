"""What a run of the program costs: a process of its own, which may use so much processor time and no more."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from tests.cli.run import PATHS, TODAY

_BETWEEN = """
import json, resource, subprocess, sys
def limit():
    resource.setrlimit(resource.RLIMIT_CPU, (int(sys.argv[1]),) * 2)
    resource.setrlimit(resource.RLIMIT_AS, (4_000_000_000,) * 2)  # what takes more would take the machine's
command = [sys.executable, "-m", "proxylint", *sys.argv[2:]]
done = subprocess.run(
    command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, preexec_fn=limit
)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
said = done.stdout.decode("utf-8", "replace")
print(json.dumps([done.returncode, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, said]))
"""
"""In a small process, whose only child the program is: what a child of a large one has used begins with its parent's
memory."""


class Spent(NamedTuple):
    """`seconds` of processor time; `megabytes` at the most; `said` on both outputs."""

    code: int
    seconds: float
    megabytes: float
    said: str


def spent(arguments: Sequence[str], folder: Path, most_seconds: int) -> Spent:
    """Of `proxylint` with these arguments in a folder."""
    done = subprocess.run(
        [sys.executable, "-c", _BETWEEN, str(most_seconds), *arguments],
        cwd=folder,
        env={**os.environ, **TODAY, "PYTHONPATH": PATHS},
        stdout=subprocess.PIPE,
        check=True,
    )
    return Spent(*json.loads(done.stdout))
