"""Traces that are true of their case.

While an access list is walked, parts of the world that go on in the same way are put together, and the reasons of the
first stand for all (formats/squid/gate.py). Before anybody reads them, each case is asked once more for one device and
one host in it; where that answer comes by other steps, they are the ones to tell.
"""

from __future__ import annotations

from proxylint import addresses
from proxylint.format import Given, Policy
from proxylint.records import replace
from proxylint.request import Request
from proxylint.verdict import Case, Verdict

MOST = 32
"""Cases of one verdict that are asked again."""


def retold(policy: Policy, verdict: Verdict, given: Given) -> Verdict:
    return replace(verdict, cases=tuple(retold_case(policy, verdict, case, given) for case in verdict.cases))


def retold_case(policy: Policy, verdict: Verdict, case: Case, given: Given) -> Case:
    """One of the cases of a verdict."""
    if not 1 < len(verdict.cases) <= MOST:
        return case
    return _retold(policy, verdict.request, case, given)


def _retold(policy: Policy, request: Request, case: Case, given: Given) -> Case:
    member = case.when.names.witness()
    one = replace(request, host=member.host, path=member.path or request.path)
    if case.when.listen is not None:
        given = replace(given, listen=case.when.listen.written)
    if case.when.client != addresses.EVERY:
        given = replace(given, client=case.when.client.witness())
    found = [again for again in policy.decide(one, given).cases if _same(case, again)]
    if len(found) != 1 or _steps(found[0]) == _steps(case):
        return case
    return replace(case, access=found[0].access, tls=found[0].tls, route=found[0].route)


def _same(case: Case, again: Case) -> bool:
    """Whether one is a part of the other but for device and host, and ends in the same way by the same lines."""
    when, then = case.when, again.when
    return (
        (when.listen, when.record, when.conditions) == (then.listen, then.record, then.conditions)
        and when.minutes.overlaps(then.minutes)
        and _end(case) == _end(again)
    )


def _end(case: Case) -> tuple[object, ...]:
    decisions = (case.access, case.tls, case.route)
    return (case.failure, *((one.value, one.span, one.reason) for one in decisions))


def _steps(case: Case) -> list[object]:
    """Which lines and terms held, whatever is said of them; without recursion, for traces follow the input."""
    found: list[object] = []
    for decision in (case.access, case.tls, case.route):
        waiting = [(0, step) for step in reversed(decision.trace)]
        while waiting:
            depth, step = waiting.pop()
            found.append((depth, step.span, step.held))
            waiting.extend((depth + 1, inner) for inner in reversed(step.inner))
    return found
