"""proxylint against JavaScript engines: the recorded answers of the pages, and a sample of random files.

No definite answer may differ. What proxylint leaves unknown is counted and printed (`pytest -rP`).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

import pytest

from tests.peers.bearing import Bearing
from tests.peers.conftest import need
from tests.peers.javascript.agreement import Compared, compare, figures, reasons, run
from tests.peers.javascript.engines import missing
from tests.peers.javascript.generator import files
from tests.peers.javascript.pages import Page, pages

SEED, SAMPLE = 20261125, 100


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.path.stem)
def test_proxylint_says_what_the_engines_were_seen_to_do(page: Page) -> None:
    _check([one for case in page.cases for one in compare(case)])


@pytest.mark.peer
def test_proxylint_agrees_over_random_files() -> None:
    need(missing("quickjs"))
    compared = run("quickjs", list(islice(files(SEED), SAMPLE)))
    _check(compared)
    counted = figures(compared)
    assert counted[Bearing.AGREES] > 0.8 * counted.total(), "the sample must be decided for the most part"


def test_the_same_seed_gives_the_same_files() -> None:
    first, again = (list(islice(files(7), 20)) for _ in range(2))
    assert first == again
    assert len({case.pac for case in first}) == 20


def _check(compared: Sequence[Compared]) -> None:
    counted = figures(compared)
    print(", ".join(f"{counted[bearing]} {bearing.value}" for bearing in Bearing))
    for reason, count in reasons(compared).most_common():
        print(f"  {count:4} {reason}")
    differing = [str(one) for one in compared if one.bearing is Bearing.DIFFERS]
    assert not differing, "\n\n".join(differing)
