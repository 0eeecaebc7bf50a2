"""Number, Math, and the global functions on numbers and URIs."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from itertools import accumulate

from proxylint.formats.pac.javascript import convert
from proxylint.formats.pac.javascript.builtins.table import (
    GLOBALS,
    STATICS,
    constructor,
    global_function,
    method,
    number_at,
    static,
    text_at,
)
from proxylint.formats.pac.javascript.numbers import (
    NAN,
    int32,
    integer,
    read_leading,
    read_whole,
    rounded,
    show_number,
    show_radix,
    uint32,
)
from proxylint.formats.pac.javascript.operators import power
from proxylint.formats.pac.javascript.realm import Realm, argument
from proxylint.formats.pac.javascript.values import UNDEFINED, Obj, Unmodelled, Value
from proxylint.formats.pac.javascript.varying import Varying
from proxylint.regex import regex


def _number_of(realm: Realm, this: Value, name: str) -> float:
    value = this.primitive if isinstance(this, Obj) else this
    if isinstance(value, Varying):
        raise value.beyond(f"{name}()")
    if type(value) is not float:
        raise realm.error("TypeError", f"Number.prototype.{name} requires that 'this' be a Number")
    return value


@method("Number", "toLocaleString")
def _to_locale_string(realm: Realm, this: Value, arguments: list[Value]) -> Value:
    _number_of(realm, this, "toLocaleString")
    raise Unmodelled("toLocaleString() depends on the locale")


@method("Number", "toString", length=1)
def _to_string(realm: Realm, this: Value, arguments: list[Value]) -> Value:
    value = _number_of(realm, this, "toString")
    radix = 10.0 if argument(arguments, 0) is UNDEFINED else integer(number_at(realm, arguments, 0, "toString()"))
    if not 2 <= radix <= 36:
        raise realm.error("RangeError", "toString() radix must be between 2 and 36")
    found = show_radix(value, int(radix))
    if found is None:
        raise Unmodelled("the digits of a fraction in another base")
    return found


@method("Number", "valueOf")
def _value_of(realm: Realm, this: Value, arguments: list[Value]) -> Value:
    return _number_of(realm, this, "valueOf")


@method("Number", "toFixed", length=1)
def _to_fixed(realm: Realm, this: Value, arguments: list[Value]) -> Value:
    value, digits = _number_of(realm, this, "toFixed"), integer(number_at(realm, arguments, 0, "toFixed()"))
    if not 0 <= digits <= 100:
        raise realm.error("RangeError", "toFixed() digits argument must be between 0 and 100")
    if value != value or abs(value) >= 1e21:
        return show_number(value)
    from decimal import ROUND_HALF_UP, Decimal, localcontext

    with localcontext() as context:
        context.prec = 400
        found = Decimal(abs(value)).quantize(Decimal(1).scaleb(-int(digits)), ROUND_HALF_UP)
    return f"{'-' if value < 0 else ''}{found:f}"


@static("Number", "isFinite", length=1)
def _is_finite(realm: Realm, this: Value, arguments: list[Value]) -> Value:
    value = _fixed(realm, arguments, "Number.isFinite()")
    return type(value) is float and math.isfinite(value)


@static("Number", "isNaN", length=1)
def _is_nan(realm: Realm, this: Value, arguments: list[Value]) -> Value:
    value = argument(arguments, 0)
    return type(value) is float and value != value


@static("Number", "isSafeInteger", length=1)
def _is_safe_integer(realm: Realm, this: Value, arguments: list[Value]) -> Value:
    return _is_integer(realm, this, arguments) and abs(arguments[0]) < 2.0**53


@static("Number", "isInteger", length=1)
def _is_integer(realm: Realm, this: Value, arguments: list[Value]) -> Value:
    value = _fixed(realm, arguments, "Number.isInteger()")
    return type(value) is float and math.isfinite(value) and value == value // 1


def _fixed(realm: Realm, arguments: list[Value], operation: str) -> Value:
    value = convert.settled(realm, argument(arguments, 0))
    if isinstance(value, Varying) and value.type_name == "number":
        raise value.beyond(operation)
    return value


def _call(realm: Realm, this: Value, arguments: list[Value]) -> Value:
    value = convert.primitive(realm, argument(arguments, 0), "number") if arguments else 0.0
    return rounded(value) if type(value) is int else convert.number(realm, value)


constructor(
    "Number", _call, lambda realm, arguments, new_target: convert.to_object(realm, _call(realm, UNDEFINED, arguments))
)
STATICS["Number"].update(
    {
        "MAX_VALUE": 1.7976931348623157e308,
        "MIN_VALUE": 5e-324,
        "MAX_SAFE_INTEGER": 9007199254740991.0,
        "MIN_SAFE_INTEGER": -9007199254740991.0,
        "EPSILON": 2.0**-52,
        "POSITIVE_INFINITY": math.inf,
        "NEGATIVE_INFINITY": -math.inf,
        "NaN": NAN,
    }
)


def _math(name: str, function: Callable[[float], float], length: int = 1) -> None:
    @static("Math", name, length=length)
    def call(realm: Realm, this: Value, arguments: list[Value]) -> Value:
        value = convert.number(realm, argument(arguments, 0))
        if isinstance(value, Varying):
            return value.method(realm, f"Math.{name}", arguments)
        return function(value) if math.isfinite(value) else _at_infinity(name, value)


def _at_infinity(name: str, value: float) -> float:
    if value != value:
        return NAN
    table = {"abs": math.inf, "sign": math.copysign(1.0, value), "exp": math.inf if value > 0 else 0.0}
    if name in ("sqrt", "log", "log2", "log10") and value < 0:
        return NAN
    if name in ("sin", "cos", "tan"):
        return NAN
    return table.get(name, value)


def _log(function: Callable[[float], float]) -> Callable[[float], float]:
    return lambda value: function(value) if value > 0 else -math.inf if value == 0 else NAN


def _keep_zero(function: Callable[[float], int]) -> Callable[[float], float]:
    """Rounding keeps the sign of zero."""
    return lambda value: math.copysign(float(function(value)), value) if abs(value) < 2**53 else value


_math("abs", abs)
_math("floor", lambda value: value if value == 0 or abs(value) >= 2**53 else float(math.floor(value)))
_math("ceil", _keep_zero(math.ceil))
_math("trunc", _keep_zero(math.trunc))
_math("round", _keep_zero(lambda value: math.floor(value) + (value - math.floor(value) >= 0.5)))
_math("sqrt", lambda value: math.sqrt(value) if value >= 0 else NAN)
_math("sign", lambda value: math.copysign(1.0, value) if value else value)
_math("log", _log(math.log))
_math("log2", _log(math.log2))
_math("log10", _log(math.log10))
for _name, _function in {"sin": math.sin, "cos": math.cos, "tan": math.tan}.items():
    _math(_name, _function)


@static("Math", "pow", length=2)
def _pow(realm: Realm, this: Value, arguments: list[Value]) -> Value:
    return power(number_at(realm, arguments, 0, "Math.pow()"), number_at(realm, arguments, 1, "Math.pow()"))


def _extreme(name: str, start: float, better: Callable[[float, float], bool]) -> None:
    @static("Math", name, length=2)
    def call(realm: Realm, this: Value, arguments: list[Value]) -> Value:
        realm.spend_walk(len(arguments))
        values = [number_at(realm, arguments, index, f"Math.{name}()") for index in range(len(arguments))]
        if any(value != value for value in values):
            return NAN
        found = start
        for value in values:
            if better(value, found) or (
                value == found == 0 and better(math.copysign(1, value), math.copysign(1, found))
            ):
                found = value
        return found


_extreme("max", -math.inf, lambda left, right: left > right)
_extreme("min", math.inf, lambda left, right: left < right)


@static("Math", "imul", length=2)
def _imul(realm: Realm, this: Value, arguments: list[Value]) -> Value:
    left, right = (uint32(number_at(realm, arguments, index, "Math.imul()")) for index in (0, 1))
    return float(int32(float((left * right) & 0xFFFFFFFF)))


@static("Math", "clz32", length=1)
def _clz32(realm: Realm, this: Value, arguments: list[Value]) -> Value:
    return float(32 - uint32(number_at(realm, arguments, 0, "Math.clz32()")).bit_length())


@static("Math", "random")
def _random(realm: Realm, this: Value, arguments: list[Value]) -> Value:
    return realm.world.chance(realm)


STATICS["Math"].update(
    {
        "PI": math.pi,
        "E": math.e,
        "LN2": math.log(2),
        "LN10": math.log(10),
        "SQRT2": math.sqrt(2),
        "SQRT1_2": 0.7071067811865476,
        "LOG2E": 1 / math.log(2),
        "LOG10E": 0.4342944819032518,
    }
)


@global_function("parseInt", length=2)
def _parse_int(realm: Realm, this: Value, arguments: list[Value]) -> Value:
    value = convert.text(realm, argument(arguments, 0))
    if isinstance(value, Varying):
        return value.settle(realm).method(realm, "parseInt", arguments[1:])
    radix = 0 if argument(arguments, 1) is UNDEFINED else int32(number_at(realm, arguments, 1, "parseInt()"))
    realm.spend_walk(len(value))
    return read_whole(value, radix)


STATICS["Number"]["parseInt"] = GLOBALS["parseInt"]


@global_function("parseFloat", length=1)
def _parse_float(realm: Realm, this: Value, arguments: list[Value]) -> Value:
    text = text_at(realm, arguments, 0, "parseFloat()")
    realm.spend_walk(len(text))
    return read_leading(text)


STATICS["Number"]["parseFloat"] = GLOBALS["parseFloat"]


@global_function("isNaN", length=1)
def _global_is_nan(realm: Realm, this: Value, arguments: list[Value]) -> Value:
    value = number_at(realm, arguments, 0, "isNaN()")
    return value != value


@global_function("isFinite", length=1)
def _global_is_finite(realm: Realm, this: Value, arguments: list[Value]) -> Value:
    return math.isfinite(number_at(realm, arguments, 0, "isFinite()"))


GLOBALS.update({"NaN": NAN, "Infinity": math.inf, "undefined": UNDEFINED})

_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.!~*'()")
_RESERVED = frozenset(";/?:@&=+$,#")
_ESCAPE = regex(r"(?>(?:%[0-9A-Fa-f]{2})+)")


def _encoder(name: str, kept: frozenset[str]) -> None:
    @global_function(name, length=1)
    def call(realm: Realm, this: Value, arguments: list[Value]) -> Value:
        text = text_at(realm, arguments, 0, f"{name}()")
        try:
            encoded = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le")
        except UnicodeDecodeError:
            raise realm.error("URIError", "URI malformed") from None
        realm.spend_memory(3 * len(text))
        realm.spend_walk(len(text))
        return "".join(c if c in kept else "".join(f"%{byte:02X}" for byte in c.encode()) for c in encoded)


def _decoder(name: str, kept: frozenset[str]) -> None:
    @global_function(name, length=1)
    def call(realm: Realm, this: Value, arguments: list[Value]) -> Value:
        text = text_at(realm, arguments, 0, f"{name}()")
        realm.spend_memory(len(text))
        realm.spend_walk(len(text))

        def plain(found: re.Match[str]) -> str:
            decoded = bytes.fromhex(found[0].replace("%", "")).decode()
            ends = accumulate(3 * len(c.encode()) for c in decoded)
            return code_units(
                "".join(found[0][end - 3 : end] if c in kept else c for c, end in zip(decoded, ends, strict=True))
            )

        try:
            if "%" in _ESCAPE.sub("", text):
                raise ValueError(text)
            return _ESCAPE.sub(plain, text)
        except ValueError:
            raise realm.error("URIError", "URI malformed") from None


def code_units(text: str) -> str:
    """One character per UTF-16 code unit."""
    if text.isascii():
        return text
    raw = text.encode("utf-16-le", "surrogatepass")
    return "".join(chr(raw[at] | raw[at + 1] << 8) for at in range(0, len(raw), 2))


_encoder("encodeURIComponent", _UNRESERVED)
_encoder("encodeURI", _UNRESERVED | _RESERVED)
_decoder("decodeURIComponent", frozenset())
_decoder("decodeURI", _RESERVED)


@global_function("escape", length=1)
def _escape(realm: Realm, this: Value, arguments: list[Value]) -> Value:
    kept = _UNRESERVED - set("!~'()") | set("@*_+-./")
    text = text_at(realm, arguments, 0, "escape()")
    realm.spend_memory(6 * len(text))
    realm.spend_walk(len(text))
    return "".join(c if c in kept else f"%{ord(c):02X}" if ord(c) < 256 else f"%u{ord(c):04X}" for c in text)


_UNESCAPE = regex(r"%u([0-9A-Fa-f]{4})|%([0-9A-Fa-f]{2})")


@global_function("unescape", length=1)
def _unescape(realm: Realm, this: Value, arguments: list[Value]) -> Value:
    text = text_at(realm, arguments, 0, "unescape()")
    realm.spend_memory(len(text))
    realm.spend_walk(len(text))
    return _UNESCAPE.sub(lambda found: chr(int(found[1] or found[2], 16)), text)
