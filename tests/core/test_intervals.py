"""Sets of integers against Python's own sets."""

from __future__ import annotations

import pickle
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proxylint import intervals, stretches
from proxylint.intervals import Intervals
from proxylint.stretches import Stretches
from tests.steps import count, counting

parts = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 6)).map(lambda pair: (pair[0], pair[0] + pair[1])))


def members(intervals: Intervals) -> set[int]:
    return {value for low, high in intervals.parts for value in range(low, high + 1)}


@given(parts, parts)
def test_operations_are_those_of_sets(one: list[tuple[int, int]], other: list[tuple[int, int]]) -> None:
    a, b = Intervals.of(one), Intervals.of(other)
    assert members(a & b) == members(a) & members(b)
    assert members(a | b) == members(a) | members(b)
    assert members(a - b) == members(a) - members(b)
    assert a.overlaps(b) is bool(members(a) & members(b))
    for result in (a & b, a | b, a - b):
        assert result == Intervals.of(result.parts)


@given(st.lists(parts, min_size=1, max_size=5))
def test_a_union_of_several_is_that_of_sets(several: list[list[tuple[int, int]]]) -> None:
    first, *others = map(Intervals.of, several)
    together = first.union(*others)
    assert members(together) == members(first).union(*map(members, others))
    assert together == Intervals.of(together.parts)


@given(st.lists(st.integers(0, 400)), st.sets(st.integers(0, 60), max_size=4), st.sets(st.integers(0, 60), max_size=4))
def test_sets_that_are_mostly_the_same(cuts: list[int], one: set[int], other: set[int]) -> None:
    """Stretches that are alike, and parts that lie within one of the other set, are gone through as a whole."""
    scattered = [(7 * at, 7 * at + 2) for at in range(60)]
    a = Intervals.of(part for at, part in enumerate(scattered) if at not in one)
    b = Intervals.of((*(part for at, part in enumerate(scattered) if at not in other), *((cut, cut) for cut in cuts)))
    wide = Intervals.of((cut, cut + 40) for cut in cuts)
    for left, right in ((a, b), (b, a), (a, wide), (wide, b), (wide - b, wide - a), (wide - a, a)):
        assert (left & right) == Intervals.of((at, at) for at in members(left) & members(right))
        assert (left - right) == Intervals.of((at, at) for at in members(left) - members(right))


@given(st.lists(st.tuples(st.integers(-3, 430), st.integers(0, 30)), max_size=3))
def test_a_few_parts_are_put_into_many(few: list[tuple[int, int]]) -> None:
    many = Intervals.of((7 * at, 7 * at + 2) for at in range(60))
    added = Intervals.of((low, low + more) for low, more in few)
    union = Intervals.of((at, at) for at in members(many) | members(added))
    assert many | added == added | many == union


@given(parts, st.integers(-2, 40))
def test_membership(given_parts: list[tuple[int, int]], value: int) -> None:
    found = Intervals.of(given_parts)
    assert (value in found) is (value in members(found))


def test_a_hundred_thousand_scattered_members_take_linear_time() -> None:
    scattered = Intervals.of((10 * value, 10 * value + 3) for value in range(100_000))
    everything = Intervals(((-1, 10**7),))
    rest = everything - scattered
    assert len(rest.parts) == 100_001
    assert everything - rest == scattered
    assert not scattered & rest


@given(parts)
def test_normal_form_has_gaps(given_parts: list[tuple[int, int]]) -> None:
    found = Intervals.of(given_parts).parts
    assert all(low <= high for low, high in found)
    assert all(right[0] > left[1] + 1 for left, right in pairwise(found))


@given(
    st.lists(st.tuples(st.just(7), st.integers(0, 3)), min_size=20, max_size=60),
    st.lists(st.lists(st.tuples(st.integers(-20, 450), st.sampled_from((0, 1, 5, 40, 200))), max_size=8), max_size=12),
)
def test_sets_in_stretches_are_like_others(scattered: list[tuple[int, int]], cuts: list[list[tuple[int, int]]]) -> None:
    left = Intervals.of((step * at, step * at + more) for at, (step, more) in enumerate(scattered))
    known = members(left)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(intervals, "MANY", 20)
        patched.setattr(intervals, "CUTS", 6)
        patched.setattr(stretches, "_STRETCH", 4)
        for low_and_more in cuts:
            cut = Intervals.of((low, low + more) for low, more in low_and_more)
            other = members(cut)
            for result, expected in (
                (left & cut, known & other),
                (cut & left, known & other),
                (left | cut, known | other),
                (cut - left, other - known),
                (left - cut, known - other),
            ):
                plain = Intervals.of(result.parts)
                assert members(result) == expected
                assert result == plain and plain == result and hash(result) == hash(plain)
                assert result.count == len(plain.parts) and bool(result) is bool(expected)
                assert result.only() == (min(expected) if len(expected) == 1 else None)
                assert not expected or result.witness() == min(expected)
                assert pickle.loads(pickle.dumps(result)) == plain
            assert left.overlaps(cut) is cut.overlaps(left) is bool(known & other)
            left, known = left - cut, known - other


def test_a_set_of_many_parts_is_left_in_stretches() -> None:
    many = Intervals.of((10 * at, 10 * at + 3) for at in range(2000))
    left = many - Intervals(((5000, 5003),))
    assert isinstance(left, Stretches)
    assert left.parts == (*many.parts[:500], *many.parts[501:])


def test_to_take_one_part_costs_the_same_of_many_and_of_more() -> None:
    def steps(parts: int) -> int:
        from proxylint.intervals import Intervals

        left = Intervals.of((10 * at, 10 * at + 3) for at in range(parts)) - Intervals(((0, 3),))

        def take() -> None:
            nonlocal left
            for at in range(1, 500):
                one = Intervals(((30 * at, 30 * at + 3),))
                assert left & one == one
                left = left - one

        return count(take)

    with counting():
        steps(2000)
        few, many = steps(2000), steps(16_000)
    assert many < 2.5 * few, (few, many)
