"""The harness itself, and the recorded answers of the pages, against the JavaScript engines that are here."""

from __future__ import annotations

import time

import pytest

from tests.peers.conftest import need
from tests.peers.javascript import engines
from tests.peers.javascript.engines import ENGINES, Answer, Question, ask, ask_many, missing
from tests.peers.javascript.observe import observe
from tests.peers.javascript.pages import Page, pages
from tests.peers.javascript.returned import hops

pytestmark = pytest.mark.peer
URL, HOST = "https://a.example/", "a.example"


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    need(missing(name))
    return name


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.path.stem)
def test_an_engine_answers_as_the_page_says(page: Page, engine: str) -> None:
    for seen, recorded in zip(observe(engine, page.cases), page.cases, strict=True):
        assert (recorded.name, seen.asks) == (recorded.name, recorded.asks)


def test_every_page_has_answers() -> None:
    unanswered = [
        f"{page.path.stem}: {case.name}"
        for page in pages()
        for case in page.cases
        if not case.asks or not all(one.answer for one in case.asks)
    ]
    assert unanswered == []


def test_the_world_is_what_was_given(engine: str) -> None:
    pac = """function FindProxyForURL(url, host) {
      return [url, host, myIpAddress(), dnsResolve("a.corp"), dnsResolve("b.corp"), dnsResolve("c.example"),
              dnsResolve("192.0.2.1"), new Date().getHours(), Date.now() - new Date(), new Date(0).getTime()].join(" ");
    }"""
    world = {"b.corp": ["2001:db8::1"], "*.corp": ["2001:db8::2", "10.0.0.7"]}
    answer = ask(pac, URL, HOST, engine=engine, resolve=world, own="10.9.9.9", now="2026-11-25T17:30")
    expected = (URL, HOST, "10.9.9.9", "10.0.0.7", "", "", "192.0.2.1", "17", "0", "0")
    assert answer == Answer("string", " ".join(expected))


def test_kinds_of_answers(engine: str) -> None:
    texts = {
        "function FindProxyForURL() { return 1; }": "not-a-string",
        "function FindProxyForURL() { return nothing; }": "error",
        "function FindProxyForURL() { return 'DIRECT'; }": "string",
        "function FindProxyForURL( { return 'DIRECT'; }": "syntax",
        "new RegExp('(')": "error",
        "var a = 1": "error",
        "let FindProxyForURL = () => 'DIRECT'": "error",
    }
    answers = ask_many(engine, [(text, [Question(URL, HOST)]) for text in texts])
    assert {text: answer[0].kind for text, answer in zip(texts, answers, strict=True)} == texts


def test_every_question_has_a_fresh_context(engine: str) -> None:
    pac = "var n = 0; function FindProxyForURL() { n++; return 'PROXY h' + n + ':1'; }"
    assert ask_many(engine, [(pac, [Question(URL, HOST)] * 3)]) == [[Answer("string", "PROXY h1:1")] * 3]


def test_what_hangs_is_given_up_and_the_rest_is_answered(engine: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "PATIENCE", 2.0)
    loop = "function FindProxyForURL() { for (;;); }"
    pattern = "function FindProxyForURL() { return /^(a+)+$/.test(new Array(50).join('a') + '!') ? 'a' : 'b'; }"
    fine = "function FindProxyForURL() { return 'DIRECT'; }"
    start = time.monotonic()
    answers = ask_many(engine, [(text, [Question(URL, HOST)]) for text in (loop, fine, pattern, fine)])
    assert [answer[0].kind for answer in answers] == ["timeout", "string", "timeout", "string"]
    assert time.monotonic() - start < 30


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("PROXY A.Example:8080; DIRECT", ("proxy a.example:8080", "direct")),
        ("\tdirect ;", ("direct",)),
        ("SOCKS4 a;HTTP b:1;HTTPS c", ("socks4 a:1080", "https c:443")),
        ("PROXY a:1, DIRECT", ("direct",)),
        ("PROXY [::1]:1", ("proxy [::1]:1",)),
        ("PROXY é:1", None),
    ],
)
def test_the_reference_reader_of_returned_strings(text: str, expected: tuple[str, ...] | None) -> None:
    assert hops(text) == expected
