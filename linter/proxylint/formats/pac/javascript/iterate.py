"""What `for ... of`, spread and array patterns go through.

The iterators are the built-in ones: replacing them needs `Symbol`, which is not modelled.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from proxylint.formats.pac.javascript.values import ABSENT, UNDEFINED, WALKED, Arr, Obj, Value
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


class Members(Iterator[Value]):
    """The keys or the values of a Map or Set, one after the other; what is added meanwhile comes as well."""

    __slots__ = ("_at", "_entries", "_place", "_realm")

    def __init__(self, realm: Realm, entries: list[Value], place: int) -> None:
        """`place`: in an entry."""
        self._realm = realm
        self._entries = entries
        self._place = place
        self._at = 0

    def __next__(self) -> Value:
        while self._at < len(self._entries):
            entry = self._entries[self._at]
            self._at += 1
            if not self._at % WALKED:
                self._realm.spend_steps(1)
            if entry is not ABSENT:
                return entry[self._place]
        self._entries, self._at = [], 0  # what is added from now on does not come (ECMA-262 24.1.5.1)
        raise StopIteration

    def rest(self) -> list[Value]:
        """What is still to come, as it is now."""
        return [entry[self._place] for entry in self._entries[self._at :] if entry is not ABSENT]


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
