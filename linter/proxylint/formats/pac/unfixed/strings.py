"""Strings that are not fixed: what the language does with them, in terms of a few questions about the text."""

from __future__ import annotations

from collections.abc import Collection
from typing import TypeAlias

from proxylint.formats.pac.javascript import convert, members
from proxylint.formats.pac.javascript.builtins.patterns import Pattern
from proxylint.formats.pac.javascript.realm import Realm
from proxylint.formats.pac.javascript.values import (
    UNDEFINED,
    Accessor,
    Arr,
    Builtin,
    Obj,
    Unmodelled,
    Value,
    is_index,
)
from proxylint.formats.pac.javascript.varying import Varying
from proxylint.formats.pac.unfixed.flag import AtLeast, Count, Flag, world_of
from proxylint.formats.pac.world import World
from proxylint.names import Beyond, javascript, shell
from proxylint.names.language import Language

Answer: TypeAlias = "Flag | bool"


def holds(world: World, answer: Answer) -> bool:
    return answer if isinstance(answer, bool) else answer.decide(world) is answer.wanted


def any_of(answers: list[Answer]) -> Answer:
    if any(answer is True for answer in answers):
        return True
    open_ones = [answer for answer in answers if not isinstance(answer, bool)]
    if not open_ones:
        return False
    return open_ones[0] if len(open_ones) == 1 else Flag(lambda world: any(holds(world, one) for one in open_ones))


class VaryingText(Varying):
    """A primitive string. Subclasses answer the questions; a question they cannot answer exactly is `beyond` them."""

    __slots__ = ()

    @property
    def fixed(self) -> str:
        """Whatever stands in it for sure, one after the other; what varies is of one line."""
        return ""

    def may_be(self, text: str) -> bool:
        """A quick look: False only if the text is certainly different."""
        return True

    def is_one_of(self, texts: list[str]) -> Answer:
        raise self.beyond("the comparison")

    def starts(self, word: str) -> Answer:
        raise self.beyond("the beginning")

    def ends(self, word: str) -> Answer:
        raise self.beyond("the end")

    def has(self, word: str) -> Answer:
        raise self.beyond("a search")

    def among(self, texts: Collection[str]) -> list[str]:
        """Those that the text may be, in order."""
        return [text for text in texts if self.may_be(text)]

    def asked(self, language: Language, said: str) -> Answer:
        """Whether the text is in a language; `said` names the pattern."""
        raise self.beyond(f"a test by {said}")

    def asked_pattern(self, source: str, flags: str) -> Answer:
        """A JavaScript pattern, found anywhere in the text; it was read before, so it is no bad one."""
        said = f"/{source[:40]}/"
        try:
            return self.asked(javascript(source, flags), said)
        except Beyond as beyond:
            raise self.beyond(f"a test by {said} ({beyond.reason})") from None

    def asked_shell(self, pattern: str) -> Answer:
        """`shExpMatch`. Raises BadPattern and Beyond."""
        return self.asked(shell(pattern), f"the pattern '{pattern[:60]}'")

    def lowered(self, upper: bool) -> Value:
        """`toLowerCase()`, or `toUpperCase()`."""
        raise self.beyond("a change of case")

    # --- what the language asks ---

    def truth(self, realm: Realm) -> bool:
        return not self.may_be("") or not holds(world_of(realm), self.is_one_of([""]))

    def same(self, realm: Realm, other: Value, strict: bool) -> Value:
        if type(other) is str:
            return self.may_be(other) and self.is_one_of([other])
        if other is self:
            return True
        if isinstance(other, Varying):
            settled = other.settle(realm)
            if not isinstance(settled, Varying):
                return self.same(realm, settled, strict)
            raise self.beyond(f"the comparison with {other.what}")
        if strict or other is None or other is UNDEFINED:
            return False
        if isinstance(other, Obj):
            return self.same(realm, convert.primitive(realm, other), False)
        raise self.beyond("the comparison with a number or boolean")

    def to_text(self, realm: Realm) -> Value:
        return self

    def get(self, realm: Realm, key: Value) -> Value:
        if isinstance(key, Varying):
            raise self.beyond("a character")
        if key == "length":
            return self.method(realm, "length", [])
        if is_index(key):
            found = self.method(realm, "charAt", [float(key)])
            return UNDEFINED if found == "" else found
        return realm.prototypes["String"].get(realm, key, self)

    def plus(self, realm: Realm, other: Value, swapped: bool) -> Value:
        if isinstance(other, Varying):
            other = convert.text(realm, other)
            if isinstance(other, Varying):
                raise self.beyond(f"the sum with {other.what}")
        text = convert.text(realm, other)
        return self if text == "" else self.joined(text, "") if swapped else self.joined("", text)

    def joined(self, before: str, after: str) -> Value:
        from proxylint.formats.pac.unfixed.pieces import Joined

        return Joined(self, before, after)

    def beginning(self, length: int) -> Value:
        from proxylint.formats.pac.unfixed.pieces import Beginning

        return Beginning(self, length) if length > 0 else ""

    def ending(self, length: int) -> Value:
        """The last `length` characters, or all of a shorter text."""
        from proxylint.formats.pac.unfixed.pieces import Ending

        return Ending(self, length) if length > 0 else ""

    def method(self, realm: Realm, name: str, arguments: list[Value]) -> Value:
        from proxylint.formats.pac.unfixed.methods import call

        return call(realm, self, name, arguments)

    def matched(self, realm: Realm, pattern: Obj, name: str) -> Value:
        """`pattern.test(this)`, or `exec` and `match`, which give an object or null."""
        state: Pattern = pattern.primitive
        if state.moves:
            if state.lost or pattern.props["lastIndex"] != 0.0 or "y" in state.flags:
                raise self.beyond("a test by a regular expression that was used before")
            state.lost = True
            realm.writes += 1
        answer = self.asked_pattern(state.source, state.other_flags)
        return answer if name == "test" else Match(self, answer)

    # --- objects used as tables ---

    def lookup(self, realm: Realm, holder: Value, own: bool) -> Value:
        if not isinstance(holder, Obj) or type(holder.primitive) is str:
            raise self.beyond("a look-up by the value")
        names = self._names(realm, holder, own)
        if own:
            return bool(names) and self.is_one_of(names)
        return self._chosen(realm, holder, names)

    def is_key_of(self, realm: Realm, holder: Value) -> Value:
        names = self._names(realm, holder, False)
        return bool(names) and self.is_one_of(names)

    def _names(self, realm: Realm, holder: Obj, own: bool) -> list[str]:
        """The property names of the holder that the text may be."""
        found: dict[str, None] = {}
        level: Obj | None = holder
        while level is not None:
            names = level.props if not isinstance(level, Arr) else [*level.keys(), "length"]
            realm.spend_steps(len(names) >> 4)
            found.update(dict.fromkeys(self.among(names)))
            level = None if own else level.parent(realm)
        return list(found)

    def _chosen(self, realm: Realm, holder: Obj, names: list[str]) -> Value:
        """The value of the property that the text names; names with one value are asked for together."""
        groups: list[tuple[Value, list[str]]] = []
        places: dict[object, int] = {}
        for name in names:
            value = holder.find(realm, name)
            if isinstance(value, Accessor):
                if not isinstance(value.getter, Builtin):
                    raise self.beyond("a look-up among accessors")
                value = value.read(realm, holder)  # such as __proto__, which runs none of the script
            key = (type(value), value if not isinstance(value, (Obj, Varying)) else id(value))
            if key not in places:
                places[key] = len(groups)
                groups.append((value, []))
            groups[places[key]][1].append(name)
        if not names or not holds(world_of(realm), self.is_one_of(names)):
            return UNDEFINED
        for value, group in groups[:-1]:
            if holds(world_of(realm), self.is_one_of(group)):
                return value
        return groups[-1][0]

    def searched(self, realm: Realm, name: str, text: str, arguments: list[Value]) -> Value:
        """`text.indexOf(this)` and the like, for a fixed text."""
        if len(arguments) == 1 and name in ("indexOf", "includes", "lastIndexOf", "startsWith", "endsWith"):
            from proxylint.formats.pac.unfixed.methods import inside

            return inside(self, name, text)
        raise self.beyond(f"{name}() with the value")


