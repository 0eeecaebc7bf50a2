"""Per-configuration work that no request changes, done on first use: address sets, minutes, languages of names."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from proxylint.records import dataclass, field

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Compiled:
    """One holder per policy. What is made depends on the key alone, so the order of questions changes no answer."""

    _made: dict[tuple[str, str], Any] = field(default_factory=dict, repr=False, compare=False)

    def of(self, kind: str, key: str, make: Callable[[], T]) -> T:
        found = self._made.get((kind, key))
        if found is None:
            found = self._made[kind, key] = make()
        made: T = found
        return made
