"""Compares proxylint with the Squid that is here, over random configurations.

    python -m tests.peers.squid.agreement --configs 500 --seed 1

Prints the figures and every disagreement with its configuration; exit code 1 when there is one.
"""

from __future__ import annotations

import argparse
import sys
import time
import traceback
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from tests.peers.bearing import Bearing
from tests.peers.squid import installed
from tests.peers.squid.generator import configurations
from tests.peers.squid.observe import observe
from tests.peers.squid.pages import Case
from tests.peers.squid.said import Said, say, weigh

AT_ONCE = 4
EDGE = 90


@dataclass(frozen=True, slots=True)
class Compared:
    """One question, or the start (`question` "start"), both answers, and what comes of it."""

    question: str
    real: str
    said: str
    bearing: Bearing
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    case: Case
    compared: tuple[Compared, ...]

    @property
    def differing(self) -> tuple[Compared, ...]:
        return tuple(one for one in self.compared if one.bearing is Bearing.DIFFERS)

    def __str__(self) -> str:
        files = [f"--- {path}\n{content.decode('latin-1')}" for path, content in self.case.files.items()]
        parts = [f"=== {self.case.name}", self.case.config.decode("latin-1"), *files]
        parts += [f"{one.question}\n    squid: {one.real}\n    proxylint: {one.said}" for one in self.differing]
        return "\n".join(parts)


def compare(observed: Case, said: Said) -> Comparison:
    """`observed`: the case with Squid's own answers."""
    if observed.refused or said.failure is not None:
        agrees = observed.refused and said.failure is not None
        both = ("refuses" if observed.refused else "starts", said.failure or "starts")
        bearing = Bearing.AGREES if agrees else Bearing.DIFFERS
        return Comparison(observed, (Compared("start", *both, bearing),))
    compared = []
    for ask, outcomes in zip(observed.asks, said.outcomes, strict=True):
        reasons = [outcome.reason for outcome in outcomes if outcome.reason]
        said_so = " | ".join(map(str, outcomes))
        compared.append(Compared(str(ask), ask.answer, said_so, weigh(outcomes, ask.answer), next(iter(reasons), None)))
    return Comparison(observed, tuple(compared))


def run(cases: Iterable[Case]) -> Iterator[Comparison]:
    """In the order of the cases."""
    version = int(installed.version().partition(".")[0])

    def one(case: Case) -> Comparison:
        _leave_edge()
        observed = observe(case)
        try:
            return compare(observed, say(case, version, datetime.now()))
        except Exception:
            raised = Compared("reading it", "answers", traceback.format_exc(limit=-3), Bearing.DIFFERS)
            return Comparison(observed, (raised,))

    with ThreadPoolExecutor(AT_ONCE) as pool:
        yield from pool.map(one, cases)


def figures(comparisons: Iterable[Comparison]) -> Counter[Bearing]:
    return Counter(one.bearing for comparison in comparisons for one in comparison.compared)


def reasons(comparisons: Iterable[Comparison]) -> Counter[str]:
    """Why proxylint did not say, most frequent first."""
    unknown = (one for comparison in comparisons for one in comparison.compared if one.bearing is Bearing.UNKNOWN)
    return Counter(one.reason or one.said for one in unknown)


def _leave_edge() -> None:
    """Random time ranges begin and end at 00:00 and 12:00: no question is put near them."""
    now = datetime.now()
    since = (now.hour % 12) * 3600 + now.minute * 60 + now.second
    if since < EDGE or since > 12 * 3600 - EDGE:
        time.sleep(2 * EDGE)


def main() -> int:
    parser = argparse.ArgumentParser(prog="agreement", description="Compares proxylint with a real Squid.")
    parser.add_argument("--configs", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    wanted = parser.parse_args()
    lack = installed.missing()
    if lack is not None:
        print(f"agreement: {lack}", file=sys.stderr)
        return 2
    done = []
    for comparison in run(islice(configurations(wanted.seed), wanted.configs)):
        done.append(comparison)
        if comparison.differing:
            print(comparison, flush=True)
    counted = figures(done)
    print(f"Squid {installed.version()}, seed {wanted.seed}, {len(done)} configurations, {counted.total()} answers")
    print(", ".join(f"{counted[bearing]} {bearing.value}" for bearing in Bearing))
    for reason, count in reasons(done).most_common(12):
        print(f"  {count:5} {reason}")
    return 1 if counted[Bearing.DIFFERS] else 0


if __name__ == "__main__":
    sys.exit(main())