class Match(Varying):
    """What `exec` and `match` give for a text that is not fixed: an object of unknown content, or null."""

    __slots__ = ("answer", "text")

    type_name = "object"

    def __init__(self, text: VaryingText, answer: Answer) -> None:
        self.text = text
        self.answer = answer

    @property
    def what(self) -> str:
        return f"what a regular expression finds in {self.text.what}"

    def truth(self, realm: Realm) -> bool:
        return holds(world_of(realm), self.answer)

    def settle(self, realm: Realm) -> Value:
        return self if self.truth(realm) else None

    def same(self, realm: Realm, other: Value, strict: bool) -> Value:
        if other is None or (other is UNDEFINED and not strict):
            answer = self.answer
            return not answer if isinstance(answer, bool) else Flag(answer.decide, not answer.wanted)
        if strict and not isinstance(other, (Obj, Varying)):
            return False
        return super().same(realm, other, strict)

    def get(self, realm: Realm, key: Value) -> Value:
        if not self.truth(realm):
            return members.get_named(realm, None, key if type(key) is str else "[...]")
        if key == "length":
            raise self.beyond("the length")
        raise self.beyond("a part")


class Search(Count):
    """A position of which little more is known than whether there is one: -1 = nowhere."""

    __slots__ = ("at_start",)

    def __init__(self, said: str, at_least: AtLeast, at_start: Answer | None, offset: int = 0, sign: int = 1) -> None:
        super().__init__(said, at_least, offset, sign)
        self.at_start = at_start

    def changed(self, offset: int, sign: int) -> Count:
        return Search(self.said, self.at_least, self.at_start, offset, sign)

    def equals(self, world: World, value: float) -> bool:
        if self.at_start is not None and value == self.offset:
            return holds(world, self.at_start)
        return super().equals(world, value)


def search(text: Varying, said: str, present: Answer, at_start: Answer | None) -> Count:
    """`at_start`: whether the position, if any, is 0; None = that cannot be said."""

    def at_least(world: World, bound: int) -> bool:
        if bound < 0:
            return True
        if bound == 0:
            return holds(world, present)
        if bound == 1 and at_start is not None:
            return holds(world, present) and not holds(world, at_start)
        if not holds(world, present):
            return False
        raise Unmodelled(f"the position that {said} finds in {text.what}, which is not fixed")

    return Search(f"{said} of {text.what}", at_least, at_start)
