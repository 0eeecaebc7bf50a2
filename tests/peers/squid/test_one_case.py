"""A question with everything fixed has one case: client, port, time, path and addresses are given.

All written cases and random configurations are asked so. Several cases may be left only where they hang on conditions
that no option fixes, and then on nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

import pytest

from proxylint.formats.squid.policy import SquidPolicy
from proxylint.request import Request
from proxylint.verdict import Verdict
from tests.peers.squid.generator import configurations
from tests.peers.squid.pages import Ask, Case, Page, World, pages
from tests.peers.squid.said import decide, reading

SEED, SAMPLE = 20261125, 80


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.path.stem)
def test_of_the_written_cases(page: Page) -> None:
    found = [
        told for case in page.cases for version in case.world.versions or (5, 6, 7) for told in _odd(case, version)
    ]

    assert found == []


def test_of_random_configurations() -> None:
    assert [told for case in islice(configurations(SEED), SAMPLE) for told in _odd(case, 5)] == []


def test_conditions_are_the_exception() -> None:
    verdicts = [
        decide(policy, ask, case.world, 5)
        for page in pages()
        for case in page.cases
        for ask in _fixed(case)
        for policy in _read(case, 5)
    ]

    assert sum(len(verdict.cases) == 1 for verdict in verdicts) > 0.9 * len(verdicts) > 1000


def _odd(case: Case, version: int) -> list[str]:
    return [
        f"{case.name}, Squid {version}: {ask}: {[one.when.phrases() for one in verdict.cases]}"
        for policy in _read(case, version)
        for ask in _fixed(case)
        if not _hangs_on_conditions_alone(verdict := decide(policy, ask, case.world, version))
    ]


def _read(case: Case, version: int) -> Iterator[SquidPolicy]:
    with reading(case, version) as policy:
        yield policy


def _fixed(case: Case) -> Iterator[Ask]:
    """The questions, each with a path; which of several addresses an intercepted client dials cannot be given."""
    for ask in case.asks:
        if not _chooses_an_address(ask, case.world):
            request = Request.parse(ask.url)
            yield replace(ask, url=f"{ask.url}x") if request.path == "/" and ask.url.endswith("/") else ask


def _chooses_an_address(ask: Ask, world: World) -> bool:
    host = Request.parse(ask.url).host
    return host in world.dials or len(world.resolve.get(host, ("one",))) > 1


def _hangs_on_conditions_alone(verdict: Verdict) -> bool:
    plain = {replace(one.when, conditions=()) for one in verdict.cases}
    apart = {one.when.conditions for one in verdict.cases}
    return len(plain) == 1 and len(apart) == len(verdict.cases)
