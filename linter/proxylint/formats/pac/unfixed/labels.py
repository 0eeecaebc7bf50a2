"""The last labels of a wildcard's host.

Scripts walk over the labels of a host and look up what is left in a table. From the end the labels of a wildcard are
known one by one, however many there are in front.
"""

from __future__ import annotations

from collections.abc import Collection

from proxylint.formats.pac.javascript.realm import Realm
from proxylint.formats.pac.javascript.values import Value
from proxylint.formats.pac.unfixed.flag import Count
from proxylint.formats.pac.unfixed.parts import Parts
from proxylint.formats.pac.unfixed.strings import Answer, VaryingText, holds
from proxylint.formats.pac.unfixed.text import ANY, NAME_ALPHABET, Text, quoted
from proxylint.formats.pac.world import World
from proxylint.names import Subject

DOT, LABEL = "\\u002e", "[^\\u002e]"
"""A dot, and one character of a label, as `quoted` spells them."""

FIRST_LABEL = f"{LABEL}*{DOT}"
"""What a text lost at its front with each label."""


def is_host(text: Value) -> bool:
    """Whether it is the whole host of a wildcard. Its labels are never empty."""
    if not isinstance(text, Text):
        return False
    view = text.view
    return view.subject is Subject.HOST and view.plain and not (view.before or view.after or view.fold or view.prefix)


def constant_labels(host: Text) -> int:
    return host.view.suffix.count(".")


def has_more(world: World, host: Text, labels: int) -> bool:
    """Whether the host has more than so many labels."""
    return Parts(host, ".").more_than(world, labels)


def last_labels(host: Text, count: int, more: bool = False) -> Value:
    """The last labels of a host that has more of them: text, where all are in the wildcard's constant end."""
    if not more and count <= constant_labels(host):
        return ".".join(host.view.suffix.split(".")[-count:])
    return LastLabels(host, count, more)


class LastLabels(VaryingText):
    """The last `count` labels of the host, with a dot in front of them.

    `more`: a text that stands for all of them at once that have `count` labels or more, the whole host included. What
    is not the same for all of these is beyond it.
    """

    __slots__ = ("count", "host", "more")

    def __init__(self, host: Text, count: int, more: bool) -> None:
        self.host = host
        self.count = count
        self.more = more

    @property
    def what(self) -> str:
        return f"the last {self.count} labels of {self.host.what}"

    def may_be(self, text: str) -> bool:
        suffix = self.host.view.suffix
        if not (text.endswith(suffix) or suffix.endswith(f".{text}")):
            return False
        labels = text.split(".")
        if not all(labels) or not NAME_ALPHABET.issuperset(text):
            return False
        return len(labels) >= self.count if self.more else len(labels) == self.count

    def among(self, texts: Collection[str]) -> list[str]:
        suffix = self.host.view.suffix
        ends = {suffix[at + 1 :] for at, char in enumerate(suffix) if char == "."}
        if not any(end in texts for end in ends):
            return [text for text in texts if text.endswith(suffix) and self.may_be(text)]
        return [text for text in texts if (text.endswith(suffix) or text in ends) and self.may_be(text)]

    def is_one_of(self, texts: list[str]) -> Answer:
        wanted = self.among(texts)
        if not wanted:
            return False
        if self.more:
            raise self.beyond("the comparison")
        return self.host._ask(self.host._words(ends=[f".{text}" for text in wanted]))

    def ends(self, word: str) -> Answer:
        if word.count(".") < self.count:
            return self.host.ends(word)
        if self.more:
            raise self.beyond("the end")
        return False

    def starts(self, word: str) -> Answer:
        if self.more:
            raise self.beyond("the beginning")
        behind = self.count - 1 - word.count(".")
        return behind >= 0 and self._occurs(
            f"{quoted(word)}{LABEL}*(?:{DOT}{LABEL}*){{{behind}}}", f"begin with {word}"
        )

    def has(self, word: str) -> Answer:
        if word == "." and self.count > 1:
            return True
        if word in self._known():
            return True
        if self.more:
            raise self.beyond("a search")
        others = self.count - 1 - word.count(".")
        if others < 0:
            return False
        pattern = "|".join(
            f"(?:{LABEL}*{DOT}){{{before}}}{LABEL}*{quoted(word)}{LABEL}*(?:{DOT}{LABEL}*){{{others - before}}}"
            for before in range(others + 1)
        )
        return self._occurs(pattern, f"contain {word}")

    def _known(self) -> str:
        """The constant end that all of these texts have."""
        suffix = self.host.view.suffix
        return suffix if self.count > suffix.count(".") else ".".join(suffix.split(".")[-self.count :])

    def _occurs(self, pattern: str, said: str) -> Answer:
        return self.host.occurs(f"{ANY}*{DOT}(?:{pattern})", f"has last {self.count} labels that {said}")

    def lowered(self, upper: bool) -> Value:
        if upper:
            raise self.beyond("a change of case")
        return self

    def method(self, realm: Realm, name: str, arguments: list[Value]) -> Value:
        if name == "indexOf" and arguments == ["."]:
            return -1.0 if self.count == 1 and not self.more else FirstDot(self)
        if name in ("substring", "substr", "slice") and len(arguments) == 1:
            position = arguments[0]
            if isinstance(position, FirstDot) and position.is_in(self):
                return position.rest()
        if name == "length":
            return Count(f"the length of {self.what}", self._longer)
        if name == "split" and arguments == ["."]:
            from proxylint.formats.pac.unfixed.last_parts import LastParts

            return LastParts(self)
        return super().method(realm, name, arguments)

    def _longer(self, world: World, bound: int) -> bool:
        free = self.count - constant_labels(self.host)
        known = self._known()
        if bound <= len(known) + max(0, 2 * free - 1):
            return True
        if self.more or free != 1:
            raise self.beyond("the length")
        pattern = f"{LABEL}{{{bound - len(known)},}}{quoted(known)}"
        return holds(world, self._occurs(pattern, f"have {bound} characters"))


class FirstDot(Count):
    """Where the first dot of such labels stands: never at the start. In a single label there is none."""

    __slots__ = ("text",)

    def __init__(self, text: LastLabels, offset: int = 0, sign: int = 1) -> None:
        super().__init__(f"indexOf('.') of {text.what}", self._reaches, offset, sign)
        self.text = text

    def changed(self, offset: int, sign: int) -> Count:
        return FirstDot(self.text, offset, sign)

    def is_in(self, text: LastLabels) -> bool:
        return (self.text.count, self.text.more, self.text.host.view) == (text.count, text.more, text.host.view)

    def _reaches(self, world: World, bound: int) -> bool:
        if bound < 0 or (bound <= 1 and self.text.count > 1):
            return True
        raise self.beyond("the position")

    def rest(self) -> Value:
        """The text from here on."""
        if self.sign != 1 or self.offset not in (0, 1) or self.text.count < 2:
            raise self.beyond("a part at that position")
        found = last_labels(self.text.host, self.text.count - 1, self.text.more)
        if self.offset == 1:
            return found
        return f".{found}" if type(found) is str else found.joined(".", "")
