"""The language: every line of javascript.txt, and Node.js on the same lines."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.formats.pac.asking import evaluate

HERE = Path(__file__).parent
TABLE = [
    line.partition(" ==> ")[::2]
    for line in (HERE / "javascript.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]


def same(left: str, right: str) -> bool:
    """Strings may be escaped differently."""
    if left.startswith('"') and right.startswith('"'):
        return bool(json.loads(left) == json.loads(right))
    return left == right


@pytest.mark.parametrize("expression, expected", TABLE, ids=[expression[:60] for expression, _ in TABLE])
def test_an_expression_has_the_value_that_ecmascript_gives_it(expression: str, expected: str) -> None:
    found = evaluate(expression)
    assert same(found, expected), found


@pytest.mark.peer
def test_node_gives_the_same_values() -> None:
    node = shutil.which("node")
    if node is None:
        pytest.skip("Node.js is not installed")
    lines = json.dumps([expression for expression, _ in TABLE])
    answers = subprocess.run([node, str(HERE / "evaluate.js")], input=lines, capture_output=True, text=True, timeout=60)
    found = json.loads(answers.stdout)
    differing = [
        (expression, expected, actual)
        for (expression, expected), actual in zip(TABLE, found, strict=True)
        if not same(expected, actual)
    ]
    assert differing == []


NOT_MODELLED = {
    "eval('1')": "unmodelled: eval is not modelled",
    "new Function('return 1')()": "unmodelled: Function() makes a program from text",
    "Function('return 1')()": "unmodelled: Function() makes a program from text",
    "Symbol.iterator": "unmodelled: Symbol is not modelled",
    "new Proxy({}, {})": "unmodelled: Proxy is not modelled",
    "(function*(){ yield 1 })()": "unmodelled: a generator function is not modelled",
    "(async () => 1)()": "unmodelled: an async function is not modelled",
    "'a'.localeCompare('b')": "unmodelled: localeCompare() depends on the locale",
    "(function(){}).toString()": "unmodelled: the text of a function",
    "(0.1).toString(2)": "unmodelled: the digits of a fraction in another base",
    "new Date(0)": "unmodelled: a date from one value needs the time zone of the device, which is not known",
    "Date.now()": "unmodelled: Date.now() needs the time zone of the device, which is not known",
    "/(a)\\1/.exec('aa')": "unmodelled: /(a)\\1/: it refers back to a group",
    "(function(a){ a = 2; return arguments[0]; })(1)": (
        "unmodelled: a function that assigns to a parameter and reads 'arguments' is not modelled"
    ),
    "(function(){ Math.floor.x = 1; })()": "unmodelled: a property set on the built-in function floor",
    "[2, 1].toSorted()": "unmodelled: toSorted() of Array is not modelled",
    "Object.getOwnPropertyDescriptor({}, 'a')": "unmodelled: getOwnPropertyDescriptor() of Object is not modelled",
    "Math.hypot(3, 4)": "unmodelled: hypot() of Math is not modelled",
    "this.Symbol": "unmodelled: Symbol is not modelled",
    "(/(b)/.test('abc'), RegExp.$1)": "unmodelled: $1 of RegExp is not modelled",
    "new Map().keys().map(String)": "unmodelled: map of Iterator is not modelled",
    "'a'.toLocaleUpperCase('tr')": "unmodelled: a change of case in a given language",
    "'a'.replace(Object.create(/a/), '')": "unmodelled: an object that inherits from a regular expression",
    "(Array.prototype[1] = 'x', [0, , 2].join())": (
        "unmodelled: a hole of an array where Array.prototype has elements"
    ),
    "(function(){ var a = [2, 1, 3]; return a.sort(function () { return a.push(4); }); })()": (
        "unmodelled: sort() whose comparison changes the array"
    ),
    "new (class extends Map {})()": "unmodelled: a class that extends Map",
    "(function(a, b = () => a){ var a = 2; return b(); })(1)": (
        "unmodelled: a parameter that a default value keeps and the body declares again is not modelled"
    ),
    "(function(){ try { null.x } catch (e) { return (e + '').length; } })()": (
        "unmodelled: a property of an engine's words for an error, which is not fixed"
    ),
    "delete Object.seal({a: 1}).a": "unmodelled: a property deleted from an object that is not extensible",
    "String.raw`a`": "unmodelled: a tagged template is not modelled",
}


@pytest.mark.parametrize("expression", NOT_MODELLED)
def test_what_is_not_modelled_says_so_and_guesses_nothing(expression: str) -> None:
    assert evaluate(expression) == NOT_MODELLED[expression]


def test_what_is_not_modelled_cannot_be_caught_by_the_script() -> None:
    assert evaluate("(function(){ try { eval('1'); } catch (e) { return 1; } finally { return 2; } })()") == (
        "unmodelled: eval is not modelled"
    )


def test_typeof_may_ask_for_names_that_are_not_modelled() -> None:
    assert evaluate("[typeof eval, typeof Symbol, typeof Reflect]") == '["function", "function", "object"]'
