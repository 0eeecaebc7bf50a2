"""Words, access terms, conditions, quoted words (ConfigParser.cc@5.7)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proxylint.text import Source, decode_bytes
from proxylint_grammars.squid import (
    Line,
    access_terms,
    condition,
    listed_path,
    next_pattern,
    quoted_words,
    read_lines,
    words,
)
from proxylint_grammars.squid.arguments import ESCAPE, FUNCTION, JOINED, STRICT, UNCLOSED
from proxylint_grammars.squid.words import UNESCAPED


def line_of(text: str) -> Line:
    (line,) = read_lines(Source.of("squid.conf", text.encode("latin-1"), decode_bytes))
    return line


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("x", []),
        ("x a b", [("a", 2, 3), ("b", 4, 5)]),
        ("x a,b; c", [("a,b;", 2, 6), ("c", 7, 8)]),
        ("x a#b c", [("a#b", 2, 5), ("c", 6, 7)]),
        ("x a #b c", [("a", 2, 3)]),
        ("x a\t\t b", [("a", 2, 3), ("b", 6, 7)]),
        ('x "a b"', [('"a', 2, 4), ('b"', 5, 7)]),
        ("x a\xa0b", [("a\xa0b", 2, 5)]),
    ],
)
def test_words_are_split_at_blanks(text: str, read: list[tuple[str, int, int]]) -> None:
    line = line_of(text)
    assert [(word.text, word.span.start, word.span.end) for word in words(line, line.arguments_at)] == read


@pytest.mark.parametrize(
    ("text", "read", "fault"),
    [
        ("x a\\ b c", ["a\\ b", "c"], None),
        ("x \\ a", ["\\ a"], None),
        ("x a\\\\ b", ["a\\\\", "b"], None),
        ("x \\#a", ["\\#a"], None),
        ("x a\\.b #c", ["a\\.b"], None),
        ("x a\\ ", ["a\\"], UNESCAPED),
        ("x \\ ", ["\\"], UNESCAPED),
        ("x #a", [], None),
    ],
)
def test_a_backslash_keeps_a_blank_in_a_pattern(text: str, read: list[str], fault: str | None) -> None:
    line, at, found = line_of(text), 1, []
    while (word := next_pattern(line, at)) is not None:
        found.append(word)
        at = word.end
    assert [word.text for word in found] == read
    assert [word.fault for word in found[-1:]] == [fault][: len(found)]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("x", []),
        ("x a !b", [("a", False, False), ("b", True, False)]),
        ("x !!a ! b", [("!a", True, False), ("", True, False), ("b", False, False)]),
        ("x a#b #c d", [("a#b", False, False)]),
        ('x a "f g" h', [("a", False, False), ("f", False, True)]),
        ("x 'f\"g h", [("f", False, True)]),
    ],
)
def test_access_terms(text: str, read: list[tuple[str, bool, bool]]) -> None:
    line = line_of(text)
    assert [(term.name, term.negated, term.file) for term in access_terms(line, 1)] == read


def test_access_terms_have_places() -> None:
    spans = [term.span for term in access_terms(line_of("x a  !bc"), 1)]
    assert [(span.start, span.end) for span in spans] == [(2, 3), (5, 8)]


@pytest.mark.parametrize(("word", "path"), [('"a/b"', "a/b"), ('"a', "a"), ("'a\"b", "a"), ('""', ""), ('"a"b"', "a")])
def test_listed_path(word: str, path: str) -> None:
    assert listed_path(word) == path


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("true", True),
        ("false", False),
        ("True", None),
        ("true x", None),
        ("1 = 1", True),
        ("1=1", True),
        ("0x10 = 16", True),
        ("010 = 8", True),
        ("08 = 8", None),
        ("-1 = -1", True),
        ("+1 = 1", True),
        ("1 = 2", False),
        ("1 = 1 = 1", None),
        ("1 =", None),
        ("= 1", None),
        ("1", None),
        ("", None),
        ("1 = 1 # x", None),
        ("99999999999999999999 = 9223372036854775807", True),
        ("x = x", None),
    ],
)
def test_conditions(text: str, value: bool | None) -> None:
    assert condition(text) is value


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("x a b", [("a", False, None), ("b", False, None)]),
        ('x "a b" c', [("a b", True, None), ("c", False, None)]),
        ("x 'a \"b'", [('a "b', True, None)]),
        ('x "a\\"b\\t\\\\"', [('a"b\t\\', True, None)]),
        ('x "a\\qb" c', [("a\\qb".replace("\\", ""), True, ESCAPE)]),
        ('x "a"b', [('"a"', True, JOINED)]),
        ('x "a"#b', [("a", True, None)]),
        ('x "a', [('"a', False, UNCLOSED)]),
        (
            'x parameters("f") b',
            [("parameters(", False, None), ("f", True, None), (")", False, None), ("b", False, None)],
        ),
        ("x f(b)", [("parameters(", False, FUNCTION)]),
        ("x (b)", [("(b)", False, None)]),
        ("x !a", [("!a", False, STRICT)]),
        ("x 50% a%", [("50%", False, None), ("a%", False, STRICT)]),
        ("x a#b", [("a#b", False, STRICT)]),
        ("x a #b", [("a", False, None)]),
    ],
)
def test_quoted_words(text: str, read: list[tuple[str, bool, str | None]]) -> None:
    assert [(word.text, word.quoted, word.fault) for word in quoted_words(line_of(text), 1)] == read


def test_characters_are_free_where_only_quotes_are_known() -> None:
    found = quoted_words(line_of('x /bin/a!b "c d" $e'), 1, strict=False)
    assert [word.text for word in found] == ["/bin/a!b", "c d", "$e"]


@given(st.text(alphabet="ab!\"'()\\#% \t=parameters", max_size=30))
def test_no_arguments_raise(text: str) -> None:
    line = Line("squid.conf", f"x {text}".rstrip(), 0)
    for word in [*words(line, 1), *quoted_words(line, 1), *quoted_words(line, 1, strict=False)]:
        assert 0 <= word.span.start <= word.span.end <= len(line.text)
    access_terms(line, 1)
    condition(text)


def test_words_are_equal_whatever_their_end() -> None:
    first, second = words(line_of("a a"), 0)
    assert first == first._replace(end=9)
    assert hash(first) == hash(first._replace(end=9))
    assert first != second
    assert first != first._replace(fault="x")
