"""`python -m tests.formats.pac.hostile.measured [NAME...]`: what `proxylint check` costs for each shape, or for these.

A name may also be that of a module of shapes. A line each: seconds of processor time, megabytes, exit code.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from typing import NamedTuple

from tests.formats.pac.hostile import SHAPES, control, lists, numbers, objects, patterns, questions, syntax, text
from tests.formats.pac.hostile.shape import Shape

MODULES = {
    module.__name__.rpartition(".")[2]: module.SHAPES
    for module in (control, lists, numbers, objects, patterns, questions, syntax, text)
}
MOST_SECONDS = 60
"""Of processor time, where a run is ended: what hangs is to be seen all the same."""

CHILD = """
import json, resource, subprocess, sys
limit = lambda: resource.setrlimit(resource.RLIMIT_CPU, (int(sys.argv[1]),) * 2)
command = [sys.executable, "-m", "proxylint", "check", *sys.argv[2:]]
done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, preexec_fn=limit)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
said = done.stdout.decode("utf-8", "replace")
print(json.dumps([done.returncode, used.ru_utime + used.ru_stime, used.ru_maxrss // 1024, said]))
"""
"""In a process of its own, whose only child the program is: what it used counts nothing else."""


class Measured(NamedTuple):
    """`seconds` of processor time; `megabytes` at the most."""

    code: int
    seconds: float
    megabytes: int
    said: str


def measured(shape: Shape) -> Measured:
    import json

    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(map(os.path.abspath, sys.path))}
    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(folder, "proxy.pac"), "w", encoding="utf-8", newline="") as file:
            file.write(shape.file)
        command = [sys.executable, "-c", CHILD, str(MOST_SECONDS), "--pac-engine", shape.engine, file.name]
        done = subprocess.run(command, capture_output=True, env=environment, check=True)
    return Measured(*json.loads(done.stdout))


def main(names: list[str]) -> None:
    for name in names or SHAPES:
        for one in MODULES.get(name, (name,)):
            found = measured(SHAPES[one])
            print(f"{found.seconds:6.1f} s {found.megabytes:4d} MB  {found.code:3d}  {one}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
