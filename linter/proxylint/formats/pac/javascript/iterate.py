"""What `for ... of`, spread and array patterns go through.

The iterators are the built-in ones: replacing them needs `Symbol`, which is not modelled.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from proxylint.formats.pac.javascript.values import ABSENT, UNDEFINED, Arr, Obj, Value
from proxylint.formats.pac.javascript.varying import Varying

if TYPE_CHECKING:
    from proxylint.formats.pac.javascript.realm import Realm


def iterate(realm: Realm, value: Value) -> Iterator[Value]:
    if realm.broken:
        realm.may_end()
    if isinstance(value, Arr):
        return _items(realm, value)
    if isinstance(value, Obj) and value.kind in ("Iterator", "Map", "Set"):
        return _next(realm, value) if value.kind == "Iterator" else _entries(realm, value)
    text = value.primitive if isinstance(value, Obj) else value
    if type(text) is str:
        return _characters(realm, text)
    if isinstance(value, Varying):
        raise value.beyond("a loop over the characters")
    raise realm.error("TypeError", "the value is not iterable")


def _items(realm: Realm, array: Arr) -> Iterator[Value]:
    index = 0
    while index < len(array.items):
        realm.spend_steps(1)
        yield UNDEFINED if array.items[index] is ABSENT else array.items[index]
        index += 1


def _next(realm: Realm, iterator: Obj) -> Iterator[Value]:
    for value in iterator.primitive:
        realm.spend_steps(1)
        yield value


def _entries(realm: Realm, holder: Obj) -> Iterator[Value]:
    """Of a Map its pairs, of a Set its members; what is added meanwhile comes as well."""
    index = 0
    while index < len(holder.primitive):
        realm.spend_steps(1)
        entry = holder.primitive[index]
        index += 1
        if entry is not ABSENT:
            yield Arr(realm.prototypes["Array"], list(entry)) if holder.kind == "Map" else entry[0]


def _characters(realm: Realm, text: str) -> Iterator[str]:
    """By code points: a surrogate pair comes as one string of two units."""
    index = 0
    while index < len(text):
        realm.spend_steps(1)
        pair = "\ud800" <= text[index] < "\udc00" and "\udc00" <= text[index + 1 : index + 2] < "\ue000"
        yield text[index : index + (2 if pair else 1)]
        index += 2 if pair else 1
