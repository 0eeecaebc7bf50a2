"""The methods of arrays that call a function for every item: ECMA-262 section 23.1.3."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from proxylint.formats.pac.javascript import convert
from proxylint.formats.pac.javascript.builtins.arrays import flattened, items_of, make, shown
from proxylint.formats.pac.javascript.builtins.table import method
from proxylint.formats.pac.javascript.listed import FEWEST
from proxylint.formats.pac.javascript.realm import Realm, argument
from proxylint.formats.pac.javascript.values import ABSENT, UNDEFINED, WALKED, Fn, Value


def visits(
    realm: Realm, this: Value, arguments: list[Value], name: str, *, holes: bool = False, backwards: bool = False
) -> Iterator[tuple[int, Value]]:
    """Index and item of what the callback methods visit: as many as there were at the start, as they are when their
    turn comes. The callback must be a function."""
    items = _called_for(realm, this, arguments, name)
    return _visited(realm, items, holes, range(len(items) - 1, -1, -1) if backwards else range(len(items)))


def _called_for(realm: Realm, this: Value, arguments: list[Value], name: str) -> list[Value]:
    items = items_of(realm, this, name)
    if not isinstance(argument(arguments, 0), Fn):
        raise realm.error("TypeError", f"{name}: the argument is not a function")
    return items


def _visited(realm: Realm, items: list[Value], holes: bool, order: Iterable[int]) -> Iterator[tuple[int, Value]]:
    for index in order:
        if not index % WALKED:
            realm.spend_steps(1)
        item = items[index] if index < len(items) else ABSENT
        if holes or item is not ABSENT:
            yield index, shown(item)


def _answers(
    realm: Realm, this: Value, arguments: list[Value], name: str, neutral: bool | None = False, *, holes: bool = False
) -> Iterator[tuple[int, Value, Value]]:
    """Index, item and answer of what is visited; without calls that are seen to come to a `neutral` answer."""
    items = _called_for(realm, this, arguments, name)
    order: Iterable[int] = range(len(items))
    if len(items) >= FEWEST:
        from proxylint.formats.pac.javascript.listed_calls import made_calls

        order = made_calls(realm, arguments[0], items, neutral)
    for index, item in _visited(realm, items, holes, order):
        yield index, item, _ask(realm, this, arguments, index, item)


def _ask(realm: Realm, this: Value, arguments: list[Value], index: int, item: Value) -> Value:
    return realm.call_back(arguments[0], argument(arguments, 1), [item, float(index), this])


@method("Array", "forEach", length=1)
def _for_each(realm: Realm, this: Value, arguments: list[Value]) -> Value:
    for _ in _answers(realm, this, arguments, "forEach", None):
        pass
    return UNDEFINED


@method("Array", "map", length=1)
def _map(realm: Realm, this: Value, arguments: list[Value]) -> Value:
    size = len(items_of(realm, this, "map"))
    realm.spend_items(size)
    realm.spend_reading(size)
    found: list[Value] = [ABSENT] * size
    for index, item in visits(realm, this, arguments, "map"):
        found[index] = _ask(realm, this, arguments, index, item)
    return make(realm, found)


@method("Array", "filter", length=1)
def _filter(realm: Realm, this: Value, arguments: list[Value]) -> Value:
    found = _answers(realm, this, arguments, "filter")
    return make(realm, [item for _, item, answer in found if convert.truth(realm, answer)])


@method("Array", "some", length=1)
def _some(realm: Realm, this: Value, arguments: list[Value]) -> Value:
    found = _answers(realm, this, arguments, "some")
    return any(convert.truth(realm, answer) for _, _, answer in found)


@method("Array", "every", length=1)
def _every(realm: Realm, this: Value, arguments: list[Value]) -> Value:
    found = _answers(realm, this, arguments, "every", True)
    return all(convert.truth(realm, answer) for _, _, answer in found)


@method("Array", "find", length=1)
def _find(realm: Realm, this: Value, arguments: list[Value]) -> Value:
    found = _answers(realm, this, arguments, "find", holes=True)
    return next((item for _, item, answer in found if convert.truth(realm, answer)), UNDEFINED)


@method("Array", "findIndex", length=1)
def _find_index(realm: Realm, this: Value, arguments: list[Value]) -> Value:
    found = _answers(realm, this, arguments, "findIndex", holes=True)
    return next((float(index) for index, _, answer in found if convert.truth(realm, answer)), -1.0)


def _last(realm: Realm, this: Value, arguments: list[Value], name: str) -> tuple[int, Value]:
    for index, item in visits(realm, this, arguments, name, holes=True, backwards=True):
        if convert.truth(realm, _ask(realm, this, arguments, index, item)):
            return index, item
    return -1, UNDEFINED


@method("Array", "findLast", length=1)
def _find_last(realm: Realm, this: Value, arguments: list[Value]) -> Value:
    return _last(realm, this, arguments, "findLast")[1]


@method("Array", "findLastIndex", length=1)
def _find_last_index(realm: Realm, this: Value, arguments: list[Value]) -> Value:
    return float(_last(realm, this, arguments, "findLastIndex")[0])


@method("Array", "reduce", length=1)
def _reduce(realm: Realm, this: Value, arguments: list[Value]) -> Value:
    return _reduced(realm, this, arguments, visits(realm, this, arguments, "reduce"))


@method("Array", "reduceRight", length=1)
def _reduce_right(realm: Realm, this: Value, arguments: list[Value]) -> Value:
    return _reduced(realm, this, arguments, visits(realm, this, arguments, "reduceRight", backwards=True))


def _reduced(realm: Realm, this: Value, arguments: list[Value], found: Iterator[tuple[int, Value]]) -> Value:
    kept = arguments[1] if len(arguments) > 1 else next(found, (0, ABSENT))[1]
    if kept is ABSENT:
        raise realm.error("TypeError", "Reduce of empty array with no initial value")
    for index, item in found:
        kept = realm.call_back(arguments[0], UNDEFINED, [kept, item, float(index), this])
    return kept


@method("Array", "flatMap", length=1)
def _flat_map(realm: Realm, this: Value, arguments: list[Value]) -> Value:
    return make(realm, flattened(realm, _map(realm, this, arguments).items, 1))
