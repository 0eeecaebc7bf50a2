"""What engines define and this evaluator does not: to use it ends the evaluation, as its absence would be an answer.

The names are those that V8 14 gives (`Object.getOwnPropertyNames`).
"""

from __future__ import annotations

from proxylint.formats.pac.javascript.builtins.table import METHODS, STATICS
from proxylint.formats.pac.javascript.realm import Realm
from proxylint.formats.pac.javascript.values import Builtin, Missing, Unmodelled, Value

_METHODS = {
    "Object": "__defineGetter__ __defineSetter__ __lookupGetter__ __lookupSetter__",
    "Array": "copyWithin toReversed toSorted toSpliced with",
    "String": (
        "anchor big blink bold fontcolor fontsize fixed isWellFormed italics link small strike sub sup toWellFormed"
    ),
    "Number": "toExponential toPrecision",
    "RegExp": "compile",
    "Date": "setYear",
}
_STATICS = {
    "Object": "getOwnPropertyDescriptor getOwnPropertyDescriptors getOwnPropertySymbols isExtensible isSealed",
    "String": "raw",
    "Math": "acos acosh asin asinh atan atanh atan2 cbrt expm1 cosh exp fround hypot log1p sinh tanh",
}
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

    def call(realm: Realm, this: Value, arguments: list[Value]) -> Value:
        raise Unmodelled(f"{name}() of {kind} is not modelled")

    return Builtin(name, call)


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
        _table.setdefault(_kind, {}).update({_name: _make(_kind, _name) for _name in _several.split()})
