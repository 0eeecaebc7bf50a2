"""`proxylint why`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TextIO

from proxylint import engine
from proxylint.cli.exits import Exit
from proxylint.cli.options import choice
from proxylint.cli.output import ascii_only, emit, wants_color, width
from proxylint.errors import InputError
from proxylint.registry import catalogue_version
from proxylint.request import Request
from proxylint.verdict import Verdict
from proxylint.version import __version__

FORMATS = ("text", "json")


def run(file: str, urls: Sequence[str], options: engine.Options, format: str, output: str | None, color: str) -> int:
    choice("--format", format, FORMATS)
    colored = wants_color(color, output)
    requests = [Request.parse(url) for url in urls]
    opened = engine.open_file(file, options)
    if opened.unread:
        raise InputError(opened.unread)
    verdicts = [opened.policy.decide(request, options.given) for request in requests]
    failure = opened.policy.failure
    if failure is not None and not any(verdict.cases for verdict in verdicts):
        raise InputError(f"'{file}' says nothing: {failure.text}")
    emit(output, lambda out: _write(opened, urls, verdicts, out, format, output, colored))
    return Exit.CLEAN


def _write(
    opened: engine.Opened,
    urls: Sequence[str],
    verdicts: Sequence[Verdict],
    out: TextIO,
    format: str,
    output: str | None,
    colored: bool,
) -> None:
    from proxylint.report import outcome

    if format == "json":
        name, sources = opened.format.name, opened.policy.sources
        outcome.write_json(opened.source.path, name, urls, verdicts, sources, out, catalogue=catalogue_version())
    else:
        outcome.write_text(
            verdicts, opened.policy.sources, out, color=colored, width=width(output), ascii_only=ascii_only(output)
        )
        out.write(f"\nEndpoint catalogue: {catalogue_version()}. proxylint {__version__}.\n")
