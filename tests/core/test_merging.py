"""Regions that differ in one dimension are one region afterwards, and speak of the same points."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proxylint.intervals import Intervals
from proxylint.merging import merged_by
from proxylint.names import Family, Names
from proxylint.region import Condition, Region
from tests.steps import count, counting

CLIENTS, MINUTES = range(0, 40, 10), range(0, 30, 10)
HOLDS = (True, False)
CELLS = list(product(CLIENTS, MINUTES, HOLDS, HOLDS))


def cell(client: int, minute: int, first: bool, second: bool) -> Region:
    return Region(
        Names.of(Family("h.example", "/")),
        Intervals(((client, client + 5),)),
        minutes=Intervals(((minute, minute + 9),)),
        conditions=((Condition("a", "a"), first), (Condition("b", "b"), second)),
    )


def speaks(region: Region, client: int, minute: int, first: bool, second: bool) -> bool:
    holds = {condition.id: value for condition, value in region.conditions}
    told = all(holds.get(name, value) is value for name, value in (("a", first), ("b", second)))
    return client in region.client and minute in region.minutes and told


@given(st.lists(st.sampled_from("xy"), min_size=len(CELLS), max_size=len(CELLS)))
def test_each_point_keeps_its_key_and_lies_in_one_region(keys: list[str]) -> None:
    items = [(key, cell(*where)) for key, where in zip(keys, CELLS, strict=True)]
    merged = merged_by(items, lambda item: item[0], lambda item: item[1], lambda item, region: (item[0], region))
    assert len(merged) <= len(items)
    for key, where in zip(keys, CELLS, strict=True):
        assert [found for found, region in merged if speaks(region, *where)] == [key]


def test_what_is_alike_everywhere_is_one_region() -> None:
    (region,) = merged_by([cell(*where) for where in CELLS], lambda _: 0, lambda region: region, lambda _, one: one)
    assert region.conditions == ()
    assert region.client == Intervals.of((client, client + 5) for client in CLIENTS)
    assert region.minutes == Intervals(((0, 29),))


@pytest.mark.parametrize("dimension", ["client", "minutes"])
def test_joining_takes_steps_in_proportion(dimension: str) -> None:
    def steps(number: int) -> int:
        from proxylint.intervals import Intervals
        from proxylint.merging import merged_by
        from proxylint.names import Family, Names
        from proxylint.records import replace
        from proxylint.region import Region

        whole = Region(Names.of(Family("h.example", "/")))
        sets = [Intervals(((7 * at, 7 * at + 2),)) for at in range(number)]
        items = [replace(whole, **{dimension: one}) for one in sets]
        found: list[Region] = []
        taken = count(lambda: found.extend(merged_by(items, lambda _: 0, lambda one: one, lambda _, one: one)))
        assert len(found) == 1
        return taken

    with counting():
        steps(100)
        few, many = steps(500), steps(4000)
    assert many < 9 * few, (few, many)
