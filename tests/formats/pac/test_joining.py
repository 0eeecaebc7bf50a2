"""Cases with one answer are joined: no point changes its answer, and the work follows what the cases speak of."""

from __future__ import annotations

import random

import pytest

from proxylint.addresses import ANSWERS, network
from proxylint.formats.pac.joining import Answers, Leaf, united
from proxylint.formats.pac.script import Outcome
from proxylint.intervals import Intervals
from proxylint.names import Family, Names, Test, ends_with
from proxylint.region import Condition, Point, Region
from tests.steps import count, counting

WHOLE = Region(Names.of(Family("*.example.com")))
HOSTS = ("a.example.com", "b.a.example.com")
PLACES = tuple(network(f"10.{at}.0.0/16") for at in range(3))
ADDRESSES = (*(place.witness() for place in PLACES), network("192.0.2.0/24").witness())
MINUTES = (0, 700)
LUCK = Condition("luck", "luck")


def points() -> list[Point]:
    chosen = random.Random(7)
    return [
        Point(
            chosen.choice(HOSTS),
            client=chosen.choice(ADDRESSES),
            minute=chosen.choice(MINUTES),
            resolved={"x": chosen.choice(ADDRESSES), "y": chosen.choice(ADDRESSES)},
            conditions={"luck": chosen.random() < 0.5},
        )
        for _ in range(300)
    ]


def cut(region: Region, chosen: random.Random) -> list[Region]:
    """Both sides of a random question, or one where only one is left."""
    sides = chosen.choice(
        (
            lambda: region.split_names(Test(ends_with(".a.example.com"))),
            lambda: region.split_client(chosen.choice(PLACES)),
            lambda: region.split_minutes(Intervals(((600, 800),))),
            lambda: region.split_resolved("x", chosen.choice(PLACES)),
            lambda: region.split_resolved("y", chosen.choice(PLACES)),
            lambda: region.split_condition(LUCK),
        )
    )()
    return [side for side in sides if side is not None]


@pytest.mark.parametrize("seed", range(20))
def test_every_point_keeps_its_answer_in_one_case(seed: int) -> None:
    chosen = random.Random(seed)
    regions = [WHOLE]
    while len(regions) < 40:
        regions += cut(regions.pop(chosen.randrange(len(regions))), chosen)
    leaves = [Leaf(region, Outcome(text=chosen.choice("ab"))) for region in regions]
    joined = united(leaves, Answers(lambda outcome: outcome.text))
    assert len(joined) < len(leaves)
    for point in points():
        (before,) = [leaf.outcome.text for leaf in leaves if leaf.region.holds(point)]
        assert [leaf.outcome.text for leaf in joined if leaf.region.holds(point)] == [before]


@pytest.mark.parametrize("name", ["x", "y"])
def test_all_addresses_of_a_name_are_none_in_particular(name: str) -> None:
    regions = [side for side in WHOLE.split_resolved(name, PLACES[0]) if side is not None]
    (leaf,) = united([Leaf(region, Outcome(text="a")) for region in regions], Answers(lambda outcome: outcome.text))
    assert leaf.region == WHOLE
    assert leaf.region.answers(name) == ANSWERS


def chain(size: int) -> int:
    """Steps of joining a case for each of so many names, which speaks of all names before; two answers in turn."""
    from proxylint.addresses import EVERY
    from proxylint.formats.pac.joining import Answers, Leaf, united
    from proxylint.formats.pac.script import Outcome
    from proxylint.names import Family, Names
    from proxylint.region import Region

    rest, leaves = Region(Names.of(Family("a.example"))), []
    for at in range(size):
        inside, outside = rest.split_resolved(f"h{at:03}", EVERY)
        assert inside is not None
        assert outside is not None
        leaves.append(Leaf(inside, Outcome(text="ab"[at % 2])))
        rest = outside
    return count(lambda: united(leaves, Answers(lambda outcome: outcome.text)))


def test_the_work_grows_as_what_the_cases_speak_of() -> None:
    """Twice as many cases that each speak of twice as many names."""
    with counting():
        small, large = chain(50), chain(100)
    assert large < 4.5 * small
