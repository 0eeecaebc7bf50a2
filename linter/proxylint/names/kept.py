"""What was made of texts is kept for the next question, up to so much text: a script may make patterns without end."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Generic, TypeVar

_Made = TypeVar("_Made")

_EACH = 20
"""Characters that a text counts for besides its own."""


class Kept(Generic[_Made]):
    """By key, up to `most` characters of the texts together; what has been kept longest goes first."""

    __slots__ = ("_known", "_most", "_weight")

    def __init__(self, most: int) -> None:
        self._known: dict[Hashable, tuple[_Made, int]] = {}
        self._most = most
        self._weight = 0

    def cache_clear(self) -> None:
        """As what `functools.lru_cache` makes has it."""
        self._known.clear()
        self._weight = 0

    def get(self, key: Hashable) -> _Made | None:
        found = self._known.get(key)
        return None if found is None else found[0]

    def keep(self, key: Hashable, made: _Made, characters: int) -> _Made:
        """`made`, of a text of so many characters. The latest is kept, however long."""
        weight = _EACH + characters
        while self._known and self._weight + weight > self._most:
            self._weight -= self._known.pop(next(iter(self._known)))[1]
        self._known[key] = (made, weight)
        self._weight += weight
        return made
