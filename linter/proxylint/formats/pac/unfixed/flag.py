"""A truth value and a whole number that are decided only when something depends on them."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TypeAlias

from proxylint.formats.pac.javascript import convert, members, operators
from proxylint.formats.pac.javascript.realm import Realm
from proxylint.formats.pac.javascript.values import ABSENT, UNDEFINED, Value
from proxylint.formats.pac.javascript.varying import Varying
from proxylint.formats.pac.world import World

Question: TypeAlias = Callable[[World], bool]


def world_of(realm: Realm) -> World:
    assert isinstance(realm.world, World)
    return realm.world


class Flag(Varying):
    """`decide(world)`, or its opposite where `wanted` is False. Every operation but negation decides."""

    __slots__ = ("decide", "wanted")

    type_name = "boolean"
    what = "a test"

    def __init__(self, decide: Question, wanted: bool = True) -> None:
        self.decide = decide
        self.wanted = wanted

    def truth(self, realm: Realm) -> bool:
        return self.decide(world_of(realm)) is self.wanted

    def settle(self, realm: Realm) -> Value:
        return self

    def same(self, realm: Realm, other: Value, strict: bool) -> Value:
        if type(other) is bool:
            return Flag(self.decide, self.wanted is other)
        if strict and not isinstance(other, Varying):
            return False
        compare = convert.strictly_equal if strict else convert.equal
        return compare(realm, self.truth(realm), other)

    def less(self, realm: Realm, other: Value, swapped: bool, or_equal: bool) -> Value:
        left, right = (other, self.truth(realm)) if swapped else (self.truth(realm), other)
        return convert.less(realm, left, right, or_equal)

    def plus(self, realm: Realm, other: Value, swapped: bool) -> Value:
        held = self.truth(realm)
        return operators.add(realm, other, held) if swapped else operators.add(realm, held, other)

    def arithmetic(self, realm: Realm, operator: str, other: Value, swapped: bool) -> Value:
        if operator == "!":
            return Flag(self.decide, not self.wanted)
        held = self.truth(realm)
        if operator == "~":
            return operators.UNARY["~"](realm, held)
        apply = operators.BINARY[operator]
        return apply(realm, other, held) if swapped else apply(realm, held, other)

    def get(self, realm: Realm, key: Value) -> Value:
        return convert.to_object(realm, self.truth(realm)).get(realm, key) if type(key) is str else UNDEFINED

    def lookup(self, realm: Realm, holder: Value, own: bool) -> Value:
        key = "true" if self.truth(realm) else "false"
        if own:
            return holder.own(key) is not ABSENT
        return members.get_named(realm, holder, key)

    def to_text(self, realm: Realm) -> Value:
        return "true" if self.truth(realm) else "false"

    def to_number(self, realm: Realm) -> Value:
        return 1.0 if self.truth(realm) else 0.0


AtLeast: TypeAlias = Callable[[World, int], bool]
"""Whether the whole number behind a `Count` is at least so much."""


class Count(Varying):
    """`sign * n + offset` for a whole number n of which only "at least m?" can be asked."""

    __slots__ = ("at_least", "offset", "said", "sign")

    type_name = "number"

    def __init__(self, said: str, at_least: AtLeast, offset: int = 0, sign: int = 1) -> None:
        self.said = said
        self.at_least = at_least
        self.offset = offset
        self.sign = sign

    @property
    def what(self) -> str:
        return self.said

    def changed(self, offset: int, sign: int) -> Count:
        """The same n with another offset and sign."""
        return Count(self.said, self.at_least, offset, sign)

    def reaches(self, world: World, bound: float) -> bool:
        """Whether the value is at least `bound`."""
        if bound != bound or bound in (math.inf, -math.inf):
            return bound == -math.inf
        if self.sign > 0:
            return self.at_least(world, math.ceil(bound) - self.offset)
        return not self.at_least(world, self.offset - math.ceil(bound) + 1)

    def exceeds(self, world: World, bound: float) -> bool:
        if bound in (math.inf, -math.inf):
            return bound < 0
        return bound == bound and self.reaches(world, math.floor(bound) + 1)

    def equals(self, world: World, value: float) -> bool:
        return value == value // 1 and self.reaches(world, value) and not self.exceeds(world, value)

    def truth(self, realm: Realm) -> bool:
        return not self.equals(world_of(realm), 0.0)

    def same(self, realm: Realm, other: Value, strict: bool) -> Value:
        if isinstance(other, Varying):
            return self.same_count(realm, other)
        if type(other) is not float:
            if strict or other is None or other is UNDEFINED:
                return False
            other = convert.number(realm, convert.primitive(realm, other))
        bound = other
        return Flag(lambda world: self.equals(world, bound))

    def same_count(self, realm: Realm, other: Varying) -> Value:
        raise self.beyond(f"the comparison with {other.what}")

    def less(self, realm: Realm, other: Value, swapped: bool, or_equal: bool) -> Value:
        if isinstance(other, Varying):
            return self.less_count(realm, other, swapped, or_equal)
        bound = convert.fixed_number(realm, other, "the order")
        if bound != bound:
            return False
        if swapped:
            return Flag(lambda world: self.reaches(world, bound) if or_equal else self.exceeds(world, bound))
        return Flag(lambda world: not (self.exceeds(world, bound) if or_equal else self.reaches(world, bound)))

    def less_count(self, realm: Realm, other: Varying, swapped: bool, or_equal: bool) -> Value:
        raise self.beyond(f"the order with {other.what}")

    def plus(self, realm: Realm, other: Value, swapped: bool) -> Value:
        if type(other) is float and other == other // 1 and abs(other) < 1e9:
            return self.changed(self.offset + int(other), self.sign)
        raise self.beyond("a sum")

    def arithmetic(self, realm: Realm, operator: str, other: Value, swapped: bool) -> Value:
        if operator == "~":
            return self.changed(-self.offset - 1, -self.sign)
        if operator == "-" and type(other) is float and other == other // 1 and abs(other) < 1e9:
            if not swapped:
                return self.changed(self.offset - int(other), self.sign)
            return self.changed(int(other) - self.offset, -self.sign)
        raise self.beyond(f"'{operator}'")

    def to_number(self, realm: Realm) -> Value:
        return self

    def settle(self, realm: Realm) -> Value:
        return self
