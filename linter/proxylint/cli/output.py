"""Where a report goes: standard output, or a file that is replaced in one step."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable
from typing import TextIO

from proxylint.cli.options import choice
from proxylint.errors import InputError
from proxylint.report.color import decide


def wants_color(flag: str, output: str | None) -> bool:
    choice("--color", flag, ("auto", "always", "never"))
    return decide(flag, os.environ, sys.stdout.isatty() and output is None)


def width(output: str | None) -> int | None:
    """Columns of the terminal; None where the report does not go to one."""
    if output is not None or not sys.stdout.isatty():
        return None
    return os.get_terminal_size(sys.stdout.fileno()).columns or None


def ascii_only(output: str | None) -> bool:
    """Whether the receiver can take only ASCII: box-drawing characters are no reason to crash on a code page."""
    if output is not None:
        return False
    try:
        "│╰✓✗".encode(sys.stdout.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return True
    return False


def emit(output: str | None, write: Callable[[TextIO], None]) -> None:
    """Let `write` write the report. A file appears whole or not at all."""
    if output is None:
        _lenient(sys.stdout)
        write(sys.stdout)
        return
    partial = f"{output}.{os.getpid()}.partial"
    try:
        with open(partial, "w", encoding="utf-8", newline="\n", errors="backslashreplace") as file:
            write(file)
        os.replace(partial, output)
    except OSError as error:
        raise InputError(f"'{output}' cannot be written: {error.strerror}") from None
    finally:
        if os.path.exists(partial):
            os.unlink(partial)


def _lenient(out: TextIO) -> None:
    """What a code page does not hold is written as an escape."""
    if isinstance(out, io.TextIOWrapper):
        out.reconfigure(errors="backslashreplace")
