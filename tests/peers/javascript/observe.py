"""Puts the questions of cases to the engines; as a program, writes the answers into the pages.

    python -m tests.peers.javascript.observe tests/peers/javascript/cases/matching.md

Two engines must agree on every answer, or nothing is written. Recorded answers are to be read before a commit.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from tests.peers.javascript.engines import ENGINES, Answer, ask_many
from tests.peers.javascript.pages import Case, read
from tests.peers.javascript.returned import hops
from tests.peers.markdown import answer


def observe(engine: str, cases: Sequence[Case]) -> list[Case]:
    """The same cases with the engine's answers in place of the recorded ones."""
    answers = ask_many(engine, [(case.pac.decode("latin-1"), case.questions) for case in cases])
    return [
        replace(case, asks=tuple(replace(ask, answer=words(one)) for ask, one in zip(case.asks, found, strict=True)))
        for case, found in zip(cases, answers, strict=True)
    ]


def words(seen: Answer) -> str:
    """As a page records it. A string that no browser takes is an error (a string that is not ASCII)."""
    if seen.kind != "string":
        return seen.kind
    found = hops(seen.value)
    return "error" if found is None else ", ".join(found)


def record(path: Path) -> None:
    cases = read(path).cases
    first, *others = [observe(engine, cases) for engine in ENGINES]
    for other in others:
        for left, right in zip(first, other, strict=True):
            if left != right:
                raise SystemExit(f"{path}: {left.name}: the engines differ\n{left.asks}\n{right.asks}")
    answer(path, {case.name: [f"{ask} : {ask.answer}" for ask in case.asks] for case in first})


if __name__ == "__main__":
    for name in sys.argv[1:]:
        record(Path(name))
