"""Object, Function, Boolean, the errors, Map and Set."""

from __future__ import annotations

from proxylint.formats.pac.javascript import convert, members, operators
from proxylint.formats.pac.javascript.builtins.arrays import items_of, make, shown
from proxylint.formats.pac.javascript.builtins.table import constructor, method, static
from proxylint.formats.pac.javascript.iterate import iterate
from proxylint.formats.pac.javascript.realm import OBJECT, Realm, argument, check_arguments
from proxylint.formats.pac.javascript.values import (
    ABSENT,
    UNDEFINED,
    Accessor,
    Arr,
    Builtin,
    Fn,
    Obj,
    Unmodelled,
    Value,
    is_index,
    lineage,
)
from proxylint.formats.pac.javascript.varying import EngineText, Varying

ERRORS = ("Error", "EvalError", "RangeError", "ReferenceError", "SyntaxError", "TypeError", "URIError")


@method("Object", "hasOwnProperty", length=1)
def _has_own_property(realm: Realm, this: Value, arguments: list[Value]) -> Value:
    return members.has_own(realm, this, argument(arguments, 0))


@static("Object", "hasOwn", length=2)
def _has_own(realm: Realm, this: Value, arguments: list[Value]) -> Value:
    return members.has_own(realm, argument(arguments, 0), argument(arguments, 1))


@method("Object", "propertyIsEnumerable", length=1)
def _property_is_enumerable(realm: Realm, this: Value, arguments: list[Value]) -> Value:
    name = convert.fixed_text(realm, convert.key(realm, argument(arguments, 0)), "propertyIsEnumerable()")
    holder = convert.to_object(realm, this)
    return holder.own(name) is not ABSENT and name not in holder.hidden and name != "length"


@method("Object", "isPrototypeOf", length=1)
def _is_prototype_of(realm: Realm, this: Value, arguments: list[Value]) -> Value:
    value = argument(arguments, 0)
    convert.no_varying_object(value, "isPrototypeOf()")
    if isinstance(value, Obj) and (this is None or this is UNDEFINED):
        raise realm.error("TypeError", "isPrototypeOf() is called on null or undefined")
    return isinstance(value, Obj) and this in lineage(realm, value.parent(realm))


@method("Object", "toLocaleString")
def _to_locale_string(realm: Realm, this: Value, arguments: list[Value]) -> Value:
    return realm.call_back(members.get_named(realm, this, "toString"), this, [])


@method("Object", "toString")
def _to_string(realm: Realm, this: Value, arguments: list[Value]) -> Value:
    if this is UNDEFINED or this is None:
        return "[object Undefined]" if this is UNDEFINED else "[object Null]"
    convert.no_varying_object(this, "toString()")
    kind = this.kind if isinstance(this, Obj) else convert.type_name(realm, this).capitalize()
    if kind == "Bigint":
        return "[object BigInt]"
    if kind == "Iterator":
        raise Unmodelled("the name of an iterator")
    known = (
        "Array",
        "Function",
        "Error",
        "Boolean",
        "Number",
        "String",
        "Date",
        "RegExp",
        "Arguments",
        "Map",
        "Set",
        "Math",
        "JSON",
    )
    return f"[object {kind if kind in known else 'Object'}]"


@method("Object", "valueOf")
def _value_of(realm: Realm, this: Value, arguments: list[Value]) -> Value:
    return convert.to_object(realm, this)


def _names(realm: Realm, value: Value, operation: str) -> tuple[Obj, list[str]]:
    if isinstance(value, Varying):
        raise value.beyond(operation)
    holder = convert.to_object(realm, value)
    return holder, members.names(realm, holder)


@static("Object", "keys", length=1)
def _keys(realm: Realm, this: Value, arguments: list[Value]) -> Value:
    return make(realm, list(_names(realm, argument(arguments, 0), "Object.keys()")[1]))


@static("Object", "values", length=1)
def _values(realm: Realm, this: Value, arguments: list[Value]) -> Value:
    holder, names = _names(realm, argument(arguments, 0), "Object.values()")
    return make(realm, [holder.get(realm, name) for name in names])


