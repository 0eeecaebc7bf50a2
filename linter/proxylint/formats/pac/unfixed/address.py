"""The answer of a DNS look-up and the device's own address, where the question leaves them open."""

from __future__ import annotations

from collections.abc import Callable
from ipaddress import AddressValueError, IPv4Address, IPv6Address
from typing import TypeAlias

from proxylint import addresses
from proxylint.formats.pac.javascript import convert
from proxylint.formats.pac.javascript.realm import Realm
from proxylint.formats.pac.javascript.values import UNDEFINED, Arr, Unmodelled, Value
from proxylint.formats.pac.javascript.varying import Varying
from proxylint.formats.pac.unfixed.flag import Count, Flag, world_of
from proxylint.formats.pac.unfixed.strings import VaryingText
from proxylint.formats.pac.world import World
from proxylint.intervals import Intervals
from proxylint.names import Beyond, ends_with, starts_with
from proxylint.names.language import Language
from proxylint.names.words import Words

Within: TypeAlias = Callable[[World, Intervals], bool]
"""Whether the address lies in a set; the set is of `addresses`, NOWHERE included."""

MAPPED = addresses.V4.parts[0][0]

QUESTIONS = 3000
"""Prefixes of an address that are tried when a pattern is turned into a set of addresses."""


class Address(Varying):
    """A string with an IPv4 address, or, where `nullable`, null for none. (An own address may be IPv6.)"""

    __slots__ = ("nullable", "said", "within")

    def __init__(self, said: str, within: Within, nullable: bool) -> None:
        self.said = said
        self.within = within
        self.nullable = nullable

    @property
    def what(self) -> str:
        return self.said

    def settle(self, realm: Realm) -> Value:
        if self.nullable and not self.within(world_of(realm), addresses.V4):
            return None
        return AddressText(self.said, self.within)

    def truth(self, realm: Realm) -> bool:
        return self.settle(realm) is not None

    def same(self, realm: Realm, other: Value, strict: bool) -> Value:
        if other is None or other is UNDEFINED:
            if not self.nullable or (strict and other is UNDEFINED):
                return False
            return Flag(lambda world: not self.within(world, addresses.V4))
        if type(other) is str:
            return AddressText(self.said, self.within).same(realm, other, strict)
        settled = self.settle(realm)
        return (convert.strictly_equal if strict else convert.equal)(realm, settled, other)

    def less(self, realm: Realm, other: Value, swapped: bool, or_equal: bool) -> Value:
        settled = self.settle(realm)
        left, right = (other, settled) if swapped else (settled, other)
        return convert.less(realm, left, right, or_equal)

    def plus(self, realm: Realm, other: Value, swapped: bool) -> Value:
        from proxylint.formats.pac.javascript import operators

        settled = self.settle(realm)
        left, right = (other, settled) if swapped else (settled, other)
        return operators.add(realm, left, right)

    def get(self, realm: Realm, key: Value) -> Value:
        from proxylint.formats.pac.javascript import members

        return members.get(realm, self.settle(realm), key)

    def to_text(self, realm: Realm) -> Value:
        settled = self.settle(realm)
        return "null" if settled is None else settled

    def to_number(self, realm: Realm) -> Value:
        return convert.number(realm, self.settle(realm))

    def lookup(self, realm: Realm, holder: Value, own: bool) -> Value:
        settled = self.settle(realm)
        if settled is None:
            from proxylint.formats.pac.javascript import members

            return members.has_own(realm, holder, "null") if own else members.get_named(realm, holder, "null")
        return settled.lookup(realm, holder, own)


class AddressText(VaryingText):
    """The text of an address that is there."""

    __slots__ = ("said", "within")

    def __init__(self, said: str, within: Within) -> None:
        self.said = said
        self.within = within

    @property
    def what(self) -> str:
        return self.said

    def may_be(self, text: str) -> bool:
        return _canonical(text) is not None

    def is_one_of(self, texts: list[str]) -> Flag | bool:
        found = [number for number in map(_canonical, texts) if number is not None]
        if not found:
            return False
        wanted = Intervals.of((number, number) for number in found)
        return Flag(lambda world: self.within(world, wanted))

    def starts(self, word: str) -> Flag | bool:
        return self.asked(starts_with(word))

    def ends(self, word: str) -> Flag | bool:
        return self.asked(ends_with(word))

    def has(self, word: str) -> Flag | bool:
        return self.asked(Words(inside=(word,)))

    def asked(self, language: Language, said: str = "") -> Flag | bool:
        return Flag(lambda world: self._decide(world, language))

    def _decide(self, world: World, language: Language) -> bool:
        if not self.within(world, addresses.V4):
            raise Unmodelled(f"a test of the text of {self.said} where that is an IPv6 address")
        try:
            return self.within(world, matching(language))
        except Beyond as beyond:
            raise Unmodelled(beyond.reason) from None

    def method(self, realm: Realm, name: str, arguments: list[Value]) -> Value:
        if name == "split" and arguments[:1] == ["."]:
            if not self.within(world_of(realm), addresses.V4):
                raise self.beyond("split() where it is an IPv6 address")
            octets: list[Value] = [Octet(self.said, self.within, index) for index in range(4)]
            return Arr(realm.prototypes["Array"], octets)
        return super().method(realm, name, arguments)


