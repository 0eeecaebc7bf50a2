"""Physical lines to logical lines (cache_cf.cc:426-586@5.7)."""

from __future__ import annotations

from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proxylint.text import Source, decode_bytes
from proxylint_grammars.squid import OLD_BLANKS, STRICT_BLANKS, Line, read_lines
from proxylint_grammars.squid import lines as grammar


def lines(text: str | bytes, blanks: str = OLD_BLANKS) -> list[Line]:
    data = text.encode() if isinstance(text, str) else text
    return list(read_lines(Source.of("squid.conf", data, decode_bytes), blanks))


def texts(text: str | bytes, blanks: str = OLD_BLANKS) -> list[str]:
    return [line.text for line in lines(text, blanks)]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("", []),
        ("a", ["a"]),
        ("a\nb\n", ["a", "b"]),
        ("  a  b \t\n", ["a  b"]),
        ("a\r\nb\r\n", ["a", "b"]),
        ("a \r\n", ["a"]),
        ("# c\n  # d\n\n \t\na", ["a"]),
        ("a # c\n", ["a # c"]),
        ("a \\\n  b", ["a b"]),
        ("a\\\n  b", ["ab"]),
        ("a \\\r\n  b\r\n", ["a b"]),
        ("a \\\n\n# c\n \t\nb\nd", ["a b", "d"]),
        ("a \\\n# c \\\nb", ["a b"]),
        ("# c \\\na", ["a"]),
        ("a \\ \nb", ["a \\", "b"]),
        ("a \\\\\nb", ["a \\b"]),
        ("a\\b\\c\n", ["a\\b\\c"]),
        ("\\\n\\\na\n", ["a"]),
        ("a \\\nb \\\n", []),
        ("a\nb \\", ["a"]),
        ("a # c \\\nb\n", ["a # c b"]),
        ('#line 7 "x"\na', ["a"]),
        ("\\a\n", ["\\a"]),
        ("a\rb\nc", ["a", "c"]),
        ("a\0b\nc", ["a", "c"]),
        ("\ra\nb", ["b"]),
        ("a\\\rb\nc", ["ac"]),
        ("\v\fa \v\n", ["a"]),
        ("é ü\n", ["\xc3\xa9 \xc3\xbc"]),
        ("\xa0a", ["\xc2\xa0a"]),
    ],
)
def test_logical_lines(text: str, read: list[str]) -> None:
    assert texts(text) == read


def test_squid_7_strips_blanks_and_tabs_alone() -> None:
    assert texts("\va \v\n\tb\n", STRICT_BLANKS) == ["\va \v", "b"]
    assert texts("a \\\n\vb\n", STRICT_BLANKS) == ["a \vb"]


@pytest.mark.parametrize(
    ("lengths", "read"),
    [((8190,), [8190]), ((8191,), [8191]), ((8192,), [8191, 1]), ((20000, 5), [8191, 8191, 3618, 5])],
)
def test_a_physical_line_is_cut_at_8191_bytes(lengths: tuple[int, ...], read: list[int]) -> None:
    text = "\n".join("x" * length for length in lengths) + "\n"
    assert [len(line.text) for line in lines(text)] == read


def test_a_long_comment_is_cut_too() -> None:
    assert texts("#" + "c" * 8190 + "rest\n") == ["rest"]


def test_places_of_glued_lines() -> None:
    (line,) = lines("acl a \\\n  dst\\\n   domain \\\n# c\n  .x.com\n")
    assert line.text == "acl a dstdomain .x.com"
    assert (line.name, line.span.start, line.span.end) == ("acl", 0, 39)
    for word, start, end in (("acl", 0, 3), ("dstdomain", 10, 24), (".x.com", 33, 39)):
        at = line.text.index(word)
        span = line.part(at, at + len(word))
        assert (span.file, span.start, span.end) == ("squid.conf", start, end)


def test_macros_are_replaced_and_keep_their_place() -> None:
    (line,) = lines("acl ${service_name}_x src \\\n ${process_number}/${other}\n")
    assert (line.text, line.worker) == ("acl squid_x src 1/${other}", True)
    at = line.text.index("squid_x")
    assert (line.part(at, at + 7).start, line.part(at, at + 7).end) == (4, 21)
    at = line.text.index("1/")
    assert (line.part(at, at + 1).start, line.part(at, at + 1).end) == (29, 46)
    assert line.part(at + 1, len(line.text)).end == 55
    assert [read.worker for read in lines("acl ${service_name}\n")] == [False]


ALPHABET = st.text(alphabet="ab #\\\n\t\r\0\v", max_size=40)


@given(ALPHABET)
def test_every_character_stands_where_its_place_says(text: str) -> None:
    for line in lines(text):
        for at, character in enumerate(line.text):
            span = line.part(at, at + 1)
            assert (text[span.start : span.end], span.end) == (character, span.start + 1)


@given(st.text(alphabet="ab #\\\n\t", max_size=40))
def test_both_ways_to_read_agree(text: str) -> None:
    """A vertical tab in a comment at the end makes the whole file be read buffer by buffer."""
    spoiled = f"{text}\n#\v"
    unfinished = text.rstrip("\n").endswith("\\")
    if not unfinished:
        assert texts(text) == texts(spoiled)


@given(ALPHABET)
def test_reading_follows_the_rules_of_fgets(text: str) -> None:
    """The same rules once more, as Squid's loop has them."""
    assert texts(text) == squid_lines(text)


def squid_lines(text: str) -> list[str]:
    read: list[str] = []
    pending = ""
    for physical in text.split("\n") if not text.endswith("\n") else text.split("\n")[:-1]:
        visible = physical.split("\0")[0].split("\r")[0].lstrip(" \t\v\f")
        if not visible or visible[0] == "#":
            continue
        pending += visible
        if pending[-1] == "\\":
            pending = pending[:-1]
            continue
        read.append(pending.rstrip(" \t\v\f"))
        pending = ""
    return [line for line in read if line]


@given(st.text(alphabet="ab #\\\r\n\t${}", max_size=40))
def test_text_without_continued_lines_needs_no_grammar(text: str) -> None:
    short = lines(text)
    with patch.object(grammar, "_PIECE", 3):
        assert lines(text) == short
    with patch.object(grammar, "_is_continued", lambda text: True):
        assert lines(text) == short
