"""A fresh realm: its own global object, prototypes and constructors around shared built-in functions."""

from __future__ import annotations

from typing import Any

from proxylint.formats.pac.javascript import convert
from proxylint.formats.pac.javascript.builtins import (
    array_callbacks,
    arrays,
    collections,
    dates,
    json,
    numeric,
    objects,
    regexp,
    strings,
    table,
)
from proxylint.formats.pac.javascript.builtins.objects import ERRORS
from proxylint.formats.pac.javascript.names import Missing
from proxylint.formats.pac.javascript.realm import Realm
from proxylint.formats.pac.javascript.values import Accessor, Arr, Builtin, Fn, Obj, Unmodelled, Value

REGISTERED = (array_callbacks, arrays, collections, dates, json, numeric, objects, regexp, strings)
"""Importing them is what fills the tables."""

UNMODELLED_GLOBALS = {
    **dict.fromkeys(
        (
            *(
                "ArrayBuffer",
                "AggregateError",
                "BigInt",
                "DataView",
                "FinalizationRegistry",
                "Float32Array",
                "Float64Array",
            ),
            *("Int16Array", "Int32Array", "Int8Array", "Promise", "Proxy", "Symbol", "Uint16Array", "Uint32Array"),
            *("Uint8Array", "Uint8ClampedArray", "WeakMap", "WeakRef", "WeakSet", "eval"),
        ),
        "function",
    ),
    **dict.fromkeys(("Atomics", "Intl", "Reflect", "WebAssembly"), "object"),
}
"""Names that engines have and this evaluator does not, with their `typeof`."""


def _missing(name: str, type_name: str) -> Missing:
    def read(realm: Realm, this: Value, arguments: list[Value]) -> Value:
        raise Unmodelled(f"{name} is not modelled")

    return Missing(Builtin(name, read), type_name)


def _regexp_property(name: str) -> Accessor:
    def read(realm: Realm, this: Value, arguments: list[Value]) -> Value:
        return regexp.described(this.primitive, name) if this.kind == "RegExp" else None

    return Accessor(Builtin(name, read), None)


_KINDS = ("Object", "Function", "Array", "String", "Number", "Boolean", "RegExp", "Date", "Map", "Set", "Iterator")

_GLOBALS: dict[str, Value] = {
    **table.GLOBALS,
    **{name: _missing(name, type_name) for name, type_name in UNMODELLED_GLOBALS.items()},
}
_CONSTANT_GLOBALS = frozenset(("NaN", "Infinity", "undefined"))


def make_realm(world: Any, extra: dict[str, Value]) -> Realm:
    """A context with the language's globals and the `extra` ones of the embedder."""
    prototypes = _prototypes()
    props = {**_GLOBALS, **extra}
    for name in ("Math", "JSON"):
        space = Obj(prototypes["Object"], name, table.STATICS[name].copy())
        space.hidden = frozenset(space.props)
        props[name] = space
    for kind, (call, construct, length) in table.CONSTRUCTORS.items():
        props[kind] = _constructor(prototypes, kind, call, construct, length)
    global_object = Obj(prototypes["Object"], "global", props)
    props["globalThis"] = global_object
    global_object.hidden = frozenset(props)
    global_object.fixed = _CONSTANT_GLOBALS
    return Realm(prototypes, global_object, world)


def _prototypes() -> dict[str, Obj]:
    top = Obj(None, "Object", table.METHODS["Object"].copy())
    top.hidden = frozenset(top.props)
    found = {"Object": top}
    for kind in _KINDS[1:]:
        found[kind] = made = Arr(top, []) if kind == "Array" else Obj(top, kind)
        made.props = table.METHODS.get(kind, {}).copy()
        made.hidden = frozenset(made.props)
    top.props["__proto__"] = _PROTOTYPE
    top.hidden |= {"__proto__"}
    for kind in ("Map", "Set"):
        found[kind].props["size"] = _SIZE
        found[kind].hidden |= {"size"}
    found["String"].primitive = ""
    found["Number"].primitive = 0.0
    found["Boolean"].primitive = False
    found["RegExp"].kind = found["Date"].kind = "Object"
    found["RegExp"].props.update(_REGEXP_PROPERTIES)
    found["RegExp"].hidden |= _REGEXP_PROPERTIES.keys()
    for kind in ERRORS:
        found[kind] = made = Obj(top if kind == "Error" else found["Error"])
        made.props = {**(table.METHODS["Error"] if kind == "Error" else {}), "name": kind, "message": ""}
        made.hidden = frozenset(made.props)
    return found


def _get_prototype(realm: Realm, this: Value, arguments: list[Value]) -> Value:
    convert.no_varying_object(this, "the prototype")
    return (
        this.parent(realm) if isinstance(this, Obj) else realm.prototypes[convert.type_name(realm, this).capitalize()]
    )


def _set_prototype(realm: Realm, this: Value, arguments: list[Value]) -> Value:
    if isinstance(this, Obj) and (arguments[0] is None or isinstance(arguments[0], Obj)):
        table.STATICS["Object"]["setPrototypeOf"].call(realm, None, [this, arguments[0]])
    return None


def _size(realm: Realm, this: Value, arguments: list[Value]) -> Value:
    return float(len(this.props["#index"]))


_PROTOTYPE = Accessor(Builtin("get __proto__", _get_prototype), Builtin("set __proto__", _set_prototype))
_SIZE = Accessor(Builtin("get size", _size), None)
_REGEXP_PROPERTIES = {name: _regexp_property(name) for name in regexp.PROPERTIES}


def _constructor(prototypes: dict[str, Obj], kind: str, call: Any, construct: Any, length: int) -> Fn:
    made = Fn(prototypes["Function"], kind, call, construct)
    made.props = {**table.STATICS.get(kind, {}), "prototype": prototypes[kind], "name": kind, "length": float(length)}
    made.hidden = frozenset(made.props)
    made.fixed = frozenset(("prototype",))
    prototypes[kind].props["constructor"] = made
    prototypes[kind].hidden |= {"constructor"}
    return made
