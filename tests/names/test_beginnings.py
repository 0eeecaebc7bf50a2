"""The way of a search that is kept for all families leads to what a search finds, within the same work."""

from __future__ import annotations

from random import Random

import pytest

from proxylint.names import Beyond, Family, Language, Subject, posix
from proxylint.names.beginnings import Beginnings, Unfinished
from proxylint.names.family import Witness
from proxylint.names.search import _run, _Search, _Spent
from proxylint.names.tracks import Track
from tests.names.test_split_brute import _language

FAMILIES = [
    Family("*.b"),
    Family("*.a.b", "/a"),
    Family("*.abab.example", "/a*"),
    Family("*"),
    Family("*." + "a" * 249 + ".b"),
]

UNFINISHED = "unfinished"


def searched(family: Family, track: Track, most: int) -> Witness | str | None:
    try:
        return _run(_Search(family, [track], most), None)
    except _Spent:
        return UNFINISHED


def kept(beginnings: Beginnings, family: Family) -> Witness | str | None:
    try:
        return beginnings.first(family)
    except Unfinished:
        return UNFINISHED


def track_of(language: Language, random: Random) -> Track:
    before, after = random.choice([("", ""), ("", ""), ("a", ""), ("", "/"), ("", ":80")])
    return Track(language.machine(), Subject.HOST, before, after, random.random() < 0.7)


@pytest.mark.parametrize("seed", range(40))
def test_it_is_what_a_search_finds(seed: int) -> None:
    """Where hosts become too long, or there is too much to keep, it may give up before a search does."""
    random = Random(seed)
    finished = 0
    for _ in range(25):
        try:
            track = track_of(_language(random), random)
        except Beyond:
            continue
        most = random.choice([20, 100, 500, 3_000])
        beginnings = Beginnings(track, most)
        for family in random.sample(FAMILIES, len(FAMILIES)):
            found = kept(beginnings, family)
            assert found in (searched(family, track, most), UNFINISHED)
            finished += found != UNFINISHED
    assert finished > 60


def test_what_is_too_long_to_keep_stays_so() -> None:
    track = Track(posix("x" * 80, ignore_case=False).machine(), Subject.HOST, "", "", True)
    beginnings = Beginnings(track, 3_000)
    assert [kept(beginnings, Family(host)) for host in ("*.b", "*.c", "*.b")] == [UNFINISHED] * 3
    assert kept(beginnings, Family("*.y" + "x" * 80)) == Witness("a.y" + "x" * 80, None)
