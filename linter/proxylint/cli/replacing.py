"""A file is replaced in one step: whoever is interrupted leaves the old one, and nothing of the new."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import TextIO

_HANDLES = "/proc/self/fd"


def replace(path: str, write: Callable[[TextIO], None]) -> None:
    """Let `write` write what takes the place of the file at `path`, or of what it is a link to; permissions stay.

    A device or a pipe cannot be replaced: /dev/null must stay what it is.
    """
    mode = _mode(path)
    if mode is not None and not stat.S_ISREG(mode):
        _pour(path, write)
        return
    with _beside(os.path.realpath(path)) as handle:
        if mode is not None and os.chmod in os.supports_fd:
            with suppress(OSError):
                os.chmod(handle, stat.S_IMODE(mode))
        with _text(handle) as file:
            write(file)


def _pour(path: str, write: Callable[[TextIO], None]) -> None:
    """Nobody is waited for who would read from a pipe: it may lie in a stranger's repository."""
    handle = os.open(path, os.O_WRONLY | getattr(os, "O_NONBLOCK", 0))
    try:
        if sys.platform != "win32":
            os.set_blocking(handle, True)
        with _text(handle) as file:
            write(file)
    finally:
        os.close(handle)


def _mode(path: str) -> int | None:
    try:
        return os.stat(path).st_mode
    except FileNotFoundError:
        return None


def _text(handle: int) -> TextIO:
    return open(handle, "w", encoding="utf-8", newline="\n", errors="backslashreplace", closefd=False)


@contextmanager
def _beside(path: str) -> Iterator[int]:
    """A new file that is put in the place of `path` in the end. Where the system can, it has no name until then: of who
    is killed nothing is left. The name cannot be foreseen, so that nobody lays a link there."""
    folder = os.path.dirname(path)
    partial = os.path.join(folder, f".proxylint-{os.urandom(8).hex()}.partial")
    try:
        handle = _unnamed(folder)
        unnamed = handle is not None
        if handle is None:
            handle = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
        try:
            yield handle
            if unnamed:
                # Only linkat(2) follows the link in /proc, and Python takes it only where it is given a folder.
                os.link(f"{_HANDLES}/{handle}", partial, src_dir_fd=handle)
        finally:
            os.close(handle)
        os.replace(partial, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(partial)
        raise


def _unnamed(folder: str) -> int | None:
    """open(2), O_TMPFILE: Linux, and not on every file system."""
    flag = getattr(os, "O_TMPFILE", None)
    if flag is None or not os.path.isdir(_HANDLES):
        return None
    try:
        return os.open(folder, flag | os.O_WRONLY, 0o666)
    except OSError:
        return None
