"""From arguments to an exit code: the one place where errors end."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from proxylint.cli.exits import Exit
from proxylint.errors import ProxylintError

COMMANDS = ("check", "why", "verdicts", "rules", "explain", "endpoints")


def run(arguments: Sequence[str]) -> int:
    try:
        code = _dispatch(_with_command(arguments))
        sys.stdout.flush()
        return code
    except BrokenPipeError:
        # The reader has gone (`| head`): nothing more to say, and the interpreter must not complain at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return Exit.CLEAN
    except ProxylintError as error:
        print(f"proxylint: {_plain(str(error))}", file=sys.stderr)
        return Exit.USAGE
    except KeyboardInterrupt:
        print("proxylint: interrupted", file=sys.stderr)
        return 130
    except Exception as error:
        # typer brings its own copy of click, which is private: its usage errors are known by what they offer.
        show = getattr(error, "show", None)
        if show is not None and hasattr(error, "exit_code"):
            show(file=sys.stderr)
            return Exit.USAGE
        import traceback

        traceback.print_exc()
        print("proxylint: this is a bug in proxylint; please report it with the lines above", file=sys.stderr)
        return Exit.INTERNAL


def _with_command(arguments: Sequence[str]) -> list[str]:
    """`check` is the default command: it is put in front of paths and of its own options."""
    if arguments and (arguments[0] in COMMANDS or arguments[0] in ("--help", "-h", "--version")):
        return list(arguments)
    return ["check", *arguments]


def _dispatch(arguments: list[str]) -> int:
    from proxylint.cli.app import app

    result = app(arguments, prog_name="proxylint", standalone_mode=False)
    return result if isinstance(result, int) else Exit.CLEAN


def _plain(text: str) -> str:
    return "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in text)
