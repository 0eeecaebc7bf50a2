"""The files of a commit, brought into a folder: whatever its tree names, nothing is written outside of it.

An input holds one entry of the tree a line: mode, a blank, the path, and behind a tab the content. git is stood in for.
Bytes behind a `%%` line are read as an index.
"""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from unittest.mock import patch

from proxylint.errors import UsageError
from proxylint.git_index import parsed
from proxylint.snapshot import snapshot
from tests.fuzz.target import HERE, Target
from tests.nearly.drawing import Grammar

MODES = (b"100644", b"100755", b"120000", b"160000", b"040000")
ID = b"0" * 40

TREE: Grammar = {
    "file": ("<line+>", "<line+>%%\nDIRC<odd>"),
    "line": ("<mode> <path>\t<content>\n",),
    "mode": ("100644", "120000", "120000", "100755", "160000", "100000"),
    "name": (
        "a", "b", "..", ".", "", ".git", ".GIT", "c", "squid.conf", "é", "a b", "\\", "C:", "\udcff", "git~1",
        'a' * 300,
    ),
    "path": ("<name>", "<name>/<name>", "<name>/<name>/<name>", "/<name>", "a/b", "a"),
    "content": ("x", "<path>", "../<path>", "../../<path>", "/etc/passwd", "a", "b", "./a/../..", ""),
    "odd": ("\x00\x00\x00\x02\x00\x00\x00\x01", "\x00\x00\x00\x04\x00\x00\x00\x02<content>", "\x00\x00\x00\x03"),
}  # fmt: skip


class Git:
    """Answers as git does: the tree's id, the list of its entries, and the content of each that is asked for."""

    def __init__(self, entries: list[tuple[bytes, bytes, bytes]]) -> None:
        self.entries = entries

    @contextmanager
    def running(self, repository: str, *arguments: str) -> Iterator[SimpleNamespace]:
        if arguments[0] == "rev-parse":
            out = ID + b"\n"
        elif arguments[0] == "ls-tree":
            lines = (b"%s blob %s %7d\t%s\0" % (mode, ID, len(body), path) for mode, path, body in self.entries)
            out = b"".join(lines)
        else:
            kept = [body for mode, _, body in self.entries if mode != b"160000"]
            out = b"".join(b"%s blob %d\n%s\n" % (ID, len(body), body) for body in kept)
        yield SimpleNamespace(stdin=io.BytesIO(), stdout=io.BytesIO(out), returncode=0)


def entries(data: bytes) -> Iterator[tuple[bytes, bytes, bytes]]:
    for line in data.split(b"\n")[:40]:
        head, _, body = line.partition(b"\t")
        mode, _, path = head.partition(b" ")
        if mode in MODES and path and b"\0" not in path:
            yield mode, path, body


def looked_through(folder: str) -> None:
    """Every file and link lies within, and no link leads out."""
    for at, folders, files in os.walk(folder):
        for name in (*folders, *files):
            place = os.path.join(at, name)
            real = os.path.realpath(place)
            assert real == folder or real.startswith(folder + os.sep), (place, real)
            assert name.lower() != ".git" or at == folder


def run(data: bytes) -> None:
    tree, _, index = data.partition(b"%%\n")
    for size in (20, 32):
        found = parsed(index, size)
        assert found is None or all(found)
    git = Git(list(entries(tree)))
    outside = os.path.join(HERE, "..", "..")
    above = set(os.listdir(outside))
    with patch("proxylint.snapshot.running", git.running), patch("proxylint.snapshot.foreign", lambda path: None):
        try:
            with patch("os.path.exists", lambda path: True), snapshot("/nowhere", "HEAD") as folder:
                looked_through(folder)
        except UsageError as error:
            assert "--against" in str(error)
            return
    assert not os.path.lexists(folder)
    assert set(os.listdir(outside)) == above


TARGET = Target("trees", run, TREE, longest=2000)
