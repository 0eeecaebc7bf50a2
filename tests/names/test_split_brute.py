"""Splits, unions and intersections of random tests, checked against every short name there is."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import product
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import proxylint.names.search
from proxylint.names import (
    Beyond,
    Family,
    Language,
    Names,
    Subject,
    Test,
    any_of,
    domains,
    javascript,
    one_of,
    posix,
    shell,
)
from proxylint.names.patterns import KEPT

_ATOMS = ["a", "b", "\\.", ".", "[^.]", "[ab]", "-", "/", "[^a]", "A", "\\b", "^", "$", "(a|b)", "(^|\\.)", ".*", "\\w"]
_REPEATED = {"a", "b", "\\.", ".", "[^.]", "[ab]", "(a|b)", "[^a]", "\\w"}
_WORDS = ["a", "b", ".a", ".b", "a.b", "b.a.b", ".a.b", "ab", "-.b", "/a", "a.b/", "/ab", "a.b/a"]
_SHELLS = ["*", "*.b", "?.b", "a*", "*a*", "*/a*", "*.a.b", "[ab]*", "*a.b|b*", "*/", "*b/*"]


def enumerate_names(family: Family) -> list[tuple[str, str | None]]:
    """Every member with at most 3 free characters of `ab.-` in the host and 1 of `ab/A` in the path."""
    hosts = [family.host]
    if family.host.startswith("*"):
        hosts = ["".join(free) + family.host[1:] for n in range(4) for free in product("ab.-", repeat=n)]
    paths = [family.path]
    if family.path and family.path.endswith("*"):
        paths = [family.path[:-1] + "".join(free) for n in range(2) for free in product("ab/A", repeat=n)]
    return [(host, path) for host in hosts for path in paths if family.holds(host, path)]


FAMILIES = [Family(h, p) for h in ("*.b", "*.a.b", "*", "a.b") for p in (None, "/a", "/a*")]
NAMES = {family: enumerate_names(family) for family in FAMILIES}


def random_test(random: Random) -> Test:
    languages = [_language(random) for _ in range(random.choice([1, 1, 1, 2, 3]))]
    language = languages[0] if len(languages) == 1 else any_of(languages)
    before, after = random.choice([("", ""), ("", ""), ("http://", ""), ("", "/"), ("", ":80")])
    return Test(language, random.choice(list(Subject)), before, after)


def _language(random: Random) -> Language:
    kind = random.randrange(6)
    if kind == 0:
        return domains(random.sample(_WORDS, random.randint(1, 3)))
    if kind == 1:
        return one_of(random.sample(_WORDS, random.randint(1, 3)))
    if kind == 2:
        return shell(random.choice(_SHELLS))
    written = "|".join(_written(random) for _ in range(random.choice([1, 1, 2])))
    if kind == 3:
        return posix(written, ignore_case=random.random() < 0.3)
    return javascript(written, random.choice(["", "", "i", "m"]))


def _written(random: Random) -> str:
    text = ""
    for _ in range(random.randint(1, 5)):
        atom = random.choice(_ATOMS)
        text += atom + (random.choice(["*", "+", "?", "{2}"]) if atom in _REPEATED and random.random() < 0.3 else "")
    return text


def members(names: Names | None) -> set[tuple[str, str | None]]:
    if names is None:
        return set()
    witness = names.witness()
    assert names.holds(witness.host, witness.path)
    return {name for name in NAMES[names.family] if names.holds(*name)}


EXAMPLES = 3000 if os.environ.get("PROXYLINT_AGREEMENT") == "full" else 60


@pytest.fixture(scope="module", params=["plain", "thorough"])
def kind_of_search(request: pytest.FixtureRequest) -> Iterator[None]:
    """The thorough search is for what is too much for the plain one: nothing, in a universe as small as this."""
    with pytest.MonkeyPatch.context() as patch:
        if request.param == "thorough":
            patch.setattr(proxylint.names.search, "FIRST_WORK", 0)
        for make in (posix, KEPT, shell):
            make.cache_clear()
        yield


@pytest.mark.usefixtures("kind_of_search")
@settings(max_examples=EXAMPLES)
@given(st.integers(0, 2**32), st.sampled_from(FAMILIES))
def test_splits_are_exact(seed: int, family: Family) -> None:
    random = Random(seed)
    pieces = [Names.of(family)]
    for _ in range(3):
        test = random_test(random)
        after: list[Names] = []
        for names in pieces:
            yes, no = names.split(test)
            before = members(names)
            assert members(yes) == {name for name in before if test.matches(*name)}
            assert members(no) == {name for name in before if not test.matches(*name)}
            assert yes is not None or no is not None
            after += [side for side in (yes, no) if side is not None]
        pieces = after
    random.shuffle(pieces)
    joined = pieces[0]
    for index, piece in enumerate(pieces[1:], 2):
        joined = joined.union(piece)
        assert members(joined) == set().union(*map(members, pieces[:index]))
    assert joined.whole()


@settings(max_examples=EXAMPLES)
@given(st.integers(0, 2**32), st.sampled_from(FAMILIES))
def test_intersections_and_wholeness_are_exact(seed: int, family: Family) -> None:
    random = Random(seed)
    one, other = Names.of(family), Names.of(family)
    for _ in range(2):
        one = one.split(random_test(random))[random.randrange(2)] or one
        other = other.split(random_test(random))[random.randrange(2)] or other
    try:
        common = one.intersect(other)
    except Beyond:
        return
    assert members(common) == members(one) & members(other)
    if one.whole():
        assert members(one) == set(NAMES[family])
