"""Values inside a line: the words of Environment=, and addresses of proxies."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proxylint.text import Span
from proxylint_grammars.mdatp import read_proxy, read_words
from proxylint_grammars.mdatp.syntax import Word


def word(text: str) -> Word:
    return Word(text, Span("x", 10, 10 + len(text)))


@pytest.mark.parametrize(
    ("text", "expected", "rest"),
    [
        ("", [], None),
        ("A=b", ["A=b"], None),
        ("\"A=b c\"\t'D=e'", ["A=b c", "D=e"], None),
        ('A="b c"d', ["A=b cd"], None),
        ("\"A='b'\"", ["A='b'"], None),
        ('A=b "C=d e', ["A=b"], '"C=d e'),
        (r'"A=\"b"', [r"A=\"b"], None),
        (r"A\ B=c", [r"A\ B=c"], None),
        ('""', [""], None),
    ],
)
def test_words(text: str, expected: list[str], rest: str | None) -> None:
    found = read_words(word(text))
    assert [one.text for one in found.words] == expected
    assert (found.rest and found.rest.text) == rest


def test_where_words_stand() -> None:
    text = 'A=b "C=d e"'
    places = [one.span for one in read_words(word(text)).words]
    assert [text[place.start - 10 : place.end - 10] for place in places] == ["A=b", "C=d e"]


@pytest.mark.parametrize(
    ("text", "scheme", "login", "server", "port", "rest"),
    [
        ("http://px:3128/", "http", None, "px", "3128", "/"),
        ("http://px:3128", "http", None, "px", "3128", ""),
        ("px:3128", "", None, "px", "3128", ""),
        ("px", "", None, "px", None, ""),
        ("http://px:", "http", None, "px", "", ""),
        ("http://me:pw@px:1/", "http", "me:pw@", "px", "1", "/"),
        ("http://me:p@/w@px:1", "http", "me:p@/w@", "px", "1", ""),
        ("http://[2001:db8::1]:80/", "http", None, "2001:db8::1", "80", "/"),
        ("socks5h://px:1080", "socks5h", None, "px", "1080", ""),
        ("http://px:80/proxy.pac?x", "http", None, "px", "80", "/proxy.pac?x"),
        ("http://p x:80", "http", None, "p", None, " x:80"),
        ("2001:db8::1", "", None, "2001", "db8", "::1"),
        ("http:/px:80", "", None, "http", "", "/px:80"),
        ("http://", "http", None, "", None, ""),
        ("", "", None, "", None, ""),
        (" http://px:80", "", None, "", None, " http://px:80"),
    ],
)
def test_addresses(text: str, scheme: str, login: str | None, server: str, port: str | None, rest: str) -> None:
    found = read_proxy(word(text))
    shown = None if found.credentials is None else text[found.credentials.start - 10 : found.credentials.end - 10]
    assert (found.scheme, shown, found.server, found.port, found.rest) == (scheme, login, server, port, rest)


@given(st.text(max_size=40))
def test_any_text_is_taken_apart_without_loss(text: str) -> None:
    found = read_proxy(word(text))
    assert found.rest == "" or text.endswith(found.rest)
    for one in read_words(word(text)).words:
        assert 10 <= one.span.start <= one.span.end <= 10 + len(text)


def test_no_repr_shows_a_password() -> None:
    value = word("http://me:secret@px:1")
    assert "secret" not in repr(value) + repr(read_proxy(value)) + repr(read_words(value))