@static("Object", "entries", length=1)
def _entries(realm: Realm, this: Value, arguments: list[Value]) -> Value:
    holder, names = _names(realm, argument(arguments, 0), "Object.entries()")
    return make(realm, [make(realm, [name, holder.get(realm, name)]) for name in names])


@static("Object", "fromEntries", length=1)
def _from_entries(realm: Realm, this: Value, arguments: list[Value]) -> Value:
    made = Obj(realm.prototypes["Object"])
    for pair in iterate(realm, argument(arguments, 0)):
        if not isinstance(pair, Obj):
            convert.no_varying_object(pair, "Object.fromEntries()")
            raise realm.error("TypeError", "Iterator value is not an entry object")
        name = convert.fixed_text(realm, convert.key(realm, members.get_named(realm, pair, "0")), "a property name")
        realm.spend_items(2)
        made.define(realm, name, members.get_named(realm, pair, "1"))
    return made


@static("Object", "assign", length=2)
def _assign(realm: Realm, this: Value, arguments: list[Value]) -> Value:
    target = convert.to_object(realm, argument(arguments, 0))
    for source in arguments[1:]:
        if source is not None and source is not UNDEFINED:
            holder, names = _names(realm, source, "Object.assign()")
            realm.spend_walk(2 * len(names))
            for name in names:
                members.put(realm, target, name, holder.get(realm, name), True)
    return target


@static("Object", "getOwnPropertyNames", length=1)
def _own_names(realm: Realm, this: Value, arguments: list[Value]) -> Value:
    holder = convert.to_object(realm, argument(arguments, 0))
    if isinstance(holder, Fn):
        raise Unmodelled("Object.getOwnPropertyNames() of a function")
    names = members.names(realm, holder, hidden=True)
    if isinstance(holder, Arr) or type(holder.primitive) is str:
        numbers = sum(map(is_index, names))
        names = [*names[:numbers], "length", *names[numbers:]]
    return make(realm, [*names])


@static("Object", "getPrototypeOf", length=1)
def _prototype_of(realm: Realm, this: Value, arguments: list[Value]) -> Value:
    return convert.to_object(realm, argument(arguments, 0)).parent(realm)


@static("Object", "setPrototypeOf", length=2)
def _set_prototype(realm: Realm, this: Value, arguments: list[Value]) -> Value:
    realm.writes += 1
    value, prototype = argument(arguments, 0), argument(arguments, 1)
    if (
        not isinstance(value, Obj)
        or isinstance(value, Builtin)
        or not (prototype is None or isinstance(prototype, Obj))
    ):
        raise Unmodelled("Object.setPrototypeOf() on what is no plain object")
    if value in lineage(realm, prototype):
        raise realm.error("TypeError", "Cyclic __proto__ value")
    value.proto = prototype
    return value


@static("Object", "create", length=2)
def _create(realm: Realm, this: Value, arguments: list[Value]) -> Value:
    prototype = argument(arguments, 0)
    if prototype is not None and not isinstance(prototype, Obj):
        raise realm.error("TypeError", "Object prototype may only be an Object or null")
    made = Obj(prototype)
    if argument(arguments, 1) is not UNDEFINED:
        _define_all(realm, made, arguments[1])
    return made


@static("Object", "defineProperties", length=2)
def _define_properties(realm: Realm, this: Value, arguments: list[Value]) -> Value:
    return _define_all(realm, argument(arguments, 0), argument(arguments, 1))


def _define_all(realm: Realm, target: Value, descriptors: Value) -> Value:
    if not isinstance(target, Obj):
        raise realm.error("TypeError", "Object.defineProperties called on non-object")
    holder, names = _names(realm, descriptors, "Object.defineProperties()")
    for name in names:
        _define_property(realm, UNDEFINED, [target, name, holder.get(realm, name)])
    return target


