"""Which files a command is given: paths, or standard input in the place of one."""

from __future__ import annotations

from collections.abc import Sequence

from proxylint.discovery import Inputs
from proxylint.errors import UsageError
from proxylint.files import STDIN, Piped, read_stdin


def inputs(
    paths: Sequence[str] | None,
    stdin_filename: str | None = None,
    *,
    gitignore: bool = True,
    force_exclude: bool = False,
) -> tuple[list[str], Inputs]:
    """The paths to lint and how they are found. `stdin_filename` alone reads standard input, as `-` does."""
    given = list(paths or ())
    if STDIN not in given and (given or stdin_filename is None):
        if stdin_filename is not None:
            raise UsageError(f"--stdin-filename names what standard input stands for: give '{STDIN}' and no other path")
        return given, Inputs(gitignore, force_exclude)
    if len(given) > 1:
        raise UsageError(f"'{STDIN}' reads standard input: give it once, and no other path")
    if stdin_filename is not None and (not stdin_filename or "\0" in stdin_filename):
        raise UsageError("--stdin-filename needs the name of the file that standard input stands for")
    name = stdin_filename or STDIN
    return [name], Inputs(gitignore, force_exclude, Piped(name, read_stdin()))
