"""Where built-in functions are registered: methods of prototypes, static members, global names."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from proxylint.formats.pac.javascript import convert
from proxylint.formats.pac.javascript.realm import Realm, argument
from proxylint.formats.pac.javascript.values import UNDEFINED, Builtin, NativeCall, Obj, Value
from proxylint.formats.pac.javascript.varying import Varying

METHODS: dict[str, dict[str, Value]] = {}
STATICS: dict[str, dict[str, Value]] = {}
GLOBALS: dict[str, Value] = {}
CONSTRUCTORS: dict[str, tuple[NativeCall, Any, int]] = {}
"""Kind -> (call, construct, length)."""


def method(kind: str, *names: str, length: int = 0) -> Callable[[NativeCall], NativeCall]:
    """Register a method of `kind`'s prototype; under other names it is the same function, which has the first one."""

    def register(call: NativeCall) -> NativeCall:
        made = Builtin(names[0], _or_varying(names[0], call) if kind == "Array" else call, length)
        METHODS.setdefault(kind, {}).update(dict.fromkeys(names, made))
        return call

    return register


def _or_varying(name: str, call: NativeCall) -> NativeCall:
    """An array that varies answers for itself."""

    def native(realm: Realm, this: Value, arguments: list[Value]) -> Value:
        if isinstance(this, Varying):
            return this.settle(realm).method(realm, name, arguments)
        return call(realm, this, arguments)

    return native


def static(kind: str, *names: str, length: int = 0) -> Callable[[NativeCall], NativeCall]:
    """Register a function that is a property of the constructor (or namespace) `kind`."""

    def register(call: NativeCall) -> NativeCall:
        for name in names:
            STATICS.setdefault(kind, {})[name] = Builtin(name, call, length)
        return call

    return register


def global_function(*names: str, length: int = 0) -> Callable[[NativeCall], NativeCall]:
    def register(call: NativeCall) -> NativeCall:
        for name in names:
            GLOBALS[name] = Builtin(name, call, length)
        return call

    return register


def constructor(kind: str, call: NativeCall, construct: Any, length: int = 1) -> None:
    CONSTRUCTORS[kind] = (call, construct, length)


def number_at(realm: Realm, arguments: list[Value], index: int, operation: str) -> float:
    return convert.fixed_number(realm, argument(arguments, index), operation)


def text_at(realm: Realm, arguments: list[Value], index: int, operation: str) -> str:
    return convert.fixed_text(realm, argument(arguments, index), operation)


def this_text(realm: Realm, this: Value, name: str) -> Value:
    """The string a string method works on: a `str` or a `Varying`."""
    if this is None or this is UNDEFINED:
        raise realm.error("TypeError", f"String.prototype.{name} called on null or undefined")
    if isinstance(this, Obj) and this.kind == "String":
        this = this.primitive
    found = convert.text(realm, this)
    return found.settle(realm) if isinstance(found, Varying) else found
