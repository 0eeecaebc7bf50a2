"""`proxylint verdicts`."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, TextIO

from proxylint import engine, grounds, roots
from proxylint.cli.exits import Exit
from proxylint.cli.output import ascii_only, complain, emit, paper, wants_color, width
from proxylint.cli.progress import Progress
from proxylint.clients import Client
from proxylint.comparison import State, Versus
from proxylint.discovery import Inputs, Unseen
from proxylint.errors import UsageError
from proxylint.files import only_root
from proxylint.format import Format
from proxylint.linting import at_work
from proxylint.meant import choice
from proxylint.records import dataclass
from proxylint.report.sheet import Sheet
from proxylint.rule import Examined

if TYPE_CHECKING:
    from proxylint.report.comparison import Heading
    from proxylint.report.matrix import Row

FORMATS = ("text", "json", "csv", "markdown")


def run(
    paths: Sequence[str],
    inputs: Inputs,
    chooser: engine.Chooser,
    format: str,
    output: str | None,
    clients: str | None = None,
    against: str | None = None,
    color: str = "auto",
) -> int:
    """The matrix of all files. A file that was not judged is named on standard error and makes the exit code 2.

    `clients`: a file of them, instead of those that the configurations name.
    """
    choice("--format", format, FORMATS)
    sheet = paper(output, color)
    if against is not None:
        if clients is not None:
            raise UsageError("--against compares what counts for every client; leave out --clients")
        if inputs.piped is not None:
            raise UsageError("--against holds files against each other: name one instead of standard input")
        return _compare(paths, inputs, against, chooser, format, output, color)
    named = read_clients(clients) if clients is not None else None
    unseen: list[Unseen] = []
    files = _whole(engine.collect(paths, chooser, inputs, unseen), chooser, inputs, unseen)
    chosen = [(path, chooser.for_file(path)) for path in files]
    groups = _together(one.clients for _, one in chosen) if named is None else named
    around = engine.Roots(only_root(files))
    found = _Found([], [], [])
    with Progress() as seen:
        for (path, options), _ in zip(chosen, at_work(files, seen), strict=True):
            found.take(engine.examine(engine.open_file(path, options, around, inputs.piped), options), options, groups)
    bases = grounds.bases(found.judged, chooser)
    emit(output, lambda out: _matrix(found.rows, bases, groups, out, format, sheet))
    for text in found.failed:
        complain(text)
    return Exit.USAGE if found.failed else Exit.CLEAN


@dataclass(frozen=True, slots=True)
class _Found:
    """What is kept of the files of a run, one after the other. `judged`: of which kinds, and by what. `failed`: why
    others were not."""

    rows: list[Row]
    judged: list[tuple[Format, engine.Options]]
    failed: list[str]

    def take(self, one: Examined, options: engine.Options, clients: Sequence[Client]) -> None:
        from proxylint.report import matrix

        self.rows.extend(matrix.rows([one], clients, engine.ANYTHING))
        if one.judged:
            self.judged.append((one.format, options))
        if one.policy.failure is not None:
            text, path = one.policy.failure.text, one.source.path
            self.failed.append(text if f"'{path}'" in text else f"{path}: {text}")


def _whole(paths: Sequence[str], chooser: engine.Chooser, inputs: Inputs, unseen: Sequence[Unseen]) -> list[str]:
    """Parts of configurations are judged through those that read them."""
    found = roots.resolve(paths, chooser, inputs, unseen)
    for note in found.notes:
        complain(note)
    return found.files


def _together(configured: Iterable[Sequence[Client]]) -> tuple[Client, ...]:
    """The clients of all files: each gets its column, though other files may not speak of them."""
    return tuple(dict.fromkeys(client for clients in configured for client in clients))


def _matrix(
    rows: Sequence[Row], bases: grounds.Bases, clients: Sequence[Client], out: TextIO, format: str, sheet: Sheet
) -> None:
    from proxylint.report import matrix

    title, catalogue = grounds.title_of_all(bases), grounds.versions(bases)
    matrix.write(rows, out, format, profile=title, catalogue=catalogue, clients=clients, sheet=sheet)


def read_clients(path: str) -> tuple[Client, ...]:
    """The [[clients]] of a TOML file; ConfigError names the row and the field."""
    from proxylint import clients, registry

    return clients.read_clients(registry.read_toml(path), path)


def _compare(
    paths: Sequence[str],
    inputs: Inputs,
    against: str,
    chooser: engine.Chooser,
    format: str,
    output: str | None,
    color: str,
) -> int:
    """1 where a required URL gets worse, 2 where a file of the new side cannot be judged."""
    from proxylint.cli.against import versus
    from proxylint.report.comparison import Heading, worsens

    if not os.path.isfile(against):
        paths = _whole(paths, chooser, inputs, ())
    with Progress() as seen:
        files, bases, notes = versus(paths, against, chooser, inputs, seen)
    for note in notes:
        complain(note)
    heading = Heading(against, grounds.title_of_all(bases), grounds.versions(bases))
    emit(output, lambda out: _write(files, heading, out, format, output, color))
    if any(one.state in (State.BROKEN, State.UNREAD) for one in files):
        return Exit.USAGE
    return Exit.FINDINGS if worsens(files) else Exit.CLEAN


def _write(files: Sequence[Versus], heading: Heading, out: TextIO, format: str, output: str | None, color: str) -> None:
    from proxylint.report import comparison, comparison_tables

    if format == "json":
        comparison_tables.write_json(files, heading, out)
    elif format == "text":
        colored = wants_color(color, output)
        comparison.write_text(files, heading, out, color=colored, width=width(output), ascii_only=ascii_only(output))
    else:
        comparison_tables.write_rows(files, heading, out, format)
