"""Built-in functions given anything: none ends in a traceback, and V8 says the same."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from proxylint.formats.pac.javascript.builtins.table import METHODS, STATICS
from tests.formats.pac.asking import evaluate
from tests.formats.pac.test_javascript import same
from tests.peers.javascript.engines import Question, ask_many, missing

SEED, COUNT = 20261127, 6000
VALUES = """\
0
-0
1
-1
2
10
36
37
1.5
1e21
1e300
-1e300
NaN
Infinity
-Infinity
2**31
2**32
2**53
1n
0n
-1n
10n**400n
''
'a'
'abc'
'10'
'0x10'
'1e400'
'\\u00e0'
'9'.repeat(5000)
'-'
'%'
'%E0%A4%A'
null
undefined
true
false
[]
[1]
[1,2,3]
['b','a']
[[1,2]]
{}
({a:1})
({length:3,0:1})
({length:-1})
({length:1e9})
({valueOf(){return 5}})
({toString(){return 'x'}})
({valueOf(){throw TypeError()}})
Object.create(null)
(function(a){return a})
((a,b)=>a>b?1:-1)
(x=>x)
/a/
/(b)|(c)/g
/[a-z]+/gi
new Map([[1,2]])
new Set([1,2])
new Date(2020,1,1)
new Date(NaN)
new Error('e')
Math
(function(){return arguments})(1,2)
new Number(3)
new String('abc')
new Boolean(false)
Object.freeze([1,2])
[,1]
[NaN]
new Array(5)
""".splitlines()
RECEIVERS = {
    "String": ("'abc'", "''", "'a,b,c'", "new String('q')", "5"),
    "Array": ("[1,2,3]", "[]", "[3,1,2]", "[[1],[2]]", "[,1]", "({length:2,0:'a'})", "Object.freeze([1])"),
    "Number": ("5", "1.5", "NaN", "1e21", "-0"),
    "Date": ("new Date(2020,1,1)", "new Date(NaN)"),
    "RegExp": ("/a(b)?/", "/x/g"),
    "Map": ("new Map([[1,2]])", "Map.prototype"),
    "Set": ("new Set([1])", "Set.prototype"),
    "Object": ("({a:1})", "[1]", "5"),
    "Function": ("(function(a){return a})", "Math.max"),
}
WORLD = ("Math.random", "Date")
"""What asks for chance or the clock; the tests of both are elsewhere."""

ELSEWHERE = (
    "Math.log", "Math.tan", "localeCompare", "getOwnPropertyNames", "setPrototypeOf", "assign", "define",
    "freeze", "flat",
)  # fmt: skip
"""The last digit of a function, the locale, the order of built-in names, what changes the built-ins for other calls,
and the order in which two faults of arguments are found."""


def calls(count: int) -> Iterator[str]:
    dice = Random(SEED)
    static = sorted(f"{space}.{name}" for space, names in STATICS.items() for name in names)
    methods = sorted((kind, name) for kind, names in METHODS.items() for name in names)
    while count:
        given = ", ".join(dice.choice(VALUES) for _ in range(dice.choice((0, 1, 1, 2, 2, 3))))
        kind, name = dice.choice(methods)
        receiver = dice.choice((*RECEIVERS.get(kind, ("5",)), dice.choice(VALUES)))
        call = dice.choice(
            (f"{dice.choice(static)}({given})", f"({receiver}).{name}({given})", f"({receiver}).{name}({given})")
        )
        if not call.startswith(WORLD):
            count -= 1
            yield call


def test_none_ends_in_a_traceback() -> None:
    found = [evaluate(call) for call in calls(COUNT)]
    assert sum(one.startswith("unmodelled") for one in found) < COUNT / 2
    assert sum(one.startswith("throws") for one in found) < COUNT / 2


@pytest.mark.peer
def test_v8_gives_the_same_values() -> None:
    lacking = missing("v8")
    if lacking:
        pytest.skip(lacking)
    script = (Path(__file__).parent / "evaluate.js").read_text("utf-8")
    show = script[script.index("(function show") : script.index("})`;") + 2]
    pac = f"""function FindProxyForURL(url, host) {{
        try {{ return {show}((0, eval)("(" + host + ")")); }}
        catch (error) {{ return error && error.name ? "throws " + error.name : "throws a value"; }}
    }}"""
    said = {call: evaluate(call) for call in calls(COUNT // 4) if not any(one in call for one in ELSEWHERE)}
    asked = [call for call, value in said.items() if not value.startswith("unmodelled")]
    jobs = [(pac, [Question("http://a/", call) for call in asked[at : at + 50]]) for at in range(0, len(asked), 50)]
    answers = [answer for found in ask_many("v8", jobs) for answer in found]
    assert [
        (call, said[call], answer)
        for call, answer in zip(asked, answers, strict=True)
        if answer.kind != "string" or not same(said[call], answer.value)
    ] == []
    assert len(asked) > COUNT // 8
