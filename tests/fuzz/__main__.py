"""`python -m tests.fuzz TARGET [--seconds N] [--runs N] [CORPUS...]`: one target, until its time is up or a fault
shows.

New inputs that reach new code are kept in `.fuzz/TARGET`, an input that shows a fault in `.fuzz/found`; both are
nobody's but this machine's. A target that is called `all` means each in turn. Exit code 77 and 70 are libFuzzer's for a
fault; 1 = one of all targets had one.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.fuzz.target import Target

KEPT = ".fuzz"
MEGABYTES = 1024
LIMITS = ("-timeout=30", "-rss_limit_mb=300", "-print_final_stats=1", "-len_control=0")
SLACK = 6.0
"""Code that reports its coverage takes several times its time, and what is looked at here is more than a run does."""

STRETCH = 200
"""Inputs of which one is put to the target at full length as well."""

FORGET = 500
"""Inputs after which what was kept for speed is let go: a run over files meets fewer patterns than a fuzzer makes
up."""


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("target")
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--runs", type=int, default=-1)
    parser.add_argument("corpus", nargs="*")
    chosen = parser.parse_args(arguments)
    if chosen.target == "all":
        return _all(chosen.seconds)
    return _one(chosen.target, chosen.seconds, chosen.runs, chosen.corpus)


def _all(seconds: int) -> int:
    from tests.fuzz.target import names

    command = [sys.executable, "-m", "tests.fuzz", "--seconds", str(seconds)]
    failed = [name for name in names() if subprocess.run([*command, name], check=False).returncode]
    print(f"targets with faults: {', '.join(failed) or 'none'}")
    return int(bool(failed))


def _one(name: str, seconds: int, runs: int, corpus: list[str]) -> int:
    import atheris

    with atheris.instrument_imports(include=["proxylint", "proxylint_grammars", "proxylint_rules"]):
        target = _loaded(name)
    from tests.fuzz.mutation import mutator

    def bytewise(data: bytes, most: int) -> bytes:
        return bytes(atheris.Mutate(data, most))  # looked up late: `Fuzz` puts another one in its place

    resource.setrlimit(resource.RLIMIT_AS, (MEGABYTES << 20, MEGABYTES << 20))
    options = [f"-max_total_time={seconds}", f"-runs={runs}", f"-max_len={target.longest}", *LIMITS]
    changes = {} if target.grammar is None else {"custom_mutator": mutator(target.grammar, bytewise)}
    atheris.Setup([sys.argv[0], *options, *_folders(name), *corpus], _once(target), **changes)
    atheris.Fuzz()
    return 0


def _loaded(name: str) -> Target:
    """With all that known inputs import: what is imported later reports no coverage."""
    from tests.fuzz.target import inputs, load

    target = load(name)
    for kind in ("corpus", "found"):
        for _, data in inputs(name, kind):
            target.run(data)
    return target


def _once(target: Target) -> Callable[[bytes], None]:
    from tests.fuzz.forgetting import forget
    from tests.fuzz.target import stretched, timed

    done = 0

    def once(data: bytes) -> None:
        nonlocal done
        done += 1
        timed(target, data, SLACK)
        if done % STRETCH == 0:
            timed(target, stretched(data), SLACK)
        if done % FORGET == 0:
            forget()

    return once


def _folders(name: str) -> list[str]:
    """The one that new inputs go to, the one to start from, and where an input that shows a fault is left."""
    from tests.fuzz.target import HERE

    for folder in (os.path.join(KEPT, name), os.path.join(KEPT, "found")):
        os.makedirs(folder, exist_ok=True)
    left = f"-artifact_prefix={os.path.join(KEPT, 'found', name)}-"
    return [left, os.path.join(KEPT, name), os.path.join(HERE, "corpus", name)]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