class Octet(Varying):
    """One of the four numbers of an IPv4 address, as a string."""

    __slots__ = ("index", "said", "within")

    def __init__(self, said: str, within: Within, index: int) -> None:
        self.said = said
        self.within = within
        self.index = index

    @property
    def what(self) -> str:
        return f"number {self.index + 1} of {self.said}"

    def truth(self, realm: Realm) -> bool:
        return True

    def to_text(self, realm: Realm) -> Value:
        return self

    def to_number(self, realm: Realm) -> Value:
        return Count(self.what, self._at_least)

    def _at_least(self, world: World, bound: int) -> bool:
        return bound <= 0 or (bound <= 255 and self.within(world, self._set(bound, 255)))

    def _set(self, low: int, high: int) -> Intervals:
        if self.index > 1:
            raise self.beyond("a test")
        if self.index == 0:
            return addresses.between(MAPPED | low << 24, MAPPED | high << 24 | 0xFFFFFF)
        tops = (MAPPED | top << 24 for top in range(256))
        return Intervals.of((top | low << 16, top | high << 16 | 0xFFFF) for top in tops)

    def same(self, realm: Realm, other: Value, strict: bool) -> Value:
        if type(other) is float and not strict:
            return Flag(lambda world: self.to_number(realm).equals(world, other))
        if type(other) is not str:
            if strict and not isinstance(other, Varying):
                return False
            raise self.beyond("the comparison")
        if not (other.isascii() and other.isdecimal() and str(int(other)) == other and int(other) < 256):
            return False
        wanted = self._set(int(other), int(other))
        return Flag(lambda world: self.within(world, wanted))

    def less(self, realm: Realm, other: Value, swapped: bool, or_equal: bool) -> Value:
        if type(other) is str:
            raise self.beyond("the order")
        number: Varying = self.to_number(realm)
        return number.less(realm, other, swapped, or_equal)

    def arithmetic(self, realm: Realm, operator: str, other: Value, swapped: bool) -> Value:
        number: Varying = self.to_number(realm)
        return number.arithmetic(realm, operator, other, swapped)

    def method(self, realm: Realm, name: str, arguments: list[Value]) -> Value:
        if name == "parseInt":
            return self.to_number(realm)
        return super().method(realm, name, arguments)


def _canonical(text: str) -> int | None:
    """The address whose text this is exactly, or None."""
    try:
        found: IPv4Address | IPv6Address = IPv4Address(text)
    except AddressValueError:
        try:
            found = IPv6Address(text)
        except AddressValueError:
            return None
    return addresses.number(found) if str(found) == text else None


def matching(language: Language) -> Intervals:
    """The IPv4 addresses whose text is in the language. Raises Beyond."""
    key = "addresses"
    found = language.cache.get(key)
    if not isinstance(found, Intervals):
        left = [QUESTIONS]
        found = language.cache[key] = Intervals.of(_matching(language, "", MAPPED, 24, left))
    return found


def _matching(language: Language, prefix: str, base: int, shift: int, left: list[int]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for number in range(256):
        left[0] -= 1
        if left[0] < 0:
            raise Beyond("the addresses that a pattern matches are too many to tell apart")
        low = base | number << shift
        text = f"{prefix}{number}" if shift == 0 else f"{prefix}{number}."
        if shift == 0:
            if language.matches(text):
                found.append((low, low))
            continue
        inner = language.within(text, "")
        if isinstance(inner, Words) and (inner.everything or inner.nothing):
            if inner.everything:
                found.append((low, low | (1 << shift) - 1))
        else:
            found.extend(_matching(language, text, low, shift - 8, left))
    return found
