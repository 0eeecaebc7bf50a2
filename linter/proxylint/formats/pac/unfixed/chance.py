"""`Math.random()`: a number from 0 up to, but not including, 1, of which nothing can be known."""

from __future__ import annotations

import math

from proxylint.formats.pac.javascript import members
from proxylint.formats.pac.javascript.numbers import show_number
from proxylint.formats.pac.javascript.realm import Realm
from proxylint.formats.pac.javascript.values import Value
from proxylint.formats.pac.javascript.varying import Varying
from proxylint.formats.pac.unfixed.flag import Flag, world_of
from proxylint.region import Condition

CHOICES = 64
"""Whole numbers a random choice may stand for, each of which is a case."""


class Draw(Varying):
    """`draw * scale + offset`, rounded down where `whole`. `index` counts the draws of a run."""

    __slots__ = ("index", "offset", "scale", "whole")

    type_name = "number"
    what = "Math.random()"

    def __init__(self, index: int, scale: float = 1.0, offset: float = 0.0, whole: bool = False) -> None:
        self.index = index
        self.scale = scale
        self.offset = offset
        self.whole = whole

    def arithmetic(self, realm: Realm, operator: str, other: Value, swapped: bool) -> Value:
        if type(other) is not float or not math.isfinite(other) or (self.whole and other != other // 1):
            return super().arithmetic(realm, operator, other, swapped)
        if operator == "*" and other > 0 and not self.whole:
            return Draw(self.index, self.scale * other, self.offset * other)
        if operator == "/" and other > 0 and not swapped and not self.whole:
            return Draw(self.index, self.scale / other, self.offset / other)
        if operator == "-" and not swapped:
            return Draw(self.index, self.scale, self.offset - other, self.whole)
        if operator == "|" and other == 0 and self.offset >= 0:
            return self.rounded()
        return super().arithmetic(realm, operator, other, swapped)

    def plus(self, realm: Realm, other: Value, swapped: bool) -> Value:
        if type(other) is float and (not self.whole or other == other // 1):
            return Draw(self.index, self.scale, self.offset + other, self.whole)
        if type(other) is str:
            text = show_number(self.choice(realm))
            return other + text if swapped else text + other
        return super().plus(realm, other, swapped)

    def rounded(self) -> Draw:
        """Rounded down; a whole offset may be added afterwards."""
        return Draw(self.index, self.scale, self.offset, True)

    def method(self, realm: Realm, name: str, arguments: list[Value]) -> Value:
        if name in ("Math.floor", "parseInt", "Math.trunc") and self.offset >= 0:
            return self.rounded()
        return super().method(realm, name, arguments)

    def to_number(self, realm: Realm) -> Value:
        return self

    def to_text(self, realm: Realm) -> Value:
        return show_number(self.choice(realm)) if self.whole else self

    def choice(self, realm: Realm) -> float:
        """The whole number that it is, as one of several cases."""
        low, high = math.floor(self.offset), math.ceil(self.scale + self.offset) - 1
        if not self.whole or high - low >= CHOICES:
            raise self.beyond("a use")
        for value in range(low, high):
            if self._is(realm, float(value)):
                return float(value)
        return float(high)

    def _is(self, realm: Realm, value: float) -> bool:
        return self._condition(realm, f"is {show_number(value)}")

    def _condition(self, realm: Realm, text: str) -> bool:
        told = f"random choice {self.index}" if self.whole else f"random number {self.index}"
        around = f" ({show_number(self.scale)} of them)" if self.whole else ""
        name = f"{told}{around} {text}"
        return world_of(realm).condition(Condition(f"pac:{self.scale}:{self.offset}:{name}", name))

    def truth(self, realm: Realm) -> bool:
        return self.choice(realm) != 0.0 if self.whole else not self._condition(realm, "is 0")

    def same(self, realm: Realm, other: Value, strict: bool) -> Value:
        if type(other) is float and self.whole:
            return self.choice(realm) == other
        if type(other) is float or (strict and not isinstance(other, Varying)):
            return False
        return super().same(realm, other, strict)

    def less(self, realm: Realm, other: Value, swapped: bool, or_equal: bool) -> Value:
        if type(other) is not float:
            return super().less(realm, other, swapped, or_equal)
        if self.whole:
            value = self.choice(realm)
            left, right = (other, value) if swapped else (value, other)
            return left <= right if or_equal else left < right
        if other <= self.offset or other >= self.scale + self.offset:
            return (other <= self.offset) is swapped
        text = f"is below {show_number(other)}"
        if self.scale != 1.0 or self.offset != 0.0:
            text += f", in a range from {show_number(self.offset)} to {show_number(self.scale + self.offset)}"
        return Flag(lambda world: self._condition(realm, text), not swapped)

    def lookup(self, realm: Realm, holder: Value, own: bool) -> Value:
        key = show_number(self.choice(realm))
        return members.has_own(realm, holder, key) if own else members.get_named(realm, holder, key)
