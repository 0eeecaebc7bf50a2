"""The engine for names and patterns: its own long comparison with the C library and V8, run as tests."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

_FOLDER = Path(__file__).parents[3]
_LINE = re.compile(
    r"^\.?(?P<peer>\w+): (?P<checks>\d+) checks, (?P<refused>\d+) patterns refused, (?P<count>\d+) pat", re.M
)
PATIENCE = 900.0


@dataclass(frozen=True, slots=True)
class Checks:
    """Of patterns that `peer` takes: one pattern against one text each. `refused`: patterns that it does not take."""

    peer: str
    checks: int
    patterns: int
    refused: int


def run(*, quick: bool) -> tuple[list[Checks], str]:
    """The figures, and what the tests printed if one failed."""
    around = {**os.environ, "PROXYLINT_AGREEMENT": "sample" if quick else "full"}
    command = [sys.executable, "-m", "pytest", "-q", "-s", "-p", "no:cacheprovider", "tests/names/test_agreement.py"]
    done = subprocess.run(command, cwd=_FOLDER, env=around, capture_output=True, timeout=PATIENCE, check=False)
    said = done.stdout.decode("utf-8", "replace")
    found = [
        Checks(line["peer"], int(line["checks"]), int(line["count"]), int(line["refused"]))
        for line in _LINE.finditer(said)
    ]
    return found, "" if done.returncode == 0 else said
