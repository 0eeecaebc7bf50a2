"""`proxylint verdicts`."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from typing import TextIO

from proxylint import engine
from proxylint.cli.exits import Exit
from proxylint.cli.options import choice
from proxylint.cli.output import ascii_only, emit, wants_color, width
from proxylint.clients import Client
from proxylint.comparison import State, Versus
from proxylint.errors import UsageError
from proxylint.rule import Examined

FORMATS = ("text", "json", "csv", "markdown")


def run(
    paths: Sequence[str],
    options: engine.Options,
    format: str,
    output: str | None,
    clients: str | None = None,
    against: str | None = None,
) -> int:
    """The matrix of all files. A file that was not judged is named on standard error and makes the exit code 2."""
    choice("--format", format, FORMATS)
    if against is not None:
        if clients is not None:
            raise UsageError("--against compares what counts for every client; leave out --clients")
        return _compare(paths, against, options, format, output)
    groups = read_clients(clients) if clients is not None else ()
    opened = [engine.open_file(path, options) for path in engine.collect(paths, options)]
    examined = [engine.examine(one, options) for one in opened]
    emit(output, lambda out: _matrix(examined, options, groups, out, format))
    return _closed(examined)


def _matrix(
    examined: Sequence[Examined], options: engine.Options, clients: Sequence[Client], out: TextIO, format: str
) -> None:
    from proxylint.report import matrix

    title = engine.title((one.format for one in examined if one.judged), options)
    table = matrix.rows(examined, clients, engine.ANYTHING)
    matrix.write(table, out, format, profile=title, catalogue=options.catalogue.version, clients=clients)


def _closed(examined: Iterable[Examined]) -> Exit:
    failed = [one for one in examined if one.policy.failure is not None]
    for one in failed:
        print(f"proxylint: {one.source.path}: {one.policy.failure and one.policy.failure.text}", file=sys.stderr)
    return Exit.USAGE if failed else Exit.CLEAN


def read_clients(path: str) -> tuple[Client, ...]:
    """The [[clients]] of a TOML file; ConfigError names the row and the field."""
    from proxylint import clients, registry

    return clients.read_clients(registry.read_toml(path), path)


def _compare(paths: Sequence[str], against: str, options: engine.Options, format: str, output: str | None) -> int:
    """1 where a required URL gets worse, 2 where a file of the new side cannot be judged."""
    from proxylint.cli.against import versus
    from proxylint.report.comparison import worsens

    files = versus(paths, against, options)
    emit(output, lambda out: _write(files, against, options, out, format, output))
    if any(one.state in (State.BROKEN, State.UNREAD) for one in files):
        return Exit.USAGE
    return Exit.FINDINGS if worsens(files) else Exit.CLEAN


def _write(
    files: Sequence[Versus], against: str, options: engine.Options, out: TextIO, format: str, output: str | None
) -> None:
    from proxylint.report import comparison, comparison_tables

    title = engine.title((one.new.format for one in files if one.new and one.new.judged), options)
    heading = comparison.Heading(against, title, options.catalogue.version)
    if format == "json":
        comparison_tables.write_json(files, heading, out)
    elif format == "text":
        color = wants_color("auto", output)
        comparison.write_text(files, heading, out, color=color, width=width(output), ascii_only=ascii_only(output))
    else:
        comparison_tables.write_rows(files, heading, out, format)
