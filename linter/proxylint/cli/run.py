"""From arguments to an exit code: the one place where errors end."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Sequence

from proxylint.cli.exits import Exit
from proxylint.errors import ProxylintError, UsageError

COMMANDS = ("check", "why", "verdicts", "rules", "explain", "endpoints")
COMPLETING = "_PROXYLINT_COMPLETE"
"""The variable in which a shell gives its name where it asks for words that complete a line."""
INTERRUPTED = 130
"""128 and the number of the signal, as shells have it."""


def run(arguments: Sequence[str]) -> int:
    try:
        code = _complete(arguments) if COMPLETING in os.environ else _dispatch(with_command(arguments))
        if sys.stdout is not None:
            sys.stdout.flush()
        return code
    except ProxylintError as error:
        return _refused(str(error))
    except KeyboardInterrupt:
        return _interrupted()
    except OSError as error:
        return _by_the_system(error)
    except SystemExit as leaving:
        return _left(leaving)
    except Exception as error:
        return _unexpected(error)


def with_command(arguments: Sequence[str]) -> list[str]:
    """`check` is the default command: it is put in front of paths and of its own options."""
    first = arguments[0] if arguments else ""
    if first in COMMANDS or first in ("--help", "-h", "--version") or first.startswith("--show-completion"):
        return list(arguments)
    if first.isalpha() and not os.path.lexists(first):
        _not_misspelt(first)
    return ["check", *arguments]


def _not_misspelt(first: str) -> None:
    """Whoever means a command gets no report on everything else that is named."""
    from proxylint.meant import meant

    near = meant(first, COMMANDS)
    if near:
        raise UsageError(f"'{first}' is no file and no command; did you mean 'proxylint {near}'?")


def _complete(arguments: Sequence[str]) -> int:
    from proxylint.cli.completion import answer

    return answer(arguments)


def _dispatch(arguments: list[str]) -> int:
    if arguments[0] == "check":
        from proxylint.cli.plain import taken_apart

        plain = taken_apart(arguments[1:])
        if plain is not None:
            from proxylint.cli.checking import check

            return check(*plain)
    from proxylint.cli.app import app, app_of

    program = app_of(arguments[0]) if arguments[0] in COMMANDS else app
    result = program(arguments, prog_name="proxylint", standalone_mode=False)
    if result == INTERRUPTED:  # so typer passes it on, in some versions
        raise KeyboardInterrupt
    return result if isinstance(result, int) else Exit.CLEAN


def _refused(text: str) -> Exit:
    from proxylint.cli.output import complain

    complain(text)
    return Exit.USAGE


def _interrupted() -> int:
    from proxylint.cli.output import complain

    complain("interrupted")
    return INTERRUPTED


def _by_the_system(error: OSError) -> Exit:
    """Nothing that a report or a linted file could not survive comes here: a full disk under `--help`, say."""
    from proxylint.cli.output import silence

    if sys.stdout is not None:
        silence(sys.stdout)
    reason = error.strerror or str(error)
    if isinstance(error.filename, str):
        return _refused(f"'{error.filename}': {reason}")
    written = error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)
    return _refused(f"standard output cannot be written: {reason}" if written else reason)


def _left(leaving: SystemExit) -> int:
    """typer leaves so where the reader of `--help` has gone, and SIGTERM does (see `__main__`)."""
    if leaving.code == 1:
        return Exit.CLEAN
    return leaving.code if isinstance(leaving.code, int) else Exit.INTERNAL


def _unexpected(error: Exception) -> int:
    from io import StringIO

    from proxylint.cli.output import complain, relay

    if isinstance(error.__cause__, KeyboardInterrupt):  # so in others
        return _interrupted()
    # typer brings its own copy of click, which is private: its usage errors are known by what they offer.
    show = getattr(error, "show", None)
    if show is not None and hasattr(error, "exit_code"):
        said = StringIO()
        show(file=said)
        relay(said.getvalue())
        return Exit.USAGE
    import traceback

    relay(traceback.format_exc())
    complain("this is a bug in proxylint; please report it with the lines above")
    return Exit.INTERNAL
