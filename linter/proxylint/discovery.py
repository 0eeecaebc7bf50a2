"""Which files of a folder are looked at: those that git would not ignore, and that no pattern excludes."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Protocol

from proxylint.files import Piped, find_root, is_inside
from proxylint.records import dataclass

if TYPE_CHECKING:
    from proxylint.gitignore import Ignoring

_SKIPPED = frozenset((".git", ".hg", ".svn", ".venv", "venv", "node_modules", "__pycache__", ".tox", ".mypy_cache"))


_DEEPEST = 400
"""Folders within folders. What is asked of each takes time by its depth, and the system's by that again: a stranger's
tree of fifteen hundred took minutes."""


class TooManyError(Exception):
    """A folder holds more than is worth a search."""


class Exclusions(Protocol):
    def excluded(self, path: str, *, folder: bool = False) -> bool:
        """Whether a file or folder is passed over, by its path."""
        ...


@dataclass(frozen=True, slots=True)
class Inputs:
    """How the files of a run are found. `gitignore`: whether what git ignores is passed over in folders.

    `force_exclude`: whether exclusions hold for files and folders that are named as well. `piped`: what came through
    standard input.
    """

    gitignore: bool = True
    force_exclude: bool = False
    piped: Piped | None = None


@dataclass(frozen=True, slots=True)
class _Folder:
    """`shown`: the path as reports and configurations know it; "" = the working directory. `depth`: how many folders
    below the one that is walked."""

    path: str
    shown: str
    ignoring: Ignoring | None
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Unseen:
    """A folder that was passed over; `reason` is a clause. `place`: the same however a walk came to it."""

    path: str
    reason: str
    place: str


def notes_of(unseen: Iterable[Unseen]) -> list[str]:
    """Sentences about folders that were passed over, one for each reason. Each folder counts once."""
    reasons: dict[str, dict[str, Unseen]] = {}
    for one in unseen:
        reasons.setdefault(one.reason, {}).setdefault(one.place, one)
    return [_note_of(list(alike.values())) for alike in reasons.values()]


def _note_of(unseen: Sequence[Unseen]) -> str:
    verb = f"and {len(unseen) - 1} more like it were" if len(unseen) > 1 else "was"
    return f"the folder '{_short(unseen[0].path)}' {verb} not searched: {unseen[0].reason}"


_SHORT = 40


def _short(path: str) -> str:
    return path if len(path) <= 3 * _SHORT else f"{path[:_SHORT]}...{path[-_SHORT:]}"


def walk(
    folder: str,
    wanted: Callable[[str], object],
    exclusions: Exclusions | None = None,
    *,
    gitignore: bool = True,
    most: int = sys.maxsize,
    unseen: list[Unseen] | None = None,
) -> Iterator[str]:
    """The wanted regular files below a folder, in a stable order: those of a folder, then those of its folders.

    The folder itself is looked into whatever is said of it. No link to a folder is followed, and no link to a file
    that leads out of the work tree: a repository from a stranger must not choose which files of this machine are read.
    TooManyError where there are more than `most` files and folders. `unseen` gets the folders that were not looked
    into although nobody asked for that.
    """
    from proxylint.gitignore import of_folder

    real = os.path.realpath(folder)
    root = find_root(real)
    start = os.path.normpath(folder)
    pending = [_Folder(folder, "" if start == os.curdir else start, of_folder(real, root) if gitignore else None)]
    while pending:
        at = pending.pop()
        folders: list[_Folder] = []
        entries, reason = _entries(at.path)
        if reason and unseen is not None:
            unseen.append(Unseen(at.shown or at.path, reason, _place(at.shown, start, real)))
        most -= len(entries)
        if most < 0:
            raise TooManyError
        for entry in entries:
            shown = os.path.join(at.shown, entry.name)
            if _is_folder(entry):
                below = _below(at, entry, shown, exclusions)
                if below is None:
                    continue
                if below.depth <= _DEEPEST:
                    folders.append(below)
                elif unseen is not None:
                    reason = f"it lies more than {_DEEPEST} folders deep"
                    unseen.append(Unseen(shown, reason, _place(shown, start, real)))
            elif wanted(shown) and _is_taken(at, entry, shown, root, exclusions):
                yield shown
        pending += reversed(folders)


def _place(shown: str, start: str, real: str) -> str:
    """The resolved path of a folder that a walk came to, which follows no link: the system is not asked again."""
    within = shown if start == os.curdir else shown[len(start) :].lstrip(os.sep)
    return os.path.join(real, within).rstrip(os.sep)


def _entries(folder: str) -> tuple[list[os.DirEntry[str]], str]:
    """What a folder holds; where it cannot be read, nothing, and why."""
    try:
        with os.scandir(folder) as entries:
            return sorted(entries, key=lambda entry: entry.name), ""
    except OSError as error:
        return [], f"it cannot be read: {error.strerror}"


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir(follow_symlinks=False)
    except OSError:  # a file system that does not say, in a folder that may be listed only
        return False


def _below(at: _Folder, entry: os.DirEntry[str], shown: str, exclusions: Exclusions | None) -> _Folder | None:
    name, ignoring = entry.name, at.ignoring
    if name in _SKIPPED or (ignoring is not None and ignoring.ignores(name, folder=True)):
        return None
    if exclusions is not None and exclusions.excluded(shown, folder=True):
        return None
    return _Folder(entry.path, shown, None if ignoring is None else ignoring.below(name, entry.path), at.depth + 1)


def _is_taken(at: _Folder, entry: os.DirEntry[str], shown: str, root: str, exclusions: Exclusions | None) -> bool:
    try:
        if not entry.is_file() or (entry.is_symlink() and not is_inside(os.path.realpath(entry.path), root)):
            return False
    except OSError:  # a link that leads to itself
        return False
    if at.ignoring is not None and at.ignoring.ignores(entry.name, folder=False):
        return False
    return exclusions is None or not exclusions.excluded(shown)
