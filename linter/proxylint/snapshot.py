"""The files of a commit, brought into a folder of their own so that they are read like any others.

A repository is hostile input (see `git`). What a tree names is written only where it cannot leave the folder, and a
tree that is small on the disk and endless when it is listed is not listed to its end.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from proxylint.errors import UsageError
from proxylint.files import LARGEST
from proxylint.git import foreign, running
from proxylint.records import dataclass

MOST_BYTES = 2 * 1024 * 1024 * 1024
"""Of all files of a commit together."""

MOST_FILES = 200_000
"""Of a commit. Ten trees that each hold the next one ten times list ten thousand million files."""

_LONGEST = 64 * 1024
"""Bytes of a line of git's; a path has 4096 at most."""


@dataclass(frozen=True, slots=True)
class _Entry:
    mode: str
    id: str
    size: int
    path: str


@contextmanager
def snapshot(repository: str, revision: str) -> Iterator[str]:
    """A folder with the files of a commit, removed afterwards. UsageError says what is wrong with the revision.

    `repository`: the folder that holds `.git`. What a work tree would hold is written as it is stored: no end of line
    is converted, no keyword filled in.
    """
    tree = _tree(repository, revision)
    folder = os.path.realpath(tempfile.mkdtemp(prefix="proxylint-"))
    try:
        # Ends the search for the root of the repository here.
        os.mkdir(os.path.join(folder, ".git"))
        _fill(folder, repository, _entries(repository, tree, revision))
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _tree(repository: str, revision: str) -> str:
    """The id of the tree. A revision is handed over so that it is neither an option nor a path."""
    if not revision or revision.startswith("-") or ":" in revision or not revision.isprintable():
        raise UsageError(f"--against 'git:{revision}': name a commit, such as git:HEAD~1 or git:main")
    if not os.path.exists(os.path.join(repository, ".git")):
        raise UsageError(f"--against 'git:{revision}': '{repository}' is no git repository")
    elsewhere = foreign(repository)
    if elsewhere is not None:
        raise UsageError(
            f"--against 'git:{revision}': {elsewhere}; check it out (git worktree add) and name the folder"
        )
    with running(repository, "rev-parse", "--verify", f"{revision}^{{tree}}") as git:
        assert git.stdout is not None
        tree = git.stdout.read(_LONGEST).decode("ascii", "replace").strip()
    if not tree or not set(tree) <= set("0123456789abcdef"):
        raise UsageError(f"--against 'git:{revision}' is no commit of '{repository}'")
    return tree


def _entries(repository: str, tree: str, revision: str) -> list[_Entry]:
    kept: list[_Entry] = []
    size = 0
    with running(repository, "ls-tree", "-r", "-z", "-l", "--full-tree", tree) as git:
        assert git.stdout is not None
        for line in _lines(git.stdout):
            entry = _entry(line)
            if entry.mode == "160000" or entry.size > LARGEST:
                continue
            kept.append(entry)
            size += entry.size
            if size > MOST_BYTES or len(kept) > MOST_FILES:
                raise UsageError(
                    f"--against 'git:{revision}' holds more than {MOST_BYTES >> 30} GB or {MOST_FILES:,} files; check "
                    "it out (git worktree add) and name the folder"
                )
    if git.returncode:
        raise UsageError(f"--against 'git:{revision}' cannot be listed: objects of it are not in the repository")
    return kept


def _lines(out: IO[bytes]) -> Iterator[bytes]:
    """What NUL bytes stand behind."""
    rest = b""
    while piece := out.read(_LONGEST):
        *lines, rest = (rest + piece).split(b"\0")
        if len(rest) > _LONGEST:
            raise UsageError("--against: the commit holds a path that is too long")
        yield from lines


def _entry(line: bytes) -> _Entry:
    """`mode type id size`, a tab, the path; a submodule has `-` for its size."""
    head, _, path = line.partition(b"\t")
    mode, _, id, size = head.decode("ascii").split()
    return _Entry(mode, id, int(size) if size.isdigit() else 0, os.fsdecode(path))


def _fill(folder: str, repository: str, entries: list[_Entry]) -> None:
    """Links come last, so that nothing is written through one."""
    links: list[tuple[str, str]] = []
    with running(repository, "cat-file", "--batch") as git:
        assert git.stdin is not None
        assert git.stdout is not None
        for entry in entries:
            content = _asked(git.stdin, git.stdout, entry)
            place = _place(folder, entry.path)
            if place is None:
                continue
            if entry.mode == "120000":
                links.append((os.fsdecode(content), place))
            else:
                _write(place, content)
        git.stdin.close()
    for target, place in links:
        _link(folder, target, place)
    for _, place in links:
        # What a link leads to may itself be a link that was made later.
        if os.path.islink(place) and not os.path.realpath(place).startswith(folder + os.sep):
            os.unlink(place)


def _asked(to: IO[bytes], out: IO[bytes], entry: _Entry) -> bytes:
    """The answer of `git cat-file --batch`: `id type size`, the bytes, a line end."""
    try:
        to.write(f"{entry.id}\n".encode("ascii"))
        to.flush()
        words = out.readline(_LONGEST).split()
        size = int(words[2]) if len(words) == 3 and words[1] == b"blob" else -1
        content = out.read(size) if 0 <= size <= LARGEST else b""
        if len(content) == size:
            out.read(1)
            return content
    except (OSError, ValueError):
        pass
    raise UsageError(f"--against: the content of '{entry.path}' is not in the repository (a partial clone?)")


def _place(folder: str, path: str) -> str | None:
    """Where a path of a tree belongs; None for one that no work tree would hold (read-cache.c, `verify_path`)."""
    names = path.split("/")
    bad = any(name in ("", ".", "..") or name.lower() == ".git" or os.sep in name for name in names)
    return None if bad or os.path.isabs(path) or os.path.splitdrive(path)[0] else os.path.join(folder, *names)


def _write(place: str, content: bytes) -> None:
    """A name that this machine cannot have, or that stands twice, is left out as on a checkout."""
    try:
        os.makedirs(os.path.dirname(place), exist_ok=True)
        with open(place, "xb") as file:
            file.write(content)
    except FileExistsError:
        pass
    except OSError as error:
        raise UsageError(f"--against: '{os.path.basename(place)}' cannot be written: {error.strerror}") from None


def _link(folder: str, target: str, place: str) -> None:
    """A link within the tree. One that leads out of it is left out: what is there is no part of the commit."""
    beside = os.path.dirname(place)
    try:
        if os.path.realpath(beside) != beside:
            return  # below another link
        os.makedirs(beside, exist_ok=True)
        end = os.path.realpath(os.path.join(beside, target))
        if not os.path.isabs(target) and end.startswith(folder + os.sep):
            os.symlink(target, place)
    except (OSError, ValueError):
        pass
