"""Shared by these tests: run an expression, put a question to a PAC, print what came of it."""

from __future__ import annotations

import json
import sys

from proxylint.addresses import parse_address
from proxylint.format import Given
from proxylint.formats.pac import FORMAT
from proxylint.formats.pac.javascript.builtins.contexts import make_realm
from proxylint.formats.pac.javascript.numbers import show_number
from proxylint.formats.pac.javascript.program import Program
from proxylint.formats.pac.javascript.values import ABSENT, UNDEFINED, Arr, Fn, Obj, Thrown, Unmodelled, Value
from proxylint.formats.pac.library.globals import define
from proxylint.formats.pac.policy import PacPolicy, read
from proxylint.formats.pac.world import World
from proxylint.names import Names
from proxylint.region import Region
from proxylint.request import Request
from proxylint.text import Source
from proxylint.verdict import Case
from proxylint_grammars.pac import SyntaxProblem, parse


def evaluate(expression: str) -> str:
    """The value of an expression, or "throws Name", or "unmodelled: reason"."""
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(200_000)
    try:
        program = Program(parse(Source("x.pac", f"var result = (\n{expression}\n)")))
        realm = make_realm(None, {})
        program.run(realm)
    except SyntaxProblem:
        return "throws SyntaxError"
    except Thrown as thrown:
        return f"throws {thrown.value.get(realm, 'name')}" if isinstance(thrown.value, Obj) else "throws a value"
    except Unmodelled as problem:
        return f"unmodelled: {problem.reason}"
    finally:
        sys.setrecursionlimit(limit)
    return show(realm.globals.props["result"])


def show(value: Value, depth: int = 0) -> str:
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return "-0" if value == 0 and str(value).startswith("-") else show_number(value)
    if isinstance(value, int):
        return f"{value}n"
    if value is None or value is UNDEFINED:
        return "null" if value is None else "undefined"
    if isinstance(value, Arr) and value.kind == "Array" and depth < 5:
        return f"[{', '.join('' if item is ABSENT else show(item, depth + 1) for item in value.items)}]"
    return "function" if isinstance(value, Fn) else "object"


def given(
    client: str | None = None,
    resolve: dict[str, tuple[str, ...]] | None = None,
    now: str | None = None,
    engine: str = "winhttp",
) -> Given:
    from datetime import datetime

    return Given(
        client=None if client is None else parse_address(client),
        now=None if now is None else datetime.fromisoformat(now),
        resolve={name: tuple(map(parse_address, listed)) for name, listed in (resolve or {}).items()},
        pac_engine=engine,
    )


OPEN = given()


def pac(body: str, fixed: Given = OPEN) -> PacPolicy:
    """A policy; a body without an entry function becomes the body of one."""
    text = body if "FindProxyForURL" in body else f"function FindProxyForURL(url, host) {{\n{body}\n}}"
    return read(Source.of("proxy.pac", text.encode("latin-1"), FORMAT.decode), None, fixed)  # type: ignore[arg-type]


def outcome(case: Case) -> str:
    """A route as `a; b`, "failure: ..." or "unknown: ..."."""
    if case.failure is not None:
        return f"failure: {case.failure.text.partition('; ')[0]}"
    if case.route.value is None:
        return f"unknown: {case.route.reason}"
    return "; ".join(map(str, case.route.value))


def ask(body: str, url: str = "https://www.example.com/", fixed: Given = OPEN) -> str:
    """The one outcome there is."""
    cases = pac(body, fixed).decide(Request.parse(url), fixed).cases
    assert len(cases) == 1, [(case.when.phrases(), outcome(case)) for case in cases]
    return outcome(cases[0])


def cases(body: str, url: str = "https://www.example.com/", fixed: Given = OPEN) -> dict[str, str]:
    """What it takes to be in a case -> its outcome."""
    found = pac(body, fixed).decide(Request.parse(url), fixed).cases
    return {" and ".join(case.when.phrases()): outcome(case) for case in found}


def value(expression: str, fixed: Given = OPEN, url: str = "https://www.example.com/") -> str:
    """What an expression over the helpers comes to."""
    request = Request.parse(url)
    realm = make_realm(World(request, fixed, Region(Names.of(request.family))), {})
    define(realm, fixed.pac_engine)
    try:
        Program(parse(Source("x.pac", f"var result = {expression};"))).run(realm)
    except Thrown as thrown:
        return f"throws {thrown.value.get(realm, 'name') if isinstance(thrown.value, Obj) else show(thrown.value)}"
    return show(realm.globals.props["result"])
