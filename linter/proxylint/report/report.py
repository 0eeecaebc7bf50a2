"""All that a reporter may look at."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Mapping, Sequence

from proxylint.choice import Choice
from proxylint.finding import Finding, Level
from proxylint.records import dataclass, field
from proxylint.rule import Rule
from proxylint.text import Source, Span
from proxylint.tuples import NamedTuple


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
class Suppressed:
    """A finding that a comment in the file hides: `span` of that comment, and the reason it gives, "" where none."""

    finding: Finding
    span: Span
    reason: str


class Known(NamedTuple):
    """A finding as a baseline knows it, wherever in its file it stands."""

    code: str
    path: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Compared:
    """A run held against a baseline: how many findings are `hidden`, which are `present` how often, hidden ones too,
    and the paths of the files that were judged, each with what is reported of it. `roots`: folders that paths are
    relative to. `levels`: how bad those are that are present.
    """

    hidden: int
    present: Mapping[Known, int]
    looked: Mapping[str, Choice]
    roots: tuple[str, ...] = ()
    levels: Mapping[Known, Level] = field(default_factory=dict)

    def looks_for(self, known: Known) -> bool:
        """Whether the run would have found it: its file was judged, or is there no more."""
        choice = self.looked.get(known.path)
        if choice is None:
            return not any(os.path.lexists(os.path.join(root, known.path)) for root in self.roots)
        return choice.selects(known.code) and choice.reports(known.code, known.path)


@dataclass(frozen=True, slots=True)
class Report:
    """Findings in their order (`Finding.order`); `sources` holds every file a span may point into.

    `checked`: the paths that were linted. `rules`: the whole rule table in order of codes. `profile`: one line that
    names the profile; `catalogue`: the version date of the endpoint catalogue. `notes`: sentences about the run itself,
    such as that the catalogue is old; they never count as findings. `groups`: set where findings that say
    the same were put together; `findings` are the first of each then. `fail_on`: the lowest level that fails the run;
    where files have configurations of their own, the strictest of them. `suppressed`: what is not among the findings
    because a comment hides it. `compared`: set where the run was held against a baseline, whose findings are left out.
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
    fail_on: Level = Level.WARNING
    suppressed: Sequence[Suppressed] = ()
    compared: Compared | None = None

    @property
    def entries(self) -> Sequence[Group]:
        """Every finding as a group, of one where they were not put together."""
        if self.groups is not None:
            return self.groups
        return [Group(finding, (finding.span,), 1, 1) for finding in self.findings]

    @property
    def untold(self) -> Sequence[Unread]:
        """Inputs that could not be analysed and that no finding names."""
        named = {finding.span.file for finding in self.findings}
        return [unread for unread in self.unread if unread.path not in named]

    @property
    def levels(self) -> Counter[Level]:
        """How many findings of each level there are, those counted that a group stands for."""
        if self.groups is None:
            return Counter(finding.level for finding in self.findings)
        counter: Counter[Level] = Counter()
        for group in self.groups:
            counter[group.finding.level] += group.number
        return counter
