"""Which known word is meant by another."""

from __future__ import annotations

import pytest

from proxylint.meant import meant

KNOWN = ("MDE101", "MDE501", "login-required", "per-file-ignores", "check", "why")


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("MDE101", "MDE101"),
        ("mde101", "MDE101"),
        ("MDE1010", "MDE101"),
        ("MED101", "MDE101"),
        ("MDE510", "MDE501"),
        ("login-requird", "login-required"),
        ("LOGIN_REQUIRED", "login-required"),
        ("per_file_ignores", "per-file-ignores"),
        ("chekc", "check"),
        ("hwy", "why"),
        ("MDE999", None),
        ("MDE9", None),
        ("", None),
        ("x" * 100_000, None),
    ],
)
def test_words(word: str, found: str | None) -> None:
    assert meant(word, KNOWN) == found


def test_the_fewest_letters_have_changed_places() -> None:
    assert meant("MED201", ["MDE102", "MDE120", "MDE201"]) == "MDE201"


def test_of_two_that_are_alike_always_the_same() -> None:
    assert meant("MDE1x1", ["MDE111", "MDE101", "MDE121"]) == meant("MDE1x1", ["MDE121", "MDE101", "MDE111"])
    assert meant("anything", []) is None
