"""JSON: ECMA-262 section 25.5."""

from __future__ import annotations

import json
from typing import Any

from proxylint.formats.pac.javascript import convert, members
from proxylint.formats.pac.javascript.builtins.numeric import code_units
from proxylint.formats.pac.javascript.builtins.table import static, text_at
from proxylint.formats.pac.javascript.numbers import show_number
from proxylint.formats.pac.javascript.realm import OBJECT, Realm, argument
from proxylint.formats.pac.javascript.values import UNDEFINED, Arr, Fn, Obj, Unmodelled, Value
from proxylint.formats.pac.javascript.varying import Varying
from proxylint.regex import regex

DEEPEST = 200
"""Nesting of what is read or written."""


@static("JSON", "parse", length=2)
def _parse(realm: Realm, this: Value, arguments: list[Value]) -> Value:
    if argument(arguments, 1) is not UNDEFINED:
        raise Unmodelled("JSON.parse() with a reviver")
    text = text_at(realm, arguments, 0, "JSON.parse()")
    realm.spend_memory(len(text))
    realm.spend_walk(len(text))
    if text.count("[") + text.count("{") > 100_000 or _deepest(text) > DEEPEST:
        raise Unmodelled("JSON nested very deeply")
    try:
        found = json.loads(
            text, object_pairs_hook=lambda pairs: _Members(pairs), parse_int=_number, parse_constant=_refuse
        )
    except ValueError:
        raise realm.error("SyntaxError", "the text is no JSON") from None
    return _made(realm, found)


class _Members(list[tuple[str, Any]]):
    """The members of an object, in order."""


def _number(text: str) -> float:
    return float(text) if len(text) < 400 else float("inf")


def _refuse(text: str) -> float:
    raise ValueError(text)


def _deepest(text: str) -> int:
    deepest = depth = 0
    for char in text:
        if char in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif char in "]}":
            depth -= 1
    return deepest


def _made(realm: Realm, value: Any) -> Value:
    realm.spend_steps(1)
    if isinstance(value, _Members):
        realm.spend_memory(OBJECT)
        realm.spend_items(2 * len(value))
        members = {code_units(key): _made(realm, item) for key, item in value}
        return Obj(realm.prototypes["Object"], "Object", members)
    if isinstance(value, list):
        realm.spend_memory(OBJECT)
        realm.spend_items(4 * len(value))
        return Arr(realm.prototypes["Array"], [_made(realm, item) for item in value])
    return code_units(value) if type(value) is str else value


@static("JSON", "stringify", length=3)
def _stringify(realm: Realm, this: Value, arguments: list[Value]) -> Value:
    if any(value is not UNDEFINED and value is not None for value in arguments[1:]):
        raise Unmodelled("JSON.stringify() with a replacer or indentation")
    return _written(realm, argument(arguments, 0), 0)


def _written(realm: Realm, value: Value, depth: int) -> Value:
    realm.spend_steps(1)
    if depth > DEEPEST:
        raise Unmodelled("JSON nested very deeply")
    if isinstance(value, Varying):
        raise value.beyond("JSON.stringify()")
    if isinstance(value, Obj) and isinstance(value.get(realm, "toJSON"), Fn):
        raise Unmodelled("JSON.stringify() of an object with toJSON()")
    if isinstance(value, Obj) and value.kind in ("String", "Number", "Boolean"):
        value = value.primitive
    if value is UNDEFINED or isinstance(value, Fn):
        return UNDEFINED
    if type(value) is float:
        return show_number(value) if value == value and abs(value) != float("inf") else "null"
    if isinstance(value, Obj):
        found = (
            _array(realm, value, depth)
            if isinstance(value, Arr) and value.kind == "Array"
            else _object(realm, value, depth)
        )
        realm.spend_memory(len(found))
        return found
    if type(value) is int:
        raise realm.error("TypeError", "a BigInt cannot be written as JSON")
    if type(value) is not str:
        return convert.text(realm, value)
    realm.spend_memory(6 * len(value))
    realm.spend_walk(len(value))
    return _quoted(value)


def _array(realm: Realm, value: Arr, depth: int) -> str:
    texts = [_written(realm, value.get(realm, str(index)), depth + 1) for index in range(len(value.items))]
    return f"[{','.join('null' if text is UNDEFINED else text for text in texts)}]"


def _object(realm: Realm, value: Obj, depth: int) -> str:
    pairs = [(name, _written(realm, value.get(realm, name), depth + 1)) for name in members.names(realm, value)]
    texts = [f"{_quoted(name)}:{text}" for name, text in pairs if text is not UNDEFINED]
    return f"{{{','.join(texts)}}}"


_LONE = regex("[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]")


def _quoted(text: str) -> str:
    """A surrogate without its other half is written as an escape: ECMA-262 25.5.2.3."""
    found = json.dumps(text, ensure_ascii=False)
    return found if found.isascii() else _LONE.sub(lambda half: f"\\u{ord(half[0]):04x}", found)
