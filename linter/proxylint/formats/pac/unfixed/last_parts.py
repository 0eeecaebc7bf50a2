"""The labels of a wildcard's host as an array: its end, and places in it."""

from __future__ import annotations

from typing import TypeGuard

from proxylint.formats.pac.javascript.realm import Realm
from proxylint.formats.pac.javascript.values import UNDEFINED, Arr, Value
from proxylint.formats.pac.javascript.varying import Varying
from proxylint.formats.pac.unfixed.flag import Count, world_of
from proxylint.formats.pac.unfixed.labels import LastLabels, has_more, is_host, last_labels
from proxylint.formats.pac.unfixed.parts import Length, Parts
from proxylint.formats.pac.unfixed.text import Text
from proxylint.formats.pac.world import World


class LastParts(Varying):
    """Such labels, split at their dots."""

    __slots__ = ("text",)

    type_name = "object"

    def __init__(self, text: LastLabels) -> None:
        self.text = text

    @property
    def what(self) -> str:
        return f"the parts of {self.text.what}"

    def truth(self, realm: Realm) -> bool:
        return True

    def same(self, realm: Realm, other: Value, strict: bool) -> Value:
        if other is None or other is UNDEFINED:
            return False
        raise self.beyond("the comparison")

    def get(self, realm: Realm, key: Value) -> Value:
        if key == "length":
            return Count(f"the number of {self.what}", self._reaches)
        if isinstance(key, Varying) or (type(key) is str and key.isdecimal()):
            raise self.beyond("a part")
        return realm.prototypes["Array"].get(realm, key, self)

    def _reaches(self, world: World, bound: int) -> bool:
        if bound <= self.text.count:
            return True
        if self.text.more:
            raise self.beyond("the number")
        return False

    def method(self, realm: Realm, name: str, arguments: list[Value]) -> Value:
        if name == "join" and arguments == ["."]:
            return self.text
        if name == "slice" and len(arguments) == 1 and type(arguments[0]) is float:
            count = arguments[0]
            if count == 0.0:
                return self
            if 0 < count < self.text.count and count == count // 1:
                found = last_labels(self.text.host, self.text.count - int(count), self.text.more)
                return found.method(realm, "split", ["."]) if isinstance(found, LastLabels) else _split(realm, found)
        raise self.beyond(f"{name}()")


def _split(realm: Realm, text: str) -> Value:
    return Arr(realm.prototypes["Array"], list(text.split(".")))


def is_labels_of(parts: Parts, host: Text) -> bool:
    return parts.separator == "." and parts.text.view == host.view


def parts_from_end(realm: Realm, parts: Parts, count: int) -> Value:
    """`parts.slice(parts.length - count)`."""
    host = parts.text
    if not is_host(host) or parts.separator != ".":
        raise parts.beyond("slice()")
    world = world_of(realm)
    if count > 0 and has_more(world, host, count):
        found = last_labels(host, count)
        return LastParts(found) if isinstance(found, LastLabels) else _split(realm, str(found))
    if count > 0 and has_more(world, host, count - 1):
        return parts
    raise parts.beyond("slice()")


class Index(Count):
    """`labels of the host - left + offset`: a place among its labels with `left` of them from there on, for every
    `left` from `least` on.
    """

    __slots__ = ("host", "least")

    def __init__(self, host: Text, least: int, offset: int = 0, sign: int = 1) -> None:
        super().__init__("a place among the labels", self._reaches, offset, sign)
        self.host = host
        self.least = least

    def changed(self, offset: int, sign: int) -> Count:
        return Index(self.host, self.least, offset, sign)

    def reaches(self, world: World, bound: float) -> bool:
        if self.sign == 1 and bound <= self.offset:
            return True
        raise self.beyond("a test")

    def _reaches(self, world: World, bound: int) -> bool:
        raise self.beyond("a test")

    def less_count(self, realm: Realm, other: Varying, swapped: bool, or_equal: bool) -> Value:
        """Only where it comes out the same for every place."""
        if not self._is_beside(other):
            return super().less_count(realm, other, swapped, or_equal)
        behind = self.offset - other.offset
        if swapped:
            if self.least > behind or (self.least == behind and not or_equal):
                return False
        elif self.least > behind or (self.least == behind and or_equal):
            return True
        raise self.beyond("a test")

    def same_count(self, realm: Realm, other: Varying) -> Value:
        if self._is_beside(other) and self.least > self.offset - other.offset:
            return False
        return super().same_count(realm, other)

    def _is_beside(self, other: Varying) -> TypeGuard[Length]:
        return isinstance(other, Length) and self.sign == other.sign == 1 and is_labels_of(other.parts, self.host)

    def parts(self, parts: Parts) -> Value:
        """`parts.slice(this)`."""
        left = self.least - self.offset
        if self.sign != 1 or left < 1 or not is_labels_of(parts, self.host):
            raise self.beyond("a part")
        return LastParts(LastLabels(self.host, left, True))
