"""Twenty thousand WinHTTP dumps, in one folder and in one file: how long one process takes to lint them.

The fleet is drawn with a fixed seed: a dozen proxies and two dozen bypass lists, so a few hundred different settings,
each dump with its own computer name and with other commands around it. The yardstick reads the same files and splits
them into lines. CPU time of a fresh process, medians.
"""

from __future__ import annotations

import random
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

COMPUTERS = 20_000
RUNS = 3

_PROXIES = (*(f"px{number:02}.corp.example:8080" for number in range(12)), "http=a.example:80", "127.0.0.1:8888")
_HEAD = (
    "Machine: {0} (Microsoft Windows NT 10.0.20348.0)\nPS C:\\> netsh winhttp show proxy\n\n"
    "Current WinHTTP proxy settings:\n\n"
)
_TAIL = "   IPv4 Address. . . . . . . . . . . : 10.{}.{}.{}\n"

_YARDSTICK = "import sys\nfor path in sys.argv[1:]:\n    with open(path) as file: file.read().splitlines()"
_FOLDER_YARDSTICK = (
    "import os, sys\nfor name in sorted(os.listdir(sys.argv[1])):\n"
    "    with open(os.path.join(sys.argv[1], name)) as file: file.read().splitlines()"
)
_LINT = "import sys\nfrom proxylint.cli.run import run\nrun(['check', '--group', '--format', 'concise', sys.argv[1]])"


def draw(chance: random.Random, lists: list[str], number: int) -> str:
    if chance.random() < 0.3:
        body = "    Direct access (no proxy server).\n\n"
    else:
        body = f"    Proxy Server(s) :  {chance.choice(_PROXIES)}\n    Bypass List     :  {chance.choice(lists)}\n\n"
    tail = "".join(_TAIL.format(*(chance.randrange(256) for _ in range(3))) for _ in range(12))
    return _HEAD.format(f"SRV{number:05}") + body + tail


def write(folder: Path) -> tuple[Path, Path]:
    chance = random.Random(7)
    lists = ["(none)", "<local>", "*.microsoft.com", "*.corp.example;10.*;<local>"]
    lists += [";".join(f"*.site{chance.randrange(1000)}.example" for _ in range(30)) for _ in range(20)]
    many, one = folder / "fleet", folder / "fleet.txt"
    many.mkdir()
    texts = [draw(chance, lists, number) for number in range(COMPUTERS)]
    for number, text in enumerate(texts):
        (many / f"srv{number:05}-winhttp.txt").write_text(text)
    one.write_text("".join(texts))
    return many, one


def seconds(code: str, path: Path) -> float:
    spent = []
    for _ in range(RUNS):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, "-c", code, str(path)], stdout=subprocess.DEVNULL, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        spent.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return statistics.median(spent)


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        many, one = write(Path(name))
        size = one.stat().st_size / 1e6
        print(f"Python {sys.version.split()[0]}; {COMPUTERS} dumps, {size:.0f} MB.\n")
        print("| task | dumps/s of CPU time | read and splitlines(), times |")
        print("| --- | ---: | ---: |")
        for task, path, yardstick in (
            ("lint a folder of dumps", many, _FOLDER_YARDSTICK),
            ("lint all dumps in one file", one, _YARDSTICK),
        ):
            spent = seconds(_LINT, path)
            print(f"| {task} | {COMPUTERS / spent:,.0f} | {spent / seconds(yardstick, path):.1f} |", flush=True)


if __name__ == "__main__":
    main()
