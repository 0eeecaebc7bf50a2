"""The formats of `proxylint check` by name, each with what writes it: the help, the check of the option and the run go
by this table."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TextIO

from proxylint.cli.destinations import Destination
from proxylint.cli.output import ascii_only, width
from proxylint.endings import MOST_STEPS
from proxylint.records import dataclass
from proxylint.report.report import Report

Write = Callable[[Report, TextIO], None]


@dataclass(frozen=True, slots=True)
class Target:
    """Where a report goes, what can be shown there, and what the run ends with. `category` and `suppressed` are for
    SARIF alone, `quiet` is for people: without the closing lines."""

    destination: Destination
    color: bool
    exit_code: int
    category: str | None = None
    suppressed: bool = False
    quiet: bool = False

    @property
    def format(self) -> str:
        return self.destination.format

    @property
    def output(self) -> str | None:
        return self.destination.output


def text(target: Target) -> Write:
    from proxylint.report import terminal

    columns, plain = width(target.output), ascii_only(target.output)
    return lambda report, out: terminal.write(
        report, out, color=target.color, width=columns, ascii_only=plain, closing=not target.quiet
    )


def concise(target: Target) -> Write:
    from proxylint.report import concise

    plain = ascii_only(target.output)
    return lambda report, out: concise.write(report, out, ascii_only=plain, closing=not target.quiet)


def sarif(target: Target) -> Write:
    from proxylint.report import sarif
    from proxylint.ruletable import about

    return lambda report, out: sarif.write_with(
        about(),
        report,
        out,
        category=target.category,
        exit_code=target.exit_code,
        suppressed=target.suppressed,
    )


def of_module(name: str) -> Callable[[Target], Write]:
    """A format without options: `proxylint.report.<name>`."""

    def load(target: Target) -> Write:
        write: Write = import_module(f"proxylint.report.{name}").write
        return write

    return load


WRITERS: dict[str, Callable[[Target], Write]] = {
    "text": text,
    "concise": concise,
    "json": of_module("json"),
    "sarif": sarif,
    "github": of_module("github"),
    "junit": of_module("junit"),
    "gitlab": of_module("gitlab"),
    "rdjson": of_module("rdjson"),
    "markdown": of_module("markdown"),
}
"""Modules are imported when a format is asked for."""

STEPS = {"text": 6, "json": MOST_STEPS, "sarif": 1_000}
"""Steps of each trace that a format tells at the most; none where it stands not here. Others need not be kept."""


def statistics_text(target: Target) -> Write:
    from proxylint.report.statistics import write_text

    return lambda report, out: write_text(report, out, closing=not target.quiet)


def statistics_json(target: Target) -> Write:
    from proxylint.report.statistics import write_json

    return write_json


STATISTICS: dict[str, Callable[[Target], Write]] = {
    "text": statistics_text,
    "concise": statistics_text,
    "json": statistics_json,
}
"""The same for `--statistics`."""
