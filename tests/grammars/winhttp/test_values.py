"""Proxy strings and bypass lists, taken apart."""

from __future__ import annotations

import pytest

from proxylint.text import Span
from proxylint_grammars.winhttp import read_bypass_list, read_proxy_list
from proxylint_grammars.winhttp.syntax import Word


def _word(text: str) -> Word:
    return Word(text, Span("x", 0, len(text)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("px:80", [("", "", "px", "80", "")]),
        ("px", [("", "", "px", None, "")]),
        ("http=a:80;https=b:81", [("http", "", "a", "80", ""), ("https", "", "b", "81", "")]),
        ("HTTP=a:80;;  ; c:3128 ;", [("http", "", "a", "80", ""), ("", "", "c", "3128", "")]),
        ("http=http://a:80\tc:3128/", [("http", "http", "a", "80", ""), ("", "", "c", "3128", "")]),
        ("[2001:db8::1]:3128", [("", "", "2001:db8::1", "3128", "")]),
        ("2001:db8::1", [("", "", "2001", None, ":db8::1")]),
        ("px.example: 8083", [("", "", "px.example", "", ""), ("", "", "8083", None, "")]),
        ("px:PORT", [("", "", "px", "PORT", "")]),
        ("px:80/x", [("", "", "px", None, ":80/x")]),
        ("<server>:80", [("", "", "<server>", "80", "")]),
        ("fake=px:80", [("fake", "", "px", "80", "")]),
        ("http=", [("http", "", "", None, "")]),
        (" ; ", []),
    ],
)
def test_proxy_strings(text: str, expected: list[tuple[object, ...]]) -> None:
    found = read_proxy_list(_word(text))
    assert [(entry.key, entry.prefix, entry.server, entry.port, entry.rest) for entry in found] == expected


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        ("user:pw@px:80", "user:pw@"),
        ("http=u:p@ss@px", "u:p@ss@"),
        ("http://u:p@px:80", "u:p@"),
        ("us=er:pw@px", "us=er:pw@"),
    ],
)
def test_credentials_have_a_place(text: str, secret: str) -> None:
    (entry,) = read_proxy_list(_word(text))
    assert entry.credentials is not None
    assert text[entry.credentials.start : entry.credentials.end] == secret


@pytest.mark.parametrize("text", ["zq1:zq2;zq3@px:80", "zq1:zq2 zq3@px", "zq1:80;zq2:zq3@px", "zq1=zq2:zq3@px"])
def test_no_repr_shows_what_may_be_a_secret(text: str) -> None:
    assert "zq" not in repr(read_proxy_list(_word(text)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<local>", [("<local>", "", "", "local")]),
        ("<LOCAL>;<-loopback>", [("<local>", "", "", "local"), ("<-loopback>", "", "", "-loopback")]),
        ("*.Corp.Example", [("*.corp.example", "", "", "")]),
        ("::1;[::1];fe80::*", [("::1", "", "", ""), ("[::1]", "", "", ""), ("fe80::*", "", "", "")]),
        ("https://*.a a:443", [("*.a", "https", "", ""), ("a", "", "443", "")]),
        ("10.0.0.0/8", [("10.0.0.0/8", "", "", "")]),
        ("a,b", [("a,b", "", "", "")]),
        ("^<local^>;<local>bar", [("^<local^>", "", "", ""), ("<local>bar", "", "", "")]),
        ("http://x:80/y", [("http://x:80/y", "", "", "")]),
        ("*. corp.example", [("*.", "", "", ""), ("corp.example", "", "", "")]),
    ],
)
def test_bypass_lists(text: str, expected: list[tuple[str, str, str, str]]) -> None:
    found = read_bypass_list(_word(text))
    assert [(entry.host, entry.scheme, entry.port, entry.macro) for entry in found] == expected
