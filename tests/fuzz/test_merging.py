"""The corpus in the repository reaches as much as it can within its size."""

from __future__ import annotations

from tests.fuzz.merging import covering, named_by_digest


def test_what_reaches_more_for_its_length_comes_first() -> None:
    reached = {b"a": frozenset({0, 8}), b"b" * 500: frozenset({0, 8, 16}), b"c": frozenset({16}), b"d": frozenset({8})}
    assert covering(reached, []) == [b"a", b"c"]


def test_edges_come_before_how_often_they_are_passed() -> None:
    often = frozenset({0, 1, 2, 3, 4})
    reached = {b"often": often, b"edge": frozenset({0, 8})}
    assert covering(reached, [], most_files=1) == [b"edge"]
    assert covering(reached, [], most_files=2) == [b"edge", b"often"]


def test_what_is_there_anyhow_is_not_kept_twice() -> None:
    reached = {b"written": frozenset({0, 8}), b"same": frozenset({0}), b"more": frozenset({8, 9, 16})}
    assert covering(reached, [b"written"]) == [b"more"]


def test_there_is_room_for_so_many_bytes() -> None:
    reached = {bytes([number]) * 1000: frozenset({number * 8}) for number in range(20)}
    assert len(covering(reached, [], most_bytes=5000)) == 5


def test_written_inputs_are_told_by_their_names() -> None:
    assert named_by_digest("0123456789abcdef0123456789abcdef01234567")
    assert not named_by_digest("bypass-list")
