"""Languages side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from operator import is_
from typing import TYPE_CHECKING

from proxylint.names.errors import Beyond
from proxylint.names.language import LINE_ENDS, Language
from proxylint.names.words import EVERYTHING, NOTHING, Words

if TYPE_CHECKING:
    from proxylint.names.machine import Machine


MOST_PARTS = 4_000
"""Machines that run side by side: each takes kilobytes."""


class Either(Language):
    """At least one of its parts, none of which is a word list but the first."""

    __slots__ = ("_needed", "_plainer", "parts")

    def __init__(self, parts: tuple[Language, ...]) -> None:
        self.parts = parts
        self._needed: tuple[tuple[str, Language], ...] = ()
        self._plainer: Language | None = None
        super().__init__(parts)

    @property
    def plainer(self) -> Language:
        """What says the same of texts in ASCII on one line: patterns that are words there are looked up together."""
        if self._plainer is None:
            words = [part.in_one_line for part in self.parts]
            self._plainer = self if all(map(is_, words, self.parts)) else any_of(words)
        return self._plainer

    def matches(self, text: str) -> bool:
        if not text.isascii():
            return any(part.matches(text) for part in self.parts)
        if self.plainer is not self and LINE_ENDS.isdisjoint(text):
            return self.plainer.matches(text)
        if not self._needed:
            self._needed = _by_rarest(self.parts)
        lowered = text.lower()
        return any(part.matches(text) for word, part in self._needed if word in lowered)

    def within(self, prefix: str, suffix: str) -> Language:
        """Itself where nothing is simpler, so that its machine serves other families too."""
        edges = prefix + suffix
        if self.plainer is not self and edges.isascii() and LINE_ENDS.isdisjoint(edges):
            return self.plainer.within(prefix, suffix)
        within = tuple([part.within(prefix, suffix) for part in self.parts])
        return self if all(map(is_, within, self.parts)) else any_of(within)

    def shortest(self) -> int:
        return min(part.shortest() for part in self.parts)

    def width(self) -> int:
        return sum(part.width() for part in self.parts)

    def likely(self) -> Iterable[str]:
        return self.parts[0].likely()

    def phrase(self, positive: bool = True) -> str:
        shown = [part.phrase(positive) for part in self.parts[:3]]
        more = [f"{len(self.parts) - 3} others"] if len(self.parts) > 3 else []
        return (" or " if positive else " and ").join(shown + more)

    def _build(self) -> Machine:
        from proxylint.names.joint import Joint

        if len(self.parts) > MOST_PARTS:
            raise Beyond("the patterns together are too many")
        return Joint(tuple(part.machine() for part in self.parts))


def _by_rarest(parts: Sequence[Language]) -> tuple[tuple[str, Language], ...]:
    """Each part with what its matches hold, and those of few others do: all hosts of a list may be below one domain."""
    needed = [part.needed for part in parts]
    shared = Counter(word for words in needed for word in words)
    return tuple(
        (min(words, key=shared.__getitem__, default=""), part) for words, part in zip(needed, parts, strict=True)
    )


def any_of(languages: Iterable[Language]) -> Language:
    """What at least one of them matches."""
    plain: list[Words] = []
    others: dict[Language, None] = {}
    for language in languages:
        for part in language.parts if isinstance(language, Either) else (language,):
            if isinstance(part, Words):
                plain.append(part)
            else:
                others[part] = None
    if any(words.everything for words in plain):
        return EVERYTHING
    merged = [_merged([words for words in plain if words.fold is fold and not words.nothing]) for fold in (False, True)]
    parts = (*(words for words in merged if words is not None), *others)
    if len(parts) < 2:
        return parts[0] if parts else NOTHING
    return Either(parts)


def one_of_needed(language: Language, most: int) -> frozenset[str] | None:
    """Words of which an ASCII text that matches holds one, once it is in lower case; a text without them is no match
    whatever the machine is. None = none are known, or more than `most`."""
    found: set[str] = set()
    for part in language.parts if isinstance(language, Either) else (language,):
        words = (*part.equal, *part.starts, *part.ends, *part.inside) if isinstance(part, Words) else part.needed[:1]
        if not words:
            return None
        found.update(word.lower() for word in words)
        if len(found) > most or not all(word.isascii() for word in found):
            return None
    return None if "" in found or not found else frozenset(found)


def _merged(several: list[Words]) -> Words | None:
    if len(several) < 2:
        return several[0] if several else None
    return Words(
        equal=[word for words in several for word in words.equal],
        starts=[word for words in several for word in words.starts],
        ends=[word for words in several for word in words.ends],
        inside=[word for words in several for word in words.inside],
        fold=several[0].fold,
    )
