"""Positions inside a text that is not fixed: its length and what `indexOf` and `lastIndexOf` find."""

from __future__ import annotations

from proxylint.formats.pac.javascript.realm import Realm
from proxylint.formats.pac.javascript.values import Value
from proxylint.formats.pac.javascript.varying import Varying
from proxylint.formats.pac.unfixed.flag import Count, Flag
from proxylint.formats.pac.unfixed.strings import holds
from proxylint.formats.pac.unfixed.text import ANY, Text, quoted, quoted_class
from proxylint.formats.pac.world import World


class End(Count):
    """`length of text + offset`; a position counted from the end."""

    __slots__ = ("text",)

    def __init__(self, text: Text, offset: int = 0, sign: int = 1) -> None:
        super().__init__(
            f"the length of {text.what}", lambda world, bound: holds(world, text.longer(bound)), offset, sign
        )
        self.text = text

    def changed(self, offset: int, sign: int) -> Count:
        return End(self.text, offset, sign)

    def _ahead(self, other: Varying) -> int | None:
        """How far this position lies behind another one from the same end."""
        if isinstance(other, End) and other.text.view == self.text.view and other.sign == self.sign:
            return self.offset - other.offset
        return None

    def same_count(self, realm: Realm, other: Varying) -> Value:
        if isinstance(other, Found):
            return other.same_count(realm, self)
        ahead = self._ahead(other)
        return super().same_count(realm, other) if ahead is None else ahead == 0

    def less_count(self, realm: Realm, other: Varying, swapped: bool, or_equal: bool) -> Value:
        ahead = self._ahead(other)
        if ahead is None or self.sign < 0:
            return super().less_count(realm, other, swapped, or_equal)
        ahead = -ahead if swapped else ahead
        return ahead <= 0 if or_equal else ahead < 0

    def arithmetic(self, realm: Realm, operator: str, other: Value, swapped: bool) -> Value:
        if operator == "-" and isinstance(other, End):
            ahead = self._ahead(other)
            if ahead is not None and self.sign > 0:
                return float(-ahead if swapped else ahead)
        return super().arithmetic(realm, operator, other, swapped)


