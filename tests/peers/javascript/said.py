"""What proxylint says of the same PAC and the same question, and whether the engines' answer bears it out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from unittest.mock import patch

from proxylint import addresses
from proxylint.format import Given, Policy
from proxylint.formats.pac import FORMAT, script
from proxylint.request import Request
from proxylint.text import Source
from proxylint.tree import Tree
from tests.peers.bearing import Bearing, over_cases
from tests.peers.javascript.pages import Ask, Case

FAILURES = ("error", "not-a-string", "syntax")


@dataclass(frozen=True, slots=True)
class Outcome:
    """One case of a verdict. `hops`: in order, None = unknown."""

    hops: tuple[str, ...] | None
    failure: str | None = None
    reason: str | None = None

    def __str__(self) -> str:
        if self.failure is not None:
            return f"fails: {self.failure}"
        return f"unknown because {self.reason}" if self.hops is None else ", ".join(self.hops)


def loads(case: Case) -> bool:
    """Whether the file is read at all. One that is not is no PAC to a browser, which then goes direct."""
    source = Source.of("proxy.pac", case.pac, FORMAT.decode)
    return FORMAT.read(source, Tree("/nonexistent"), Given(pac_engine="chromium")).failure is None


@contextmanager
def in_one_go() -> Iterator[None]:
    """No engine that can be embedded breaks a script off at a look-up, as Chromium does."""
    with patch.object(script, "RESTARTING", frozenset()):
        yield


def say(case: Case, *, engine: str = "chromium") -> list[tuple[Outcome, ...]]:
    """The verdicts on the questions of a case, in their order."""
    source = Source.of("proxy.pac", case.pac, FORMAT.decode)
    policy = FORMAT.read(source, Tree("/nonexistent"), Given(pac_engine=engine))
    return [_outcomes(policy, ask, case, engine) for ask in case.asks]


def _outcomes(policy: Policy, ask: Ask, case: Case, engine: str) -> tuple[Outcome, ...]:
    request = Request.parse(ask.url)
    given = Given(
        client=addresses.parse_address(ask.own),
        now=datetime.fromisoformat(ask.now),
        resolve={name: tuple(map(addresses.parse_address, found)) for name, found in _resolution(ask, case).items()},
        pac_engine=engine,
    )
    found = []
    for one in policy.decide(request, given).cases:
        hops = None if one.route.value is None else tuple(str(hop).lower() for hop in one.route.value)
        found.append(Outcome(hops, None if one.failure is None else one.failure.text, one.route.reason))
    return tuple(found)


def _resolution(ask: Ask, case: Case) -> dict[str, tuple[str, ...]]:
    """The world of the case; and what it does not name does not resolve."""
    host = Request.parse(ask.url).host
    above = {f"*.{'.'.join(host.split('.')[cut:])}" for cut in range(1, len(host.split(".")))}
    known = host in case.resolve or above & set(case.resolve) or _literal(host)
    return case.resolve if known else {host: (), **case.resolve}


def _literal(host: str) -> bool:
    return ":" in host or host.replace(".", "").isdigit()


def weigh(outcomes: tuple[Outcome, ...], answer: str) -> Bearing:
    """`answer` in the words of a page."""
    return over_cases(_weigh_one(outcome, answer) for outcome in outcomes)


def _weigh_one(outcome: Outcome, answer: str) -> Bearing:
    if outcome.failure is not None:
        return Bearing.AGREES if answer in FAILURES else Bearing.DIFFERS
    if outcome.hops is None:
        return Bearing.UNKNOWN
    return Bearing.AGREES if ", ".join(outcome.hops) == answer else Bearing.DIFFERS
