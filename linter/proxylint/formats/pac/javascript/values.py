"""What a script computes with.

| JavaScript | here |
|---|---|
| undefined, null | `UNDEFINED`, `None` |
| boolean, number | `bool`, `float` (an `int` is a BigInt) |
| string | `str`, one character per UTF-16 code unit |
| object | `Obj` and its subclasses |
| not fixed by the question | `varying.Varying` |
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from proxylint.text import Span

if TYPE_CHECKING:
    from proxylint.formats.pac.javascript.realm import Realm

Value: TypeAlias = Any
"""One of the types in the table above."""


class Undefined:
    __slots__ = ()

    def __repr__(self) -> str:
        return "undefined"


class Absent:
    """No value at all: a property that is not there, a hole of an array, a `let` before its line."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "absent"


UNDEFINED: Final = Undefined()
ABSENT: Final = Absent()

READ, WALKED = 1024, 8
"""Characters that a built-in function goes through as a whole, and characters, items or prototypes that are looked at
one by one, which take as long as one step."""

NativeCall: TypeAlias = "Callable[[Realm, Value, list[Value]], Value]"
"""`(realm, this, arguments) -> value`; the arguments may be fewer or more than the function names."""

NativeConstruct: TypeAlias = "Callable[[Realm, list[Value], Obj], Value]"
"""`(realm, arguments, new.target) -> object`."""


class Thrown(Exception):
    """A JavaScript exception on its way up. `span`: the expression in which it arose, as soon as that is known."""

    def __init__(self, value: Value, span: Span | None = None) -> None:
        super().__init__()
        self.value = value
        self.span = span


