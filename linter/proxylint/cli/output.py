"""Where a report goes: standard output or a file; and what is said beside it on standard error."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable
from typing import TextIO

from proxylint.cli.console import columns, obeys_escapes
from proxylint.errors import InputError
from proxylint.files import LEADS_OUT, leads_out
from proxylint.meant import choice
from proxylint.report.color import Paint, decide
from proxylint.report.sheet import SIGNS, Sheet
from proxylint.report.visible import guard, visible


def wants_color(flag: str, output: str | None) -> bool:
    choice("--color", flag, ("auto", "always", "never"))
    return decide(flag, os.environ, _on_terminal(output) and obeys_escapes())


def width(output: str | None) -> int | None:
    """Columns of the terminal; None where the report does not go to one."""
    return columns(sys.stdout, os.environ) if _on_terminal(output) else None


def _on_terminal(output: str | None) -> bool:
    """A program that was started without standard output has None (`>&-`, services)."""
    return output is None and sys.stdout is not None and sys.stdout.isatty()


def ascii_only(output: str | None) -> bool:
    """Whether the receiver can take only ASCII: box-drawing characters are no reason to crash on a code page."""
    if output is not None or sys.stdout is None:
        return False
    try:
        SIGNS.encode(sys.stdout.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return True
    return False


def paper(output: str | None, color: str = "auto") -> Sheet:
    """What a report for people is written on."""
    return Sheet(Paint(wants_color(color, output)), width(output), ascii_only(output))


def emit(output: str | None, write: Callable[[TextIO], None]) -> None:
    """Let `write` write the report. A file appears whole or not at all; InputError where it cannot."""
    if output is None:
        _print(write)
        return
    if leads_out(output):
        raise InputError(f"'{output}' {LEADS_OUT}")
    from proxylint.cli.replacing import replace

    try:
        replace(output, write)
    except OSError as error:
        raise InputError(f"'{output}' cannot be written: {error.strerror or error}") from None


def _print(write: Callable[[TextIO], None]) -> None:
    """What is known by now decides on the exit code, however far the reader reads on (`| head`)."""
    out = sys.stdout
    if out is None:
        raise InputError("standard output cannot be written: it is closed")
    _lenient(out)
    try:
        write(out)
        out.flush()
    except BrokenPipeError:  # the reader has what it wanted
        silence(out)
    except OSError as error:
        silence(out)
        raise InputError(f"standard output cannot be written: {error.strerror or error}") from None


def silence(stream: TextIO) -> None:
    """What is left in its buffer goes nowhere, so that the interpreter does not complain of it at the end."""
    try:
        handle = os.open(os.devnull, os.O_WRONLY)
        os.dup2(handle, stream.fileno())
        os.close(handle)
    except (OSError, ValueError):
        pass


def complain(text: str) -> None:
    """A line on standard error: a runner of workflows reads that as well (see `visible`)."""
    _tell(guard(f"proxylint: {visible(text)}"))


def relay(text: str) -> None:
    """Lines of others, such as usage errors and tracebacks, with what they quote made harmless."""
    for line in text.splitlines():
        _tell(guard(visible(line)))


def _tell(line: str) -> None:
    """Where standard error is closed or full, nobody can be told; the exit code still says it."""
    if sys.stderr is None:
        return
    try:
        print(line, file=sys.stderr, flush=True)
    except OSError:
        silence(sys.stderr)


def _lenient(out: TextIO) -> None:
    """What a code page does not hold is written as an escape."""
    if isinstance(out, io.TextIOWrapper):
        out.reconfigure(errors="backslashreplace")
