"""Map and Set: ECMA-262 sections 24.1 and 24.2."""

from __future__ import annotations

from collections.abc import Iterator

from proxylint.formats.pac.javascript import convert, members
from proxylint.formats.pac.javascript.builtins.arrays import iterator, make
from proxylint.formats.pac.javascript.builtins.table import METHODS, constructor, method
from proxylint.formats.pac.javascript.iterate import Members, iterate
from proxylint.formats.pac.javascript.realm import Realm, argument
from proxylint.formats.pac.javascript.values import ABSENT, UNDEFINED, WALKED, Fn, Obj, Value
from proxylint.formats.pac.javascript.varying import Varying


def _key(realm: Realm, value: Value) -> Value:
    """Map keys by identity and type, as a Python dictionary key."""
    if isinstance(value, Varying):
        raise value.beyond("a look-up in a Map or Set")
    if type(value) is float:
        return (float, "nan") if value != value else (float, value + 0.0)
    return (type(value), id(value) if isinstance(value, Obj) else value)


class _Entries(list[Value]):
    """The entries of a Map or Set, those that were deleted as ABSENT. `places`: by their keys. `words`: as an object
    whose keys are the texts among them, None where something else would be found by a text, ABSENT where that is not
    known."""

    __slots__ = ("places", "words")

    def __init__(self) -> None:
        super().__init__()
        self.places: dict[Value, int] = {}
        self.words: Value = ABSENT


def _collection(realm: Realm, kind: str, values: Value) -> Obj:
    made = Obj(realm.prototypes[kind], kind)
    made.primitive = _Entries()
    if values is not UNDEFINED and values is not None:
        for value in iterate(realm, values):
            if kind == "Map" and not isinstance(value, Obj | Varying):
                raise realm.error("TypeError", "Iterator value is not an entry object")
            pair = (
                [members.get_named(realm, value, "0"), members.get_named(realm, value, "1")]
                if kind == "Map"
                else [value]
            )
            _store(realm, made, pair)
    return made


def _store(realm: Realm, holder: Obj, entry: list[Value]) -> Obj:
    realm.spend_items(8)
    if type(entry[0]) is float:
        entry[0] += 0.0  # -0 is kept as 0
    index = holder.primitive.places
    key = _key(realm, entry[0])
    if key in index:
        holder.primitive[index[key]] = entry
    else:
        index[key] = len(holder.primitive)
        holder.primitive.append(entry)
    return holder


def _self(realm: Realm, this: Value, kind: str, *, reads: bool = False) -> Obj:
    if not reads:
        realm.writes += 1
    if isinstance(this, Obj) and this.kind == kind and isinstance(this.primitive, _Entries):
        if not reads:
            this.primitive.words = ABSENT
        return this
    raise realm.error("TypeError", f"the method of {kind} is called on something else")


def _present(realm: Realm, holder: Obj) -> Iterator[list[Value]]:
    """The entries; those that are added meanwhile come as well."""
    at = 0
    while at < len(holder.primitive):
        entry = holder.primitive[at]
        at += 1
        if not at % WALKED:
            realm.spend_steps(1)
        if entry is not ABSENT:
            yield entry


def _words(realm: Realm, holder: Obj, wanted: Varying) -> Obj | None:
    """The entries as an object whose keys are what a text is looked up among; None where that is not the same."""
    if wanted.type_name != "string":
        return None
    entries = holder.primitive
    realm.spend_walk(2 * len(entries))
    if entries.words is ABSENT:
        present = [entry for entry in entries if entry is not ABSENT]
        varies = any(isinstance(entry[0], Varying) for entry in present)
        texts = {entry[0]: entry[-1] for entry in present if type(entry[0]) is str}
        entries.words = None if varies else Obj(None, "Object", texts)
    found: Obj | None = entries.words
    return found


def _listing(kind: str, which: str) -> None:
    @method(kind, which)
    def iterated(realm: Realm, this: Value, arguments: list[Value]) -> Value:
        holder = _self(realm, this, kind, reads=True)
        if which == "entries":
            return iterator(realm, (make(realm, [item[0], item[-1]]) for item in _present(realm, holder)))
        return iterator(realm, Members(realm, holder.primitive, 0 if which == "keys" else -1))


