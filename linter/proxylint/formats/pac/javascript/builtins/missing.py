"""What engines define and this evaluator does not: to use it ends the evaluation, as its absence would be an answer.

The names are those that V8 14 gives (`Object.getOwnPropertyNames`).
"""

from __future__ import annotations

from proxylint.formats.pac.javascript.builtins.table import METHODS, STATICS
from proxylint.formats.pac.javascript.realm import Realm
from proxylint.formats.pac.javascript.values import Builtin, Missing, Unmodelled, Value

_METHODS = {
    "Object": "__defineGetter__/2 __defineSetter__/2 __lookupGetter__/1 __lookupSetter__/1",
    "Array": "copyWithin/2 toReversed toSorted/1 toSpliced/2 with/2",
    "String": (
        "anchor/1 big blink bold fontcolor/1 fontsize/1 fixed isWellFormed italics link/1 small strike sub sup "
        "toWellFormed"
    ),
    "Number": "toExponential/1 toPrecision/1",
    "RegExp": "compile/2",
    "Date": "setYear/1",
}
_STATICS = {
    "Object": (
        "getOwnPropertyDescriptor/2 getOwnPropertyDescriptors/1 getOwnPropertySymbols/1 isExtensible/1 isSealed/1"
    ),
    "String": "raw/1",
    "Math": (
        "acos/1 acosh/1 asin/1 asinh/1 atan/1 atanh/1 atan2/2 cbrt/1 expm1/1 cosh/1 exp/1 fround/1 hypot/2 log1p/1 "
        "sinh/1 tanh/1"
    ),
}
"""With how many parameters a function says to have, where it has any."""
_STATICS_IN_SOME_ENGINES = {
    "Object": "groupBy",
    "Array": "fromAsync",
    "Map": "groupBy",
    "RegExp": "escape",
    "Error": "captureStackTrace isError stackTraceLimit",
    "Math": "f16round sumPrecise",
    "JSON": "rawJSON isRawJSON",
}
_METHODS_IN_SOME_ENGINES = {
    "Date": "toTemporalInstant",
    "Function": "arguments caller",
    "Set": "difference intersection isSubsetOf isSupersetOf isDisjointFrom symmetricDifference union",
    "Iterator": "reduce toArray forEach some every find map filter take drop flatMap",
}
_LAST_MATCH = "input lastMatch lastParen leftContext rightContext $_ $& $+ $` $' $1 $2 $3 $4 $5 $6 $7 $8 $9"
"""Of the last regular expression that matched, as properties of RegExp."""

_CLASSES = (
    "ArrayBuffer AggregateError AsyncDisposableStack BigInt BigInt64Array BigUint64Array DataView DisposableStack "
    "FinalizationRegistry Float16Array Float32Array Float64Array Int16Array Int32Array Int8Array Iterator Promise "
    "Proxy SharedArrayBuffer SuppressedError Symbol Uint16Array Uint32Array Uint8Array Uint8ClampedArray WeakMap "
    "WeakRef WeakSet eval"
)
GLOBALS: dict[str, Value] = {
    **{name: Missing(name) for name in _CLASSES.split()},
    **{name: Missing(name, "object") for name in ("Atomics", "Intl", "Reflect", "Temporal", "WebAssembly")},
}


def _function(kind: str, name: str) -> Builtin:
    """One that every engine has: scripts may look whether it is there."""
    name, _, length = name.partition("/")

    def call(realm: Realm, this: Value, arguments: list[Value]) -> Value:
        raise Unmodelled(f"{name}() of {kind} is not modelled")

    return Builtin(name, call, int(length or 0))


def _missing(kind: str, name: str) -> Missing:
    return Missing(f"{name} of {kind}")


for _table, _names, _make in (
    (METHODS, _METHODS, _function),
    (STATICS, _STATICS, _function),
    (METHODS, _METHODS_IN_SOME_ENGINES, _missing),
    (STATICS, _STATICS_IN_SOME_ENGINES, _missing),
    (STATICS, {"RegExp": _LAST_MATCH}, _missing),
):
    for _kind, _several in _names.items():
        _table.setdefault(_kind, {}).update(
            {_name.partition("/")[0]: _make(_kind, _name) for _name in _several.split()}
        )
