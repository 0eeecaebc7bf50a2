"""Compares proxylint with a JavaScript engine over random PAC files.

    python -m tests.peers.javascript.agreement --files 2000 --seed 1

Prints the figures and every disagreement with its file; exit code 1 when there is one.
"""

from __future__ import annotations

import argparse
import sys
import traceback
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from tests.peers.bearing import Bearing
from tests.peers.javascript.engines import ENGINES, missing
from tests.peers.javascript.generator import files
from tests.peers.javascript.observe import observe
from tests.peers.javascript.pages import Case
from tests.peers.javascript.said import say, weigh


@dataclass(frozen=True, slots=True)
class Compared:
    """One question to one PAC, both answers, and what comes of it. `reason`: why proxylint does not say."""

    case: Case
    question: str
    engine: str
    said: str
    bearing: Bearing
    reason: str | None = None

    def __str__(self) -> str:
        text = self.case.pac.decode("latin-1")
        return f"=== {self.case.name}\n{text}{self.question}\n    engine: {self.engine}\n    proxylint: {self.said}"


def compare(observed: Case) -> list[Compared]:
    """`observed`: the case with the engine's answers."""
    try:
        verdicts = say(observed)
    except Exception:
        return [Compared(observed, "reading it", "answers", traceback.format_exc(limit=-3), Bearing.DIFFERS)]
    compared = []
    for ask, outcomes in zip(observed.asks, verdicts, strict=True):
        said = " | ".join(map(str, outcomes))
        reason = next((outcome.reason for outcome in outcomes if outcome.reason), None)
        compared.append(Compared(observed, str(ask), ask.answer, said, weigh(outcomes, ask.answer), reason))
    return compared


def run(engine: str, cases: Sequence[Case]) -> list[Compared]:
    return [one for observed in observe(engine, cases) for one in compare(observed)]


def figures(compared: Sequence[Compared]) -> Counter[Bearing]:
    return Counter(one.bearing for one in compared)


def reasons(compared: Sequence[Compared]) -> Counter[str]:
    return Counter(one.reason or one.said for one in compared if one.bearing is Bearing.UNKNOWN)


def main() -> int:
    parser = argparse.ArgumentParser(prog="agreement", description="Compares proxylint with a JavaScript engine.")
    parser.add_argument("--files", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--engine", choices=sorted(ENGINES), default="quickjs")
    wanted = parser.parse_args()
    lack = missing(wanted.engine)
    if lack is not None:
        print(f"agreement: {lack}", file=sys.stderr)
        return 2
    compared = run(wanted.engine, list(islice(files(wanted.seed), wanted.files)))
    for one in compared:
        if one.bearing is Bearing.DIFFERS:
            print(one)
    counted = figures(compared)
    print(f"{wanted.engine}, seed {wanted.seed}, {wanted.files} files, {counted.total()} answers")
    print(", ".join(f"{counted[bearing]} {bearing.value}" for bearing in Bearing))
    for reason, count in reasons(compared).most_common(12):
        print(f"  {count:5} {reason}")
    return 1 if counted[Bearing.DIFFERS] else 0


if __name__ == "__main__":
    sys.exit(main())
