"""Which files are read: the linted ones, and those they name. Nothing outside the root is ever read.

A configuration from a pull request is hostile input: it can name any path, and the tree can hold symbolic links. Every
path is resolved before it is opened, and what resolves to a place outside the root counts as absent. Only a path map
from the command line opens a folder elsewhere; one from a configuration file stays where that file's repository is.
"""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable, Mapping, Sequence

from proxylint.errors import InputError
from proxylint.format import Absent
from proxylint.names import matches, posix
from proxylint.opening import at_once
from proxylint.records import dataclass, field
from proxylint.secrets import without_secrets
from proxylint.text import Decoder, Source

LARGEST = 256 * 1024 * 1024
"""Bytes of the largest file that is read. A list of a million domains has 18 MB."""

Exists = Callable[[str], bool]


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


def shown(path: str, root: str) -> str:
    """How reports print a path: relative to the root with `/`, or absolute where it lies elsewhere."""
    real = os.path.realpath(path)
    if is_inside(real, root):
        return os.path.relpath(real, root).replace(os.sep, "/")
    return real.replace(os.sep, "/")


def is_inside(path: str, root: str) -> bool:
    """Whether a resolved path is a resolved folder or lies in it."""
    return path == root or path.startswith(root.rstrip(os.sep) + os.sep)


