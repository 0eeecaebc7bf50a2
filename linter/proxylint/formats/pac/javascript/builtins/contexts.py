"""A fresh realm: its own global object, prototypes and constructors around shared built-in functions."""

from __future__ import annotations

from typing import Any

from proxylint.formats.pac.javascript import convert
from proxylint.formats.pac.javascript.builtins import (
    array_callbacks,
    array_search,
    arrays,
    collections,
    dates,
    json,
    missing,
    numeric,
    objects,
    regexp,
    strings,
    table,
)
from proxylint.formats.pac.javascript.builtins.objects import ERRORS
from proxylint.formats.pac.javascript.realm import Realm
from proxylint.formats.pac.javascript.values import UNDEFINED, Accessor, Arr, Builtin, Fn, Obj, Unmodelled, Value

REGISTERED = (
    array_callbacks,
    array_search,
    arrays,
    collections,
    dates,
    json,
    missing,
    numeric,
    objects,
    regexp,
    strings,
)
"""Importing them is what fills the tables."""


def _regexp_property(name: str) -> Accessor:
    def read(realm: Realm, this: Value, arguments: list[Value]) -> Value:
        if isinstance(this, Obj) and this.kind == "RegExp":
            return regexp.described(this.primitive, name)
        if this is realm.prototypes["RegExp"]:
            return {"source": "(?:)", "flags": ""}.get(name, UNDEFINED)
        raise Unmodelled(f"{name} of regular expressions, asked of something else")

    return Accessor(Builtin(name, read), None)


_KINDS = ("Object", "Function", "Array", "String", "Number", "Boolean", "RegExp", "Date", "Map", "Set", "Iterator")

_GLOBALS: dict[str, Value] = {
    **table.GLOBALS,
    **missing.GLOBALS,
}
_SPACES = ("Math", "JSON")
_CONSTANT_GLOBALS = frozenset(("NaN", "Infinity", "undefined"))


def make_realm(world: Any, extra: dict[str, Value]) -> Realm:
    """A context with the language's globals and the `extra` ones of the embedder."""
    prototypes = _prototypes()
    props = {**_GLOBALS, **extra}
    for name in _SPACES:
        space = Obj(prototypes["Object"], name, table.STATICS[name].copy())
        space.hidden, space.fixed = _SPACE_HIDDEN[name], _CONSTANTS
        props[name] = space
    for kind in table.CONSTRUCTORS:
        props[kind] = _constructor(prototypes, kind)
    global_object = Obj(prototypes["Object"], "global", props)
    props["globalThis"] = global_object
    global_object.hidden = _GLOBAL_HIDDEN | extra.keys() if extra else _GLOBAL_HIDDEN
    global_object.fixed = _CONSTANT_GLOBALS
    return Realm(prototypes, global_object, world)


def _nothing(realm: Realm, this: Value, arguments: list[Value]) -> Value:
    return UNDEFINED


def _prototypes() -> dict[str, Obj]:
    top = Obj(None, "Object")
    found = {"Object": top}
    for kind in _KINDS[1:]:
        found[kind] = Arr(top, []) if kind == "Array" else Obj(top, kind)
    found["Function"] = Fn(top, "", _nothing)
    found["String"].primitive = ""
    found["Number"].primitive = 0.0
    found["Boolean"].primitive = False
    found["RegExp"].kind = found["Date"].kind = "Object"
    for kind in ERRORS:
        found[kind] = Obj(top if kind == "Error" else found["Error"])
    for kind, made in found.items():
        made.props, made.hidden = _PROTOTYPE_PROPERTIES[kind].copy(), _PROTOTYPE_HIDDEN[kind]
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
    places = getattr(this.primitive, "places", None) if isinstance(this, Obj) else None
    if places is None:
        raise realm.error("TypeError", "size is asked of what is no Map or Set")
    return float(len(places))


_PROTOTYPE = Accessor(Builtin("get __proto__", _get_prototype), Builtin("set __proto__", _set_prototype))
_SIZE = Accessor(Builtin("get size", _size), None)


def _of_prototype(kind: str) -> dict[str, Value]:
    props: dict[str, Value] = {**table.METHODS.get(kind, {})}
    if kind == "Object":
        props["__proto__"] = _PROTOTYPE
    elif kind == "Function":
        props.update({"length": 0.0, "name": ""})
    elif kind in ("Map", "Set"):
        props["size"] = _SIZE
    elif kind == "RegExp":
        props.update({name: _regexp_property(name) for name in regexp.PROPERTIES})
    elif kind in ERRORS:
        props = {**(table.METHODS["Error"] if kind == "Error" else {}), "name": kind, "message": ""}
    return props


# What is the same in every realm is made once: a script is run in a hundred of them.
_PROTOTYPE_PROPERTIES = {kind: _of_prototype(kind) for kind in (*_KINDS, *ERRORS)}
_PROTOTYPE_HIDDEN = {
    kind: frozenset((*props, "constructor") if kind in table.CONSTRUCTORS else props)
    for kind, props in _PROTOTYPE_PROPERTIES.items()
}
_CONSTRUCTOR_PROPERTIES: dict[str, dict[str, Value]] = {
    kind: {**table.STATICS.get(kind, {}), "prototype": None, "name": kind, "length": float(length)}
    for kind, (_, _, length) in table.CONSTRUCTORS.items()
}
_CONSTRUCTOR_HIDDEN = {kind: frozenset(props) for kind, props in _CONSTRUCTOR_PROPERTIES.items()}
_CONSTANTS = frozenset(
    name for kind in ("Math", "Number") for name, value in table.STATICS[kind].items() if type(value) is float
)
_SPACE_HIDDEN = {name: frozenset(table.STATICS[name]) for name in _SPACES}
_GLOBAL_HIDDEN = frozenset((*_GLOBALS, *_SPACES, *table.CONSTRUCTORS, "globalThis"))
_CONSTRUCTOR_FIXED = _CONSTANTS | {"prototype"}


def _constructor(prototypes: dict[str, Obj], kind: str) -> Fn:
    call, construct, _ = table.CONSTRUCTORS[kind]
    above = prototypes["Error"].props["constructor"] if kind in ERRORS and kind != "Error" else prototypes["Function"]
    made = Fn(above, kind, call, construct)
    made.props = props = _CONSTRUCTOR_PROPERTIES[kind].copy()
    props["prototype"] = prototypes[kind]
    made.hidden, made.fixed = _CONSTRUCTOR_HIDDEN[kind], _CONSTRUCTOR_FIXED
    prototypes[kind].props["constructor"] = made
    return made
