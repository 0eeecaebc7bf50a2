"""Which files git tracks: read from `.git/index` (gitformat-index(5), versions 2 to 4).

A tracked file is not ignored, whatever patterns say of it. Extensions are not read: in a split index, which is rare,
only what has changed since it was split is seen.
"""

from __future__ import annotations

import os
import stat

from proxylint.records import dataclass, field

LARGEST = 128 * 1024 * 1024
"""Bytes of an index; one of a million files has about 100 MB."""

_LONGEST = 4096
"""Bytes of a path."""

_HASHES = (20, 32)
"""Bytes of an object's name: SHA-1, SHA-256. The index does not say which."""


@dataclass(frozen=True, slots=True)
class Tracked:
    """Paths from the root on, with `/`; each byte of a name is one character."""

    files: frozenset[str] = frozenset()
    folders: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Index:
    """Of the work tree at `root`; read when it is first asked. Where it cannot be read nothing is known as tracked."""

    root: str
    _read: list[Tracked] = field(default_factory=list, init=False, compare=False)

    def tracks(self, path: str, *, folder: bool) -> bool:
        """Whether a file is tracked, or any file below a folder."""
        if not self._read:
            self._read.append(_tracked(self.root))
        return path in (self._read[0].folders if folder else self._read[0].files)


def _tracked(root: str) -> Tracked:
    git = os.path.join(root, ".git")
    if os.path.islink(git):  # what is outside the work tree is not read
        return Tracked()
    content = content_of(os.path.join(git, "index"), LARGEST) or b""
    found = next((names for size in _HASHES if (names := parsed(content, size)) is not None), [])
    files = frozenset(name.decode("latin-1") for name in found)
    folders: set[str] = set()
    for file in files:
        above = file.rpartition("/")[0]
        while above and above not in folders:
            folders.add(above)
            above = above.rpartition("/")[0]
    return Tracked(files, frozenset(folders))


def content_of(path: str, most: int) -> bytes | None:
    """The bytes of a regular file, no link being followed; none where there is no such file; None = over `most`."""
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    except OSError:
        return b""
    try:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            return b""
        with open(handle, "rb", closefd=False) as file:
            content = file.read(most + 1)
            return content if len(content) <= most else None
    except OSError:
        return b""
    finally:
        os.close(handle)


def parsed(content: bytes, hash_size: int) -> list[bytes] | None:
    """The paths of an index; None = it is none, or one with object names of another size."""
    version = int.from_bytes(content[4:8], "big")
    if content[:4] != b"DIRC" or version not in (2, 3, 4):
        return None
    names: list[bytes] = []
    at, name = 12, b""
    for _ in range(int.from_bytes(content[8:12], "big")):
        flags = int.from_bytes(content[at + 40 + hash_size : at + 42 + hash_size], "big")
        start = at + 42 + hash_size + (2 if flags & 0x4000 and version > 2 else 0)
        kept = b""
        if version == 4:
            dropped, start = _offset(content, start)
            kept = name[: max(0, len(name) - dropped)]
        end = content.find(b"\0", start)
        name = kept + content[start:end]
        if end < 0 or not 0 < len(name) <= _LONGEST or flags & 0xFFF != min(len(name), 0xFFF):
            return None
        names.append(name)
        at = end + 1 if version == 4 else at + (end - at + 8 & ~7)
    return names


def _offset(content: bytes, at: int) -> tuple[int, int]:
    """A number of variable width (varint.c of git), and where it ends."""
    value, more = -1, True
    while more and at < len(content) and value < _LONGEST:
        value = (value + 1 << 7) + (content[at] & 0x7F)
        more = content[at] >= 0x80
        at += 1
    return max(value, 0), at
