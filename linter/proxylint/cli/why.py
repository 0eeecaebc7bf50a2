"""`proxylint why`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TextIO

from proxylint import engine
from proxylint.cli.exits import Exit
from proxylint.cli.output import ascii_only, complain, emit, wants_color, width
from proxylint.discovery import Inputs
from proxylint.explaining import Explained, explain
from proxylint.meant import choice
from proxylint.registry import catalogue
from proxylint.version import __version__

FORMATS = ("text", "json")


def run(
    file: str,
    inputs: Inputs,
    urls: Sequence[str],
    chooser: engine.Chooser,
    format: str,
    output: str | None,
    color: str,
) -> int:
    choice("--format", format, FORMATS)
    colored = wants_color(color, output)
    explained = explain(file, urls, chooser, inputs)
    for note in explained.notes:
        complain(note)
    emit(output, lambda out: _write(explained, urls, out, format, output, colored))
    return Exit.CLEAN


def _write(
    explained: Explained, urls: Sequence[str], out: TextIO, format: str, output: str | None, colored: bool
) -> None:
    from proxylint.report import cases, outcome
    from proxylint.report.color import Paint

    verdicts, sources, version = explained.verdicts, explained.sources, catalogue().version
    if format == "json":
        outcome.write_json(explained.path, explained.kind, urls, verdicts, sources, out, catalogue=version)
    else:
        columns, plain = width(output), ascii_only(output)
        cases.write_text(verdicts, sources, out, color=colored, width=columns, ascii_only=plain, file=explained.path)
        basis = f"Endpoint catalogue: {version}. proxylint {__version__}."
        out.write(f"\n{Paint(colored)(basis, 'quiet')}\n")
