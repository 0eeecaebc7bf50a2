"""Nothing from a linted file reaches a terminal or a build log as anything but text."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proxylint.report.visible import cells, columns, guard, visible
from proxylint.report.wrap import hang, wrap


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("acl a src 10.0.0.0/8", "acl a src 10.0.0.0/8"),
        ("Zürich 東京", "Zürich 東京"),
        ("a\tb\rc\nd", "a\\x09b\\x0dc\\x0ad"),
        ("\x1b]0;title\x07", "\\x1b]0;title\\x07"),
        ("\x9b31m\x85\x7f", "\\x9b31m\\x85\\x7f"),
        ("\u202eevil\u2066", "\\u202eevil\\u2066"),
        ("a\u200bb\u00adc\ufeffd\u2028e", "a\\u200bb\\xadc\\ufeffd\\u2028e"),
        ("a\u3164b\u2800c\ufe0f", "a\\u3164b\\u2800c\\ufe0f"),
        ("\U000e0041", "\\U000e0041"),
        ("\udcff", "\\udcff"),
        ("a\u00a0b", "a b"),
        ("##[group]x ##VSO[task.x]", "## [group]x ##VSO [task.x]"),
        ("####[x", "#### [x"),
        ("# [x] a##b[", "# [x] a##b["),
    ],
)
def test_visible(text: str, expected: str) -> None:
    assert visible(text) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("::error::x", "\\::error::x"),
        (" \u00a0\t::error::x", "\\ \u00a0\t::error::x"),
        ("  \x1b[1m:\x1b[0m: x", "\\  \x1b[1m:\x1b[0m: x"),
        ("src ::1", "src ::1"),
        (":x", ":x"),
        ("##[x", "## [x"),
    ],
)
def test_guard(line: str, expected: str) -> None:
    assert guard(line) == expected


@given(st.text())
def test_no_control_is_left(text: str) -> None:
    shown = visible(text)
    assert not {char for char in shown if unicodedata.category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp")}
    assert visible(text, ascii_only=True).isascii()
    assert visible(shown) == shown


@given(st.text(alphabet="#vso[\t a東\u0301"))
def test_cells_show_what_visible_shows(text: str) -> None:
    shown = list(cells(text))
    assert len(shown) == len(text)
    assert "".join(char for char, _ in shown).replace(" ", "") == visible(text.replace("\t", "")).replace(" ", "")
    assert all(taken == columns(char) for char, taken in shown)


def test_columns() -> None:
    assert columns("abc") == 3
    assert columns("東京") == 4
    assert columns("e\u0301") == 1


@pytest.mark.parametrize(
    ("text", "room", "expected"),
    [
        ("one two three", None, ["one two three"]),
        ("one two three four five six seven", 24, ["one two three four five", "six seven"]),
        ("東京 東京 東京 東京 東京 東京", 24, ["東京 東京 東京 東京 東京", "東京"]),
        ("https://a.very.long.name.example/with/a/path x", 24, ["https://a.very.long.name.example/with/a/path", "x"]),
        ("", 24, [""]),
    ],
)
def test_wrap(text: str, room: int | None, expected: list[str]) -> None:
    assert wrap(text, room) == expected


def test_hang() -> None:
    assert hang("why: ", "one two three four five six seven", 29) == [
        "why: one two three four five",
        "     six seven",
    ]
