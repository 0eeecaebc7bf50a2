"""How files are read: from a path or from standard input; which repository one lies in, and what leads out of it."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterable

from proxylint.errors import InputError
from proxylint.opening import at_once
from proxylint.records import dataclass

LARGEST = 256 * 1024 * 1024
"""Bytes of the largest file that is read. A list of a million domains has 18 MB."""

STDIN = "-"
"""The path that means standard input, and stands for it in reports."""


@dataclass(frozen=True, slots=True)
class Piped:
    """The content of standard input. `name`: the path of the file that it stands for, else `STDIN`."""

    name: str
    content: bytes

    def stands_for(self, path: str) -> bool:
        return path == self.name or (self.name != STDIN and os.path.realpath(path) == os.path.realpath(self.name))

    def lies_in(self, folder: str) -> bool:
        here = os.path.dirname(self.name) or "."
        return self.name != STDIN and os.path.realpath(folder) == os.path.realpath(here)


def find_root(path: str) -> str:
    """The repository around `path` (nearest `.git` upward), else the working directory, else its own folder."""
    folder = os.path.realpath(path if os.path.isdir(path) else os.path.dirname(path) or ".")
    at = folder
    while True:
        if os.path.exists(os.path.join(at, ".git")):
            return at
        above = os.path.dirname(at)
        if above == at:
            break
        at = above
    here = os.path.realpath(".")
    return here if is_inside(folder, here) else folder


LEADS_OUT = "is a link that leads out of the repository; name what it leads to"
"""What is said of a path that `leads_out`."""


def leads_out(path: str) -> bool:
    """Whether a path, as it is named, leads by a link out of a repository that it is named in.

    A stranger's repository must not choose which files of this machine are read or written: scripts and hooks name
    what they find in it. Elsewhere a link is the user's own.
    """
    full = os.path.abspath(path)
    real, at = os.path.realpath(full), full
    while (above := os.path.dirname(at)) != at:
        at = above
        if os.path.lexists(os.path.join(at, ".git")) and not is_inside(real, os.path.realpath(at)):
            return True
    return False


def read_bytes(path: str) -> bytes:
    """The bytes of a regular file. InputError says in one sentence why it cannot be read.

    Nobody is waited for who would write into a pipe.
    """
    try:
        with open(path, "rb", opener=at_once) as file:
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode):
                raise InputError(f"'{path}' is no regular file")
            if status.st_size > LARGEST:
                raise InputError(f"'{path}' is larger than {LARGEST // 1024 // 1024} MB")
            return file.read()
    except IsADirectoryError:
        raise InputError(f"'{path}' is a folder") from None
    except FileNotFoundError:
        raise InputError(f"'{path}' does not exist") from None
    except (OSError, ValueError) as error:
        raise InputError(f"'{path}' cannot be read: {getattr(error, 'strerror', None) or error}") from None


def read_stdin() -> bytes:
    """All of standard input, as binary; InputError where it is too much or there is none."""
    try:
        content = sys.stdin.buffer.read(LARGEST + 1)
    except (AttributeError, OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "it is closed"
        raise InputError(f"standard input cannot be read: {reason}") from None
    if len(content) > LARGEST:
        raise InputError(f"standard input has more than {LARGEST // 1024 // 1024} MB")
    return content


def only_root(paths: Iterable[str]) -> str | None:
    """The root that paths are printed relative to, where files lie below several: the one around the working directory.
    None = all lie below one. Files of different roots may have the same name."""
    folders = {os.path.dirname(path): path for path in paths}
    several = len(folders) > 1 and len({find_root(path) for path in folders.values()}) > 1
    return find_root(".") if several else None


def shown(path: str, root: str | None) -> str:
    """How reports print a path: relative to the root with `/`, or absolute where it lies elsewhere. None: absolute."""
    real = os.path.realpath(path)
    if root is not None and is_inside(real, root):
        return os.path.relpath(real, root).replace(os.sep, "/")
    return real.replace(os.sep, "/")


def is_inside(path: str, root: str) -> bool:
    """Whether a resolved path is a resolved folder or lies in it."""
    return path == root or path.startswith(root.rstrip(os.sep) + os.sep)
