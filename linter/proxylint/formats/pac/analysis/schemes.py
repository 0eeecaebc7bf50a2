"""Hosts that take another way when they are asked for over the other scheme."""

from __future__ import annotations

from collections.abc import Iterable

from proxylint.format import Given, Policy
from proxylint.formats.pac.analysis.runs import Budget, ask, way
from proxylint.formats.pac.policy import PacPolicy
from proxylint.records import dataclass
from proxylint.text import Span
from proxylint.verdict import Hop

MOST = 60
"""URLs that are tried."""


@dataclass(frozen=True, slots=True)
class ByScheme:
    """`url` is sent by `taken`, by the answer at `span`; over the other scheme its host takes another way."""

    url: str
    taken: Hop
    span: Span


def by_scheme(policy: Policy, given: Given, urls: Iterable[str]) -> tuple[ByScheme, ...]:
    if not isinstance(policy, PacPolicy):
        return ()
    budget = Budget()
    found = []
    for url in list(dict.fromkeys(urls))[:MOST]:
        scheme, _, rest = url.partition(":")
        outcome = ask(policy, url, given, budget)
        taken = way(policy, outcome, given)
        other = way(policy, ask(policy, f"{'http' if scheme == 'https' else 'https'}:{rest}", given, budget), given)
        if outcome and outcome.span and taken and other and taken[0] != other[0]:
            found.append(ByScheme(url, taken[0], outcome.span))
    return tuple(found)
