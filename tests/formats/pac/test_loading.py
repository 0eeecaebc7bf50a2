"""Loading is kept from question to question: nothing that a question is told may hang on those before it."""

from __future__ import annotations

import pytest

from proxylint.formats.pac import loading, script
from proxylint.formats.pac.javascript.program import Program
from proxylint.formats.pac.world import World
from proxylint.names import Names
from proxylint.region import Region
from proxylint.request import Request
from tests.formats.pac.asking import OPEN, given, pac
from tests.formats.pac.test_list_shapes import SHAPES, written
from tests.formats.pac.test_lists import NAMES, URLS

ENTRY = "function FindProxyForURL(url, host) {{ {body} }}"
LONG = "if (host.length > 14)"

KEPT = {
    "a table that is filled": (
        f"var listed = {{}}; {NAMES!r}.forEach(function (name) {{ listed[name] = 1; }});",
        "return listed[host] ? 'DIRECT' : 'PROXY p:1';",
    ),
    "a Set that is filled": (
        f"var set = new Set(); for (const name of {NAMES!r}) set.add(name);",
        "if (set.has(host)) return 'DIRECT'; return 'PROXY p:1';",
    ),
    "a Map that is walked": (
        f"var map = new Map({[[name, 1] for name in NAMES]!r});",
        "for (const name of map.keys()) { if (dnsDomainIs(host, name)) return 'DIRECT'; } return 'PROXY p:1';",
    ),
    "patterns that are made": (
        f"var made = {NAMES!r}.map(function (name) {{ return new RegExp('(^|[.])' + name + '$'); }});",
        "if (made.some(function (one) { return one.test(host); })) return 'DIRECT'; return 'PROXY p:1';",
    ),
    "a pattern with a place": ("var all = /[.]/g;", "return 'PROXY n' + host.split(all).length + ':1';"),
    "a local variable of the same name": ("var n = 1;", f"var n = 0; {LONG} n++; return 'PROXY n' + n + ':1';"),
}
CHANGED = {
    "a global variable": ("var n = 0;", "n++; return 'PROXY n' + n + ':1';"),
    "a new global variable": ("", "var had = typeof m; m = 1; return had == 'number' ? 'DIRECT' : 'PROXY p:1';"),
    "a global that is gone": (
        "n = 1;",
        "var had = typeof n; delete n; return had == 'number' ? 'DIRECT' : 'PROXY p:1';",
    ),
    "a variable of the script": ("let n = 0;", "n += 2; return 'PROXY n' + n + ':1';"),
    "a property": ("const table = {};", "table.n = (table.n || 0) + 1; return 'PROXY n' + table.n + ':1';"),
    "a list": ("const list = [1];", "list.push(2); return 'PROXY n' + list.length + ':1';"),
    "a sorted list": ("const list = [2, 1];", "var first = list[0]; list.sort(); return 'PROXY n' + first + ':1';"),
    "a Map": ("const map = new Map();", "map.set(map.size, 1); return 'PROXY n' + map.size + ':1';"),
    "a prototype": ("", "var had = 'x' in {}; Object.prototype.x = 1; return had ? 'DIRECT' : 'PROXY p:1';"),
    "a place in a text": ("var dot = /[.]/g;", "dot.test(host + ''); return 'PROXY n' + dot.lastIndex + ':1';"),
    "a frozen object": (
        "const table = {};",
        "var had = Object.isFrozen(table); Object.freeze(table); return had ? 'DIRECT' : 'PROXY p:1';",
    ),
    "what an arrow function keeps": (
        "var count = (function () { var n = 0; return () => ++n; })();",
        "return 'PROXY n' + count() + ':1';",
    ),
    "a function that is replaced": (
        "",
        "var had = dnsDomainIs('a', 'b'); dnsDomainIs = () => true; return had ? 'DIRECT' : 'PROXY p:1';",
    ),
    "where it changes at times": ("var n = 0;", f"{LONG} n++; return 'PROXY n' + n + ':1';"),
    "a private field": (
        "class Count { #n = 0; next() { return ++this.#n; } } const count = new Count();",
        "return 'PROXY n' + count.next() + ':1';",
    ),
    "fields of an object that was there": (
        (
            "const kept = {}; class Base { constructor() { return kept; } }"
            " class Own extends Base { n = (kept.n || 0) + 1; }"
        ),
        "new Own(); return 'PROXY n' + kept.n + ':1';",
    ),
}
ASKED_AT_LOAD = {
    "chance": ("var n = Math.random() < 0.5 ? 1 : 2;", "return 'PROXY n' + n + ':1';"),
    "an address": ("var ip = dnsResolve('a.test');", "return ip == null ? 'DIRECT' : 'PROXY p:1';"),
    "its own address": (
        "var inside = isInNet(myIpAddress(), '10.0.0.0', '255.0.0.0');",
        "return inside ? 'DIRECT' : 'PROXY p:1';",
    ),
    "the hour": ("var late = new Date().getHours() > 18;", "return late ? 'DIRECT' : 'PROXY p:1';"),
    "an iterator": (
        "const ways = ['PROXY a:1', 'PROXY b:2', 'PROXY c:3'].values();",
        "return ways.next().value || 'DIRECT';",
    ),
}
SCRIPTS = {**KEPT, **CHANGED, **ASKED_AT_LOAD}
QUESTIONS = (*URLS, "https://a.test/", "https://*.test/", "https://aaaaaaaaaaaa.test/")


