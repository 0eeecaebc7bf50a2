"""`proxylint check`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TextIO

from proxylint import linting
from proxylint.cli.exits import Exit
from proxylint.cli.options import choice
from proxylint.cli.output import ascii_only, emit, wants_color, width
from proxylint.engine import Options
from proxylint.errors import UsageError
from proxylint.finding import Level
from proxylint.report.report import Report

FORMATS = ("text", "concise", "json", "sarif")


def run(
    paths: Sequence[str],
    options: Options,
    format: str,
    output: str | None,
    color: str,
    fail_on: Level,
    *,
    exit_zero: bool,
    group: bool = False,
    jobs: int = 1,
) -> int:
    choice("--format", format, FORMATS)
    if group and format == "sarif":
        raise UsageError("--group: SARIF has one result for each place; choose text, concise or json")
    colored = wants_color(color, output)
    report = linting.check(paths, options, grouped=group, jobs=jobs)
    emit(output, lambda out: _write(report, out, format, output, colored))
    return verdict(report, fail_on, exit_zero=exit_zero)


def verdict(report: Report, fail_on: Level, *, exit_zero: bool) -> Exit:
    """The exit code. A file that could not be analysed is 2, whatever else was found."""
    if any(finding.code == "CFG001" for finding in report.findings):
        return Exit.USAGE
    worst = max((finding.level.rank for finding in report.findings), default=0)
    return Exit.FINDINGS if worst >= fail_on.rank and not exit_zero else Exit.CLEAN


def _write(report: Report, out: TextIO, format: str, output: str | None, colored: bool) -> None:
    if format == "text":
        from proxylint.report import terminal

        terminal.write(report, out, color=colored, width=width(output), ascii_only=ascii_only(output))
    elif format == "concise":
        from proxylint.report import concise

        concise.write(report, out)
    elif format == "json":
        from proxylint.report import json

        json.write(report, out)
    else:
        from proxylint.registry import page
        from proxylint.report import sarif

        sarif.write(report, out, pages=lambda rule: page(rule.code))
