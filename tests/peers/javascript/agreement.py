"""proxylint and a JavaScript engine, asked the same of the same PAC files."""

from __future__ import annotations

import traceback
from collections import Counter
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass

from tests.peers.bearing import Bearing
from tests.peers.javascript.observe import observe
from tests.peers.javascript.pages import Case
from tests.peers.javascript.said import in_one_go, say, weigh


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


def compare(observed: Case, *, breaks: bool = False) -> list[Compared]:
    """`observed`: the case with the engine's answers. `breaks`: it breaks a script off at look-ups."""
    try:
        with nullcontext() if breaks else in_one_go():
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
