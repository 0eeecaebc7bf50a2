"""`python -m tests.fuzz TARGET [--seconds N] [MORE...]`: one target, until its processor time is up or a fault shows.

New inputs that reach new code are kept in `.fuzz/TARGET`, an input that shows a fault in `.fuzz/found`; both are
nobody's but this machine's. What was done is added to the record, by default `.fuzz/hours.csv` (tests/fuzz/hours.py).
A target that is called `all` means each in turn. `MORE`: further folders with inputs. Exit code 1: there was a fault.
"""

from __future__ import annotations

import argparse
import sys

from tests.fuzz.hours import HERE_DONE, add
from tests.fuzz.measuring import measured
from tests.fuzz.target import names


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("target", choices=["all", *names()])
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--record", default=HERE_DONE)
    parser.add_argument("more", nargs="*")
    chosen = parser.parse_args(arguments)
    failed = []
    for name in names() if chosen.target == "all" else [chosen.target]:
        run = measured(name, chosen.seconds, chosen.more)
        add(chosen.record, [run])
        if run.outcome:
            failed.append(name)
    print(f"targets with faults: {', '.join(failed) or 'none'}")
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
