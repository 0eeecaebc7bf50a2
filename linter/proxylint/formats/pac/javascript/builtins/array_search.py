"""What looks for one value in an array: ECMA-262 23.1.3.16, 23.1.3.17 and 23.1.3.20."""

from __future__ import annotations

from proxylint.formats.pac.javascript import convert
from proxylint.formats.pac.javascript.builtins.arrays import items_of, shown
from proxylint.formats.pac.javascript.builtins.table import method, number_at
from proxylint.formats.pac.javascript.numbers import clamp, integer
from proxylint.formats.pac.javascript.realm import Realm, argument
from proxylint.formats.pac.javascript.values import ABSENT, READ, UNDEFINED, Obj, Value
from proxylint.formats.pac.javascript.varying import Varying


def _searched(realm: Realm, this: Value, arguments: list[Value], name: str) -> tuple[list[Value], int]:
    """The items that are looked at from the front, and the place of the first of them."""
    items = items_of(realm, this, name)
    if not items:
        return items, 0
    start = convert.position(realm, argument(arguments, 1), 0, len(items), "indexOf()")
    realm.spend_walk(len(items) - start)
    return items[start:] if start else items, start


def _is_text(value: Value) -> bool:
    """Whether it is a text whatever it turns out to be."""
    if isinstance(value, Varying):
        return type(value).settle is Varying.settle and value.type_name == "string"
    return type(value) is str


def _are_texts(wanted: Value, items: list[Value]) -> bool:
    """Whether all are texts, and the items such as are compared in no time: then they are compared together."""
    texts = _is_text(wanted) and all(kind is str for kind in set(map(type, items)))
    return texts and max(map(len, items), default=0) < READ


def _places(items: list[Value]) -> Obj:
    """An object that tells of each text the place where it stands first."""
    places = dict(zip(reversed(items), map(float, range(len(items) - 1, -1, -1)), strict=True))
    return Obj(None, "Object", places)


@method("Array", "indexOf", length=1)
def _index_of(realm: Realm, this: Value, arguments: list[Value]) -> Value:
    (items, start), wanted = _searched(realm, this, arguments, "indexOf"), argument(arguments, 0)
    if _are_texts(wanted, items):
        if isinstance(wanted, Varying):
            found = wanted.lookup(realm, _places(items), False)
            return -1.0 if found is UNDEFINED else start + found
        return float(start + items.index(wanted)) if wanted in items else -1.0
    for index, item in enumerate(items, start):
        if item is not ABSENT and convert.truth(realm, convert.strictly_equal(realm, item, wanted)):
            return float(index)
    return -1.0


@method("Array", "lastIndexOf", length=1)
def _last_index_of(realm: Realm, this: Value, arguments: list[Value]) -> Value:
    items, wanted = items_of(realm, this, "lastIndexOf"), argument(arguments, 0)
    last = len(items) - 1
    realm.spend_walk(len(items))
    if len(arguments) > 1 and items:
        start = integer(number_at(realm, arguments, 1, "lastIndexOf()"))
        last = clamp(start if start >= 0 else len(items) + start, -1, last)
    for index in range(last, -1, -1):
        if items[index] is not ABSENT and convert.truth(realm, convert.strictly_equal(realm, items[index], wanted)):
            return float(index)
    return -1.0


@method("Array", "includes", length=1)
def _includes(realm: Realm, this: Value, arguments: list[Value]) -> Value:
    (items, _), wanted = _searched(realm, this, arguments, "includes"), argument(arguments, 0)
    if _are_texts(wanted, items):
        if isinstance(wanted, Varying):
            return convert.truth(realm, wanted.lookup(realm, _places(items), True))
        return wanted in items
    return any(convert.same_value_zero(realm, shown(item), wanted) for item in items)
