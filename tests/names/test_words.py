"""Literal texts, dstdomain lists and unions of languages."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from proxylint.names import (
    Family,
    Language,
    Names,
    Subject,
    Test,
    any_of,
    anything,
    contains,
    domains,
    ends_with,
    equals,
    javascript,
    matches,
    nothing,
    one_of,
    posix,
    starts_with,
)
from proxylint.names.words import Words


@pytest.mark.parametrize(
    ("language", "hits", "misses"),
    [
        (equals("a.b"), ["a.b"], ["a.b.", "xa.b", ""]),
        (one_of(["a", "b"]), ["a", "b"], ["ab", ""]),
        (one_of([]), [], ["", "a"]),
        (starts_with("a."), ["a.b"], ["xa.b"]),
        (ends_with(".b"), ["a.b"], ["b", "a.bc"]),
        (contains("b"), ["abc"], ["ac"]),
        (contains(""), ["", "x"], []),
        (anything(), ["", "x"], []),
        (nothing(), [], ["", "x"]),
        (domains([".b.c"]), ["b.c", "a.b.c", "x.a.b.c"], ["xb.c", "c", ""]),
        (domains(["b.c"]), ["b.c"], ["a.b.c"]),
        (domains([".c"]), ["c", "b.c"], ["bc"]),
        (domains(["."]), [""], ["a", "a.b"]),
        (domains(["b.c.", "http://b.c", "b.c:443", "*.b.c"]), [], ["b.c", "a.b.c"]),
        (domains([]), [], ["a"]),
        (any_of([]), [], ["a"]),
        (any_of([equals("a"), ends_with(".b")]), ["a", "x.b"], ["b"]),
        (any_of([equals("a"), javascript("^x+$"), posix("q", ignore_case=True)]), ["a", "xx", "Q"], ["b"]),
        (any_of([nothing(), javascript("^x+$")]), ["x"], ["y"]),
        (any_of([anything(), javascript("^x+$")]), ["y"], []),
        (any_of([javascript("^Ab$", "i"), equals("Ab")]), ["aB", "Ab"], ["b"]),
    ],
)
def test_matches(language: Language, hits: list[str], misses: list[str]) -> None:
    assert [text for text in hits + misses if matches(language, text)] == hits


def test_equal_when_written_the_same() -> None:
    assert posix("a.b", ignore_case=True) == posix("a.b", ignore_case=True) != posix("a.b", ignore_case=False)
    assert javascript("a.b") == javascript("a.b", "") != javascript("a.b", "i")
    assert domains(["a", "b"]) == domains(("a", "b")) != domains(("b", "a"))
    assert len({equals("a"), equals("a"), one_of(["a"])}) == 1


def test_case_folds_by_ascii_alone() -> None:
    assert matches(javascript("^kelvin$", "i"), "KELVIN")
    assert not matches(javascript("^kelvin$", "i"), "\u212aelvin")


@settings(max_examples=300)
@given(st.text("ab.", max_size=12), st.integers(1, 200), st.integers(1, 4))
def test_many_words_are_looked_up_as_they_are_looked_for(text: str, count: int, longest: int) -> None:
    every = ["".join(letters) for length in range(1, longest + 1) for letters in product("ab.-", repeat=length)]
    words = every[-count:]
    language = Words(inside=words)
    assert language.matches(text) == any(word in text for word in words)
    for prefix, suffix in ((text, ""), ("", text)):
        assert language.within(prefix, suffix).everything == any(word in text for word in words)


def test_nul_is_a_character_as_any_other() -> None:
    """Only a host or path that has one matches: none has."""
    family = Names.of(Family("a.b", "/a*"))
    for language in (contains("\0"), ends_with("\0\0"), javascript("a\0")):
        assert not language.matches("/ab")
        assert family.split(Test(language, Subject.PATH)) == (None, family)


@pytest.mark.parametrize("count", [2, 100])
def test_lists_that_are_written_the_same_are_equal_however_long(count: int) -> None:
    """Else the same file, read twice, would give cases that compare unequal."""
    entries = [f".x{at}.example" for at in range(count)]
    assert domains(entries) == domains(list(entries))
    assert domains(entries) != domains([*entries[1:], ".y.example"])
