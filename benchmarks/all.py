"""Runs the benchmarks and writes what they print to `README.md` beside this file (`make bench`).

`benchmarks/all.py startup pac` renews these parts alone and leaves the others as they are.
"""

from __future__ import annotations

import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
README = os.path.join(HERE, "README.md")
TITLES = {
    "startup": "Start-up and small files",
    "pac": "PAC files against the engines that evaluate them",
    "squid_scale": "Large squid.conf",
    "tree": "A tree of squid.conf",
    "fleet": "Many WinHTTP dumps",
    "sarif": "Large SARIF reports",
}
HEAD = """# Benchmarks

Written by `make bench`: each part is what `benchmarks/<name>.py` prints, and the first lines of that file say how it
measures. All are ratios to something that ran beside it: compare those between machines, not seconds.
"""


def main() -> None:
    wanted = sys.argv[1:] or list(TITLES)
    unknown = [name for name in wanted if name not in TITLES]
    if unknown:
        raise SystemExit(f"{', '.join(unknown)}: no benchmark; one of {', '.join(TITLES)}")
    parts = written()
    for name in wanted:
        print(f"{name} ...", file=sys.stderr, flush=True)
        done = subprocess.run([sys.executable, os.path.join(HERE, f"{name}.py")], stdout=subprocess.PIPE, check=True)
        parts[name] = done.stdout.decode().strip()
        write(parts)


def written() -> dict[str, str]:
    """The parts that are there, by name."""
    if not os.path.exists(README):
        return {}
    with open(README, encoding="utf-8") as file:
        _, *parts = file.read().split("\n## ")
    found = {title: text.strip() for title, _, text in (part.partition("\n") for part in parts)}
    return {name: found[title] for name, title in TITLES.items() if title in found}


def write(parts: dict[str, str]) -> None:
    with open(README, "w", encoding="utf-8", newline="\n") as file:
        file.write(HEAD)
        for name, title in TITLES.items():
            if name in parts:
                file.write(f"\n## {title}\n\n{parts[name]}\n")


if __name__ == "__main__":
    main()
