"""The program: `proxylint`, `python -m proxylint`.

Two things that a linter's life is too short for, as mypy does it: looking for cycles to free while modules are still
being imported, and taking the interpreter apart at the end. They were a quarter of a run over a small file.
"""

from __future__ import annotations

import gc
import os
import signal
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn

OBJECTS = 100_000
"""Made between two looks for cycles; Python's own number is 700. Ten megabytes or so that are freed later."""


def main() -> None:
    gc.set_threshold(OBJECTS)
    signal.signal(signal.SIGTERM, _end)
    try:
        from proxylint.cli.run import run
    except KeyboardInterrupt:
        _leave(130)
    _leave(run(sys.argv[1:]))


def _end(number: int, frame: object) -> NoReturn:
    """In order, so that nothing is left in the folder for temporary files."""
    sys.exit(128 + number)


def _leave(code: int) -> NoReturn:
    """At once: whatever was opened is closed by then. In the usual way where something cannot be written."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (AttributeError, OSError, ValueError):
            sys.exit(code)
    os._exit(code)


if __name__ == "__main__":
    if not sys.flags.safe_path:
        del sys.path[0]  # `python -m` looks for modules where it is run, and that may be a stranger's repository
    main()
