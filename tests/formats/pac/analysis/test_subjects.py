"""Which expressions hold the host or the URL: names do not matter, values do."""

from __future__ import annotations

import pytest

from proxylint.formats.pac.analysis.subjects import Subjects
from proxylint.formats.pac.analysis.survey import survey_of
from tests.formats.pac.asking import pac


def subject(script: str) -> str | None:
    """Of the argument of the one call of `ask`, which the file does not declare."""
    survey = survey_of(pac(script))
    assert survey is not None
    (call,) = [call for call in survey.helpers if call.name == "ask"]
    found = Subjects(survey).of(call.node.arguments[0])
    return None if found is None else found.value


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("ask(host);", "host"),
        ("ask(url);", "url"),
        ("ask(url.toLowerCase());", "lowered url"),
        ("ask(host.toLowerCase());", "host"),
        ("host = host.toLowerCase(); ask(host);", "host"),
        ("var h = host, g = h; ask(g);", "host"),
        ("function FindProxyForURL(u, name) { return ask(name); }", "host"),
        ("var FindProxyForURL = function (u, name) { return ask(u); }", "url"),
        ("function f(x) { return ask(x); } function FindProxyForURL(url, host) { f(host); return f(host); }", "host"),
        ("function f(x) { ask(x); } function FindProxyForURL(u, h) { f(h.toLowerCase()); }", "host"),
        ("function g(x) { ask(x); } function f(x) { g(x); } function FindProxyForURL(u, h) { f(h); }", "host"),
        ("var f = function (x) { return x ? f(x) : ask(x); }; f(host);", None),
        ("function f(x) { if (x) f(x); ask(x); } function FindProxyForURL(u, h) { f(h); }", "host"),
    ],
)
def test_what_certainly_holds_one(script: str, expected: str | None) -> None:
    assert subject(script) == expected


@pytest.mark.parametrize(
    "script",
    [
        "host = 'x'; ask(host);",
        "host += '.'; ask(host);",
        "for (host in {}) ask(host);",
        "[host] = ['x']; ask(host);",
        "var h; h = host; h = url; ask(h);",
        "var h = other; ask(h);",
        "ask(host.toUpperCase());",
        "ask(host.toLowerCase(1));",
        "try { throw 'x'; } catch (host) { ask(host); }",
        "(function (host) { ask(host); })('x');",
        "arguments[1] = 'x'; ask(host);",
        "{ let host = 'x'; ask(host); }",
        "eval('host = 1'); ask(host);",
        "function f(x) { ask(x); } function FindProxyForURL(u, h) { f(h); f('x'); }",
        "function f(x) { ask(x); } function FindProxyForURL(u, h) { f(h); f(); }",
        "function f(x) { ask(x); } function FindProxyForURL(u, h) { var g = f; f(h); g('x'); }",
        "function f(x) { ask(x); } f = null; function FindProxyForURL(u, h) { f(h); }",
        "function FindProxyForURL(u, h) { ask(h); } function g() { FindProxyForURL('a', 'b'); }",
        "function FindProxyForURL(u, h) { ask(h); } var g = FindProxyForURL;",
        "function FindProxyForURL(u, {h}) { ask(h); }",
        "function FindProxyForURL(u, h = 'x') { ask(h); }",
    ],
)
def test_what_may_hold_something_else(script: str) -> None:
    assert subject(script) is None


def test_a_long_way_from_variable_to_variable_ends() -> None:
    chain = "".join(f"var v{n + 1} = v{n};" for n in range(5000))
    assert subject(f"var v0 = host; {chain} ask(v5000);") is None