class Found(Count):
    """Where a word is found first, or `last`, in `inside`, a view that begins where `text` begins; -1 = nowhere."""

    __slots__ = ("inside", "last", "text", "word")

    def __init__(self, text: Text, inside: Text, word: str, last: bool, offset: int = 0, sign: int = 1) -> None:
        name = "lastIndexOf" if last else "indexOf"
        super().__init__(f"{name}({word!r}) of {text.what}", self._reaches, offset, sign)
        self.text = text
        self.inside = inside
        self.word = word
        self.last = last

    def changed(self, offset: int, sign: int) -> Count:
        return Found(self.text, self.inside, self.word, self.last, offset, sign)

    def _reaches(self, world: World, bound: int) -> bool:
        if bound < 0:
            return True
        if not holds(world, self.inside.has(self.word)):
            return False
        if bound == 0:
            return True
        filler, word = self._filler(), quoted(self.word)
        if self.last:
            return holds(world, self.inside.occurs(f"{filler}{{{bound},}}{word}{filler}*", f"has {self.word!r} late"))
        early = self.inside.occurs(f"{filler}{{0,{bound - 1}}}{word}{filler}*", f"has {self.word!r} early")
        return not holds(world, early)

    def equals(self, world: World, value: float) -> bool:
        if value == self.offset and not self.last:
            return holds(world, self.inside.starts(self.word))
        return super().equals(world, value)

    def _filler(self) -> str:
        if self.inside.view.filler is None:
            raise self.beyond("the order")
        return self.inside.view.filler

    def same_count(self, realm: Realm, other: Varying) -> Value:
        """`lastIndexOf(word) == length - k`: with k the word's length, the text ends with the word."""
        if not isinstance(other, End) or other.text.view != self.inside.view or self.sign != 1 or other.sign != 1:
            return super().same_count(realm, other)
        distance = self.offset - other.offset
        return Flag(lambda world: self._ends_at(world, distance))

    def _ends_at(self, world: World, distance: int) -> bool:
        """Whether the word is found, and `distance` characters before the end; or is not found, and that is -1."""
        if not holds(world, self.inside.has(self.word)):
            return distance > 0 and End(self.inside).equals(world, float(distance - 1))
        behind = distance - len(self.word)
        if behind < 0:
            return False
        filler, word = self._filler(), quoted(self.word)
        there = self.inside.occurs(
            f"{filler}*{word}{filler}{{{behind}}}", f"has {self.word!r} {distance} before its end"
        )
        if not holds(world, there):
            return False
        if self.last:
            others = f"{filler}*{word}{filler}{{0,{behind - 1}}}" if behind else None
        else:
            others = f"{filler}*{word}{filler}{{{behind + 1},}}"
        return others is None or not holds(world, self.inside.occurs(others, f"has {self.word!r} elsewhere"))

    def settle_absent(self, world: World) -> int | None:
        """The value where the word is nowhere; None where it is somewhere."""
        if holds(world, self.inside.has(self.word)):
            return None
        return -self.sign + self.offset

    # --- the text before and behind ---

    def single(self) -> tuple[str, str]:
        """The word as a pattern, and one character that is not it; only for a single character."""
        if len(self.word) != 1 or self.sign != 1 or self.inside.view.filler is None:
            raise self.beyond("a part at that position")
        char = quoted(self.word)
        if self.inside.view.filler == ANY:
            return char, f"[^{quoted_class(self.word)}]"
        return char, f"(?!{char}){self.inside.view.filler}"

    def behind(self, world: World) -> Value:
        """The text from the position on; the word is known to be there."""
        char, other = self.single()
        if self.offset < 0 or self.text.view.filler is None:
            raise self.beyond("a part at that position")
        rest = self._after_last(char, other) if self.last else self._after_first(char, other)
        if self.offset == 0:
            return rest.joined(self.word, "")
        return rest if self.offset == 1 else rest.drop(world, self.offset - 1)

    def _after_first(self, char: str, other: str) -> Text:
        view = self.text.view
        suffix = view.suffix.partition(self.word)[2] if self.word in view.suffix else view.suffix
        return self.text.changed(
            f"{view.said} after its first {self.word!r}",
            front=f"{view.front}{other}*{char}",
            prefix="",
            suffix=suffix,
            least=len(suffix),
            alphabet=view.alphabet | set(view.suffix) | set(view.prefix),
        )

    def _after_last(self, char: str, other: str) -> Text:
        """Where `inside` is but a part, only whole texts can be compared: all that follows has its own shape."""
        view = self.text.view
        whole = self.inside.view == view
        tail = self.inside.view.back.removesuffix(view.back) + quoted(self._cut_after())
        return self.text.changed(
            f"{view.said} after its last {self.word!r}" if whole else f"the end of {view.said}",
            front=f"{view.front}{view.filler}*{char}",
            prefix="",
            suffix=view.suffix,
            filler=other if whole else None,
            shape="" if whole else f"{other}*{tail}",
            least=len(view.suffix),
            alphabet=view.alphabet | set(view.suffix),
        )

    def _cut_after(self) -> str:
        """What a plain view lost at its end."""
        whole, inside = self.text.view.after, self.inside.view.after
        return whole[len(inside) :]

    def ahead(self, world: World) -> Value:
        """The text before the position; the word is known to be there."""
        char, other = self.single()
        if self.offset != 0:
            raise self.beyond("a part before that position")
        view = self.inside.view
        prefix = view.prefix.rpartition(self.word)[0] if self.word in view.prefix else view.prefix
        if self.last:
            return self.inside.changed(
                f"{view.said} before its last {self.word!r}",
                back=f"{char}{other}*{view.back}",
                prefix=prefix,
                suffix="",
                least=len(prefix),
                alphabet=view.alphabet | set(view.suffix) | set(view.prefix),
            )
        return self.inside.changed(
            f"{view.said} before its first {self.word!r}",
            back=f"{char}{view.filler}*{view.back}",
            filler=other,
            suffix="",
            least=len(prefix),
            alphabet=(view.alphabet | set(view.suffix)) - set(self.word),
        )
