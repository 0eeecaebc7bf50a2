"""Runs the program as a user does."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
PATHS = os.pathsep.join(str(ROOT / name) for name in ("linter", "grammars", "rules"))

TODAY = {"SOURCE_DATE_EPOCH": "1796000000"}
"""2026-11-30: outputs do not change because the catalogue grows old."""


@dataclass(frozen=True)
class Run:
    code: int
    out: str
    err: str


def proxylint(
    *arguments: str, cwd: Path | None = None, env: Mapping[str, str] | None = None, stdin: bytes = b""
) -> Run:
    return python(["-m", "proxylint", *arguments], cwd, env, stdin)


def python(
    arguments: Sequence[str], cwd: Path | None = None, env: Mapping[str, str] | None = None, stdin: bytes = b""
) -> Run:
    variables = {key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "FORCE_COLOR", "COLUMNS")}
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=cwd,
        env={**variables, "PYTHONPATH": PATHS, "PYTHONUTF8": "1", **TODAY, **(env or {})},
        input=stdin,
        capture_output=True,
        check=False,
        timeout=120,
    )
    return Run(done.returncode, done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace"))