def _collection_methods(kind: str) -> None:
    def entry(realm: Realm, this: Value, arguments: list[Value]) -> Value:
        holder = _self(realm, this, kind, reads=True)
        found = holder.primitive.places.get(_key(realm, argument(arguments, 0)))
        return None if found is None else holder.primitive[found]

    @method(kind, "has", length=1)
    def has(realm: Realm, this: Value, arguments: list[Value]) -> Value:
        wanted = convert.settled(realm, argument(arguments, 0))
        holder = _self(realm, this, kind, reads=True)
        if isinstance(wanted, Varying):
            words = _words(realm, holder, wanted)
            if words is not None:
                return wanted.lookup(realm, words, True)
            realm.spend_steps(len(holder.primitive))
            return any(
                convert.same_value_zero(realm, item[0], wanted) for item in holder.primitive if item is not ABSENT
            )
        return entry(realm, this, [wanted]) is not None

    @method(kind, "delete", length=1)
    def delete(realm: Realm, this: Value, arguments: list[Value]) -> Value:
        holder = _self(realm, this, kind)
        found = holder.primitive.places.pop(_key(realm, argument(arguments, 0)), None)
        if found is not None:
            holder.primitive[found] = ABSENT
        return found is not None

    @method(kind, "clear")
    def clear(realm: Realm, this: Value, arguments: list[Value]) -> Value:
        holder = _self(realm, this, kind)
        realm.spend_reading(len(holder.primitive))
        holder.primitive[:] = [ABSENT] * len(holder.primitive)  # not shorter: a loop over it goes on with what is added
        holder.primitive.places.clear()
        return UNDEFINED

    @method(kind, "forEach", length=1)
    def for_each(realm: Realm, this: Value, arguments: list[Value]) -> Value:
        holder = _self(realm, this, kind)
        if not isinstance(argument(arguments, 0), Fn):
            raise realm.error("TypeError", "forEach: the argument is not a function")
        for item in _present(realm, holder):
            realm.call_back(arguments[0], argument(arguments, 1), [item[-1], item[0], this])
        return UNDEFINED

    for which in ("keys", "values", "entries"):
        _listing(kind, which)
    if kind == "Set":
        METHODS["Set"]["keys"] = METHODS["Set"]["values"]

    def call(realm: Realm, this: Value, arguments: list[Value]) -> Value:
        raise realm.error("TypeError", f"Constructor {kind} requires 'new'")

    def construct(realm: Realm, arguments: list[Value], new_target: Obj) -> Value:
        return _collection(realm, kind, argument(arguments, 0))

    constructor(kind, call, construct, 0)
    if kind == "Map":

        @method("Map", "get", length=1)
        def get(realm: Realm, this: Value, arguments: list[Value]) -> Value:
            wanted = convert.settled(realm, argument(arguments, 0))
            if isinstance(wanted, Varying):
                holder = _self(realm, this, kind, reads=True)
                words = _words(realm, holder, wanted)
                if words is not None:
                    return wanted.lookup(realm, words, False)
                realm.spend_steps(len(holder.primitive))
                for item in holder.primitive:
                    if item is not ABSENT and convert.same_value_zero(realm, item[0], wanted):
                        return item[1]
                return UNDEFINED
            found = entry(realm, this, [wanted])
            return UNDEFINED if found is None else found[1]

        @method("Map", "set", length=2)
        def put(realm: Realm, this: Value, arguments: list[Value]) -> Value:
            return _store(realm, _self(realm, this, kind), [argument(arguments, 0), argument(arguments, 1)])
    else:

        @method("Set", "add", length=1)
        def add(realm: Realm, this: Value, arguments: list[Value]) -> Value:
            return _store(realm, _self(realm, this, kind), [argument(arguments, 0)])


for _kind in ("Map", "Set"):
    _collection_methods(_kind)
