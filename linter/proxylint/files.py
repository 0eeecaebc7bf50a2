"""Which files are read: the linted ones, and those they name. Nothing outside the root is ever read.

A configuration from a pull request is hostile input: it can name any path, and the tree can hold symbolic links. Every
path is resolved before it is opened, and what resolves to a place outside the root counts as absent. Only a path map
from the command line opens a folder elsewhere.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator, Mapping, Sequence

from proxylint.errors import InputError
from proxylint.format import Absent
from proxylint.names import matches, posix
from proxylint.records import dataclass, field
from proxylint.text import Decoder, Source

LARGEST = 256 * 1024 * 1024
"""Bytes of the largest file that is read. A list of a million domains has 18 MB."""

Exists = Callable[[str], bool]

_SKIPPED = frozenset((".git", ".hg", ".svn", ".venv", "venv", "node_modules", "__pycache__", ".tox", ".mypy_cache"))


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
    return here if _inside(folder, here) else folder


def read_bytes(path: str) -> bytes:
    """The bytes of a regular file. InputError says in one sentence why it cannot be read."""
    try:
        with open(path, "rb") as file:
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


def walk(folder: str) -> Iterator[str]:
    """Every regular file below a folder, in a stable order, without following links to folders."""
    for at, folders, names in os.walk(folder, followlinks=False):
        folders[:] = sorted(name for name in folders if name not in _SKIPPED)
        for name in sorted(names):
            path = os.path.join(at, name)
            if os.path.isfile(path):
                yield os.path.normpath(path)


def shown(path: str, root: str) -> str:
    """How reports print a path: relative to the root with `/`, or absolute where it lies elsewhere."""
    real = os.path.realpath(path)
    if _inside(real, root):
        return os.path.relpath(real, root).replace(os.sep, "/")
    return real.replace(os.sep, "/")


def _inside(path: str, root: str) -> bool:
    return path == root or path.startswith(root.rstrip(os.sep) + os.sep)


@dataclass(frozen=True)
class Tree:
    """A `format.Loader` over the files below `root` (a resolved path) and the folders of `maps` (FROM -> folder)."""

    root: str
    maps: Mapping[str, str] = field(default_factory=dict)
    _read: dict[tuple[str, Decoder], Source | Absent] = field(default_factory=dict, init=False, compare=False)

    def read(self, path: str, beside: str, decode: Decoder) -> Source | Absent:
        if "\0" in path:
            return Absent(path, False, "its name holds a NUL byte")
        mapped = self._mapped(path)
        if mapped is not None:
            if os.path.isfile(mapped):
                return self._open(path, mapped, decode)
            return Absent(path, True, f"'{path}' does not exist")
        found = self._tails(path, beside, os.path.isfile)
        if not found:
            return Absent(path, False, f"'{path}' is not in the repository")
        if len(found) > 1:
            return Absent(path, False, f"'{path}' may mean more than one file of the repository")
        return self._open(path, found[0], decode)

    def glob(self, pattern: str, beside: str, decode: Decoder) -> Sequence[Source] | Absent:
        if not any(char in pattern for char in "*?["):
            one = self.read(pattern, beside, decode)
            return one if isinstance(one, Absent) else (one,)
        folder, name = os.path.split(pattern)
        if any(char in folder for char in "*?[") or "\0" in pattern:
            return Absent(pattern, False, f"'{pattern}' has a wildcard in a folder name")
        mapped = self._mapped(folder + "/") if folder else None
        folders = [mapped] if mapped is not None else self._tails(folder, beside, os.path.isdir)
        if mapped is None and len(folders) != 1:
            return Absent(pattern, False, f"the folder of '{pattern}' is not in the repository")
        wanted = posix(_glob(name), ignore_case=False)
        names = sorted(os.listdir(folders[0])) if os.path.isdir(folders[0]) else []
        found = [
            self._open(os.path.join(folder, entry), os.path.join(folders[0], entry), decode)
            for entry in names
            if matches(wanted, entry) and not (entry.startswith(".") and not name.startswith("."))
        ]
        missing = next((source for source in found if isinstance(source, Absent)), None)
        if missing is not None:
            return missing
        sources = tuple(source for source in found if isinstance(source, Source))
        return sources or Absent(pattern, mapped is not None, f"'{pattern}' matches no file")

    def _mapped(self, path: str) -> str | None:
        """The place of an absolute path below a mapped prefix, the longest prefix first."""
        for prefix in sorted(self.maps, key=len, reverse=True):
            base = prefix.rstrip("/") + "/"
            clean = os.path.normpath(path).replace(os.sep, "/")
            if (clean + "/").startswith(base):
                return os.path.normpath(os.path.join(self.maps[prefix], clean[len(base) :]))
        return None

    def _tails(self, path: str, beside: str, exists: Exists) -> list[str]:
        """The places that the longest existing tail of a path may mean: below the naming file's folder, or the root.

        Two places mean that it is not clear which file is meant.
        """
        folder = os.path.dirname(os.path.join(self.root, beside))
        names = [name for name in os.path.normpath(path).replace(os.sep, "/").split("/") if name not in ("", ".")]
        if not path.startswith("/") and (real := self._inside_root(os.path.join(folder, path), exists)):
            return [real]
        names = [name for name in names if name != ".."]
        for cut in range(len(names)):
            tail = os.path.join(*names[cut:])
            places = (self._inside_root(os.path.join(base, tail), exists) for base in (folder, self.root))
            found = sorted({place for place in places if place})
            if found:
                return found
        return []

    def _inside_root(self, path: str, exists: Exists) -> str | None:
        real = os.path.realpath(path)
        return real if exists(real) and _inside(real, self.root) else None

    def _open(self, written: str, real: str, decode: Decoder) -> Source | Absent:
        key = (real, decode)
        if key not in self._read:
            try:
                self._read[key] = Source.of(self._name(written, real), read_bytes(real), decode)
            except InputError as error:
                self._read[key] = Absent(written, False, str(error))
        return self._read[key]

    def _name(self, written: str, real: str) -> str:
        resolved = os.path.realpath(real)
        return shown(resolved, self.root) if _inside(resolved, self.root) else written


def _glob(pattern: str) -> str:
    """A glob(3) name pattern as a POSIX extended regular expression over a whole name."""
    out, at = ["^"], 0
    while at < len(pattern):
        char = pattern[at]
        close = pattern.find("]", at + 2) if char == "[" else -1
        if char == "*":
            out.append(".*")
        elif char == "?":
            out.append(".")
        elif close > 0:
            body = pattern[at + 1 : close]
            out.append("[" + ("^" + body[1:] if body[:1] in ("!", "^") else body) + "]")
            at = close
        else:
            out.append("[" + char + "]" if char not in "^\\" else "\\" + char)
        at += 1
    return "".join(out) + "$"
