"""What built-in functions look at takes steps, and what nobody makes takes no share of a file."""

from __future__ import annotations

import pytest

from proxylint.format import Given
from proxylint.formats.pac.javascript.program import Program
from proxylint.formats.pac.javascript.values import READ, WALKED
from proxylint.formats.pac.policy import Spent
from proxylint.formats.pac.script import run
from proxylint.formats.pac.world import World
from proxylint.names import Names
from proxylint.region import Region
from proxylint.request import Request
from proxylint.text import Source
from proxylint_grammars.pac import parse

REQUEST = Request.parse("https://asked.test/")


def ran(body: str) -> World:
    source = Source("proxy.pac", f"function FindProxyForURL(url, host) {{ {body} return 'DIRECT'; }}")
    world = World(REQUEST, Given(), Region(Names.of(REQUEST.family)))
    run(Program(parse(source)), world)
    return world


def taken(turn: str, before: str) -> int:
    """Steps of ten turns."""
    return ran(f"{before} for (var i = 0; i < 10; i++) {turn};").steps - ran(before).steps


@pytest.mark.parametrize("call", ["''.concat.apply('', a)", "''.concat(...a)", "Math.max.apply(null, a)"])
def test_arguments_from_a_list_take_steps(call: str) -> None:
    more = taken(call, "var a = Array(8000).fill(1);") - taken(call, "var a = [1];")
    assert more >= 10 * (8000 // WALKED)


def test_clearing_takes_steps() -> None:
    filled = "var m = new Map(); for (var k = 0; k < 20000; k++) m.set(k, k);"
    assert taken("m.clear()", filled) - taken("m.clear()", "var m = new Map();") >= 10 * (20_000 // READ)


def test_patterns_of_tests_that_are_passed_take_no_share_of_the_file() -> None:
    """Though the memory of a run, which is the same however its tests are made."""
    few, many = (
        ran(" ".join(f"if (/x{n}$/.test(host)) return 'PROXY p:1';" for n in range(count))) for count in (100, 1000)
    )
    spent_few, spent_many = Spent(1), Spent(1)
    spent_few.add(few)
    spent_many.add(many)
    assert many.passed - few.passed >= 900
    assert spent_many.steps - spent_few.steps < 100
