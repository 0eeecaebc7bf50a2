"""All that a reporter may look at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from proxylint.finding import Finding, Level
from proxylint.records import dataclass
from proxylint.rule import Rule
from proxylint.text import Source, Span


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
class Group:
    """Findings that say the same: the first of them, the first few places, and how many they are in how many files."""

    finding: Finding
    places: tuple[Span, ...]
    number: int
    files: int

    @property
    def order(self) -> tuple[int, int, tuple[str, int, int, str, str]]:
        """Worst first, then what occurs most often."""
        return (-self.finding.level.rank, -self.number, self.finding.order)


@dataclass(frozen=True, slots=True)
class Report:
    """Findings in their order (`Finding.order`); `sources` holds every file a span may point into.

    `checked`: the paths that were linted. `rules`: the whole rule table in order of codes. `profile`: one line that
    names the profile; `catalogue`: the version date of the endpoint catalogue. `notes`: sentences about the run itself,
    such as that the catalogue is old; they never count as findings. `groups`: set where findings that say
    the same were put together; `findings` are the first of each then.
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
    groups: Sequence[Group] | None = None
    notes: Sequence[str] = ()

    @property
    def levels(self) -> Counter[Level]:
        """How many findings of each level there are, those counted that a group stands for."""
        if self.groups is None:
            return Counter(finding.level for finding in self.findings)
        counter: Counter[Level] = Counter()
        for group in self.groups:
            counter[group.finding.level] += group.number
        return counter
