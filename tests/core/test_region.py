"""Regions: splitting gives two disjoint parts that cover the whole, in every dimension."""

from __future__ import annotations

from itertools import product

from proxylint.addresses import NOWHERE, network, only, parse_address
from proxylint.intervals import Intervals
from proxylint.names import Family, Names, Test, ends_with
from proxylint.region import ASKED, Condition, Listener, Point, Record, Region
from proxylint.text import Span

PORT = Listener(3128, "3128", Span("x", 0, 1))
HELPER = Condition("helper", "the helper agrees")
WHOLE = Region(Names.of(Family("*.example.com")))

POINTS = [
    Point(host, None, parse_address(client), 3128, None, minute, {ASKED: address}, {"helper": helper})
    for host, client, minute, address, helper in product(
        ("a.example.com", "b.a.example.com"),
        ("10.0.0.1", "192.0.2.1"),
        (0, 700, 10079),
        (NOWHERE, parse_address("10.1.1.1"), parse_address("198.51.100.1")),
        (True, False),
    )
]


def test_every_split_is_a_partition() -> None:
    splits = [
        WHOLE.split_names(Test(ends_with(".a.example.com"))),
        WHOLE.split_client(network("10.0.0.0/8")),
        WHOLE.split_minutes(Intervals(((600, 800),))),
        WHOLE.split_resolved(ASKED, network("10.0.0.0/8")),
        WHOLE.split_resolved(ASKED, only(NOWHERE)),
        WHOLE.split_condition(HELPER),
    ]
    for inside, outside in splits:
        assert inside is not None
        assert outside is not None
        assert all(inside.holds(point) is not outside.holds(point) for point in POINTS)
        assert any(inside.holds(point) for point in POINTS)
        assert inside.intersect(outside) is None


def test_intersection_holds_where_both_do() -> None:
    one = WHOLE.split_client(network("10.0.0.0/8"))[0]
    other = WHOLE.split_condition(HELPER)[1]
    assert one is not None
    assert other is not None
    both = one.intersect(other)
    assert both is not None
    assert all(both.holds(point) == (one.holds(point) and other.holds(point)) for point in POINTS)


def test_ports_and_records_exclude_each_other() -> None:
    first = Region(WHOLE.names, listen=PORT)
    second = Region(WHOLE.names, listen=Listener(3129, "3129", Span("x", 2, 3)))
    assert first.intersect(second) is None
    assert Region(WHOLE.names, record=Record(1)).intersect(Region(WHOLE.names, record=Record(2))) is None
    assert first.intersect(WHOLE) == first


def test_phrases_say_what_it_takes() -> None:
    region = WHOLE.split_client(network("10.0.0.0/8"))[0]
    assert region is not None
    region = region.split_resolved(ASKED, network("10.0.0.0/8"))[0]
    assert region is not None
    region = region.split_condition(HELPER)[1]
    assert region is not None
    assert region.phrases() == (
        "client in 10.0.0.0/8",
        "the host resolves to 10.0.0.0/8",
        "not: the helper agrees",
    )


def test_regions_meet_where_their_intersection_is_not_empty() -> None:
    parts: list[Region] = [WHOLE, Region(WHOLE.names, listen=PORT), Region(WHOLE.names, record=Record(1))]
    for sides in (
        WHOLE.split_client(network("10.0.0.0/8")),
        WHOLE.split_minutes(Intervals(((600, 800),))),
        WHOLE.split_resolved(ASKED, network("10.0.0.0/8")),
        WHOLE.split_condition(HELPER),
    ):
        parts += [side for side in sides if side is not None]
    parts += [both for one, other in product(parts, parts) if (both := one.intersect(other)) is not None]
    for one, other in product(parts, parts):
        assert one.meets(other) is (one.intersect(other) is not None)
