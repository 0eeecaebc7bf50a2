"""Large squid.conf files and list files, as ratios to plain Python on the same text in the same run (`make bench`).

Every task runs in a fresh process, in turn, round after round. A ratio is taken within each round; the median of the
rounds counts, and the least and the greatest are shown beside it. Compare ratios between machines, not lines per
second. Inputs are generated from a fixed seed: nothing is downloaded.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import islice
from statistics import median

CONFIG, LIST, LISTING = "squid.conf", "list.txt", "listing.conf"
LISTING_TEXT = """http_port 3128
acl clients src 10.0.0.0/8
acl SSL_ports port 443
acl blocked dstdomain "/etc/squid/list.txt"
http_access deny CONNECT !SSL_ports
http_access deny blocked
http_access allow clients
http_access deny all
"""
OTHERS = (
    "# what the following lines are for",
    "",
    r"refresh_pattern -i \.(deb|exe)$ 1440 20% 10080",
    "request_header_access X-Forwarded-For deny all",
    "connect_timeout 30 seconds",
    "cache_mem 256 MB",
    "via on",
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--lines", type=int, default=100_000)
    parser.add_argument("--entries", type=int, default=1_000_000)
    parser.add_argument("--task", choices=TASKS, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.task:
        print(json.dumps(measured(TASKS[options.task])))
        return
    with tempfile.TemporaryDirectory() as folder:
        texts = {
            CONFIG: "\n".join(islice(config_lines(random.Random(1)), options.lines)),
            LIST: "\n".join(islice(list_entries(random.Random(2)), options.entries)),
            LISTING: LISTING_TEXT,
        }
        for name, text in texts.items():
            with open(os.path.join(folder, name), "w", encoding="ascii") as file:
                file.write(text + "\n")
        rounds = [{task: run(task, folder) for task in TASKS} for _ in range(options.rounds)]
        report(rounds, {name: len(text) for name, text in texts.items()}, options.lines, options.entries)


def config_lines(chance: random.Random) -> Iterator[str]:
    """58 % acl, 16 % http_access, the rest mixed; every name is defined above its use."""
    yield "http_port 3128"
    acls: list[tuple[str, str]] = []
    while True:
        share = chance.random()
        if share < 0.58 or not acls:
            if not acls or chance.random() < 0.4:
                acls.append((f"acl_{len(acls)}", chance.choice(tuple(VALUES))))
                name, kind = acls[-1]
            else:
                name, kind = chance.choice(acls)
            values = (VALUES[kind](chance) for _ in range(chance.choice((1, 1, 2, 2, 3, 4, 6))))
            yield f"acl {name} {kind} {' '.join(values)}"
        elif share < 0.74:
            terms = (chance.choice(("", "", "", "!")) + chance.choice(acls)[0] for _ in range(chance.choice((1, 2, 3))))
            yield f"http_access {chance.choice(('allow', 'deny'))} {' '.join(terms)}"
        else:
            yield chance.choice(OTHERS)


def _address(chance: random.Random) -> str:
    return f"10.{chance.randrange(256)}.{chance.randrange(256)}.{chance.randrange(256)}"


def _host(chance: random.Random) -> str:
    return f"host{chance.randrange(10**8)}.example{chance.randrange(1000)}.com"


VALUES: dict[str, Callable[[random.Random], str]] = {
    "dstdomain": _host,
    "src": lambda chance: _address(chance) + "/32",
    "dst": _address,
    "port": lambda chance: str(chance.randrange(1, 65536)),
    "method": lambda chance: chance.choice(("GET", "POST", "CONNECT")),
    "dstdom_regex": lambda chance: rf"(^|\.)host{chance.randrange(10**8)}\.example\.com$",
}


def list_entries(chance: random.Random) -> Iterator[str]:
    """Names without repetition; none covers another one, so that Squid 5 and 6 take the list."""
    tops = ("com", "net", "org", "de", "co.uk", "info")
    for number in range(1 << 62):
        name = f"{''.join(chance.choices('abcdefghijklmnopqrstuvwxyz', k=4))}{number}"
        yield chance.choice((".", "", "www.", ".cdn.")) + f"{name}.{chance.choice(tops)}"


def split_config() -> None:
    with open(CONFIG, "rb") as file:
        text = file.read().decode("latin-1")
    assert [line.split() for line in text.splitlines()]


def split_list() -> None:
    with open(LIST, "rb") as file:
        text = file.read().decode("latin-1")
    assert text.splitlines()


def read_config() -> None:
    from proxylint.format import Given
    from proxylint.formats.squid import FORMAT
    from proxylint.text import Source
    from proxylint.tree import Tree

    with open(CONFIG, "rb") as file:
        source = Source.of(CONFIG, file.read(), FORMAT.decode)
    FORMAT.read(source, Tree(os.getcwd(), {}), Given())


def check_list() -> None:
    from proxylint.engine import Options
    from proxylint.linting import check

    assert not check([LISTING], Options(kind="squid")).unread


TASKS: dict[str, Callable[[], None]] = {
    "split config": split_config,
    "read config": read_config,
    "split list": split_list,
    "check list": check_list,
}


def measured(task: Callable[[], None]) -> dict[str, float]:
    """Seconds of processor time and bytes by which the process grew, imports left out."""
    from proxylint.engine import Options
    from proxylint.linting import check

    with tempfile.TemporaryDirectory() as folder:
        small = os.path.join(folder, CONFIG)
        with open(small, "w", encoding="ascii") as file:
            file.write("http_port 3128\nacl a dstdomain .a.example\nhttp_access allow a\nhttp_access deny all\n")
        check([small], Options(kind="squid"))
    before, start = peak(), time.process_time()
    task()
    return {"seconds": time.process_time() - start, "bytes": peak() - before}


def peak() -> int:
    """Most bytes this process has held. The usual `ru_maxrss` keeps on Linux what the parent held before it started
    this one, so the kernel's own count is read there."""
    if os.path.exists("/proc/self/status"):
        with open("/proc/self/status", encoding="ascii") as file:
            return next(int(line.split()[1]) * 1024 for line in file if line.startswith("VmHWM:"))
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def run(task: str, folder: str) -> dict[str, float]:
    """One task in a process of its own."""
    command = [sys.executable, os.path.abspath(__file__), "--task", task]
    found: dict[str, float] = json.loads(
        subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True).stdout
    )
    return found


def report(rounds: list[dict[str, dict[str, float]]], sizes: dict[str, int], lines: int, entries: int) -> None:
    print(f"Python {sys.version.split()[0]}; {lines} lines of squid.conf, {entries} entries of dstdomain;")
    print(f"{len(rounds)} rounds, medians (least-greatest).\n")
    print("| task | yardstick | ratio | lines/s | extra bytes per byte |\n| --- | --- | ---: | ---: | ---: |")
    rows = (
        ("read squid.conf", "read config", "line.split() per line", "split config", CONFIG, lines),
        ("check a listed file, all verdicts", "check list", "read and splitlines()", "split list", LIST, entries),
    )
    for name, task, yardstick, unit, file, count in rows:
        ratios = [one[task]["seconds"] / one[unit]["seconds"] for one in rounds]
        speeds = [count / one[task]["seconds"] for one in rounds]
        grown = [one[task]["bytes"] / sizes[file] for one in rounds]
        print(f"| {name} | {yardstick} | {spread(ratios, '.1f')} | {spread(speeds, ',.0f')} | {spread(grown, '.1f')} |")


def spread(values: list[float], shown: str) -> str:
    return f"{median(values):{shown}} ({min(values):{shown}}-{max(values):{shown}})"


if __name__ == "__main__":
    main()