class Unmodelled(Exception):
    """Evaluation meets something it does not model: the answer is unknown. `reason` is a phrase for people."""

    def __init__(self, reason: str, span: Span | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.span = span


class Accessor:
    """A property with a getter, a setter or both."""

    __slots__ = ("getter", "setter")

    def __init__(self, getter: Fn | None, setter: Fn | None) -> None:
        self.getter = getter
        self.setter = setter

    def read(self, realm: Realm, this: Value) -> Value:
        if self.getter is None:
            return UNDEFINED
        realm.spend_steps(1)
        return self.getter.call(realm, this, [])


class Missing(Accessor):
    """What engines have and this evaluator has not: reading it ends the evaluation, `typeof` may still ask. It can be
    written over like any value."""

    __slots__ = ("said", "type_name")

    def __init__(self, said: str, type_name: str = "function") -> None:
        super().__init__(None, None)
        self.said = said
        self.type_name = type_name

    def read(self, realm: Realm, this: Value) -> Value:
        raise Unmodelled(f"{self.said} is not modelled")


_NONE: Final[frozenset[str]] = frozenset()
_OF_BUILTINS: Final = frozenset(("length", "name"))


class Obj:
    """An object. `hidden` properties are not enumerable, `fixed` ones neither change nor go.

    `primitive` is the value inside a wrapper (`new String("x")`), the state of a Date, a Map and the like.
    """

    __slots__ = ("extensible", "fixed", "hidden", "kind", "primitive", "props", "proto")

    def __init__(self, proto: Obj | None, kind: str = "Object", props: dict[str, Value] | None = None) -> None:
        self.proto = proto
        self.kind = kind
        self.props: dict[str, Value] = {} if props is None else props
        self.hidden: frozenset[str] = _NONE
        self.fixed: frozenset[str] = _NONE
        self.extensible = True
        self.primitive: Value = ABSENT

    def own(self, key: str) -> Value:
        """The value or `Accessor` of an own property, or ABSENT."""
        found = self.props.get(key, ABSENT)
        if found is ABSENT and type(self.primitive) is str:
            return text_property(self.primitive, key)
        return found

    def parent(self, realm: Realm) -> Obj | None:
        return self.proto

    def find(self, realm: Realm, key: str) -> Value:
        """As `own`, through the prototypes."""
        holder: Obj | None = self
        far = 0
        while holder is not None:
            found = holder.own(key)
            if found is not ABSENT:
                return found
            holder = holder.parent(realm)
            far += 1
            if far == WALKED:
                far = 0
                realm.spend_steps(1)
        return ABSENT

    def get(self, realm: Realm, key: str, this: Value = ABSENT) -> Value:
        found = self.find(realm, key)
        if isinstance(found, Accessor):
            return found.read(realm, self if this is ABSENT else this)
        return UNDEFINED if found is ABSENT else found

    def put(self, realm: Realm, key: str, value: Value) -> bool:
        """Assignment; False where it is refused, which strict code turns into a TypeError."""
        if key in self.fixed:
            return False
        found = self.own(key)
        if type(self.primitive) is str and found is not ABSENT and key not in self.props:
            return False  # a character or the length of a String object
        if found is ABSENT:
            found = self.find(realm, key)
            if found is not ABSENT and type(found) is not Accessor and self._inherits_fixed(realm, key):
                return False
        if type(found) is Accessor:
            if found.setter is None:
                return False
            realm.spend_steps(1)
            found.setter.call(realm, self, [value])
            return True
        if not self.extensible and self.own(key) is ABSENT:
            return False
        self.define(realm, key, value)
        return True

    def _inherits_fixed(self, realm: Realm, key: str) -> bool:
        holder = next((one for one in lineage(realm, self.parent(realm)) if one.own(key) is not ABSENT), None)
        return holder is not None and key in holder.fixed

    def define(self, realm: Realm, key: str, value: Value) -> None:
        """Make or replace an own property without asking prototypes or setters."""
        self.props[key] = value

    def size(self) -> int:
        """At least as many as it has property names."""
        return len(self.props) + (len(self.primitive) if type(self.primitive) is str else 0)

    def hide(self, key: str) -> None:
        self.hidden = self.hidden | {key}

    def delete(self, key: str) -> bool:
        if key in self.fixed:
            return False
        if not self.extensible and key in self.props:
            raise Unmodelled("a property deleted from an object that is not extensible")
        self.props.pop(key, None)
        return True

    def keys(self) -> list[str]:
        """All own property names in their order: whole numbers first and ascending, the rest as they came."""
        names = list(self.props)
        if type(self.primitive) is str:
            names = [*map(str, range(len(self.primitive))), *names]
        numbers = sorted((name for name in names if is_index(name)), key=int)
        return names if not numbers else numbers + [name for name in names if not is_index(name)]

    def enumerable(self) -> list[str]:
        return [name for name in self.keys() if name not in self.hidden] if self.hidden else self.keys()


class Arr(Obj):
    """An array or an arguments object. `items` may hold ABSENT for a hole."""

    __slots__ = ("items",)

    LIMIT = 1 << 22

    def __init__(self, proto: Obj | None, items: list[Value], kind: str = "Array") -> None:
        self.proto = proto  # as `Obj` does it; tables hold thousands of arrays
        self.kind = kind
        self.props = {}
        self.hidden = self.fixed = _NONE
        self.extensible = True
        self.primitive = ABSENT
        self.items = items

    def own(self, key: str) -> Value:
        if is_index(key):
            index = int(key)
            return self.items[index] if index < len(self.items) else ABSENT
        if key == "length":
            return float(len(self.items))
        return self.props.get(key, ABSENT)

    def define(self, realm: Realm, key: str, value: Value) -> None:
        if is_index(key):
            self.place(realm, int(key), value)
        elif key == "length":
            self.resize(realm, value)
        else:
            self.props[key] = value

    def place(self, realm: Realm, index: int, value: Value) -> None:
        items = self.items
        if index < len(items):
            items[index] = value
        elif index == len(items):
            items.append(value)
        else:
            self._grow(realm, index)
            items.append(value)

    def resize(self, realm: Realm, length: Value) -> None:
        if type(length) is not float:
            from proxylint.formats.pac.javascript import convert

            length = convert.fixed_number(realm, length, "the length of an array")
        if not 0 <= length < 1 << 32 or length != length // 1:
            raise realm.error("RangeError", "Invalid array length")
        size = int(length)
        if size < len(self.items):
            del self.items[size:]
        else:
            self._grow(realm, size)

    def _grow(self, realm: Realm, size: int) -> None:
        if size > Arr.LIMIT:
            raise Unmodelled(f"an array of more than {Arr.LIMIT:,} elements")
        realm.spend_items(size - len(self.items))
        self.items.extend([ABSENT] * (size - len(self.items)))

    def delete(self, key: str) -> bool:
        if key == "length" or key in self.fixed:
            return False
        if is_index(key):
            index = int(key)
            if index < len(self.items):
                self.items[index] = ABSENT
            return True
        return super().delete(key)

    def size(self) -> int:
        return len(self.items) + super().size()

    def keys(self) -> list[str]:
        present = [str(index) for index, item in enumerate(self.items) if item is not ABSENT]
        return present + super().keys()


class Fn(Obj):
    """A function. `construct` is None for what `new` refuses."""

    __slots__ = ("call", "construct", "name")

    def __init__(
        self, proto: Obj | None, name: str, call: NativeCall, construct: NativeConstruct | None = None
    ) -> None:
        self.proto = proto  # as `Obj` does: every realm makes two dozen of them
        self.kind = "Function"
        self.props = {}
        self.hidden = self.fixed = _NONE
        self.extensible = True
        self.primitive = ABSENT
        self.name = name
        self.call = call
        self.construct = construct


class Builtin(Fn):
    """A function of the language or of the PAC library, shared by all realms and therefore never changed.

    `ends`: whether V8 looks in it whether the execution is to end (`realm.BrokenOff`); None = it may.
    """

    __slots__ = ("ends",)

    def __init__(self, name: str, call: NativeCall, length: int = 0, *, ends: bool | None = None) -> None:
        super().__init__(None, name, call)
        self.ends = ends
        self.props = {"length": float(length), "name": name}
        self.hidden = self.fixed = _OF_BUILTINS

    def parent(self, realm: Realm) -> Obj | None:
        return realm.prototypes["Function"]

    def put(self, realm: Realm, key: str, value: Value) -> bool:
        raise Unmodelled(f"a property set on the built-in function {self.name}")

    define = put  # type: ignore[assignment]


def lineage(realm: Realm, holder: Obj | None) -> Iterator[Obj]:
    """An object and its prototypes, which take a step for every few."""
    while True:
        for _ in range(WALKED):
            if holder is None:
                return
            yield holder
            holder = holder.parent(realm)
        realm.spend_steps(1)


def is_index(key: str) -> bool:
    """Whether a property name is an array index: a whole number below 2^32 - 1 as a number prints."""
    return (
        key.isdecimal() and key.isascii() and (key[0] != "0" or key == "0") and len(key) <= 10 and int(key) < 4294967295
    )


def text_property(text: str, key: str) -> Value:
    """The own property of a string."""
    if key == "length":
        return float(len(text))
    return text[int(key)] if is_index(key) and int(key) < len(text) else ABSENT
