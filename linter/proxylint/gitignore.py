"""Which files of a work tree git ignores, by the patterns that lie in it (gitignore(5); dir.c of git).

git itself is not asked: run inside a repository from a stranger it may execute what the repository's configuration
names. The user's own excludes file is not looked at either: what is linted must not depend on whose machine it is.
"""

from __future__ import annotations

import os
from collections.abc import Sequence

from proxylint.git_index import Index, content_of
from proxylint.globs import parse
from proxylint.records import dataclass
from proxylint.wildmatch import Glob

NAME = ".gitignore"
LARGEST = 1024 * 1024
"""Bytes of one file of patterns."""

MOST_PATTERNS = 2000
"""Of those with wildcards that may speak of one path. Beyond it nothing is ignored: rather too much is linted."""


@dataclass(frozen=True, slots=True)
class Line:
    """`order`: where it stands among the lines of its file; of those that fit, the last one counts.

    `again`: it begins with `!`, so that what it means is not ignored. `folders`: it means folders only. `glob`: None =
    there is no wildcard.
    """

    order: int
    again: bool
    folders: bool
    glob: Glob | None = None

    def fits(self, names: Sequence[str], folder: bool) -> bool:
        return (folder or not self.folders) and (self.glob is None or self.glob.matches(names))


@dataclass(frozen=True, slots=True)
class Patterns:
    """One file of patterns that speaks of the paths below a folder.

    `depth`: how many names that folder lies below the root. `plain`: lines without wildcard by the name they mean, or
    by `/` and the path; `wild`: all others. Both with the last line first.
    """

    depth: int
    plain: dict[str, tuple[Line, ...]]
    wild: tuple[Line, ...]

    def verdict(self, names: Sequence[str], folder: bool) -> bool | None:
        """Whether the path is ignored; None = no line fits. `names` from the root on."""
        below = names[self.depth :]
        plain = (*self.plain.get(below[-1], ()), *self.plain.get("/" + "/".join(below), ()))
        found = [line for line in plain if line.fits(below, folder)]
        last = max(found, key=_order, default=None)
        for line in self.wild:
            if last is not None and line.order < last.order:
                break
            if line.fits(below, folder):
                last = line
                break
        return None if last is None else not last.again


def _order(line: Line) -> int:
    return line.order


@dataclass(frozen=True, slots=True)
class Ignoring:
    """What is ignored in one folder of a work tree.

    `names`: of the folder, from the root on. `files`: those that speak of it, the nearest first; None = there are more
    patterns than are looked at. `buried`: the folder is ignored itself, and looked into for what is tracked.
    """

    names: tuple[str, ...]
    files: tuple[Patterns, ...] | None
    index: Index
    buried: bool = False

    def ignores(self, name: str, *, folder: bool) -> bool:
        """Whether an entry of the folder is passed over. A folder in which a file is tracked is not."""
        names = (*self.names, _octets(name))
        return self._ignored(names, folder) and not self.index.tracks("/".join(names), folder=folder)

    def below(self, name: str, path: str) -> Ignoring:
        """The same for a folder of this folder. Of what is in an ignored one no pattern speaks."""
        if os.path.lexists(os.path.join(path, ".git")):
            return of_root(path)  # a repository of its own
        names = (*self.names, _octets(name))
        if self._ignored(names, folder=True):
            return Ignoring(names, (), self.index, buried=True)
        return self._within(names, path)

    def into(self, name: str, path: str) -> Ignoring:
        """The same for a folder that the user asks for, so that it does not count as ignored."""
        return self._within((*self.names, _octets(name)), path)

    def _within(self, names: tuple[str, ...], path: str) -> Ignoring:
        if self.files is None:
            return Ignoring(names, None, self.index)
        return Ignoring(names, _joined(read(os.path.join(path, NAME), len(names)), self.files), self.index)

    def _ignored(self, names: tuple[str, ...], folder: bool) -> bool:
        if self.buried or not self.files:
            return self.buried
        said = (patterns.verdict(names, folder) for patterns in self.files)
        return next((found for found in said if found is not None), False)


def of_root(path: str) -> Ignoring:
    """For the root of a work tree. A `.git` that is a file or a link leads elsewhere: nothing there is read."""
    own = read(os.path.join(path, NAME), 0)
    git = os.path.join(path, ".git")
    local = os.path.isdir(git) and not os.path.islink(git) and not os.path.islink(os.path.join(git, "info"))
    info = read(os.path.join(git, "info", "exclude"), 0) if local else Patterns(0, {}, ())
    return Ignoring((), _joined(own, _joined(info, ())), Index(path))


def of_folder(folder: str, root: str) -> Ignoring:
    """For a folder of the work tree at `root`; both resolved. It is looked into even where it is ignored itself."""
    found, at = of_root(root), root
    for name in os.path.relpath(folder, root).split(os.sep):
        if name != os.curdir:
            at = os.path.join(at, name)
            found = found.into(name, at)
    return found


def _joined(patterns: Patterns | None, above: tuple[Patterns, ...] | None) -> tuple[Patterns, ...] | None:
    if patterns is None or above is None:
        return None
    files = (patterns, *above) if patterns.plain or patterns.wild else above
    return files if sum(len(one.wild) for one in files) <= MOST_PATTERNS else None


def read(path: str, depth: int) -> Patterns | None:
    """A file of patterns; None = too large. One that is not there, or is no regular file, says nothing.

    A link is not followed (git, since 2.32).
    """
    content = content_of(path, LARGEST)
    return None if content is None else parsed(content, depth)


def parsed(content: bytes, depth: int = 0) -> Patterns:
    """Patterns are of bytes to git: `?` is one byte of a name. Here each byte is one character."""
    plain: dict[str, list[Line]] = {}
    wild: list[Line] = []
    text = content.removeprefix(b"\xef\xbb\xbf").decode("latin-1")
    for order, written in enumerate(text.split("\n")):
        pattern = _trimmed(written.removesuffix("\r"))
        if not pattern or pattern.startswith("#"):
            continue
        again = pattern.startswith("!")
        pattern = pattern[again:]
        folders = pattern.endswith("/")
        if any(char in pattern for char in "*?[\\"):
            wild.append(Line(order, again, folders, parse(pattern)))
        else:
            name = pattern[:-1] if folders else pattern
            key = "/" + name.removeprefix("/") if "/" in name else name
            plain.setdefault(key, []).append(Line(order, again, folders))
    return Patterns(depth, {name: tuple(lines) for name, lines in plain.items()}, tuple(reversed(wild)))


def _trimmed(line: str) -> str:
    """Without blanks at the end, unless a backslash stands before them (dir.c, trim_trailing_spaces)."""
    line = line.partition("\0")[0]
    bare = line.rstrip(" ")
    slashes = len(bare) - len(bare.rstrip("\\"))
    return line[: len(bare) + 1] if slashes % 2 and len(bare) < len(line) else bare


def _octets(name: str) -> str:
    return os.fsencode(name).decode("latin-1")
