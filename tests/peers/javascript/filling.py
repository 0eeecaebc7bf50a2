"""Forms of statements, written as JavaScript with gaps (styles.js, walks.js), and what the gaps are filled with.

`@name` or `@name(argument)`: see `_GAPS`. `@[a|b]` is one of several texts.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

from tests.peers.javascript.drawing import HOSTS, MDE, ZONES, Drawing

_GAP = re.compile(r"@\[(?P<texts>[^\]\n]*)\]|@(?P<name>[a-z]+)(?:\((?P<given>[a-z]+)\))?")
_TAILS = (MDE, "microsoft.com", "other.example", "example", "corp.example")
_HEADS = ("x", "a.b", "us-v20", "x.x.x", "a.x.y.z", "www", "q.w.e.r.t.y")

Gap = Callable[[Drawing, str], str]


@cache
def _forms(name: str) -> tuple[str, ...]:
    text = Path(__file__).with_name(name).read_text("utf-8")
    return tuple(block for block in text.strip().split("\n\n") if not block.startswith("//"))


def style(w: Drawing) -> list[str]:
    """Statements of a function's body."""
    return _filled(w, w.dice.choice(_forms("styles.js")))


def walk(w: Drawing) -> list[str]:
    """A walk, with the tables that it looks in and what is done when it has ended."""
    keys = _keys(w)
    table = ", ".join(f"{json.dumps(key)}: {w.one(('1', '1', '0', w.way()))}" for key in keys)
    return [
        f"var table = {{{table}}}, list = {json.dumps(keys)}, known = new Set(list);",
        "var n = 0, flag = false, last = '', seen = [], again; function count() { n++; }",
        *_filled(w, w.dice.choice(_forms("walks.js"))),
        _afterwards(w),
    ]


def _filled(w: Drawing, form: str) -> list[str]:
    def gap(found: re.Match[str]) -> str:
        if found["texts"] is not None:
            return w.one(found["texts"].split("|"))
        return _GAPS[found["name"]](w, found["given"] or "")

    return _GAP.sub(gap, form).split("\n")


def _keys(w: Drawing) -> list[str]:
    drawn = (f"{w.one(_HEADS)}.{w.one(_TAILS)}", w.one(_TAILS), w.one(HOSTS), w.one(ZONES), "com")
    return w.dice.sample(drawn, w.dice.randint(1, 4))


def _found(w: Drawing, text: str) -> str:
    return w.one(
        (
            f"table[{text}]", f"table.hasOwnProperty({text})", f"{text} in table", f"table[{text}] === 1",
            f"list.indexOf({text}) >= 0", f"known.has({text})", f"list.includes({text})",
            f"Object.prototype.hasOwnProperty.call(table, {text})",
        )
    )  # fmt: skip


def _aside(w: Drawing, text: str) -> str:
    """Mostly nothing."""
    if w.chance(0.6):
        return ""
    number = w.dice.randint(1, 9)
    return w.one(
        (
            "n++;", "n += 2;", "flag = !flag;", f"last = {text};", f"if (n > {number}) break; n++;", "seen.push(1);",
            f"if ({text} == {w.piece()}) return {w.way()};", f"if (n++ == {number}) return {w.way()};",
            f"if (dnsDomainIs({text}, {json.dumps(w.one(ZONES))})) return {w.way()};", "n = n * 2 + 1;", "count();",
            f"if ({text}.length < {w.number()}) break;", f"if ({text}.indexOf({w.piece()}) == 0) return {w.way()};",
            f"flag = {text}.length > {w.number()};", "last = last + 'x';", "seen[n++] = 1;",
            f"if (/{w.one(_HEADS)}/.test({text})) flag = true;", f"if ({text} > 'm') n = 7;", "again = true;",
            f"if (isPlainHostName({text})) break;", f"if ({text}.split('.').length == {number}) break;",
        )
    )  # fmt: skip


def _afterwards(w: Drawing) -> str:
    number = w.dice.randint(0, 12)
    return w.one(
        (
            "", "", f"if (n > {number}) return {w.way()};", f"if (flag) return {w.way()};",
            f"if (seen.length % 2) return {w.way()};", f"if (last == {json.dumps(w.one(HOSTS))}) return {w.way()};",
            f"if (n === {number}) return {w.way()};", f"if (typeof last == 'string') return {w.way()};",
            f"if (last) return {w.way()};", f"if (n % 2) return {w.way()};", f"if (again ?? false) return {w.way()};",
        )
    )  # fmt: skip


def _hit(w: Drawing, _: str) -> str:
    return w.one((f"return {w.way()};", f"return {w.way()};", "break;", "{ n = 99; break; }"))


def _flagged(w: Drawing, _: str) -> str:
    """A regular expression with flags that change little or much."""
    return f"{w.regex().rpartition('/')[0]}/{w.one(('i', 'g', 'm', 'gi', 's', 'u', 'y', 'im'))}"


_GAPS: dict[str, Gap] = {
    "aside": _aside,
    "condition": lambda w, _: w.condition(),
    "digit": lambda w, _: str(w.dice.randint(0, 6)),
    "flagged": _flagged,
    "found": _found,
    "hit": _hit,
    "host": lambda w, _: json.dumps(w.one(HOSTS)),
    "net": lambda w, _: w.net(),
    "number": lambda w, _: w.number(),
    "order": lambda w, _: w.one(("<", ">", "==", "!=", ">=")),
    "piece": lambda w, _: w.piece(),
    "regex": lambda w, _: w.regex(),
    "string": lambda w, _: w.string(),
    "way": lambda w, _: w.way(),
    "zone": lambda w, _: json.dumps(w.one(ZONES)),
    "zones": lambda w, _: json.dumps(w.dice.sample(ZONES, w.dice.randint(1, 4))),
}
