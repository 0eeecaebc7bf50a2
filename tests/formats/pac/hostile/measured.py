"""`python -m tests.formats.pac.hostile.measured [NAME...]`: what `proxylint check` costs for each shape, or for these.

A name may also be that of a module of shapes. A line each: seconds of processor time, megabytes, exit code.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.formats.pac.hostile import SHAPES, control, lists, numbers, objects, patterns, questions, syntax, text
from tests.formats.pac.hostile.shape import Shape
from tests.spent import Spent, spent

MODULES = {
    module.__name__.rpartition(".")[2]: module.SHAPES
    for module in (control, lists, numbers, objects, patterns, questions, syntax, text)
}
MOST_SECONDS = 60
"""Of processor time, where a run is ended: what hangs is to be seen all the same."""


def measured(shape: Shape) -> Spent:
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "proxy.pac").write_text(shape.file, encoding="utf-8", newline="")
        return spent(["check", "--pac-engine", shape.engine, "proxy.pac"], Path(folder), MOST_SECONDS)


def main(names: list[str]) -> None:
    for name in names or SHAPES:
        for one in MODULES.get(name, (name,)):
            found = measured(SHAPES[one])
            print(f"{found.seconds:6.1f} s {found.megabytes:4.0f} MB  {found.code:3d}  {one}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
