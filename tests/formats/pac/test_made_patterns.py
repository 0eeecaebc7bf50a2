"""Patterns that a script makes take steps in proportion to what they are made of."""

from __future__ import annotations

import pytest

from proxylint.format import Given
from proxylint.formats.pac.javascript.builtins import instructions
from proxylint.formats.pac.javascript.builtins.instructions import program
from proxylint.formats.pac.javascript.builtins.patterns import ASKED, CHARACTERS
from proxylint.formats.pac.javascript.builtins.regexp import MAKING
from proxylint.formats.pac.javascript.program import Program
from proxylint.formats.pac.script import run
from proxylint.formats.pac.world import World
from proxylint.names import Beyond, Names
from proxylint.region import Region
from proxylint.request import Request
from proxylint.text import Source
from proxylint_grammars.pac import parse

REQUEST = Request("https", "a.example", 443)


def steps(body: str) -> int:
    source = Source("proxy.pac", f"function FindProxyForURL(url, host) {{ {body} return 'DIRECT'; }}")
    world = World(REQUEST, Given(), Region(Names.of(REQUEST.family)))
    run(Program(parse(source)), world)
    return world.steps


def test_making_one_takes_steps_for_its_text() -> None:
    short = steps("var s = 'a'.repeat(80); for (var i = 0; i < 10; i++) RegExp(s);")
    long = steps("var s = 'a'.repeat(80000); for (var i = 0; i < 10; i++) RegExp(s);")
    assert short >= 10 * (MAKING + 2 * 80 // 8)
    assert long >= 10 * (MAKING + 2 * 80_000 // 8)


@pytest.mark.parametrize("asked", ["/(a+)+!/.test(s)", "shExpMatch(s, '*a?a*')", "shExpMatch(s, '*x')"])
def test_a_text_takes_steps_for_its_characters(asked: str) -> None:
    turns = f"for (var i = 0; i < 10; i++) {asked};"
    more = steps(f"var s = 'a'.repeat(60000); {turns}") - steps(f"var s = 'a'.repeat(6); {turns}")
    assert more >= 10 * (60_000 // CHARACTERS)
    assert steps(f"var s = 'a'; {turns}") >= 10 * (ASKED if asked.startswith("/") else 1)


def test_that_instructions_are_too_many_is_found_out_once(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    written = instructions._written
    monkeypatch.setattr(instructions, "_written", lambda *key: (read.append(key[0]), written(*key))[1])
    for _ in range(3):
        with pytest.raises(Beyond):
            program("b{30000}", "")
    assert read == ["b{30000}"]
