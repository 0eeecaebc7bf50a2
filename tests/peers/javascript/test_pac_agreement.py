"""proxylint against JavaScript engines: the recorded answers of the pages, and a sample of random files.

No definite answer may differ. What proxylint leaves unknown is counted and printed (`pytest -rP`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

import pytest

from tests.peers.bearing import Bearing
from tests.peers.conftest import need
from tests.peers.javascript import families, listing
from tests.peers.javascript.agreement import Compared, compare, figures, reasons, run
from tests.peers.javascript.engines import missing
from tests.peers.javascript.generator import files
from tests.peers.javascript.observe import observe
from tests.peers.javascript.pages import Ask, Case, Page, pages

SEED, SAMPLE, WILDCARDS, LISTED = 20261125, 100, 20, 40


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.path.stem)
def test_proxylint_says_what_the_engines_were_seen_to_do(page: Page) -> None:
    _check([one for case in page.cases for one in compare(case)])


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.path.stem)
def test_proxylint_says_what_chromium_was_seen_to_do(page: Page) -> None:
    """It breaks a script off at look-ups, which the engines here do not."""
    _check([one for case in page.cases for one in compare(replace(case, asks=case.chromium), breaks=True)])


@pytest.mark.peer
def test_proxylint_agrees_over_random_files() -> None:
    need(missing("quickjs"))
    compared = run("quickjs", list(islice(files(SEED), SAMPLE)))
    _check(compared)
    counted = figures(compared)
    assert counted[Bearing.AGREES] > 0.8 * counted.total(), "the sample must be decided for the most part"


@pytest.mark.peer
def test_a_wildcard_is_what_its_names_are_one_by_one() -> None:
    """Every name lies in one case, whose route the engine takes; so it does for the witness of every case."""
    need(missing("quickjs"))
    compared = families.compare("quickjs", list(families.questions(list(islice(files(SEED), WILDCARDS)))))
    _check(compared)
    counted = figures(compared)
    assert counted[Bearing.AGREES] > 0.5 * counted.total(), "the sample must be decided for the most part"


@pytest.mark.peer
def test_an_index_of_tests_passes_over_nothing() -> None:
    """Lists with twists: a test that is passed might have done more than not to hold."""
    need(missing("quickjs"))
    _check(families.compare("quickjs", list(islice(listing.questions(SEED), LISTED))))


def test_the_names_of_a_wildcard_are_cut_from_the_file() -> None:
    case = Case("a", b'if (host == "q.w.example") return "PROXY p:1";', {}, (Ask("https://a.example/"),))
    question = families.Question(case, "https://*.example/", frozenset(), "a")
    hosts = {member.host for member in families.names(question)}
    assert {"q.w.example", "evilq.w.example", "a.q.w.example"} & hosts
    assert all(host.endswith(".example") for host in hosts)
    assert families.names(question) == families.names(question)


def test_a_wrong_route_for_some_names_of_a_wildcard_is_noticed() -> None:
    """The comparison itself: a verdict on another file differs for the names that the files tell apart."""
    need(missing("quickjs"))
    told = b'function FindProxyForURL(url, host) { return dnsDomainIs(host, ".x.example") ? "DIRECT" : "PROXY p:1"; }'
    case = Case("a", told, {}, (Ask("https://a.example/"),))
    question = families.Question(case, "https://*.example/", frozenset(), "a")
    parts, places = families.parts_and_places(question)
    job = replace(case, pac=told.replace(b'".x.', b'"x.'))
    seen = observe("quickjs", [replace(job, asks=(place.ask,)) for place in places])
    found = [
        families.weigh(question, parts, place, one.asks[0].answer).bearing
        for place, one in zip(places, seen, strict=True)
    ]
    assert Bearing.DIFFERS in found
    assert Bearing.AGREES in found


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
