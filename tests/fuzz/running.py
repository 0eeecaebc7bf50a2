"""The process in which atheris runs one target: `python -m tests.fuzz.running TARGET SECONDS [FLAG | FOLDER]...`.

Flags are libFuzzer's. Seconds are of processor time, so that a busy machine does no less; `inf`: each input is run as
it is, and none at length, as a merge of corpora wants it. It ends with 0, or with 77 or 70 where an input showed a
fault; that input is left in `.fuzz/found`.
"""

from __future__ import annotations

import math
import os
import resource
import signal
import sys
import time
from collections.abc import Callable

from tests.fuzz.target import KEPT, Target, inputs, load, slowness, stretched, timed

MOST_MEMORY = 1 << 30
LIMITS = ("-timeout=300", "-report_slow_units=300", "-rss_limit_mb=300", "-print_final_stats=1", "-len_control=0")
"""Of elapsed time, on whatever else runs on the machine; what takes too long is told by the processor's (`timed`)."""

SLACK = 30.0
"""Code that reports its coverage takes up to eight times its time, and what is looked at here is up to four times what
a run does. How long proxylint itself takes for the slowest input is measured afterwards, without either."""

STRETCH = 10
"""One part in so many of the time goes into inputs at full length."""

FORGET = 500
"""Inputs after which what was kept for speed is let go: a run over files meets fewer patterns than a fuzzer makes
up."""


def main(name: str, seconds: float, more: list[str]) -> None:
    import atheris

    for folder in ("found", "slowest"):
        os.makedirs(os.path.join(KEPT, folder), exist_ok=True)
    with atheris.instrument_imports(include=["proxylint", "proxylint_grammars", "proxylint_rules"]):
        target = loaded(name)
    from tests.fuzz.mutation import mutator
    from tests.fuzz.seeds import seeds

    def bytewise(data: bytes, most: int) -> bytes:
        return bytes(atheris.Mutate(data, most))  # looked up late: `Fuzz` puts another one in its place

    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    changes = {} if target.grammar is None else {"custom_mutator": mutator(target.grammar, bytewise, seeds(name))}
    again = f"{sys.executable} -m tests.fuzz.running {name} {seconds:g}"  # how libFuzzer starts itself for a merge
    left = f"-artifact_prefix={os.path.join(KEPT, 'found', name)}-"
    atheris.Setup([again, f"-max_len={target.longest}", left, *LIMITS, *more], once(target, seconds), **changes)
    atheris.Fuzz()


def loaded(name: str) -> Target:
    """With all that known inputs import: what is imported later reports no coverage."""
    target = load(name)
    for kind in ("corpus", "found"):
        for _, data in inputs(name, kind):
            target.run(data)
    return target


def once(target: Target, seconds: float) -> Callable[[bytes], None]:
    from tests.fuzz.forgetting import forget

    done, spent, slowest = 0, 0.0, 0.0
    kept = os.path.join(KEPT, "slowest", target.name)

    def run(data: bytes) -> float:
        nonlocal slowest
        taken = timed(target, data, SLACK)
        if slowness(data, taken) > slowest:
            slowest = slowness(data, taken)
            with open(kept, "wb") as file:
                file.write(data)
        return taken

    def once(data: bytes) -> None:
        nonlocal done, spent
        done += 1
        run(data)
        now = time.process_time()
        if seconds < math.inf and spent * STRETCH < now:
            spent += run(stretched(data))
        if done % FORGET == 0:
            forget()
        if now > seconds:
            os.kill(os.getpid(), signal.SIGUSR1)  # libFuzzer ends, and says what it has done

    return once


if __name__ == "__main__":
    main(sys.argv[1], float(sys.argv[2]), sys.argv[3:])
