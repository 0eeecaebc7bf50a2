"""All that a reporter may look at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from proxylint.finding import Finding
from proxylint.rule import Rule
from proxylint.text import Source


@dataclass(frozen=True, slots=True)
class Count:
    """How many required URLs of all checked files were proved to pass, fail, or could not be decided."""

    proved: int = 0
    fail: int = 0
    undecided: int = 0

    def __add__(self, other: Count) -> Count:
        return Count(self.proved + other.proved, self.fail + other.fail, self.undecided + other.undecided)


@dataclass(frozen=True, slots=True)
class Unread:
    """An input that could not be analysed, by reported path, and why."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Report:
    """Findings in their order (`Finding.order`); `sources` holds every file a span may point into.

    `checked`: the paths that were linted. `rules`: the whole rule table in order of codes. `profile`: one line that
    names the profile; `catalogue`: the version date of the endpoint catalogue.
    """

    findings: Sequence[Finding]
    sources: Mapping[str, Source]
    checked: Sequence[str]
    unread: Sequence[Unread]
    rules: Sequence[Rule]
    count: Count
    profile: str
    catalogue: str
    version: str
