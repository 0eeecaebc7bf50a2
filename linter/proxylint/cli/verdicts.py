"""`proxylint verdicts`."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from proxylint import engine
from proxylint.cli.exits import Exit
from proxylint.cli.options import choice
from proxylint.cli.output import emit

FORMATS = ("text", "json", "csv", "markdown")


def run(paths: Sequence[str], options: engine.Options, format: str, output: str | None) -> int:
    """The matrix of all files. A file that was not judged is named on standard error and makes the exit code 2."""
    from proxylint.report import matrix

    choice("--format", format, FORMATS)
    examined = [engine.examine(engine.open_file(path, options), options) for path in engine.collect(paths, options)]
    table = matrix.rows(examined)
    catalogue = options.catalogue.version
    emit(output, lambda out: matrix.write(table, out, format, profile=options.profile.title, catalogue=catalogue))
    failed = [one for one in examined if one.policy.failure is not None]
    for one in failed:
        print(f"proxylint: {one.source.path}: {one.policy.failure and one.policy.failure.text}", file=sys.stderr)
    return Exit.USAGE if failed else Exit.CLEAN
