"""proxylint and a Squid that is here, asked the same of the same configurations."""

from __future__ import annotations

import traceback
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from tests.peers.bearing import Bearing
from tests.peers.squid.installed import HERE, Installed
from tests.peers.squid.observe import observe
from tests.peers.squid.pages import Case
from tests.peers.squid.said import Said, say, weigh

AT_ONCE = 4


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


def run(cases: Iterable[Case], at_once: int = AT_ONCE, installed: Installed = HERE) -> Iterator[Comparison]:
    """In the order of the cases. What differs is asked again: on a machine under load an answer may come too late."""

    def one(case: Case) -> Comparison:
        found = _ask(case, installed)
        return _ask(case, installed) if found.differing else found

    with ThreadPoolExecutor(at_once) as pool:
        yield from pool.map(one, cases)


def _ask(case: Case, installed: Installed) -> Comparison:
    try:
        observed = observe(case, installed)
        return compare(observed, say(case, installed.major))
    except Exception:
        raised = Compared("asking", "answers", traceback.format_exc(limit=-3), Bearing.DIFFERS)
        return Comparison(case, (raised,))


def figures(comparisons: Iterable[Comparison]) -> Counter[Bearing]:
    return Counter(one.bearing for comparison in comparisons for one in comparison.compared)


def reasons(comparisons: Iterable[Comparison]) -> Counter[str]:
    """Why proxylint did not say, most frequent first."""
    unknown = (one for comparison in comparisons for one in comparison.compared if one.bearing is Bearing.UNKNOWN)
    return Counter(one.reason or one.said for one in unknown)
