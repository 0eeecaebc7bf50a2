"""Tests for the names below a needed one that leave the name itself out, where that makes a difference."""

from __future__ import annotations

from collections.abc import Iterable

from proxylint.format import Given, Policy
from proxylint.formats.pac.analysis.lookalikes import passed
from proxylint.formats.pac.analysis.runs import Budget, ask, way
from proxylint.formats.pac.analysis.subjects import Subject
from proxylint.formats.pac.analysis.tested import tests
from proxylint.formats.pac.policy import PacPolicy
from proxylint.records import dataclass
from proxylint.text import Span
from proxylint.verdict import Hop


@dataclass(frozen=True, slots=True)
class ApexLeftOut:
    """`host` is needed and does not pass the test at `place`, which sends the names below it by `below`."""

    place: Span
    host: str
    below: Hop
    itself: Hop


def left_out(policy: Policy, given: Given, urls: Iterable[str]) -> tuple[ApexLeftOut, ...]:
    """`urls`: needed ones, each of one host."""
    needed: dict[str, str] = {}
    for url in urls:
        needed.setdefault(url.split("/")[2], url)
    if not isinstance(policy, PacPolicy):
        return ()
    budget = Budget()
    found = []
    for test in tests(policy, given):
        end = test.text.removeprefix("*") if test.how == "shExpMatch" else test.text
        host = end[1:]
        if test.subject is not Subject.HOST or not end.startswith(".") or host not in needed:
            continue
        if (test.how, test.text) not in (("shExpMatch", f"*.{host}"), ("dnsDomainIs", f".{host}")):
            continue
        url = needed[host]
        outcome = ask(policy, url.replace(f"//{host}/", f"//a.{host}/"), given, budget)
        below, itself = way(policy, outcome, given), way(policy, ask(policy, url, given, budget), given)
        if outcome and below and itself and below[0] != itself[0] and passed(outcome, test.node.span):
            found.append(ApexLeftOut(test.literal.span, host, below[0], itself[0]))
    return tuple(sorted(found, key=lambda fact: fact.place))
