"""`python -m tests.fuzz.merging TARGET [FOLDER...]`: the corpus in the repository anew, small enough for it.

Of what stands there, in `.fuzz/TARGET` and in the folders, those inputs are kept that together reach the most: first
every edge, then how often each is passed, as far as there is room. Inputs whose names are no digests were written by
hand, and stay. Look through what it brings: it may hold words of a file that a folder held.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterable, Mapping
from hashlib import sha1
from heapq import heapify, heappop, heappush
from tempfile import TemporaryDirectory

from tests.fuzz.target import HERE, KEPT, inputs

MOST_FILES, MOST_BYTES = 120, 120_000
TIMES = 8
"""Features of one edge: how often it was passed, in classes."""


def main(name: str, folders: list[str]) -> None:
    corpus = os.path.join(HERE, "corpus", name)
    reached = _reached(name, [corpus, *filter(os.path.isdir, [os.path.join(KEPT, name)]), *folders])
    written = [data for file, data in inputs(name, "corpus") if not named_by_digest(file)]
    chosen = covering(reached, written)
    for file, _ in inputs(name, "corpus"):
        if named_by_digest(file):
            os.unlink(os.path.join(corpus, file))
    for data in chosen:
        with open(os.path.join(corpus, sha1(data).hexdigest()), "wb") as file:
            file.write(data)
    print(f"{name}: {len(written)} written and {len(chosen)} found inputs, {sum(map(len, chosen))} bytes")


def named_by_digest(file: str) -> bool:
    return re.fullmatch("[0-9a-f]{40}", file) is not None


def _reached(name: str, folders: list[str]) -> dict[bytes, frozenset[int]]:
    """The features that libFuzzer counts for each input."""
    with TemporaryDirectory() as folder:
        control, out = os.path.join(folder, "control"), os.path.join(folder, "out")
        os.mkdir(out)
        flags = ["-set_cover_merge=1", f"-merge_control_file={control}", out, *folders]
        subprocess.run([sys.executable, "-m", "tests.fuzz.running", name, "inf", *flags], check=True)
        with open(control, encoding="utf-8") as file:
            lines = file.read().split("\n")
    paths = lines[2 : 2 + int(lines[0])]
    found = {}
    for line in lines[2 + len(paths) :]:
        kind, _, rest = line.partition(" ")
        if kind == "FT":
            number, *features = map(int, rest.split())
            with open(paths[number], "rb") as input:
                found[input.read()] = frozenset(features)
    return found


def covering(
    reached: Mapping[bytes, frozenset[int]],
    held: Iterable[bytes],
    most_files: int = MOST_FILES,
    most_bytes: int = MOST_BYTES,
) -> list[bytes]:
    """The inputs to keep beside those that are `held` anyhow: each time the one that adds most for its length."""
    held = list(held)
    chosen: list[bytes] = []
    for coarse in (TIMES, 1):
        parts = {data: {one // coarse for one in features} for data, features in reached.items()}
        done = set().union(*(parts.get(data, ()) for data in (*held, *chosen)))
        left = [data for data in parts if data not in chosen and data not in held]
        waiting = [(_worth(parts[data] - done, data), data) for data in left]
        heapify(waiting)
        while waiting and len(chosen) < most_files:
            _, data = heappop(waiting)
            worth = _worth(parts[data] - done, data)
            if waiting and worth > waiting[0][0]:  # others were chosen since: it may be worth less than the next one
                heappush(waiting, (worth, data))
            elif worth < 0 and sum(map(len, chosen)) + len(data) <= most_bytes:
                chosen.append(data)
                done |= parts[data]
    return chosen


OVERHEAD = 100
"""Bytes that a file costs beside its content."""


def _worth(new: set[int], data: bytes) -> float:
    """The less the better, 0 = of no use."""
    return -len(new) / (len(data) + OVERHEAD)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
