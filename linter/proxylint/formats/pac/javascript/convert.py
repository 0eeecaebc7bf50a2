"""Conversions between types: ECMA-262 section 7.1, and equality and order: section 7.2."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from proxylint.formats.pac.javascript.numbers import NAN, clamp, read_number, show_number
from proxylint.formats.pac.javascript.values import (
    UNDEFINED,
    Arr,
    Fn,
    Obj,
    Undefined,
    Unmodelled,
    Value,
)
from proxylint.formats.pac.javascript.varying import Varying, Wrapper

if TYPE_CHECKING:
    from proxylint.formats.pac.javascript.realm import Realm


def truth(realm: Realm, value: Value) -> bool:
    if value is True or value is False:
        return bool(value)
    if isinstance(value, Varying):
        return value.truth(realm)
    if type(value) is float:
        return value == value and value != 0.0
    if isinstance(value, Obj):
        return True
    return bool(value) and value is not UNDEFINED


def type_name(realm: Realm, value: Value) -> str:
    """`typeof value`."""
    if isinstance(value, Varying):
        value = value.settle(realm)
    kind = type(value)
    if kind in _TYPE_NAMES:
        return _TYPE_NAMES[kind]
    if isinstance(value, Varying):
        return value.type_name
    return "function" if isinstance(value, Fn) else "object"


_TYPE_NAMES: dict[type, str] = {
    str: "string",
    float: "number",
    bool: "boolean",
    Undefined: "undefined",
    type(None): "object",
    int: "bigint",
}


def primitive(realm: Realm, value: Value, hint: str = "default") -> Value:
    """ToPrimitive; a varying value is one already."""
    if not isinstance(value, Obj):
        return value
    if hint == "default" and value.kind == "Date":
        hint = "string"
    for name in ("toString", "valueOf") if hint == "string" else ("valueOf", "toString"):
        method = value.get(realm, name)
        if isinstance(method, Fn):
            realm.spend_steps(1)
            found = method.call(realm, value, [])
            if not isinstance(found, Obj):
                return found
    raise realm.error("TypeError", "Cannot convert object to primitive value")


def text(realm: Realm, value: Value) -> Value:
    """ToString: a `str`, or a `Varying` for a varying value."""
    if type(value) is str:
        return value
    if type(value) is float:
        return show_number(value)
    if isinstance(value, Varying):
        return value.to_text(realm)
    if isinstance(value, Obj):
        return text(realm, primitive(realm, value, "string"))
    if value is None:
        return "null"
    if value is UNDEFINED:
        return "undefined"
    if type(value) is bool:
        return "true" if value else "false"
    return str(value) if abs(value) < _BIG else _too_big()


def fixed_text(realm: Realm, value: Value, operation: str) -> str:
    """ToString where only a fixed string will do."""
    found = text(realm, value)
    if isinstance(found, Varying):
        raise found.beyond(operation)
    return str(found)


def number(realm: Realm, value: Value) -> Value:
    """ToNumber: a `float`, or a `Varying` for a varying value."""
    if type(value) is float:
        return value
    if type(value) is str:
        realm.spend_walk(len(value))
        return read_number(value)
    if isinstance(value, Varying):
        return value.to_number(realm)
    if type(value) is bool:
        return 1.0 if value else 0.0
    if value is None:
        return 0.0
    if value is UNDEFINED:
        return NAN
    if isinstance(value, Obj):
        return number(realm, primitive(realm, value, "number"))
    raise realm.error("TypeError", "Cannot convert a BigInt value to a number")


def fixed_number(realm: Realm, value: Value, operation: str) -> float:
    found = number(realm, value)
    if isinstance(found, Varying):
        raise found.beyond(operation)
    return float(found)


def position(realm: Realm, value: Value, default: int, length: int, operation: str) -> int:
    """An index argument: undefined = default, negative = from the end, kept inside `0..length`."""
    if value is UNDEFINED:
        return default
    found = clamp(fixed_number(realm, value, operation), -length - 1, length)
    return max(0, length + found) if found < 0 else found


def key(realm: Realm, value: Value) -> Value:
    """ToPropertyKey: a `str`, or a `Varying`."""
    if type(value) is float and value == value // 1 and -1e15 < value < 1e15:
        return str(int(value))
    return text(realm, value)


def to_object(realm: Realm, value: Value) -> Obj:
    if isinstance(value, Obj):
        return value
    value = settled(realm, value)
    if value is None or value is UNDEFINED:
        raise realm.error("TypeError", f"Cannot convert {text(realm, value)} to an object")
    no_varying_object(value, "a use as an object")
    kind = type_name(realm, value).capitalize()
    if kind == "Bigint":
        raise Unmodelled("a BigInt used as an object")
    made = (Wrapper if isinstance(value, Varying) else Obj)(realm.prototypes[kind], kind)
    made.primitive = value
    return made


def strictly_equal(realm: Realm, left: Value, right: Value) -> Value:
    """`===`: a boolean, or a `Varying`."""
    if isinstance(left, Varying):
        return left.same(realm, right, True)
    if isinstance(right, Varying):
        return right.same(realm, left, True)
    if isinstance(left, Obj) or isinstance(right, Obj):
        return left is right
    if type(left) is not type(right):
        return False
    if type(left) is str:
        realm.spend_reading(len(left))
    return left == right


def equal(realm: Realm, left: Value, right: Value) -> Value:
    """`==`: a boolean, or a `Varying`."""
    if isinstance(left, Varying):
        return left.same(realm, right, False)
    if isinstance(right, Varying):
        return right.same(realm, left, False)
    if type(left) is type(right) or (isinstance(left, Obj) and isinstance(right, Obj)):
        if type(left) is str:
            realm.spend_reading(len(left))
        return left is right if isinstance(left, Obj) else left == right
    if left is None or left is UNDEFINED or right is None or right is UNDEFINED:
        return (left is None or left is UNDEFINED) and (right is None or right is UNDEFINED)
    if isinstance(left, Obj):
        return equal(realm, primitive(realm, left), right)
    if isinstance(right, Obj):
        return equal(realm, left, primitive(realm, right))
    return _numeric(realm, left) == _numeric(realm, right)


def _numeric(realm: Realm, value: Value) -> Value:
    """A primitive other than null and undefined as a number; NaN equals nothing."""
    return number(realm, value) if type(value) is str else int(value) if type(value) is bool else value


def same_value_zero(realm: Realm, left: Value, right: Value) -> bool:
    """Of `includes`, Map and Set: `===`, but NaN is NaN."""
    if type(left) is float and type(right) is float and left != left and right != right:
        return True
    return truth(realm, strictly_equal(realm, left, right))


def less(realm: Realm, left: Value, right: Value, or_equal: bool) -> Value:
    """`left < right` or `left <= right`: a boolean, or a `Varying`."""
    if _are_dates(left, right):
        left, right = _moment(left), _moment(right)
    elif isinstance(left, Obj) or isinstance(right, Obj):
        left, right = primitive(realm, left, "number"), primitive(realm, right, "number")
    if isinstance(left, Varying):
        return left.less(realm, right, False, or_equal)
    if isinstance(right, Varying):
        return right.less(realm, left, True, or_equal)
    if type(left) is str and type(right) is str:
        realm.spend_reading(len(left))
    else:
        left = left if type(left) is int else number(realm, left)
        right = right if type(right) is int else number(realm, right)
    return left <= right if or_equal else left < right


def _are_dates(left: Value, right: Value) -> bool:
    return isinstance(left, Obj) and isinstance(right, Obj) and left.kind == right.kind == "Date"


def _moment(date: Obj) -> Value:
    """A date as a number that only serves to compare dates; two local times are in the order of their clocks."""
    if isinstance(date.primitive, Varying):
        raise date.primitive.beyond("the order")
    return NAN if date.primitive is None else (date.primitive - _EPOCH).total_seconds()


_EPOCH = datetime(1970, 1, 1)


_BIG = 10**1000
"""The first BigInt that is not put into decimals, which takes the square of their number."""


def _too_big() -> str:
    raise Unmodelled("the text of a very large BigInt")


def settled(realm: Realm, value: Value) -> Value:
    """The value, decided as far as its type."""
    return value.settle(realm) if isinstance(value, Varying) else value


def nullish(realm: Realm, value: Value) -> bool:
    """Whether it is null or undefined."""
    value = settled(realm, value)
    return value is None or value is UNDEFINED


def is_varying_boolean(value: Value) -> bool:
    return isinstance(value, Varying) and value.type_name == "boolean"


def no_varying_object(value: Value, operation: str) -> None:
    """An array or a match that varies is no `Obj`, but an object to the script."""
    if isinstance(value, Varying) and value.type_name == "object":
        raise value.beyond(operation)


def is_array(value: Value) -> bool:
    no_varying_object(value, "a test for an array")
    return isinstance(value, Arr) and value.kind == "Array"
