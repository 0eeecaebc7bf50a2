"""Reading and writing properties of any value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proxylint.formats.pac.javascript import convert
from proxylint.formats.pac.javascript.values import ABSENT, UNDEFINED, Arr, Obj, Unmodelled, Value, text_property
from proxylint.formats.pac.javascript.varying import Varying

if TYPE_CHECKING:
    from proxylint.formats.pac.javascript.realm import Realm


def get_named(realm: Realm, base: Value, name: str) -> Value:
    """`base.name`."""
    if isinstance(base, Obj):
        return base.get(realm, name)
    if type(base) is str:
        found = text_property(base, name)
        return realm.prototypes["String"].get(realm, name, base) if found is ABSENT else found
    if isinstance(base, Varying):
        return base.get(realm, name)
    if base is None or base is UNDEFINED:
        raise realm.error("TypeError", f"Cannot read properties of {convert.text(realm, base)} (reading '{name}')")
    return _prototype(realm, base).get(realm, name, base)


def _prototype(realm: Realm, base: Value) -> Obj:
    if type(base) is int:
        raise Unmodelled("a property of a BigInt")
    return realm.prototypes["Number" if type(base) is float else "Boolean"]


def get(realm: Realm, base: Value, key: Value) -> Value:
    """`base[key]`."""
    if type(key) is float and key >= 0 and key == key // 1:
        if isinstance(base, Arr) and key < len(base.items):
            found = base.items[int(key)]
            if found is not ABSENT:
                return found
        elif type(base) is str and key < len(base):
            return base[int(key)]
    if base is None or base is UNDEFINED:
        return get_named(realm, base, "[...]")
    if isinstance(base, Varying) and isinstance(key, Varying):
        return base.get(realm, key)
    key = convert.key(realm, key)
    return key.lookup(realm, base, False) if isinstance(key, Varying) else get_named(realm, base, key)


def put(realm: Realm, base: Value, key: Value, value: Value, strict: bool) -> None:
    """`base[key] = value`."""
    if (
        isinstance(base, Arr)
        and type(key) is float
        and 0 <= key == key // 1
        and base.extensible
        and base.kind == "Array"
    ):
        index = int(key)
        realm.writes += 1
        if index <= len(base.items):
            base.place(realm, index, value)
            return
    if base is None or base is UNDEFINED:
        raise realm.error("TypeError", f"Cannot set properties of {convert.text(realm, base)}")
    key = convert.key(realm, key)
    if isinstance(base, Varying) or isinstance(key, Varying):
        raise (base if isinstance(base, Varying) else key).beyond("a write through a property")
    if isinstance(base, Obj):
        realm.writes += 1
        if base.kind == "Arguments":
            raise Unmodelled("a write to the arguments object")
        realm.spend_items(2)
        if base.put(realm, key, value):
            return
    elif _prototype_of_primitive(realm, base).find(realm, key) is not ABSENT:
        raise Unmodelled("a property set on a string, number or boolean")
    if strict:
        raise realm.error("TypeError", f"Cannot assign to property '{key}'")


def _prototype_of_primitive(realm: Realm, base: Value) -> Obj:
    return realm.prototypes["String"] if type(base) is str else _prototype(realm, base)


def names(realm: Realm, holder: Obj, *, hidden: bool = False) -> list[str]:
    """The names of its own properties, without those that are not enumerable unless `hidden`."""
    count = holder.size()
    realm.spend_items(count)
    realm.spend_walk(count)
    return holder.keys() if hidden else holder.enumerable()


def has_own(realm: Realm, base: Value, key: Value) -> Value:
    """Object.prototype.hasOwnProperty: a boolean or a varying one."""
    key = convert.key(realm, key)
    if isinstance(base, Varying):
        raise base.beyond("hasOwnProperty()")
    holder = convert.to_object(realm, base)
    return key.lookup(realm, holder, True) if isinstance(key, Varying) else holder.own(key) is not ABSENT


def delete(realm: Realm, base: Value, key: Value, strict: bool) -> bool:
    if base is None or base is UNDEFINED:
        raise realm.error("TypeError", f"Cannot convert {convert.text(realm, base)} to object")
    key = convert.fixed_text(realm, convert.key(realm, key), "a deleted property")
    realm.writes += 1
    done = base.delete(key) if isinstance(base, Obj) else True
    if strict and not done:
        raise realm.error("TypeError", f"Cannot delete property '{key}'")
    return done
