"""`proxylint check --show-settings`: what holds for files, and where it comes from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TextIO

from proxylint import engine
from proxylint.cli.exits import Exit
from proxylint.cli.output import emit
from proxylint.discovery import Inputs
from proxylint.settings.by_folder import ByFolder, InForce
from proxylint.settings.showing import comment, write


def show(paths: Sequence[str], inputs: Inputs, chooser: ByFolder) -> int:
    """One block of TOML for each set of files for which the same holds."""
    found: dict[int, tuple[InForce, list[str]]] = {}
    for path in engine.collect(paths, chooser, inputs) or [""]:
        in_force = chooser.in_force(path)
        found.setdefault(id(in_force), (in_force, []))[1].append(path)
    emit(None, lambda out: _write(list(found.values()), out))
    return Exit.CLEAN


_NAMED = 5
"""Files that are named of those for which the same holds."""


def _write(blocks: Sequence[tuple[InForce, list[str]]], out: TextIO) -> None:
    for number, (in_force, paths) in enumerate(blocks):
        out.write("\n" if number else "")
        for path in paths[:_NAMED]:
            out.write(comment(path or "this folder"))
        left = len(paths) - _NAMED
        if left > 0:
            out.write(comment(f"and {left} more {'file' if left == 1 else 'files'}"))
        write(in_force, out)
