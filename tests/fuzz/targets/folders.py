"""A configuration with a folder around it: included parts, list files, files of settings, and links.

An input is cut by lines `%%NAME`, each of which begins a file, or goes on with it; what stands before the first one
belongs to squid.conf. `%%NAME -> TARGET` makes a link. Beside the folder lies one that is nobody's business.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import TemporaryDirectory
from zlib import crc32

from proxylint.records import replace
from tests.fuzz.deciding import linted
from tests.fuzz.oracles import judged, now_and_then, opened, options, read_well
from tests.fuzz.target import Target
from tests.nearly.folders import FOLDERS

KINDS = {"squid.conf": "squid", "set.cmd": "winhttp"}
"""What is linted: the first of these that an input has."""

OUTSIDE = "Outside7"
"""What the file that lies outside says, and nobody may read."""

PLAIN = re.compile(rb"(?:[A-Za-z0-9_-][A-Za-z0-9_.-]{0,30}/){0,2}[A-Za-z0-9_-][A-Za-z0-9_.-]{0,30}")
MOST_FILES = 12


def files(data: bytes) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """Contents by path, and targets of links."""
    contents: dict[str, bytes] = {}
    links: dict[str, bytes] = {}
    name = "squid.conf"
    for number, piece in enumerate(re.split(rb"^%%", data, flags=re.MULTILINE)):
        if number:
            head, _, piece = piece.partition(b"\n")
            path, arrow, target = head.partition(b" -> ")
            if not PLAIN.fullmatch(path):
                continue
            name = path.decode()
            if arrow and target and b"\0" not in target:
                links[name] = target
                continue
        if piece and (name in contents or len(contents) < MOST_FILES):
            contents[name] = contents.get(name, b"") + piece
    return contents, links


@contextmanager
def laid_out(data: bytes) -> Iterator[tuple[str, dict[str, bytes]]]:
    """The folder, resolved, with what an input says that is in it."""
    with TemporaryDirectory() as around:
        around = os.path.realpath(around)
        folder = os.path.join(around, "inside")
        os.mkdir(folder)
        with open(os.path.join(around, "outside"), "w", encoding="ascii") as file:
            file.write(f"acl a dstdomain {OUTSIDE}.example\n")
        contents, links = files(data)
        for name, content in contents.items():
            if made(folder, name):
                with open(os.path.join(folder, name), "wb") as file:
                    file.write(content)
        for name, target in links.items():
            if made(folder, name):
                os.symlink(target[:200], os.path.join(folder, name).encode())
        yield folder, contents


def made(folder: str, name: str) -> bool:
    """Whether a file of that name can be put there: no link leads out, and nothing is where it belongs."""
    place = os.path.join(folder, name)
    holding = os.path.dirname(place)
    if not (os.path.realpath(holding) + os.sep).startswith(folder + os.sep):
        return False
    try:
        os.makedirs(holding, exist_ok=True)
    except OSError:
        return False
    return not os.path.lexists(place)


def linted_one(contents: dict[str, bytes]) -> str | None:
    return next((name for name in KINDS if name in contents), None)


def run(data: bytes) -> None:
    with laid_out(data) as (folder, contents):
        main = linted_one(contents)
        if main is None:
            return
        seed = crc32(data)
        maps = {"/etc/squid": os.path.join(folder, "conf.d")} if now_and_then(data, 3) else {}
        chosen = replace(options(KINDS[main], 5 + seed % 3), maps=maps, within=dict.fromkeys(maps, folder))
        found = opened(main, contents[main], chosen, folder)
        read_well(found)
        for path, source in found.policy.sources.items():
            assert not os.path.isabs(path) or maps, path
            assert OUTSIDE not in source.text or OUTSIDE.encode() in data, path
        linted(main, contents[main], chosen, folder)


def alone(data: bytes) -> None:
    with laid_out(data) as (folder, contents):
        main = linted_one(contents)
        if main is not None:
            chosen = options(KINDS[main])
            judged(opened(main, contents[main], chosen, folder), chosen)


TARGET = Target("folders", run, FOLDERS, alone=[alone])
