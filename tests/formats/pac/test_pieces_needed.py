"""A pattern is passed by a quick look only where no text of the view matches it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proxylint.formats.pac.unfixed.pieces_needed import ANY, END, MOST_SETS, START, may_hold, needed
from proxylint.names import BadPattern, Beyond, javascript, matches

ITEMS = ("a", "b", "A", ".", r"\.", "[ab]", "[^a]", r"\w", "(a|b.)", "(?:ab)", "x", ".", "a.b", "ab")
QUANTIFIERS = ("", "", "", "", "*", "+", "?", "{2}", "{0,1}", "+?")


@st.composite
def patterns(draw: st.DrawFn) -> str:
    items = draw(st.lists(st.tuples(st.sampled_from(ITEMS), st.sampled_from(QUANTIFIERS)), min_size=1, max_size=6))
    inner = "".join(item + quantifier for item, quantifier in items)
    return f"{draw(st.sampled_from(('', '^')))}{inner}{draw(st.sampled_from(('', '$')))}"


def is_passed(source: str, flags: str, prefix: str, suffix: str, alphabet: str) -> bool:
    """As `Text.may_match` passes it."""
    if "i" in flags:
        prefix, suffix, alphabet = prefix.lower(), suffix.lower(), alphabet.lower()
    pieces = needed(source, "i" in flags)
    return not all(may_hold(piece, prefix, suffix, frozenset(alphabet)) for piece in pieces)


@given(
    patterns(),
    st.sampled_from(("", "i")),
    st.text("abAB.x\n", max_size=4),
    st.text("ab.", max_size=5),
    st.text("abA.x\U0001f600é", max_size=5),
)
def test_what_is_passed_matches_nothing(source: str, flags: str, prefix: str, middle: str, suffix: str) -> None:
    text = prefix + middle + suffix
    try:
        held = matches(javascript(source, flags), text)
    except (BadPattern, Beyond):
        return
    assert not (held and is_passed(source, flags, prefix, suffix, "ab."))
    assert not (held and is_passed(source, flags, text, "", ""))


@pytest.mark.parametrize(
    ("source", "suffix", "passed"),
    [
        ("(^|.)x.microsoft.com$", ".microsoft.com", False),
        ("(^|.)x.minisoft.com$", ".microsoft.com", True),
        ("(^|.)x.microsoft.com$", ".microsoft.com.test", True),
        ("^.x", "", False),
        ("a.c$", "bbc", True),
        ("a.c$", "abc", False),
        ("a.c", "ac", False),
        ("a.$", "qz", True),
        ("z.a", "za", True),
    ],
)
def test_a_bare_dot_is_one_character(source: str, suffix: str, passed: bool) -> None:
    """Of texts that begin with any number of a, c, m and dots, or x."""
    assert is_passed(source, "", "", suffix, "acmx.") is passed


def test_pieces_at_the_end_of_the_text_come_first_and_then_the_longest() -> None:
    end, start, word = (tuple(map(frozenset, piece)) for piece in (f"c{END}", f"{START}x", "abx"))
    assert needed("^x.*abx[^a]c$", False) == (end, word, start)
    assert needed("^.a..b.", False)[0] == (*map(frozenset, START), ANY, frozenset("a"), ANY, ANY, frozenset("b"))


def test_more_sets_of_characters_than_are_kept() -> None:
    several = [frozenset((chr(48 + at % 64), chr(48 + at // 64 % 64), "!")) for at in range(MOST_SETS + 64)]
    for _ in range(2):
        assert all(may_hold((one, frozenset("!")), "", "!!", frozenset("q")) for one in several)
        assert not any(may_hold((one, frozenset("?")), "", "!!", frozenset("q")) for one in several)
