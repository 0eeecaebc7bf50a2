"""The returned string: every row as Chromium 156 was observed; Firefox where its source tells another story."""

from __future__ import annotations

import pytest

from proxylint.formats.pac.returned import parse_returned
from proxylint.request import Request
from tests.formats.pac.asking import OPEN, ask, given, pac

UNUSUAL = "unknown: an element of the returned string is unusual: what {} of such a proxy is not known"

CHROMIUM = {
    "PROXY h:1; PROXY i:2; DIRECT": "proxy h:1; proxy i:2; direct",
    "HTTP h:80": "direct",
    "HTTPS h:443": "https h:443",
    "SOCKS h": "socks4 h:1080",
    "SOCKS4 h": "socks4 h:1080",
    "SOCKS5 h:1": "socks5 h:1",
    "QUIC h:443": "direct",
    "PROXY h": "proxy h:80",
    "HTTPS h": "https h:443",
    "proxy h:1": "proxy h:1",
    "direct": "direct",
    "  PROXY h:1": "proxy h:1",
    "PROXY\\th:1": "proxy h:1",
    "PROXY h:1;; DIRECT;": "proxy h:1; direct",
    "": "direct",
    "FOO h:1": "direct",
    "h:8080": "direct",
    "PROXY": "direct",
    "PROXY DIRECT": "proxy direct:80",
    "PROXY h:1, DIRECT": "direct",
    "PROXY a:1 PROXY b:2": "direct",
    "PROXY a:1\\nPROXY b:2": "direct",
    "PROXY a:1 b:2": "direct",
    "PROXY http://h:1": "direct",
    "PROXY h:1/": "direct",
    "PROXY h: 1": "direct",
    "PROXY h:": "direct",
    "PROXY h:99999": "direct",
    "PROXY 2001:db8::1": "direct",
    "PROXY [2001:db8::1]:80": "proxy [2001:db8::1]:80",
    "PROXY user:pw@h:1": "direct",
    "PROXY user:pw@h:1; PROXY i:2": "proxy i:2",
    "DIRECT h:1": "direct",
    "PROXY Proxy.Example.COM:1": "proxy proxy.example.com:1",
    "PROXY <host>:8080; DIRECT": "direct",
    "PROXY 10.0.0.1:8080": "proxy 10.0.0.1:8080",
    "PROXY 10.1:8080": UNUSUAL.format("engines make"),
}


@pytest.mark.parametrize("engine", ["chromium", "winhttp"])
@pytest.mark.parametrize("text, expected", CHROMIUM.items())
def test_chromium(text: str, expected: str, engine: str) -> None:
    assert ask(f'return "{text}"', fixed=given(engine=engine)) == expected


FIREFOX = {
    "PROXY h:1; PROXY i:2; DIRECT": "proxy h:1; proxy i:2; direct",
    "HTTP h:80": "proxy h:80",
    "SOCKS h": "socks4 h:1080",
    "QUIC h:443": "direct",
    "PROXY http://h:1": "proxy h:1",
    "DIRECT h:1": "direct",
    "": "direct",
    "PROXY user:pw@h:1": UNUSUAL.format("Firefox makes"),
    "PROXY h:1, DIRECT": UNUSUAL.format("Firefox makes"),
    "PROXY": UNUSUAL.format("Firefox makes"),
}


@pytest.mark.parametrize("text, expected", FIREFOX.items())
def test_firefox(text: str, expected: str) -> None:
    assert ask(f'return "{text}"', fixed=given(engine="firefox")) == expected


NO_STRING = {
    "null": "null",
    "5": "a number",
    "true": "a boolean",
    "['DIRECT']": "an object",
    "new String('DIRECT')": "an object",
}


@pytest.mark.parametrize("value, said", NO_STRING.items())
def test_only_a_primitive_string_is_an_answer(value: str, said: str) -> None:
    assert ask(f"return {value};") == f"failure: FindProxyForURL returns {said} instead of a string"


def test_undefined_is_no_answer() -> None:
    assert ask("return;") == ask("return undefined;") == "failure: FindProxyForURL ends without returning anything"


def test_falling_off_the_end_is_no_answer() -> None:
    assert ask('if (host == "x") return "DIRECT";') == "failure: FindProxyForURL ends without returning anything"


def test_a_string_that_is_not_ascii_is_no_answer_in_chromium() -> None:
    assert ask('return "PROXY p\\u00fc:1"', fixed=given(engine="chromium")) == (
        "failure: FindProxyForURL returns a string that is not ASCII"
    )


def test_elements_know_their_place_and_keep_secrets() -> None:
    text = " PROXY a:1;;PROXY user:secret@h:1 ; direct "
    found = parse_returned(text, "winhttp")
    assert [text[element.start : element.end] for element in found] == ["PROXY a:1", "PROXY user:secret@h:1", "direct"]
    assert [element.reason for element in found] == [None, "it holds a user name", None]


def test_the_literal_that_was_returned_is_found_through_variables_and_functions() -> None:
    body = """var standard = "PROXY a:1; PROXY b:2";
    function pick() { var p = standard; return p; }
    function FindProxyForURL(url, host) { var q = pick(); return q; }"""
    policy = pac(body)
    (leaf,) = policy.leaves(Request.parse("https://x.test/"), OPEN)
    answer = policy.answer(leaf.outcome, OPEN)
    assert answer.literal is not None
    assert policy.source.quote(answer.literal) == '"PROXY a:1; PROXY b:2"'
    spans = [answer.span_of(element) for element in answer.elements]
    assert [policy.source.quote(span) for span in spans if span] == ["PROXY a:1", "PROXY b:2"]
