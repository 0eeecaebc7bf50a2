"""Counts of answers, how they stand to the real program's, and why some were not given."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from tests.peers.bearing import Bearing

START = "start"
_NAMED = re.compile(r"'[^']*'")


@dataclass(frozen=True, slots=True)
class Figures:
    """`files`: configurations or scripts. `starts`: "refuses" or "starts" of the program and of proxylint, files each.

    `reasons`: why an answer is unknown, without the names that differ from file to file. `differing`: for people.
    """

    files: int = 0
    bearings: Counter[Bearing] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    starts: Counter[tuple[str, str]] = field(default_factory=Counter)
    differing: tuple[str, ...] = ()

    def __add__(self, other: Figures) -> Figures:
        return Figures(
            self.files + other.files,
            self.bearings + other.bearings,
            self.reasons + other.reasons,
            self.starts + other.starts,
            self.differing + other.differing,
        )

    @property
    def questions(self) -> int:
        return self.bearings.total()

    @property
    def unknown_share(self) -> float:
        return self.bearings[Bearing.UNKNOWN] / self.questions if self.questions else 0.0


def together(parts: Iterable[Figures]) -> Figures:
    return sum(parts, Figures())


def kind_of(reason: str) -> str:
    return _NAMED.sub("'...'", reason)
