"""Array.prototype and Array: ECMA-262 section 23.1, on real arrays and arguments objects."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cmp_to_key

from proxylint.formats.pac.javascript import convert, operators
from proxylint.formats.pac.javascript.builtins.table import constructor, method, number_at, static
from proxylint.formats.pac.javascript.iterate import iterate
from proxylint.formats.pac.javascript.numbers import clamp, integer
from proxylint.formats.pac.javascript.realm import OBJECT, Realm, argument
from proxylint.formats.pac.javascript.values import ABSENT, UNDEFINED, Arr, Fn, Obj, Unmodelled, Value
from proxylint.formats.pac.javascript.varying import Varying


def items_of(realm: Realm, this: Value, name: str) -> list[Value]:
    """The items themselves for a real array, to read; holes stay ABSENT."""
    if isinstance(this, Arr):
        check_holes(realm, this.items)
        return this.items
    if type(this) is str:
        realm.spend_items(len(this))
        return list(this)
    if isinstance(this, Varying):
        raise this.beyond(f"{name}()")
    if isinstance(this, Obj):
        size = clamp(convert.fixed_number(realm, this.get(realm, "length"), "length"), 0, Arr.LIMIT)
        realm.spend_steps(size)
        return [_item(realm, this, str(index)) for index in range(size)]
    if this is None or this is UNDEFINED:
        raise realm.error("TypeError", f"Array.prototype.{name} called on null or undefined")
    return items_of(realm, convert.to_object(realm, this), name)


def _item(realm: Realm, holder: Obj, name: str) -> Value:
    return ABSENT if holder.find(realm, name) is ABSENT else holder.get(realm, name)


def check_holes(realm: Realm, items: list[Value]) -> None:
    """A hole is looked up in the prototype, where it is not followed."""
    if realm.prototypes["Array"].items and ABSENT in items:  # type: ignore[attr-defined]
        raise Unmodelled("a hole of an array where Array.prototype has elements")


def array_of(realm: Realm, this: Value, name: str) -> Arr:
    """An array that a method changes in place."""
    realm.writes += 1
    if not isinstance(this, Arr) or not this.extensible:
        raise Unmodelled(f"{name}() on what is no plain array")
    return this


def make(realm: Realm, items: list[Value]) -> Arr:
    realm.spend_memory(OBJECT)
    realm.spend_items(len(items))
    realm.spend_reading(len(items))
    return Arr(realm.prototypes["Array"], items)


def shown(value: Value) -> Value:
    return UNDEFINED if value is ABSENT else value


@method("Array", "push", length=1)
def _push(realm: Realm, this: Value, arguments: list[Value]) -> Value:
    array = array_of(realm, this, "push")
    realm.spend_items(len(arguments))
    array.items.extend(arguments)
    return float(len(array.items))


@method("Array", "pop")
def _pop(realm: Realm, this: Value, arguments: list[Value]) -> Value:
    array = array_of(realm, this, "pop")
    return shown(array.items.pop()) if array.items else UNDEFINED


@method("Array", "shift")
def _shift(realm: Realm, this: Value, arguments: list[Value]) -> Value:
    array = array_of(realm, this, "shift")
    realm.spend_steps(len(array.items) >> 8)
    return shown(array.items.pop(0)) if array.items else UNDEFINED


@method("Array", "unshift", length=1)
def _unshift(realm: Realm, this: Value, arguments: list[Value]) -> Value:
    array = array_of(realm, this, "unshift")
    realm.spend_steps(len(array.items) >> 8)
    realm.spend_items(len(arguments))
    array.items[:0] = arguments
    return float(len(array.items))


@method("Array", "slice", length=2)
def _slice(realm: Realm, this: Value, arguments: list[Value]) -> Value:
    items = items_of(realm, this, "slice")
    size = len(items)
    start = convert.position(realm, argument(arguments, 0), 0, size, "slice()")
    return make(realm, items[start : convert.position(realm, argument(arguments, 1), size, size, "slice()")])


@method("Array", "splice", length=2)
def _splice(realm: Realm, this: Value, arguments: list[Value]) -> Value:
    array = array_of(realm, this, "splice")
    size = len(array.items)
    start = convert.position(realm, argument(arguments, 0), 0, size, "splice()")
    if len(arguments) < 2:
        count = size - start if arguments else 0
    else:
        count = clamp(number_at(realm, arguments, 1, "splice()"), 0, size - start)
    taken = array.items[start : start + count]
    realm.spend_steps(size >> 8)
    array.items[start : start + count] = arguments[2:]
    return make(realm, taken)


@method("Array", "concat", length=1)
def _concat(realm: Realm, this: Value, arguments: list[Value]) -> Value:
    found: list[Value] = []
    for value in (convert.to_object(realm, this), *arguments):
        if convert.is_array(value):
            check_holes(realm, value.items)
            found.extend(value.items)
        else:
            found.append(value)
    return make(realm, found)


@method("Array", "join", length=1)
def _join(realm: Realm, this: Value, arguments: list[Value]) -> Value:
    items = items_of(realm, this, "join")
    by: Value = "," if argument(arguments, 0) is UNDEFINED else convert.fixed_text(realm, arguments[0], "join()")
    realm.spend_walk(len(items))
    texts = [_joined(realm, item) for item in items]
    if not any(isinstance(text, Varying) for text in texts):
        realm.spend_memory(sum(map(len, texts)) + len(by) * len(texts))
        return by.join(texts)
    found = texts[0]
    for text in texts[1:]:
        found = operators.add(realm, operators.add(realm, found, by), text)
    return found


def _joined(realm: Realm, item: Value) -> Value:
    return "" if item is ABSENT or convert.nullish(realm, item) else convert.text(realm, item)


@method("Array", "toLocaleString")
def _to_locale_string(realm: Realm, this: Value, arguments: list[Value]) -> Value:
    raise Unmodelled("toLocaleString() depends on the locale")


@method("Array", "toString")
def _to_string(realm: Realm, this: Value, arguments: list[Value]) -> Value:
    if not convert.is_array(this):
        raise Unmodelled("toString() of arrays, called on something else")
    realm.native_calls += 1
    if realm.native_calls > 100:
        raise Unmodelled("an array inside itself as text")
    try:
        return _join(realm, this, [])
    finally:
        realm.native_calls -= 1


@method("Array", "reverse")
def _reverse(realm: Realm, this: Value, arguments: list[Value]) -> Value:
    array = array_of(realm, this, "reverse")
    realm.spend_reading(len(array.items))
    array.items.reverse()
    return this


@method("Array", "sort", length=1)
def _sort(realm: Realm, this: Value, arguments: list[Value]) -> Value:
    compare = argument(arguments, 0)
    if compare is not UNDEFINED and not isinstance(compare, Fn):
        raise realm.error("TypeError", "The comparison function must be either a function or undefined")
    array = array_of(realm, this, "sort")
    size = len(array.items)
    items = [item for item in array.items if item is not ABSENT and item is not UNDEFINED]
    missing = sum(1 for item in array.items if item is UNDEFINED)
    holes = len(array.items) - len(items) - missing
    realm.spend_walk(len(array.items))
    if compare is UNDEFINED:
        texts = [convert.fixed_text(realm, item, "sort()") for item in items]
        realm.spend_reading(sum(map(len, texts)) * len(texts).bit_length())
        realm.spend_steps(len(texts) * len(texts).bit_length() // 32)
        items = [items[at] for at in sorted(range(len(texts)), key=texts.__getitem__)]
    else:
        items.sort(key=cmp_to_key(lambda left, right: _compared(realm, compare, left, right)))
    if len(array.items) != size:
        raise Unmodelled("sort() whose comparison changes the array")
    array.items[:] = [*items, *[UNDEFINED] * missing, *[ABSENT] * holes]
    return this


def _compared(realm: Realm, compare: Value, left: Value, right: Value) -> int:
    found = convert.fixed_number(realm, realm.call_back(compare, UNDEFINED, [left, right]), "sort()")
    return -1 if found < 0 else 1 if found > 0 else 0


@method("Array", "at", length=1)
def _at(realm: Realm, this: Value, arguments: list[Value]) -> Value:
    items, index = items_of(realm, this, "at"), integer(number_at(realm, arguments, 0, "at()"))
    index = index + len(items) if index < 0 else index
    return shown(items[int(index)]) if 0 <= index < len(items) else UNDEFINED


@method("Array", "fill", length=1)
def _fill(realm: Realm, this: Value, arguments: list[Value]) -> Value:
    array = array_of(realm, this, "fill")
    size = len(array.items)
    start = convert.position(realm, argument(arguments, 1), 0, size, "fill()")
    end = convert.position(realm, argument(arguments, 2), size, size, "fill()")
    realm.spend_reading(max(0, end - start))
    array.items[start:end] = [argument(arguments, 0)] * max(0, end - start)
    return this


@method("Array", "flat")
def _flat(realm: Realm, this: Value, arguments: list[Value]) -> Value:
    depth = 1 if argument(arguments, 0) is UNDEFINED else clamp(number_at(realm, arguments, 0, "flat()"), 0, 100)
    return make(realm, flattened(realm, items_of(realm, this, "flat"), depth))


def flattened(realm: Realm, items: list[Value], depth: int) -> list[Value]:
    found: list[Value] = []
    for item in items:
        realm.spend_steps(1)
        if depth and convert.is_array(item):
            found.extend(flattened(realm, item.items, depth - 1))
        elif item is not ABSENT:
            found.append(item)
    return found


def iterator(realm: Realm, values: Iterator[Value]) -> Obj:
    realm.moving = True
    made = Obj(realm.prototypes["Iterator"], "Iterator")
    made.primitive = values
    return made


def _numbered(realm: Realm, this: Value, name: str) -> Iterator[tuple[float, Value]]:
    """Index and item; those that are added meanwhile come as well."""
    items = items_of(realm, this, name)
    return ((float(index), shown(item)) for index, item in enumerate(items))


@method("Array", "values")
def _values(realm: Realm, this: Value, arguments: list[Value]) -> Value:
    return iterator(realm, (item for _, item in _numbered(realm, this, "values")))


@method("Array", "keys")
def _keys(realm: Realm, this: Value, arguments: list[Value]) -> Value:
    return iterator(realm, (index for index, _ in _numbered(realm, this, "keys")))


@method("Array", "entries")
def _entries(realm: Realm, this: Value, arguments: list[Value]) -> Value:
    return iterator(realm, (make(realm, [index, item]) for index, item in _numbered(realm, this, "entries")))


@method("Iterator", "next")
def _next(realm: Realm, this: Value, arguments: list[Value]) -> Value:
    realm.writes += 1
    value = next(this.primitive, ABSENT)
    realm.spend_memory(OBJECT)
    props = {"value": shown(value), "done": value is ABSENT}
    return Obj(realm.prototypes["Object"], "Object", props)


@static("Array", "isArray", length=1)
def _is_array(realm: Realm, this: Value, arguments: list[Value]) -> Value:
    value = argument(arguments, 0)
    return convert.is_array(value)


@static("Array", "of")
def _of(realm: Realm, this: Value, arguments: list[Value]) -> Value:
    return make(realm, list(arguments))


@static("Array", "from", length=1)
def _from(realm: Realm, this: Value, arguments: list[Value]) -> Value:
    value, function = argument(arguments, 0), argument(arguments, 1)
    if function is not UNDEFINED and not isinstance(function, Fn):
        raise realm.error("TypeError", "Array.from: the second argument is not a function")
    iterable = isinstance(value, (Arr, str, Varying)) or (
        isinstance(value, Obj) and value.kind in ("Map", "Set", "Iterator", "String")
    )
    items = list(iterate(realm, value)) if iterable else [shown(item) for item in items_of(realm, value, "from")]
    if function is not UNDEFINED:
        items = [realm.call_back(function, argument(arguments, 2), [item, float(i)]) for i, item in enumerate(items)]
    return make(realm, items)


def _call(realm: Realm, this: Value, arguments: list[Value]) -> Value:
    if len(arguments) == 1 and type(arguments[0]) is float:
        made = make(realm, [])
        made.resize(realm, arguments[0])
        return made
    return make(realm, list(arguments))


def _construct(realm: Realm, arguments: list[Value], new_target: Obj) -> Value:
    return _call(realm, UNDEFINED, arguments)


constructor("Array", _call, _construct)