@dataclass(frozen=True)
class Tree:
    """A `format.Loader` over the files below `root` (a resolved path) and the folders of `maps` (FROM -> folder).

    `within`: FROM -> the resolved folder that nothing read by this map may lie outside of; without one it may lie
    anywhere, but no link leads out of a repository.
    `piped` stands for the file of its name. `home`: the folder of the linted file, as reports print it: a part in
    `conf.d/` names the lists that lie beside the configuration which includes it.
    """

    root: str
    maps: Mapping[str, str] = field(default_factory=dict)
    within: Mapping[str, str] = field(default_factory=dict)
    piped: Piped | None = None
    home: str = ""
    _read: dict[tuple[str, Decoder], Source | Absent] = field(default_factory=dict, init=False, compare=False)

    def read(self, path: str, beside: str, decode: Decoder) -> Source | Absent:
        if "\0" in path:
            return _absent(path, False, "its name holds a NUL byte")
        mapped = self._mapped(path)
        if mapped is not None:
            place, bounds = mapped
            if _leaves(place, bounds) or self._is_file(place):
                return self._open(path, place, decode, bounds)
            return _absent(path, True, f"'{path}' does not exist")
        found = self._tails(path, beside, self._is_file)
        if not found:
            return _absent(path, False, f"'{path}' is not in the repository")
        if len(found) > 1:
            return _absent(path, False, f"'{path}' may mean more than one file of the repository")
        return self._open(path, found[0], decode, self.root)

    def places(self, path: str, beside: str) -> list[str]:
        """Where a file of that path would be read from; two places mean that it is not read at all."""
        if "\0" in path:
            return []
        mapped = self._mapped(path)
        return [mapped[0]] if mapped is not None else self._tails(path, beside, self._is_file)

    def glob(self, pattern: str, beside: str, decode: Decoder) -> Sequence[Source] | Absent:
        if not any(char in pattern for char in "*?["):
            one = self.read(pattern, beside, decode)
            return one if isinstance(one, Absent) else (one,)
        folder, name = os.path.split(pattern)
        if any(char in folder for char in "*?[") or "\0" in pattern:
            return _absent(pattern, False, f"'{pattern}' has a wildcard in a folder name")
        mapped = self._mapped(folder + "/") if folder else None
        folders = [mapped[0]] if mapped is not None else self._tails(folder, beside, os.path.isdir)
        bounds = mapped[1] if mapped is not None else self.root
        if mapped is None and len(folders) != 1:
            return _absent(pattern, False, f"the folder of '{pattern}' is not in the repository")
        if _leaves(folders[0], bounds):
            return _absent(pattern, False, f"the folder of '{pattern}' leads out of the repository")
        wanted = posix(_glob(name), ignore_case=False)
        names = self._names(folders[0])
        found = [
            self._open(os.path.join(folder, entry), os.path.join(folders[0], entry), decode, bounds)
            for entry in names
            if matches(wanted, entry) and not (entry.startswith(".") and not name.startswith("."))
        ]
        missing = next((source for source in found if isinstance(source, Absent)), None)
        if missing is not None:
            return missing
        sources = tuple(source for source in found if isinstance(source, Source))
        return sources or _absent(pattern, mapped is not None, f"'{pattern}' matches no file")

    def _mapped(self, path: str) -> tuple[str, str | None] | None:
        """The place of an absolute path below a mapped prefix, the longest prefix first, and what it must lie in."""
        for prefix in sorted(self.maps, key=len, reverse=True):
            base = prefix.rstrip("/") + "/"
            clean = os.path.normpath(path).replace(os.sep, "/")
            if (clean + "/").startswith(base):
                place = os.path.normpath(os.path.join(self.maps[prefix], clean[len(base) :]))
                return place, self.within.get(prefix)
        return None

    def _tails(self, path: str, beside: str, exists: Exists) -> list[str]:
        """The places that the longest existing tail of a path may mean: below the naming file's folder, that of the
        linted file, or the root.

        Two places mean that it is not clear which file is meant.
        """
        folder = os.path.dirname(os.path.join(self.root, beside))
        bases = (folder, os.path.join(self.root, self.home), self.root)
        names = [name for name in os.path.normpath(path).replace(os.sep, "/").split("/") if name not in ("", ".")]
        if not path.startswith("/") and (real := self._inside_root(os.path.join(folder, path), exists)):
            return [real]
        names = [name for name in names if name != ".."]
        for cut in range(len(names)):
            tail = os.path.join(*names[cut:])
            places = (self._inside_root(os.path.join(base, tail), exists) for base in bases)
            found = sorted({place for place in places if place})
            if found:
                return found
        return []

    def _is_file(self, path: str) -> bool:
        """What an editor has not written yet is there all the same."""
        return os.path.isfile(path) or (self.piped is not None and self.piped.stands_for(path))

    def _names(self, folder: str) -> list[str]:
        """In a folder, sorted."""
        piped = self.piped
        new = [os.path.basename(piped.name)] if piped is not None and piped.lies_in(folder) else []
        return sorted({*_names(folder), *new})

    def _inside_root(self, path: str, exists: Exists) -> str | None:
        real = os.path.realpath(path)
        return real if exists(real) and is_inside(real, self.root) else None

    def _open(self, written: str, real: str, decode: Decoder, bounds: str | None) -> Source | Absent:
        if _leaves(real, bounds):
            return _absent(written, False, f"'{written}' leads out of the repository")
        key = (real, decode)
        if key not in self._read:
            try:
                self._read[key] = Source.of(self._name(written, real), self._bytes(real), decode)
            except InputError as error:
                self._read[key] = _absent(written, False, str(error))
        return self._read[key]

    def _bytes(self, real: str) -> bytes:
        piped = self.piped
        return piped.content if piped is not None and piped.stands_for(real) else read_bytes(real)

    def _name(self, written: str, real: str) -> str:
        resolved = os.path.realpath(real)
        return shown(resolved, self.root) if is_inside(resolved, self.root) else written


def _absent(path: str, certain: bool, reason: str) -> Absent:
    """A path may be a password, misplaced."""
    return Absent(path, certain, without_secrets(reason))


def _names(folder: str) -> list[str]:
    """What is in a folder; one that cannot be read holds nothing."""
    try:
        return os.listdir(folder)
    except OSError:
        return []


def _leaves(path: str, bounds: str | None) -> bool:
    return leads_out(path) if bounds is None else not is_inside(os.path.realpath(path), bounds)


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
