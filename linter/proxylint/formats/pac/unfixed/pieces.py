"""Strings made of one that is not fixed: its beginning, or it with fixed text around."""

from __future__ import annotations

from proxylint.formats.pac.javascript.values import Value
from proxylint.formats.pac.unfixed.strings import Answer, VaryingText, any_of


class _Edge(VaryingText):
    """`length` characters at one edge of a text, or all of a shorter text."""

    __slots__ = ("inner", "length")

    def __init__(self, inner: VaryingText, length: int) -> None:
        self.inner = inner
        self.length = length

    @property
    def fixed(self) -> str:
        return self.inner.fixed

    def reaches(self, word: str) -> Answer:
        """Whether `inner` has the word at this edge."""
        raise NotImplementedError

    def may_be(self, text: str) -> bool:
        return len(text) <= self.length

    def is_one_of(self, texts: list[str]) -> Answer:
        answers: list[Answer] = [self.reaches(text) for text in texts if len(text) == self.length]
        shorter = [text for text in texts if len(text) < self.length and self.inner.may_be(text)]
        if shorter:
            answers.append(self.inner.is_one_of(shorter))
        return any_of(answers)


class Beginning(_Edge):
    """The first `length` characters, or all of a shorter text."""

    __slots__ = ()

    @property
    def what(self) -> str:
        return f"the beginning of {self.inner.what}"

    def reaches(self, word: str) -> Answer:
        return self.inner.starts(word)

    def starts(self, word: str) -> Answer:
        return len(word) <= self.length and self.inner.starts(word)

    def beginning(self, length: int) -> Value:
        return self if length >= self.length else self.inner.beginning(length)

    def lowered(self, upper: bool) -> Value:
        changed = self.inner.lowered(upper)
        return changed.beginning(self.length) if isinstance(changed, VaryingText) else changed[: self.length]


class Ending(_Edge):
    """The last `length` characters, or all of a shorter text."""

    __slots__ = ()

    @property
    def what(self) -> str:
        return f"the end of {self.inner.what}"

    def reaches(self, word: str) -> Answer:
        return self.inner.ends(word)

    def ends(self, word: str) -> Answer:
        return len(word) <= self.length and self.inner.ends(word)

    def ending(self, length: int) -> Value:
        return self if length >= self.length else self.inner.ending(length)

    def lowered(self, upper: bool) -> Value:
        changed = self.inner.lowered(upper)
        return changed.ending(self.length) if isinstance(changed, VaryingText) else changed[-self.length :]


class Joined(VaryingText):
    """`before + inner + after`."""

    __slots__ = ("after", "before", "inner")

    def __init__(self, inner: VaryingText, before: str, after: str) -> None:
        self.inner = inner
        self.before = before
        self.after = after

    @property
    def what(self) -> str:
        return f"{self.inner.what} with text around it"

    @property
    def fixed(self) -> str:
        return self.before + self.inner.fixed + self.after

    def _inside(self, text: str) -> str | None:
        """What `inner` must be for the whole to be `text`."""
        if len(text) < len(self.before) + len(self.after):
            return None
        if not (text.startswith(self.before) and text.endswith(self.after)):
            return None
        return text[len(self.before) : len(text) - len(self.after)]

    def may_be(self, text: str) -> bool:
        inside = self._inside(text)
        return inside is not None and self.inner.may_be(inside)

    def is_one_of(self, texts: list[str]) -> Answer:
        found = [inside for inside in map(self._inside, texts) if inside is not None]
        return bool(found) and self.inner.is_one_of(found)

    def starts(self, word: str) -> Answer:
        if len(word) <= len(self.before):
            return self.before.startswith(word)
        if not word.startswith(self.before):
            return False
        if self.after:
            raise self.beyond("the beginning")
        return self.inner.starts(word[len(self.before) :])

    def ends(self, word: str) -> Answer:
        if len(word) <= len(self.after):
            return self.after.endswith(word)
        if not word.endswith(self.after):
            return False
        if self.before:
            raise self.beyond("the end")
        return self.inner.ends(word.removesuffix(self.after))

    def has(self, word: str) -> Answer:
        if word in self.before or word in self.after:
            return True
        raise self.beyond("a search")

    def joined(self, before: str, after: str) -> Value:
        return Joined(self.inner, before + self.before, self.after + after)
