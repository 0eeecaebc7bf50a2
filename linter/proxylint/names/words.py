"""Languages of literal text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from proxylint.names.language import Language

if TYPE_CHECKING:
    from proxylint.names.machine import Machine

_ASCII_LOWER = {code: code + 32 for code in range(0x41, 0x5B)}

_MANY = 64
"""Words that are looked up instead of being looked for one by one."""


_NONE: frozenset[str] = frozenset()
"""An empty set of one's own has 216 bytes, and most lists have one of these parts alone."""


class Words(Language):
    """Texts that equal, begin with, end with or contain one of the words. `fold`: ASCII letters compare without case.

    With `fold` the words are in lower case.
    """

    __slots__ = ("_by_length", "ends", "equal", "fold", "inside", "starts")

    def __init__(
        self,
        equal: Iterable[str] = (),
        starts: Iterable[str] = (),
        ends: Iterable[str] = (),
        inside: Iterable[str] = (),
        fold: bool = False,
    ) -> None:
        self.inside, self.starts, self.ends = _unique(inside), _unique(starts), _unique(ends)
        self.equal = frozenset(equal) or _NONE
        if "" in (*self.inside, *self.starts, *self.ends):
            self.inside, self.starts, self.ends, self.equal, fold = ("",), (), (), _NONE, False
        self.fold = fold
        self._by_length: dict[int, set[str]] | None = None
        super().__init__(self.equal, self.starts, self.ends, self.inside, fold)

    @property
    def everything(self) -> bool:
        return self.inside == ("",)

    @property
    def nothing(self) -> bool:
        return not (self.equal or self.starts or self.ends or self.inside)

    def matches(self, text: str) -> bool:
        text = self._folded(text)
        return text in self.equal or text.endswith(self.ends) or text.startswith(self.starts) or self._has_one(text)

    def _has_one(self, text: str) -> bool:
        """Whether one of the words stands in the text: of many words each length is looked up at each place."""
        if len(self.inside) < _MANY:
            return any(word in text for word in self.inside)
        by_length = self._by_length
        if by_length is None:
            by_length = self._by_length = {}
            for word in self.inside:
                by_length.setdefault(len(word), set()).add(word)
        if len(text) * len(by_length) > len(self.inside):
            return any(word in text for word in self.inside)
        return any(
            text[at : at + length] in words
            for length, words in by_length.items()
            for at in range(len(text) - length + 1)
        )

    def within(self, prefix: str, suffix: str) -> Words:
        prefix, suffix = self._folded(prefix), self._folded(suffix)
        if prefix.startswith(self.starts) or suffix.endswith(self.ends):
            return EVERYTHING
        if self._has_one(prefix) or self._has_one(suffix):
            return EVERYTHING
        equal = [word for word in self.equal if _fits(word, prefix, suffix)]
        starts = [word for word in self.starts if word.startswith(prefix)]
        ends = [word for word in self.ends if word.endswith(suffix)]
        if len(equal) == len(self.equal) and len(starts) == len(self.starts) and len(ends) == len(self.ends):
            return self  # with its machine, for other families
        return Words(equal=equal, starts=starts, ends=ends, inside=self.inside, fold=self.fold)

    def shortest(self) -> int:
        return min(map(len, (*self.equal, *self.starts, *self.ends, *self.inside)), default=0)

    def width(self) -> int:
        return len(self.equal) + len(self.starts) + len(self.ends) + len(self.inside)

    @property
    def needed(self) -> tuple[str, ...]:
        """The word, where there is only one."""
        words = (*self.equal, *self.starts, *self.ends, *self.inside) if self.width() == 1 else ()
        return (words[0].lower(),) if words and words[0] and words[0].isascii() else ()

    def likely(self) -> Iterable[str]:
        return (*sorted(self.equal)[:4], *self.ends[:4], *self.starts[:4], *self.inside[:4])

    def phrase(self, positive: bool = True) -> str:
        said = [
            *_listed("is" if positive else "is not", sorted(self.equal)),
            *_listed("begins with" if positive else "does not begin with", self.starts),
            *_listed("ends with" if positive else "does not end with", self.ends),
            *_listed("contains" if positive else "does not contain", self.inside),
        ]
        return (" or " if positive else " and ").join(said) or ("matches nothing" if positive else "is anything")

    def _build(self) -> Machine:
        from proxylint.names.word_machine import WordMachine

        return WordMachine(self.equal, self.starts, self.ends, self.inside, self.fold)

    def _folded(self, text: str) -> str:
        if not self.fold:
            return text
        return text.lower() if text.isascii() else text.translate(_ASCII_LOWER)


def _fits(word: str, prefix: str, suffix: str) -> bool:
    return word.endswith(suffix) and word.startswith(prefix) and len(word) >= len(prefix) + len(suffix)


def _unique(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))


def _listed(verb: str, words: Iterable[str], most: int = 3) -> list[str]:
    listed = list(words)
    if not listed:
        return []
    more = f" (or {len(listed) - most} others)" if len(listed) > most else ""
    return [f"{verb} {' or '.join(listed[:most])}{more}"]


EVERYTHING = Words(inside=("",))
NOTHING = Words()


def equals(text: str) -> Language:
    return Words(equal=(text,))


def one_of(texts: Iterable[str]) -> Language:
    return Words(equal=texts)


def starts_with(text: str) -> Language:
    return Words(starts=(text,))


def ends_with(text: str) -> Language:
    return Words(ends=(text,))


def contains(text: str) -> Language:
    return Words(inside=(text,))


def anything() -> Language:
    return EVERYTHING


def nothing() -> Language:
    return NOTHING
