"""A value that the question does not fix: derived from a wildcard host, a DNS answer, the own address, time or chance.

It carries where it comes from and no sample. Whatever it cannot answer exactly raises `Unmodelled`, naming the
operation; that is the default of every operation, so a new one is never wrong by omission.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from proxylint.formats.pac.javascript.values import ABSENT, UNDEFINED, Obj, Unmodelled, Value, is_index

if TYPE_CHECKING:
    from proxylint.formats.pac.javascript.realm import Realm


class Varying:
    """The operations of the language on such a value; `realm` is where a decision splits the question."""

    __slots__ = ()

    type_name: ClassVar[str] = "string"
    """What `typeof` says; a value that may also be null or undefined settles first."""

    @property
    def what(self) -> str:
        """The value as a phrase for people."""
        raise NotImplementedError

    def beyond(self, operation: str) -> Unmodelled:
        return Unmodelled(f"{operation} of {self.what}, which is not fixed")

    def truth(self, realm: Realm) -> bool:
        """Decide `if (this)`."""
        raise self.beyond("the truth")

    def settle(self, realm: Realm) -> Value:
        """The same value, decided as far as its type: never a `Varying` that may be of several types."""
        return self

    def same(self, realm: Realm, other: Value, strict: bool) -> Value:
        """`this == other` (or `===`): a boolean or a varying one."""
        raise self.beyond("the comparison")

    def less(self, realm: Realm, other: Value, swapped: bool, or_equal: bool) -> Value:
        """`this < other`, `this <= other`; with `swapped`, `other < this` and so on."""
        raise self.beyond("the order")

    def plus(self, realm: Realm, other: Value, swapped: bool) -> Value:
        """`this + other`, or `other + this`."""
        raise self.beyond("a sum")

    def arithmetic(self, realm: Realm, operator: str, other: Value, swapped: bool) -> Value:
        raise self.beyond(f"'{operator}'")

    def get(self, realm: Realm, key: Value) -> Value:
        """`this[key]`; the key is a string or itself varying."""
        raise self.beyond("a property")

    def lookup(self, realm: Realm, holder: Value, own: bool) -> Value:
        """`holder[this]` where `own` is False; with `own`, whether `holder` has that own property."""
        raise self.beyond("a look-up by the value")

    def is_key_of(self, realm: Realm, holder: Value) -> Value:
        """`this in holder`."""
        raise self.beyond("a look-up by the value")

    def to_text(self, realm: Realm) -> Value:
        """`String(this)`: a string or a varying one."""
        raise self.beyond("the text")

    def to_number(self, realm: Realm) -> Value:
        """`Number(this)`: a number or a varying one."""
        raise self.beyond("the number")

    def matched(self, realm: Realm, pattern: Value, name: str) -> Value:
        """`pattern.test(this)`, or `exec` and `match`, which give an object or null."""
        raise self.beyond(f"{name}() by a regular expression")

    def searched(self, realm: Realm, name: str, text: str, arguments: list[Value]) -> Value:
        """`text.indexOf(this)` and the like, for a fixed text."""
        raise self.beyond(f"{name}() with the value")

    def method(self, realm: Realm, name: str, arguments: list[Value]) -> Value:
        """A built-in method of strings or numbers called on the value."""
        raise self.beyond(f"{name}()")


class EngineText(Varying):
    """What an engine says of an error: each in its own words, so that nothing may hang on them. `said`: for people."""

    __slots__ = ("said",)

    def __init__(self, said: str) -> None:
        self.said = said

    @property
    def what(self) -> str:
        return "an engine's words for an error"

    def truth(self, realm: Realm) -> bool:
        return True

    def same(self, realm: Realm, other: Value, strict: bool) -> Value:
        if other is None or other is UNDEFINED or other == "":
            return False
        raise self.beyond("the comparison")

    def plus(self, realm: Realm, other: Value, swapped: bool) -> Value:
        return self

    def to_text(self, realm: Realm) -> Value:
        return self


class Wrapper(Obj):
    """The object around a primitive that varies: `new String(host)`."""

    __slots__ = ()

    def own(self, key: str) -> Value:
        found = self.props.get(key, ABSENT)
        if found is ABSENT and self.kind == "String" and (key == "length" or is_index(key)):
            raise self.primitive.beyond(f"the property {key} of the object around it")
        return found

    def get(self, realm: Realm, key: str, this: Value = ABSENT) -> Value:
        if key not in self.props and self.kind == "String" and (key == "length" or is_index(key)):
            return self.primitive.get(realm, key)
        return super().get(realm, key, this)

    def keys(self) -> list[str]:
        if self.kind == "String":
            raise self.primitive.beyond("the properties of the object around it")
        return super().keys()
