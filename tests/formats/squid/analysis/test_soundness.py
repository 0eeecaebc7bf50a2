"""What an analysis calls dead never acts: put to the evaluator, on random configurations and questions near them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

import pytest

from proxylint import addresses
from proxylint.format import Given, Policy
from proxylint.formats.squid.analysis.bump_lines import idle_lines
from proxylint.formats.squid.analysis.dead_lines import AfterAll, dead_lines
from proxylint.formats.squid.model import Gate
from proxylint.formats.squid.policy import SquidPolicy
from proxylint.request import Request
from proxylint.text import Span
from proxylint.verdict import Case, Step
from tests.formats.squid.decide.asking import policy
from tests.peers.squid.generator import configurations
from tests.peers.squid.pages import Case as Configuration

OPEN = (Request("https", "*", 443), Request("http", "*", 80, "/*"), Request("https", "*.other.example", 8443))
CLIENT = "10.1.2.3"


def read(case: Configuration, version: int) -> Policy:
    return policy(case.config.decode("latin-1"), version, {path: data.decode() for path, data in case.files.items()})


def dead(asked: Policy) -> dict[Span, str]:
    """The lines that are called dead, with what was said."""
    found = {}
    for fact in dead_lines(asked):
        line = fact.first if isinstance(fact, AfterAll) else fact.line
        found[line.span] = type(fact).__name__
    return found | {fact.line.span: "IdleLine" for fact in idle_lines(asked)}


def acting(case: Case) -> Iterator[Span]:
    """The lines that matched. The last line also decides where none does, by the opposite of its action."""
    steps: list[Step] = [step for decision in (case.access, case.tls, case.route) for step in decision.trace]
    while steps:
        step = steps.pop()
        if step.span is not None and (step.held or step.note.startswith("at step")):
            yield step.span
        steps += step.inner


def questions(case: Configuration) -> Iterator[tuple[Request, Given]]:
    for request in OPEN:
        yield request, Given()
    for ask in case.asks:
        yield Request.parse(ask.url), Given(client=addresses.parse_address(ask.client), listen=ask.listen)


@pytest.mark.parametrize("version", [5, 6, 7])
def test_dead_lines_never_act(version: int) -> None:
    told = 0
    for case in islice(configurations(2026 + version), 100):
        asked = read(case, version)
        called = dead(asked)
        told += len(called)
        for request, given in questions(case) if called else ():
            for found in asked.decide(request, given).cases:
                acted = called.keys() & set(acting(found))
                assert not acted, (case.name, case.config.decode(), request.url, [called[span] for span in acted])
    assert told > 30  # else the test would prove nothing


def test_a_dead_line_changes_no_verdict() -> None:
    """Taken out of the configuration, it leaves every answer as it was."""
    compared = 0
    for case in islice(configurations(11), 80):
        asked = read(case, 6)
        assert isinstance(asked, SquidPolicy)
        for fact in dead_lines(asked):
            line = fact.first if isinstance(fact, AfterAll) else fact.line
            if line.span.file != "squid.conf" or any(gate[-1] == line for gate in gates(asked)):
                continue  # the last line counts by its action
            text = case.config.decode("latin-1")
            without = policy(
                text[: line.span.start] + "#" * (line.span.end - line.span.start) + text[line.span.end :],
                6,
                {path: data.decode() for path, data in case.files.items()},
            )
            for request, given in questions(case):
                assert ends(asked, request, given) == ends(without, request, given), (case.name, request.url, line)
                compared += 1
    assert compared > 100


def gates(asked: SquidPolicy) -> list[Gate]:
    return [*asked.config.gates.values(), *(peer.access for peer in asked.config.peers if peer.access)]


def ends(asked: Policy, request: Request, given: Given) -> set[tuple[str, ...]]:
    return {(case.access.value, case.tls.value, str(case.route.value)) for case in asked.decide(request, given).cases}
