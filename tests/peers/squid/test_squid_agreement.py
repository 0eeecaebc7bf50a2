"""proxylint against Squid: the recorded answers of the pages, and a sample of random configurations.

No definite answer may differ. What proxylint leaves unknown, or open because it hangs on what no option fixes, is
counted and printed (`pytest -rP`).
"""

from __future__ import annotations

from collections import Counter
from itertools import islice

import pytest

from tests.peers.bearing import Bearing
from tests.peers.squid.agreement import Comparison, compare, figures, reasons, run
from tests.peers.squid.generator import configurations
from tests.peers.squid.pages import Page, pages
from tests.peers.squid.said import say

SEED, SAMPLE = 20261125, 40
RECORDED_FOR = (5, 6, 7)


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.path.stem)
def test_proxylint_says_what_squid_was_seen_to_do(page: Page) -> None:
    compared = [
        compare(case, say(case, version)) for case in page.cases for version in case.world.versions or RECORDED_FOR
    ]
    _check(compared)


@pytest.mark.peer
def test_proxylint_agrees_over_random_configurations(squid_version: int) -> None:
    compared = list(run(islice(configurations(SEED), SAMPLE)))
    _check(compared)
    counted = figures(compared)
    assert counted[Bearing.AGREES] > 0.8 * counted.total(), "the sample must be decided for the most part"


def test_the_same_seed_gives_the_same_configurations() -> None:
    first, again = (list(islice(configurations(7), 20)) for _ in range(2))
    assert first == again
    assert Counter(case.config for case in first).most_common(1)[0][1] == 1


def _check(compared: list[Comparison]) -> None:
    differing = [str(comparison) for comparison in compared if comparison.differing]
    _print(compared)
    assert not differing, "\n\n".join(differing)


def _print(compared: list[Comparison]) -> None:
    counted = figures(compared)
    print(", ".join(f"{counted[bearing]} {bearing.value}" for bearing in Bearing))
    for reason, count in reasons(compared).most_common():
        print(f"  {count:4} {reason}")
