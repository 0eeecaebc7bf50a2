"""Languages: which texts a test of a configuration matches. Frozen values, equal when they are written the same."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from proxylint.names.machine import Machine

from proxylint.names.errors import Beyond

LINE_ENDS = frozenset("\0\n\r\u2028\u2029")
"""What no text of one line holds, for whoever reads it: C ends it at NUL, JavaScript a line at each of the others."""

MOST_NEEDED = 4
"""Texts that are told of what every match holds."""


class Language:
    """Equal languages have equal keys. `cache` keeps what was found out about it, per family."""

    __slots__ = ("_hash", "_machine", "cache", "key")

    def __init__(self, *key: object) -> None:
        self.key = key
        self.cache: dict[object, object] = {}
        self._hash = hash((type(self), key))
        self._machine: Machine | Beyond | None = None

    def __eq__(self, other: object) -> bool:
        return self is other or (isinstance(other, Language) and type(self) is type(other) and self.key == other.key)

    def __hash__(self) -> int:
        return self._hash

    def __repr__(self) -> str:
        return f"<{type(self).__name__}: {self.phrase()}>"

    def matches(self, text: str) -> bool:
        return self.machine().matches(text)

    def machine(self) -> Machine:
        """For one-line texts. Raises Beyond when it would be too large, which is found out once."""
        if self._machine is None:
            try:
                self._machine = self._build()
            except Beyond as beyond:
                self._machine = beyond.with_traceback(None)
        if isinstance(self._machine, Beyond):
            raise Beyond(self._machine.reason)
        return self._machine

    def within(self, prefix: str, suffix: str) -> Language:
        """The same on every one-line text `prefix + anything + suffix`, and as simple as that allows."""
        raise NotImplementedError

    def shortest(self) -> int:
        """No shorter text matches."""
        return 0

    @property
    def needed(self) -> tuple[str, ...]:
        """What an ASCII text that matches holds, once it is put in lower case: the longest first."""
        return ()

    @property
    def in_one_line(self) -> Language:
        """What says the same of ASCII texts in one line, and is simpler; itself where nothing is."""
        return self

    def width(self) -> int:
        """How many words or patterns it consists of."""
        return 1

    def likely(self) -> Iterable[str]:
        """A few texts that may well match, for a long list, where trying is cheaper than searching."""
        return ()

    def phrase(self, positive: bool = True) -> str:
        """What it says of a text, as a predicate."""
        raise NotImplementedError

    def _build(self) -> Machine:
        raise NotImplementedError


def matches(language: Language, text: str) -> bool:
    """One concrete text; no backtracking. Raises Beyond when pattern and text are both huge."""
    return language.matches(text)
