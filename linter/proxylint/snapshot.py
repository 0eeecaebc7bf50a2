"""The files of a commit, brought into a folder of their own so that they are read like any others.

A repository is hostile input. git is run so that nothing of it is executed: no hook, filter, text conversion, file
system monitor or pager takes part in reading objects, and no object is fetched from anywhere. What a tree names is
written only where it cannot leave the folder.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import IO

from proxylint.errors import UsageError
from proxylint.files import LARGEST
from proxylint.records import dataclass

MOST_BYTES = 2 * 1024 * 1024 * 1024
"""Of all files of a commit together."""

_SAFE = ("-c", "core.fsmonitor=", "-c", "core.hooksPath=/dev/null", "-c", "core.pager=cat", "--no-pager")

_ENVIRONMENT = {
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_ALLOW_PROTOCOL": "",  # no transport at all: an object missing from a partial clone stays missing
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_OPTIONAL_LOCKS": "0",
    "LC_ALL": "C",
}


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
    found = _git(repository, ["rev-parse", "--verify", f"{revision}^{{tree}}"], revision).decode("ascii", "replace")
    tree = found.strip()
    if not tree or not set(tree) <= set("0123456789abcdef"):
        raise UsageError(f"--against 'git:{revision}' is no commit of '{repository}'")
    return tree


def _entries(repository: str, tree: str, revision: str) -> list[_Entry]:
    listed = _git(repository, ["ls-tree", "-r", "-z", "-l", "--full-tree", tree], revision)
    entries = [_entry(line) for line in listed.split(b"\0") if line]
    kept = [entry for entry in entries if entry.mode != "160000" and entry.size <= LARGEST]
    if sum(entry.size for entry in kept) > MOST_BYTES:
        raise UsageError(
            f"--against 'git:{revision}' holds more than {MOST_BYTES >> 30} GB; check it out (git worktree add) and "
            "name the folder"
        )
    return kept


def _entry(line: bytes) -> _Entry:
    """`mode type id size`, a tab, the path; a submodule has `-` for its size."""
    head, _, path = line.partition(b"\t")
    mode, _, id, size = head.decode("ascii").split()
    return _Entry(mode, id, int(size) if size.isdigit() else 0, os.fsdecode(path))


def _fill(folder: str, repository: str, entries: Sequence[_Entry]) -> None:
    """Links come last, so that nothing is written through one."""
    links: list[tuple[str, str]] = []
    with subprocess.Popen(
        [_program(), *_SAFE, "cat-file", "--batch"],
        cwd=repository,
        env=_environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as git:
        assert git.stdin is not None
        assert git.stdout is not None
        try:
            for entry in entries:
                git.stdin.write(f"{entry.id}\n".encode("ascii"))
                git.stdin.flush()
                content = _content(git.stdout, entry)
                place = _place(folder, entry.path)
                if place is None:
                    continue
                if entry.mode == "120000":
                    links.append((os.fsdecode(content), place))
                else:
                    _write(place, content)
        finally:
            git.stdin.close()
    for target, place in links:
        _link(folder, target, place)
    for _, place in links:
        # What a link leads to may itself be a link that was made later.
        if os.path.islink(place) and not os.path.realpath(place).startswith(folder + os.sep):
            os.unlink(place)


def _content(out: IO[bytes], entry: _Entry) -> bytes:
    """The answer of `git cat-file --batch`: `id type size`, the bytes, a line end."""
    words = out.readline().split()
    if len(words) != 3 or words[1] != b"blob":
        raise UsageError(f"--against: the content of '{entry.path}' is not in the repository (a partial clone?)")
    content = out.read(int(words[2]))
    out.read(1)
    return content


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


def _git(repository: str, arguments: Sequence[str], revision: str) -> bytes:
    done = subprocess.run(
        [_program(), *_SAFE, *arguments],
        cwd=repository,
        env=_environment(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        because = f" ({said[-1].removeprefix('fatal: ')})" if said else ""
        raise UsageError(f"--against 'git:{revision}' is no commit of '{repository}'{because}")
    return done.stdout


def _program() -> str:
    """git by its absolute path, and never one that lies in a folder that depends on where we are."""
    folders = [folder for folder in os.environ.get("PATH", os.defpath).split(os.pathsep) if os.path.isabs(folder)]
    found = shutil.which("git", path=os.pathsep.join(folders)) if folders else None
    if found is None or not os.path.isabs(found):
        raise UsageError("--against git:...: the program git is not here")
    return found


def _environment() -> dict[str, str]:
    """Without what a hook or the user's shell says of other repositories."""
    inherited = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    return {**inherited, **_ENVIRONMENT}
