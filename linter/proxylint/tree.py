"""Which files a configuration reads besides itself. Nothing outside the root is ever read.

A configuration from a pull request is hostile input: it can name any path, and the tree can hold symbolic links. Every
path is resolved before it is opened, and what resolves to a place outside the root counts as absent. Only a path map
from the command line opens a folder elsewhere; one from a configuration file stays where that file's repository is.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence

from proxylint.errors import InputError
from proxylint.files import Piped, is_inside, leads_out, read_bytes, shown
from proxylint.format import Absent
from proxylint.names import BadPattern, matches, posix
from proxylint.records import dataclass, field
from proxylint.secrets import without_secrets
from proxylint.text import Decoder, Source

Exists = Callable[[str], bool]

LONGEST = 4096
"""Characters of a path; Linux opens no longer one (PATH_MAX)."""

DEEPEST_PATH = 40
"""Folders in a path. Each of its tails is looked for, in each folder that may be meant."""

MOST_COMPARED = 100_000
"""Names of files that one configuration's patterns are put to; the same pattern in the same folder counts once."""


@dataclass(frozen=True)
class Tree:
    """A `format.Loader` over the files below `root` (a resolved path) and the folders of `maps` (FROM -> folder).

    `within`: FROM -> the resolved folder that nothing read by this map may lie outside of; without one it may lie
    anywhere, but no link leads out of a repository.
    `piped` stands for the file of its name. `home`: the folder of the linted file, as reports print it (absolute where
    they print all so): a part in `conf.d/` names the lists that lie beside the configuration which includes it.
    `most_compared`: see MOST_COMPARED.
    """

    root: str
    maps: Mapping[str, str] = field(default_factory=dict)
    within: Mapping[str, str] = field(default_factory=dict)
    piped: Piped | None = None
    home: str = ""
    most_compared: int = MOST_COMPARED
    _read: dict[tuple[str, Decoder], Source | Absent] = field(default_factory=dict, init=False, compare=False)
    _steps: dict[tuple[str, str], str | None] = field(default_factory=dict, init=False, compare=False)
    _listed: dict[str, Sequence[str]] = field(default_factory=dict, init=False, compare=False)
    _matching: dict[tuple[str, str], Sequence[str]] = field(default_factory=dict, init=False, compare=False)
    _compared: list[int] = field(default_factory=lambda: [0], init=False, compare=False)

    def read(self, path: str, beside: str, decode: Decoder) -> Source | Absent:
        if (fault := _fault(path)) is not None:
            return _absent(path[:LONGEST], False, fault)
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

    def places(self, path: str, beside: str) -> Sequence[str]:
        """Where a file of that path would be read from; two places mean that it is not read at all."""
        if _fault(path) is not None:
            return []
        mapped = self._mapped(path)
        return [mapped[0]] if mapped is not None else self._tails(path, beside, self._is_file)

    def glob(self, pattern: str, beside: str, decode: Decoder) -> Sequence[Source] | Absent:
        if not any(char in pattern for char in "*?["):
            one = self.read(pattern, beside, decode)
            return one if isinstance(one, Absent) else (one,)
        if (fault := _fault(pattern)) is not None:
            return _absent(pattern[:LONGEST], False, fault)
        folder, name = os.path.split(pattern)
        if any(char in folder for char in "*?["):
            return _absent(pattern, False, f"'{pattern}' has a wildcard in a folder name")
        mapped = self._mapped(folder + "/") if folder else None
        folders = [mapped[0]] if mapped is not None else self._tails(folder, beside, os.path.isdir)
        bounds = mapped[1] if mapped is not None else self.root
        if mapped is None and len(folders) != 1:
            return _absent(pattern, False, f"the folder of '{pattern}' is not in the repository")
        if _leaves(folders[0], bounds):
            return _absent(pattern, False, f"the folder of '{pattern}' leads out of the repository")
        try:
            entries = self._entries(folders[0], name)
        except BadPattern:
            return _absent(pattern, False, f"'{pattern}' has brackets that are not understood")
        if entries is None:
            return _absent(pattern, False, f"'{pattern}' is one of too many patterns, or its folder holds too much")
        found = [
            self._open(os.path.join(folder, entry), os.path.join(folders[0], entry), decode, bounds)
            for entry in entries
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

    def _tails(self, path: str, beside: str, exists: Exists) -> Sequence[str]:
        """The places that the longest existing tail of a path may mean: below the naming file's folder, that of the
        linted file, or the root.

        Two places mean that it is not clear which file is meant.
        """
        folder = os.path.dirname(os.path.join(self.root, beside))
        if not path.startswith("/") and (real := self._inside_root(os.path.join(folder, path), exists)):
            return [real]
        bases = {os.path.realpath(base) for base in (folder, os.path.join(self.root, self.home), self.root)}
        names = [name for name in os.path.normpath(path).replace(os.sep, "/").split("/") if name not in ("", ".", "..")]
        for cut in range(len(names)):
            places = {self._below(base, names[cut:]) for base in bases}
            found = sorted(place for place in places if place and exists(place) and is_inside(place, self.root))
            if found:
                return found
        return []

    def _below(self, base: str, names: Sequence[str]) -> str | None:
        """What a path below a resolved folder leads to, resolved; None = nothing. Each step is looked at once."""
        at = base
        for index, name in enumerate(names):
            step = at, name
            if step not in self._steps:
                place = os.path.join(at, name)
                self._steps[step] = os.path.realpath(place) if os.path.lexists(place) else None
            real = self._steps[step]
            if real is None:
                return None if self.piped is None else os.path.join(at, *names[index:])
            at = real
        return at

    def _is_file(self, path: str) -> bool:
        """What an editor has not written yet is there all the same."""
        return os.path.isfile(path) or (self.piped is not None and self.piped.stands_for(path))

    def _names(self, folder: str) -> Sequence[str]:
        """In a folder, sorted."""
        if folder not in self._listed:
            piped = self.piped
            new = [os.path.basename(piped.name)] if piped is not None and piped.lies_in(folder) else []
            self._listed[folder] = sorted({*_names(folder), *new})
        return self._listed[folder]

    def _entries(self, folder: str, pattern: str) -> Sequence[str] | None:
        """Those of a folder that match, sorted; None = that is too much work."""
        found = self._matching.get((folder, pattern))
        if found is None:
            names = self._names(folder)
            self._compared[0] += len(names)
            if self._compared[0] > self.most_compared:
                return None
            wanted, hidden = posix(_glob(pattern), ignore_case=False), pattern.startswith(".")
            found = [name for name in names if matches(wanted, name) and (hidden or not name.startswith("."))]
            self._matching[folder, pattern] = found
        return found

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
        relative = None if os.path.isabs(self.home) else self.root
        return shown(resolved, relative) if is_inside(resolved, self.root) else written


def _fault(path: str) -> str | None:
    """Why a path names no file, if it does not."""
    if "\0" in path:
        return "its name holds a NUL byte"
    if len(path) > LONGEST or path.count("/") > DEEPEST_PATH:
        return f"its path is longer than {LONGEST:,} characters, or leads through more than {DEEPEST_PATH} folders"
    return None


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
