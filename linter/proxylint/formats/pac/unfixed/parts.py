"""`text.split(".")` for a text that is not fixed: an array of unknown length."""

from __future__ import annotations

from proxylint.formats.pac.javascript.realm import Realm
from proxylint.formats.pac.javascript.values import UNDEFINED, Arr, Value, is_index
from proxylint.formats.pac.javascript.varying import Varying
from proxylint.formats.pac.unfixed.flag import Count, world_of
from proxylint.formats.pac.unfixed.strings import holds
from proxylint.formats.pac.unfixed.text import ANY, Text, quoted, quoted_class
from proxylint.formats.pac.world import World

MOST = 130
"""Parts that are left out at the front, at most: a host has no more labels."""


class Parts(Varying):
    """`separator` is one character. Single parts can be taken from either end; the array cannot be changed."""

    __slots__ = ("separator", "text")

    type_name = "object"

    def __init__(self, text: Text, separator: str) -> None:
        self.text = text
        self.separator = separator

    @property
    def what(self) -> str:
        return f"the parts of {self.text.what}"

    def truth(self, realm: Realm) -> bool:
        return True

    def same(self, realm: Realm, other: Value, strict: bool) -> Value:
        if other is None or other is UNDEFINED:
            return False
        raise self.beyond("the comparison")

    def same_as(self, other: Parts) -> bool:
        return self.separator == other.separator and self.text.view == other.text.view

    def _patterns(self) -> tuple[str, str]:
        """The separator, and one character that is not it."""
        if self.text.view.filler != ANY:
            raise self.beyond("a test")
        return quoted(self.separator), f"[^{quoted_class(self.separator)}]"

    def more_than(self, world: World, count: int) -> bool:
        """Whether there are more than `count` parts: at least so many separators."""
        fixed = self.text.view.prefix.count(self.separator) + self.text.view.suffix.count(self.separator)
        if count <= fixed:
            return True
        mark, other = self._patterns()
        pattern = f"(?:{other}*{mark}){{{count}}}{ANY}*"
        return holds(world, self.text.occurs(pattern, f"has at least {count} {self.separator!r}"))

    def get(self, realm: Realm, key: Value) -> Value:
        if key == "length":
            return Length(self)
        if isinstance(key, Length) and key.parts.same_as(self) and key.sign == 1:
            return self._from_end(realm, -key.offset)
        if type(key) is str and is_index(key):
            return self._from_start(realm, int(key))
        if isinstance(key, Varying):
            raise self.beyond("a part")
        return realm.prototypes["Array"].get(realm, key, self)

    def _from_start(self, realm: Realm, index: int) -> Value:
        fixed = self.text.view.prefix.split(self.separator)
        if index < len(fixed) - 1:
            return fixed[index]
        if not self.more_than(world_of(realm), index):
            return UNDEFINED
        view = self.text.view
        mark, other = self._patterns()
        return self.text.changed(
            f"part {index + 1} of {view.said}",
            front=f"{view.front}(?:{other}*{mark}){{{index}}}" if index else view.front,
            back=f"(?:{mark}{ANY}*)?{view.back}",
            filler=other,
            prefix=fixed[-1] if index == len(fixed) - 1 else "",
            suffix="",
            least=0,
            alphabet=(view.alphabet | set(view.suffix)) - {self.separator},
        )

    def _from_end(self, realm: Realm, distance: int) -> Value:
        """The part `length - distance`."""
        fixed = self.text.view.suffix.split(self.separator)
        if 0 < distance < len(fixed):
            return fixed[-distance]
        if distance <= 0 or not self.more_than(world_of(realm), distance - 1):
            return UNDEFINED
        view = self.text.view
        mark, other = self._patterns()
        back = f"(?:{mark}{other}*){{{distance - 1}}}" if distance > 1 else ""
        return self.text.changed(
            f"part {distance} from the end of {view.said}",
            front=f"{view.front}(?:{ANY}*{mark})?",
            back=f"{back}{view.back}",
            filler=other,
            prefix="",
            suffix=fixed[0] if distance == len(fixed) else "",
            least=0,
            alphabet=(view.alphabet | set(view.prefix)) - {self.separator},
        )

    def part(self, realm: Realm, arguments: list[Value]) -> Value:
        """`slice(-n)` within the known end, `slice(n)` from the start."""
        start = arguments[0] if len(arguments) == 1 else None
        if type(start) is float and abs(start) < MOST:
            count = int(start)
            fixed = self.text.view.suffix.split(self.separator)
            if 0 < -count < len(fixed):
                return Arr(realm.prototypes["Array"], list(fixed[count:]))
            if count >= 0:
                return self._rest(realm, count)
        if isinstance(start, Count):
            from proxylint.formats.pac.unfixed.last_parts import Index, parts_from_end

            if isinstance(start, Index):
                return start.parts(self)
            if isinstance(start, Length) and start.parts.same_as(self) and start.sign == 1:
                return parts_from_end(realm, self, -start.offset)
        raise self.beyond("slice()")

    def _rest(self, realm: Realm, count: int) -> Value:
        """Without the first parts."""
        from proxylint.formats.pac.unfixed.positions import Found

        if count and not self.more_than(world_of(realm), count):
            return Arr(realm.prototypes["Array"], [])
        rest = self.text
        for _ in range(count):
            rest = Found(rest, rest, self.separator, False, 1).behind(world_of(realm))
        return Parts(rest, self.separator) if isinstance(rest, Text) else self._fixed(realm, rest)

    def _fixed(self, realm: Realm, text: Value) -> Value:
        if type(text) is not str:
            raise self.beyond("slice()")
        return Arr(realm.prototypes["Array"], list(text.split(self.separator)))

    def join(self, realm: Realm, separator: str) -> Value:
        if separator == self.separator:
            return self.text
        raise self.beyond("join() by another separator")

    def method(self, realm: Realm, name: str, arguments: list[Value]) -> Value:
        if name == "slice":
            return self.part(realm, arguments)
        if name == "join" and len(arguments) == 1 and type(arguments[0]) is str:
            return self.join(realm, arguments[0])
        raise self.beyond(f"{name}()")


class Length(Count):
    """The number of parts."""

    __slots__ = ("parts",)

    def __init__(self, parts: Parts, offset: int = 0, sign: int = 1) -> None:
        super().__init__(f"the number of {parts.what}", self._reaches, offset, sign)
        self.parts = parts

    def _reaches(self, world: World, bound: int) -> bool:
        return bound <= 1 or self.parts.more_than(world, bound - 1)

    def changed(self, offset: int, sign: int) -> Count:
        return Length(self.parts, offset, sign)

    def _ahead(self, other: Varying) -> int | None:
        """How far it lies behind another place that is counted from the same end."""
        if not isinstance(other, Length) or self.sign < 0 or other.sign < 0:
            return None
        return self.offset - other.offset if self.parts.same_as(other.parts) else None

    def same_count(self, realm: Realm, other: Varying) -> Value:
        ahead = self._ahead(other)
        return super().same_count(realm, other) if ahead is None else ahead == 0

    def less_count(self, realm: Realm, other: Varying, swapped: bool, or_equal: bool) -> Value:
        ahead = self._ahead(other)
        if ahead is None:
            return super().less_count(realm, other, swapped, or_equal)
        ahead = -ahead if swapped else ahead
        return ahead <= 0 if or_equal else ahead < 0
