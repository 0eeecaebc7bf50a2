"""Patterns over paths. What a single name may be is held against git in `test_gitignore`."""

from __future__ import annotations

from functools import cache
from importlib import import_module

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proxylint.globs import excluded, parse
from tests.steps import count, counting


@pytest.mark.parametrize(
    ("pattern", "path"),
    [
        ("old", "old/squid.conf"),
        ("old", "sites/old/a/squid.conf"),
        ("squid.conf", "sites/squid.conf"),
        ("*.conf", "sites/a/squid.conf"),
        ("old/", "sites/old/squid.conf"),
        ("/old", "old/squid.conf"),
        ("./old", "old/squid.conf"),
        ("sites/*/squid.conf", "sites/a/squid.conf"),
        ("sites/*", "sites/a/b/squid.conf"),
        ("sites/**", "sites/a/b/squid.conf"),
        ("**/old/*.conf", "old/squid.conf"),
        ("**/old/*.conf", "a/b/old/squid.conf"),
        ("sites/**/squid.conf", "sites/squid.conf"),
        ("sites/**/squid.conf", "sites/a/b/squid.conf"),
        ("a/**/b/**/c", "a/x/b/b/y/c"),
        ("squid-[0-9].conf", "squid-7.conf"),
        ("squid-[!0-9].conf", "squid-a.conf"),
        ("squid-[[:alpha:]]?.conf", "squid-ab.conf"),
        ("\\*.conf", "*.conf"),
        ("ü?", "üä"),
        ("**", "squid.conf"),
        ("a/b", "./a//b"),
    ],
)
def test_meant(pattern: str, path: str) -> None:
    assert excluded(path, ("nothing", pattern))


@pytest.mark.parametrize(
    ("pattern", "path"),
    [
        ("old", "older/squid.conf"),
        ("old/", "sites/old"),
        ("/old", "sites/old/squid.conf"),
        ("sites/*.conf", "sites/a/squid.conf"),
        ("sites/**", "sites"),
        ("*/squid.conf", "squid.conf"),
        ("*/squid.conf", "a/b/squid.conf"),
        ("a?b", "a/b"),
        ("a[/]b", "a/b"),
        ("a**b/c", "a/b/c"),
        ("\\*.conf", "a.conf"),
        ("*.CONF", "a.conf"),
        ("squid-[0-9.conf", "squid-7.conf"),
        ("squid-[[:digits:]].conf", "squid-7.conf"),
        ("squid.conf\\", "squid.conf"),
        ("", "squid.conf"),
        ("/", "squid.conf"),
        ("*", ""),
    ],
)
def test_not_meant(pattern: str, path: str) -> None:
    assert not excluded(path, ("nothing", pattern))


def test_a_folder_is_meant_by_a_pattern_for_folders() -> None:
    assert [excluded("sites/old", ("old/",), folder=folder) for folder in (True, False)] == [True, False]


def by_definition(pattern: str, path: str) -> bool:
    """Of a pattern with a `/`, `*`, `?` and `**` between slashes: every way to read it is tried."""
    names, wanted = path.split("/"), pattern.removeprefix("/").split("/")

    @cache
    def name(at: int, piece: str, text: str) -> bool:
        if at == len(piece):
            return not text
        if piece[at] == "*":
            return any(name(at + 1, piece, text[skip:]) for skip in range(len(text) + 1))
        return bool(text) and piece[at] in ("?", text[0]) and name(at + 1, piece, text[1:])

    @cache
    def rest(at: int, start: int) -> bool:
        if at == len(wanted):
            return start == len(names)
        if wanted[at] == "**":
            least = 1 if at == len(wanted) - 1 else 0
            return any(rest(at + 1, skipped) for skipped in range(start + least, len(names) + 1))
        return start < len(names) and name(0, wanted[at], names[start]) and rest(at + 1, start + 1)

    return rest(0, 0)


PIECES = st.one_of(st.sampled_from(["**", "*", "a", "b"]), st.text("ab*?", min_size=1, max_size=6))
PATTERNS = st.lists(PIECES, min_size=2, max_size=6).map(lambda names: "/" + "/".join(names))
PATHS = st.lists(st.text("ab", min_size=1, max_size=6), min_size=1, max_size=6).map("/".join)


@given(PATTERNS.filter(lambda pattern: "***" not in pattern), PATHS)
def test_every_way_to_read_a_pattern_is_found(pattern: str, path: str) -> None:
    assert parse(pattern).matches(path.split("/")) == by_definition(pattern, path)


@given(st.text("ab*?[]!^-\\/:. é\0\n"), st.text("ab/.é[]\\\n"))
def test_any_pattern_and_any_path(pattern: str, path: str) -> None:
    assert excluded(path, (pattern,)) in (True, False)


HOSTILE = {
    "stars": lambda n: ("*a" * n + "b", "a" * n),
    "stars in a path": lambda n: ("/" + "*a" * n + "b", "a" * n),
    "sets": lambda n: ("*[a-z]" * n + "0", "a" * n),
    "questions": lambda n: ("*?a" * n + "b", "a" * n),
    "folders": lambda n: ("**/a/" * n + "b", "a/" * n + "c"),
    "folders and stars": lambda n: ("**/*a*a/" * n + "b", "aaaa/" * n + "c"),
    "an open set": lambda n: ("[" * n, "a" * n),
    "classes": lambda n: ("[" + "[:alpha:]" * n + "]*" * n, "a" * n),
}


@pytest.mark.parametrize("shape", HOSTILE)
def test_a_hostile_pattern_costs_at_most_its_length_times_that_of_the_path(shape: str) -> None:
    with counting():
        globs = import_module("proxylint.globs")
        small, large = ([*HOSTILE[shape](size)] for size in (60, 120))

        def taken(pattern: str, path: str) -> int:
            return count(lambda: (globs.parse(pattern).matches(path.split("/")), globs.excluded(path, (pattern,))))

        assert taken(*large) <= 4.5 * taken(*small)