def text_of(name: str) -> str:
    before, body = SCRIPTS[name]
    return f"{before}\n{ENTRY.format(body=body)}"


def told(text: str, url: str, program: Program | None = None) -> tuple[object, ...]:
    """One run: its outcome and what it took. `program`: of the same text, as it was left by other questions."""
    if program is None:
        found = pac(text).script
        assert found is not None
        program = found.program
        program.loaded = None
    request = Request.parse(url)
    world = World(request, OPEN, Region(Names.of(request.family)))
    outcome = script.run(program, world)
    forks = [(fork.held, fork.exit and fork.exit.text) for fork in world.forks]
    return outcome.text, outcome.failure, outcome.unknown, outcome.span, outcome.tests, forks, world.steps, world.spent


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_question_is_told_the_same_whatever_was_asked_before(name: str) -> None:
    text = text_of(name)
    policy = pac(text).script
    assert policy is not None
    for url in (*QUESTIONS, *QUESTIONS):
        told(text, url)  # what was found out about names is kept as well, and saves steps
        assert told(text, url, policy.program) == told(text, url)


@pytest.mark.parametrize("name", SHAPES)
def test_lists_are_told_the_same_whatever_was_asked_before(name: str) -> None:
    policy = pac(written(name)).script
    assert policy is not None
    for url in QUESTIONS:
        told(written(name), url)
        assert told(written(name), url, policy.program) == told(written(name), url)


@pytest.mark.parametrize("name", SCRIPTS)
def test_loading_is_kept_while_nothing_is_changed(name: str) -> None:
    policy = pac(text_of(name))
    assert policy.script is not None
    policy.leaves(Request.parse("https://a.test/"), OPEN)
    assert (policy.script.program.loaded is not None) is (name in KEPT or name == "where it changes at times")


def test_what_was_loaded_for_one_engine_is_not_for_another() -> None:
    text = "var had = typeof dnsResolveEx;" + ENTRY.format(body="return had == 'function' ? 'DIRECT' : 'PROXY p:1';")
    policy = pac(text)
    for engine, expected in (("chromium", "DIRECT"), ("firefox", "PROXY p:1"), ("winhttp", "DIRECT")):
        (leaf,) = policy.leaves(Request.parse("https://a.test/"), given(engine=engine))
        assert leaf.outcome.text == expected


def test_loading_takes_its_steps_each_time() -> None:
    """What a script may take does not hang on whether it was asked before: here loading is most of it."""
    text = "var n = 0; for (var i = 0; i < 40000; i++) n += i;" + ENTRY.format(
        body="for (var j = 0; j < 50000; j++) { if (j % 7 == 9) return 'DIRECT'; } return 'PROXY p:1';"
    )
    first, again = told(text, "https://a.test/"), pac(text).script
    assert again is not None
    assert (
        told(text, "https://b.test/", again.program)[6:]
        == first[6:]
        == told(text, "https://c.test/", again.program)[6:]
    )


def test_steps_of_loading_are_saved(monkeypatch: pytest.MonkeyPatch) -> None:
    text = text_of("a table that is filled")
    policy = pac(text)
    assert policy.script is not None
    spent = policy.script.spent
    for at in range(10):
        policy.leaves(Request.parse(f"https://a{at}.test/"), OPEN)
    saved = spent.steps
    monkeypatch.setattr(loading, "known", lambda program, world, engine: None)
    policy = pac(text)
    assert policy.script is not None
    for at in range(10):
        policy.leaves(Request.parse(f"https://a{at}.test/"), OPEN)
    assert 5 * saved < policy.script.spent.steps
