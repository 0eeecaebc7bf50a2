"""git, run over the repository of a stranger: nothing of it is executed, no other repository is read, and it ends.

No hook, filter, text conversion, file system monitor or pager takes part in reading objects, and no object is fetched
from anywhere.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from proxylint.errors import UsageError
from proxylint.git_index import content_of

PATIENCE = 600
"""Seconds for one run: a pipe among its files would keep git waiting for ever."""

_LARGEST = 1024 * 1024
"""Bytes of a file that says where others are."""

_SAFE = ("-c", "core.fsmonitor=", "-c", "core.hooksPath=/dev/null", "-c", "core.pager=cat", "--no-pager")

_ENVIRONMENT = {
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_ALLOW_PROTOCOL": "",  # no transport at all: an object missing from a partial clone stays missing
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_OPTIONAL_LOCKS": "0",
    "LC_ALL": "C",
}


@contextmanager
def running(repository: str, *arguments: str) -> Iterator[subprocess.Popen[bytes]]:
    """`repository`: the folder that holds `.git`. What git complains of is nobody's business: its messages quote the
    files that it reads as configuration. It is killed where the block ends early."""
    from threading import Timer

    command = [_program(), *_SAFE, *arguments]
    pipe, null = subprocess.PIPE, subprocess.DEVNULL
    with subprocess.Popen(
        command, cwd=repository, env=_environment(), stdin=pipe, stdout=pipe, stderr=null, bufsize=1 << 16
    ) as git:
        watch = Timer(PATIENCE, git.kill)
        watch.daemon = True
        watch.start()
        try:
            yield git
        except BaseException:
            git.kill()
            if git.stdin is not None:
                with suppress(OSError):
                    git.stdin.close()
            raise
        finally:
            watch.cancel()


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


def foreign(repository: str) -> str | None:
    """Why git would read the objects of another repository than the one in `repository`; None = it would not.

    A work tree that git added elsewhere and a submodule are known to the repository that holds their objects.
    """
    git = os.path.join(repository, ".git")
    if os.path.isdir(git) and not os.path.islink(git):
        if os.path.lexists(os.path.join(git, "commondir")):
            return "its .git says that its objects are elsewhere"
        return _borrowed(os.path.join(git, "objects"), repository)
    folder = _named(git)
    if folder is None or not (_is_work_tree(folder, git) or _is_submodule(folder, repository)):
        return "its .git leads to a repository that does not know of it"
    return None


def _borrowed(objects: str, repository: str) -> str | None:
    """Links and pipes among the objects, and those of others (gitrepository-layout(5), objects/info/alternates)."""
    others = os.fsdecode(content_of(os.path.join(objects, "info", "alternates"), _LARGEST) or b"")
    places = [os.path.join(objects, line) for line in others.splitlines() if line and not line.startswith("#")]
    if not all(_is_inside(place, repository) for place in places):
        return "its objects are in another repository as well (objects/info/alternates)"
    if not _is_inside(objects, repository):
        return "its objects are links to elsewhere"
    pending = [objects]
    while pending:
        with os.scandir(pending.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    pending.append(entry.path)
                elif not entry.is_file(follow_symlinks=False):
                    return "its objects are links to elsewhere"
    return None


def _is_inside(place: str, folder: str) -> bool:
    return (os.path.realpath(place) + os.sep).startswith(os.path.realpath(folder) + os.sep)


def _named(git: str) -> str | None:
    """The folder that a `.git` which is a file names."""
    said = content_of(git, _LARGEST) or b""
    found = re.fullmatch(rb"gitdir: ([^\0\r\n]+)\r?\n?", said)
    return None if found is None else os.path.join(os.path.dirname(git), os.fsdecode(found[1]))


def _is_work_tree(folder: str, git: str) -> bool:
    back = content_of(os.path.join(folder, "gitdir"), _LARGEST) or b""
    return bool(back) and os.path.realpath(os.fsdecode(back.strip())) == os.path.realpath(git)


def _is_submodule(folder: str, repository: str) -> bool:
    settings = content_of(os.path.join(folder, "config"), _LARGEST) or b""
    found = re.search(rb"^[ \t]*worktree[ \t]*=[ \t]*([^\0\r\n\"]+)", settings, re.MULTILINE)
    if found is None:
        return False
    tree = os.path.join(folder, os.fsdecode(found[1].strip()))
    return os.path.realpath(tree) == os.path.realpath(repository)