@static("Object", "defineProperty", length=3)
def _define_property(realm: Realm, this: Value, arguments: list[Value]) -> Value:
    realm.writes += 1
    target, descriptor = argument(arguments, 0), argument(arguments, 2)
    if not isinstance(target, Obj) or not isinstance(descriptor, Obj):
        raise realm.error("TypeError", "Object.defineProperty called on non-object")
    name = convert.fixed_text(realm, convert.key(realm, argument(arguments, 1)), "a property name")
    old = target.own(name)
    if name in target.fixed or (old is ABSENT and not target.extensible):
        raise realm.error("TypeError", f"Cannot redefine property: {name}")
    getter, setter = (descriptor.get(realm, part) for part in ("get", "set"))
    if isinstance(getter, Fn) or isinstance(setter, Fn):
        if isinstance(target, Arr):
            raise Unmodelled("an accessor on an array")
        target.props[name] = Accessor(
            getter if isinstance(getter, Fn) else None, setter if isinstance(setter, Fn) else None
        )
    elif descriptor.find(realm, "value") is not ABSENT or old is ABSENT:
        target.define(realm, name, descriptor.get(realm, "value"))
    _attributes(realm, target, name, descriptor, old is ABSENT)
    return target


def _attributes(realm: Realm, target: Obj, name: str, descriptor: Obj, new: bool) -> None:
    for attribute, kept in (("enumerable", "hidden"), ("writable", "fixed")):
        found = target.own(name)
        if kept == "fixed" and isinstance(found, Accessor) and found.setter is not None:
            continue
        if descriptor.find(realm, attribute) is ABSENT and not new:
            continue
        names: frozenset[str] = getattr(target, kept)
        realm.spend_walk(len(names) // 4)  # it is copied
        allowed = convert.truth(realm, descriptor.get(realm, attribute))
        setattr(target, kept, names - {name} if allowed else names | {name})


@static("Object", "freeze", length=1)
def _freeze(realm: Realm, this: Value, arguments: list[Value]) -> Value:
    realm.writes += 1
    value = argument(arguments, 0)
    if isinstance(value, Obj) and not isinstance(value, Builtin):
        value.extensible = False
        value.fixed = frozenset(members.names(realm, value, hidden=True)) | {"length"}
    return value


@static("Object", "seal", "preventExtensions", length=1)
def _seal(realm: Realm, this: Value, arguments: list[Value]) -> Value:
    realm.writes += 1
    value = argument(arguments, 0)
    if isinstance(value, Obj):
        value.extensible = False
    return value


@static("Object", "isFrozen", length=1)
def _is_frozen(realm: Realm, this: Value, arguments: list[Value]) -> Value:
    value = argument(arguments, 0)
    convert.no_varying_object(value, "Object.isFrozen()")
    if not isinstance(value, Obj):
        return True
    return not value.extensible and value.fixed.issuperset(members.names(realm, value, hidden=True))


@static("Object", "is", length=2)
def _is(realm: Realm, this: Value, arguments: list[Value]) -> Value:
    left, right = argument(arguments, 0), argument(arguments, 1)
    if type(left) is float and type(right) is float:
        return repr(left) == repr(right)
    return convert.truth(realm, convert.strictly_equal(realm, left, right))


def _object_call(realm: Realm, this: Value, arguments: list[Value]) -> Value:
    value = argument(arguments, 0)
    return Obj(realm.prototypes["Object"]) if convert.nullish(realm, value) else convert.to_object(realm, value)


constructor("Object", _object_call, lambda realm, arguments, new_target: _object_call(realm, UNDEFINED, arguments))


@method("Function", "call", length=1)
def _call(realm: Realm, this: Value, arguments: list[Value]) -> Value:
    return realm.call_back(this, argument(arguments, 0), arguments[1:])


@method("Function", "apply", length=2)
def _apply(realm: Realm, this: Value, arguments: list[Value]) -> Value:
    values = argument(arguments, 1)
    if values is None or values is UNDEFINED:
        return realm.call_back(this, argument(arguments, 0), [])
    if not isinstance(values, Obj | Varying):
        raise realm.error("TypeError", "CreateListFromArrayLike called on non-object")
    items = items_of(realm, values, "apply")
    check_arguments(realm, items)
    return realm.call_back(this, argument(arguments, 0), [shown(item) for item in items])


@method("Function", "bind", length=1)
def _bind(realm: Realm, this: Value, arguments: list[Value]) -> Value:
    if not isinstance(this, Fn):
        raise realm.error("TypeError", "Bind must be called on a function")
    bound, before = argument(arguments, 0), arguments[1:]
    realm.spend_memory(2 * OBJECT + len(this.name))
    realm.spend_items(len(before))

    def call(realm: Realm, _: Value, rest: list[Value]) -> Value:
        return realm.call_back(this, bound, [*before, *rest])

    def construct(realm: Realm, rest: list[Value], new_target: Obj) -> Value:
        return this.construct(realm, [*before, *rest], this)  # type: ignore[misc]

    made = Fn(realm.prototypes["Function"], f"bound {this.name}", call, construct if this.construct else None)
    name, length = this.get(realm, "name"), this.get(realm, "length")
    made.props["length"] = max(0.0, length - len(before)) if type(length) is float else 0.0
    made.props["name"] = f"bound {name if type(name) is str else ''}"
    made.hidden = made.fixed = frozenset(made.props)
    return made


@method("Function", "toString")
def _function_text(realm: Realm, this: Value, arguments: list[Value]) -> Value:
    raise Unmodelled("the text of a function")


def _no_function(realm: Realm, this: Value, arguments: list[Value]) -> Value:
    raise Unmodelled("Function() makes a program from text")


constructor("Function", _no_function, lambda realm, arguments, new_target: _no_function(realm, UNDEFINED, arguments))


@method("Boolean", "toString")
def _boolean_text(realm: Realm, this: Value, arguments: list[Value]) -> Value:
    return convert.text(realm, _boolean_value(realm, this, []))


@method("Boolean", "valueOf")
def _boolean_value(realm: Realm, this: Value, arguments: list[Value]) -> Value:
    value = this.primitive if isinstance(this, Obj) else this
    if type(value) is not bool and not convert.is_varying_boolean(value):
        raise realm.error("TypeError", "a method of Boolean is called on something else")
    return value


def _boolean(realm: Realm, this: Value, arguments: list[Value]) -> Value:
    value = argument(arguments, 0)
    return value if convert.is_varying_boolean(value) else convert.truth(realm, value)


constructor(
    "Boolean", _boolean, lambda realm, arguments, new_target: convert.to_object(realm, _boolean(realm, None, arguments))
)


@method("Error", "toString")
def _error_text(realm: Realm, this: Value, arguments: list[Value]) -> Value:
    if not isinstance(this, Obj):
        raise realm.error("TypeError", "Error.prototype.toString called on what is no object")
    name, message = this.get(realm, "name"), this.get(realm, "message")
    name = "Error" if name is UNDEFINED else convert.text(realm, name)
    message = "" if message is UNDEFINED else convert.text(realm, message)
    if not convert.truth(realm, message):
        return name
    return operators.add(realm, operators.add(realm, name, ": "), message) if convert.truth(realm, name) else message


def _error_constructor(kind: str) -> None:
    def construct(realm: Realm, arguments: list[Value], new_target: Obj) -> Value:
        prototype = new_target.get(realm, "prototype")
        made = Obj(prototype if isinstance(prototype, Obj) else realm.prototypes[kind], "Error")
        made.props["stack"] = EngineText(kind)
        if argument(arguments, 0) is not UNDEFINED:
            made.props["message"] = convert.text(realm, arguments[0])
        options = argument(arguments, 1)
        if isinstance(options, Obj) and options.find(realm, "cause") is not ABSENT:
            made.props["cause"] = options.get(realm, "cause")
        made.hidden = frozenset(made.props)
        return made

    def call(realm: Realm, this: Value, arguments: list[Value]) -> Value:
        return construct(realm, arguments, realm.globals.props[kind])

    constructor(kind, call, construct)


for _kind in ERRORS:
    _error_constructor(_kind)
