"""Runs the program as a user at a terminal does."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import struct
import subprocess
import sys
import termios
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.cli.run import PATHS, TODAY, Run

TERMINAL = ("stdout", "stderr")
SETTINGS = ("NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE", "COLUMNS", "TERM")


def at_terminal(
    *arguments: str,
    cwd: Path | None = None,
    env: Mapping[str, str] | None = None,
    columns: int = 80,
    streams: Sequence[str] = TERMINAL,
    python: Sequence[str] = ("-m", "proxylint"),
) -> Run:
    """Those of standard output and standard error that `streams` names are terminals of their own, so many columns
    wide; the others are pipes.
    """
    variables = {key: value for key, value in os.environ.items() if key not in SETTINGS}
    ours: dict[int, str] = {}
    theirs: dict[str, int] = {}
    for name in TERMINAL:
        reader, theirs[name] = pty.openpty() if name in streams else os.pipe()
        ours[reader] = name
        if name in streams:
            fcntl.ioctl(theirs[name], termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    process = subprocess.Popen(
        [sys.executable, *python, *arguments],
        cwd=cwd,
        env={**variables, "PYTHONPATH": PATHS, "PYTHONUTF8": "1", "TERM": "xterm", **TODAY, **(env or {})},
        stdin=subprocess.DEVNULL,
        stdout=theirs["stdout"],
        stderr=theirs["stderr"],
    )
    for handle in theirs.values():
        os.close(handle)
    said = _read(ours)
    return Run(process.wait(60), *(said[name].decode("utf-8", "replace").replace("\r\n", "\n") for name in TERMINAL))


def _read(streams: Mapping[int, str]) -> dict[str, bytes]:
    """Until the other end is closed; Linux says EIO where that was a terminal."""
    said, opened = dict.fromkeys(TERMINAL, b""), set(streams)
    while opened:
        for handle in select.select(sorted(opened), [], [])[0]:
            try:
                data = os.read(handle, 65536)
            except OSError:
                data = b""
            said[streams[handle]] += data
            if not data:
                opened.remove(handle)
                os.close(handle)
    return said
