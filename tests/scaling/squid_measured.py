"""Processor time and memory of each repeated construct of squid.conf (squid_shapes), at n, 2n and 4n of it.

    python -m tests.scaling.squid_measured [--size BYTES] [--command check|verdicts|why] [NAME ...]

Each run is a process of its own, that may use so much processor time and no more. What is told apart by `!`: more than
a second for each 100,000 bytes, more than 300 MB, or time that grows faster than the text.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path
from typing import NamedTuple

from tests.scaling.squid_shapes import SHAPES, files
from tests.spent import spent

URL = "https://*.endpoint.security.microsoft.com/"
PATIENCE = 60
"""Seconds of processor time for one run."""


class Cost(NamedTuple):
    bytes: int
    seconds: float
    megabytes: float
    code: int


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("names", nargs="*", metavar="NAME", help="constructs; all, if none is named")
    parser.add_argument("--size", type=int, default=25_000, help="bytes of the smallest text")
    parser.add_argument(
        "--factors", type=int, nargs="+", default=[1, 2, 4], help="how many times as long the texts are"
    )
    parser.add_argument("--command", choices=("check", "verdicts", "why"), default="check")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        idle = measured(Path(folder), "http_access deny to_localhost\n", 1, options.command)
    print(f"a small file: {idle.seconds:.2f} s, {idle.megabytes:.0f} MB")
    for name in options.names or SHAPES:
        costs = []
        for factor in options.factors:
            n = repetitions(name, options.size * factor)
            with tempfile.TemporaryDirectory() as folder:
                costs.append(measured(Path(folder), SHAPES[name](n), n, options.command))
            if costs[-1].code not in (0, 1, 2):
                break
        print(f"{' !'[notable(costs, idle)]} {name}: {'; '.join(map(shown, costs))}", flush=True)


def repetitions(name: str, size: int) -> int:
    """How many make a text of about that many bytes, with the lists that it reads."""
    n = 64
    for _ in range(4):
        n = max(1, n * size // weight(name, n))
    return n


def weight(name: str, n: int) -> int:
    text = SHAPES[name](n)
    return len(text) + sum(map(len, files(text, n).values()))


def measured(folder: Path, text: str, n: int, command: str) -> Cost:
    (folder / ".git").mkdir()
    read = files(text, n)
    text = f"http_port 3128\n{text}http_access allow all\n"
    (folder / "squid.conf").write_text("\n".join(map(continued, text.split("\n"))), encoding="utf-8")
    (folder / "parts").mkdir()
    size = (folder / "squid.conf").stat().st_size
    for path, content in read.items():
        (folder / path).write_text(content)
        size += len(content)
    arguments = ["why", "squid.conf", URL] if command == "why" else [command, "--format", "json", "squid.conf"]
    found = spent(arguments, folder, PATIENCE)
    return Cost(size, found.seconds, found.megabytes, found.code)


def continued(line: str) -> str:
    """Squid cuts physical lines at 8,191 bytes, and what is left of them is refused."""
    if len(line) < LONGEST or line.startswith("#"):
        return line
    found, start = [], 0
    while len(line) - start > LONGEST and (cut := line.rfind(" ", start + 1, start + LONGEST)) > 0:
        found.append(line[start:cut])
        start = cut
    return "\\\n ".join([*(one + " " for one in found), line[start:]])


LONGEST = 4000


def notable(costs: list[Cost], idle: Cost) -> bool:
    last = costs[-1]
    own = [cost.seconds - idle.seconds for cost in costs]
    return (
        last.code not in (0, 1, 2)
        or own[-1] > last.bytes / 100_000
        or last.megabytes > 300
        or (own[-1] > 0.4 and own[-1] / max(own[0], 0.01) > 1.5 * last.bytes / costs[0].bytes)
    )


def shown(cost: Cost) -> str:
    ended = "" if cost.code in (0, 1, 2) else f", ended by {cost.code}"
    return f"{cost.bytes / 1000:.0f} KB {cost.seconds:.2f} s {cost.megabytes:.0f} MB{ended}"


if __name__ == "__main__":
    main()
