"""Binary and unary operators on values: ECMA-262 section 13."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

from proxylint.formats.pac.javascript import convert
from proxylint.formats.pac.javascript.numbers import NAN, int32, uint32
from proxylint.formats.pac.javascript.values import ABSENT, Fn, Obj, Unmodelled, Value, lineage
from proxylint.formats.pac.javascript.varying import Varying

if TYPE_CHECKING:
    from proxylint.formats.pac.javascript.realm import Realm

Operator: TypeAlias = "Callable[[Realm, Value, Value], Value]"
Pair: TypeAlias = tuple[float, float] | tuple[int, int]


def add(realm: Realm, left: Value, right: Value) -> Value:
    if type(left) is str and type(right) is str:
        realm.spend_memory(len(left) + len(right))
        return left + right
    if type(left) is float and type(right) is float:
        return left + right
    if isinstance(left, Obj) or isinstance(right, Obj):
        left, right = convert.primitive(realm, left), convert.primitive(realm, right)
    if isinstance(left, Varying):
        return left.plus(realm, right, False)
    if isinstance(right, Varying):
        return right.plus(realm, left, True)
    if type(left) is str or type(right) is str:
        left, right = convert.text(realm, left), convert.text(realm, right)
        realm.spend_memory(len(left) + len(right))
        return left + right
    return _arithmetic(realm, "+", left, right)


def _arithmetic(realm: Realm, operator: str, left: Value, right: Value) -> Value:
    if type(left) is float and type(right) is float:
        return _NUMERIC[operator](left, right)
    left, right = convert.primitive(realm, left, "number"), convert.primitive(realm, right, "number")
    if isinstance(left, Varying):
        return left.arithmetic(realm, operator, right, False)
    if isinstance(right, Varying):
        return right.arithmetic(realm, operator, left, True)
    if type(left) is int or type(right) is int:
        if type(left) is not type(right):
            raise realm.error("TypeError", "Cannot mix BigInt and other types")
        return _big(realm, operator, left, right)
    return _NUMERIC[operator](convert.number(realm, left), convert.number(realm, right))


def _divide(left: float, right: float) -> float:
    if right == 0.0:
        if left == 0.0 or left != left:
            return NAN
        return math.copysign(math.inf, left) * math.copysign(1.0, right)
    return left / right


def _remainder(left: float, right: float) -> float:
    if right == 0.0 or left in (math.inf, -math.inf):
        return NAN
    return math.fmod(left, right)


def power(left: float, right: float) -> float:
    if right != right or (abs(left) == 1.0 and right in (math.inf, -math.inf)):
        return NAN
    if left == 0.0 and right < 0:
        odd = right == right // 1 and right % 2 == 1
        return math.copysign(math.inf, left) if odd else math.inf
    try:
        return math.pow(left, right)
    except OverflowError:
        return -math.inf if left < 0 and right % 2 == 1 else math.inf
    except ValueError:
        return NAN


def _shift_left(left: float, right: float) -> float:
    return float(int32(float((int32(left) << (uint32(right) & 31)) & 0xFFFFFFFF)))


_NUMERIC: dict[str, Callable[[float, float], float]] = {
    "+": lambda left, right: left + right,
    "-": lambda left, right: left - right,
    "*": lambda left, right: left * right,
    "/": _divide,
    "%": _remainder,
    "**": power,
    "<<": _shift_left,
    ">>": lambda left, right: float(int32(left) >> (uint32(right) & 31)),
    ">>>": lambda left, right: float(uint32(left) >> (uint32(right) & 31)),
    "&": lambda left, right: float(int32(left) & int32(right)),
    "|": lambda left, right: float(int32(left) | int32(right)),
    "^": lambda left, right: float(int32(left) ^ int32(right)),
}

_BIG_LIMIT = 1 << 16
"""Bits of a BigInt that is still computed with."""


def _big(realm: Realm, operator: str, left: int, right: int) -> int:
    if operator in ("/", "%"):
        if not right:
            raise realm.error("RangeError", "Division by zero")
        _spend_big(realm, left, right)
        quotient = abs(left) // abs(right) * (1 if (left < 0) == (right < 0) else -1)
        return quotient if operator == "/" else left - quotient * right
    if operator == ">>>":
        raise realm.error("TypeError", "BigInts have no unsigned right shift")
    if operator in ("**", "<<", ">>"):
        return _big_power(realm, operator, left, right)
    _spend_big(realm, left, right)
    found: int = _WHOLE[operator](left, right)
    return _kept(found)


def _spend_big(realm: Realm, left: int, right: int) -> None:
    """Multiplying and dividing take the product of the lengths."""
    realm.spend_steps(left.bit_length() * right.bit_length() >> 22)


def _big_power(realm: Realm, operator: str, left: int, right: int) -> int:
    if operator == "**":
        if right < 0:
            raise realm.error("RangeError", "Exponent must be non-negative")
        if left.bit_length() * right > _BIG_LIMIT:
            raise Unmodelled("a very large BigInt")
        found = int(left**right)
        _spend_big(realm, found, found)
        return found
    distance = right if operator == "<<" else -right
    if distance > _BIG_LIMIT:
        raise Unmodelled("a very large BigInt")
    return _kept(left << distance) if distance >= 0 else left >> min(-distance, _BIG_LIMIT * 2)


def _kept(value: int) -> int:
    if value.bit_length() > _BIG_LIMIT:
        raise Unmodelled("a very large BigInt")
    return value


_WHOLE: dict[str, Callable[[int, int], int]] = {
    "+": lambda left, right: left + right,
    "-": lambda left, right: left - right,
    "*": lambda left, right: left * right,
    "&": lambda left, right: left & right,
    "|": lambda left, right: left | right,
    "^": lambda left, right: left ^ right,
}


def arithmetic(operator: str) -> Operator:
    def apply(realm: Realm, left: Value, right: Value) -> Value:
        return _arithmetic(realm, operator, left, right)

    return apply


def _not_equal(realm: Realm, left: Value, right: Value) -> Value:
    return negate(realm, convert.equal(realm, left, right))


def _strictly_not_equal(realm: Realm, left: Value, right: Value) -> Value:
    return negate(realm, convert.strictly_equal(realm, left, right))


def negate(realm: Realm, value: Value) -> Value:
    """`!value`; a varying truth value stays one."""
    if isinstance(value, Varying) and value.type_name == "boolean":
        return value.arithmetic(realm, "!", None, False)
    return not convert.truth(realm, value)


def _greater(realm: Realm, left: Value, right: Value) -> Value:
    return convert.less(realm, right, left, False)


def _less(realm: Realm, left: Value, right: Value) -> Value:
    return convert.less(realm, left, right, False)


def _at_most(realm: Realm, left: Value, right: Value) -> Value:
    return convert.less(realm, left, right, True)


def _at_least(realm: Realm, left: Value, right: Value) -> Value:
    return convert.less(realm, right, left, True)


def _within(realm: Realm, left: Value, right: Value) -> Value:
    if not isinstance(right, Obj):
        convert.no_varying_object(right, "'in'")
        raise realm.error("TypeError", "Cannot use 'in' operator on what is no object")
    key = convert.key(realm, left)
    if isinstance(key, Varying):
        return key.is_key_of(realm, right)
    return right.find(realm, key) is not ABSENT


def instance_of(realm: Realm, left: Value, right: Value) -> Value:
    if not isinstance(right, Fn):
        raise realm.error("TypeError", "Right-hand side of 'instanceof' is not callable")
    if not isinstance(left, Obj):
        convert.no_varying_object(left, "'instanceof'")
        return False
    prototype = right.get(realm, "prototype")
    if not isinstance(prototype, Obj):
        raise realm.error("TypeError", "Function has non-object prototype in instanceof check")
    return prototype in lineage(realm, left.parent(realm))


BINARY: dict[str, Operator] = {
    "+": add,
    **{operator: arithmetic(operator) for operator in ("-", "*", "/", "%", "**", "<<", ">>", ">>>", "&", "|", "^")},
    "==": convert.equal,
    "!=": _not_equal,
    "===": convert.strictly_equal,
    "!==": _strictly_not_equal,
    "<": _less,
    ">": _greater,
    "<=": _at_most,
    ">=": _at_least,
    "in": _within,
    "instanceof": instance_of,
}


def _minus(realm: Realm, value: Value) -> Value:
    value = convert.primitive(realm, value, "number")
    if isinstance(value, Varying):
        return value.arithmetic(realm, "-", 0.0, True)
    return -value if type(value) is int else -convert.number(realm, value)


def _complement(realm: Realm, value: Value) -> Value:
    value = convert.primitive(realm, value, "number")
    if isinstance(value, Varying):
        return value.arithmetic(realm, "~", None, False)
    return ~value if type(value) is int else float(~int32(convert.number(realm, value)))


UNARY: dict[str, Callable[[Realm, Value], Value]] = {
    "!": negate,
    "+": convert.number,
    "-": _minus,
    "~": _complement,
    "typeof": convert.type_name,
}
