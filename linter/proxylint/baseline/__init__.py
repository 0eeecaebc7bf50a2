"""A baseline: findings that are known and accepted for now, by fingerprint, in a JSON file of their own.

Unlike a suppression it stands outside of what is linted, so it serves formats without comments, and a first run over
files that nobody can mend today. Fingerprints hold no line number: a finding stays known when lines move.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date

from proxylint.choice import ALWAYS, Choice
from proxylint.finding import Finding, Level
from proxylint.format import Policy
from proxylint.records import dataclass, field
from proxylint.report.fingerprint import fingerprint
from proxylint.report.json import well_formed
from proxylint.report.places import Places
from proxylint.report.report import Compared, Known
from proxylint.text import Source
from proxylint.told import Told


@dataclass(frozen=True, slots=True)
class Entry:
    """One accepted finding, `count` times. `expires`: the last day on which it is accepted; None = for ever. `level`: a
    worse one is a new one, as when what was denied to some is denied to all; None = whatever its level is."""

    known: Known
    count: int = 1
    reason: str | None = None
    expires: date | None = None
    level: Level | None = None

    def expired(self, today: date | None) -> bool:
        return self.expires is not None and today is not None and today > self.expires


@dataclass(frozen=True, slots=True)
class Baseline:
    """`today`: against which days of expiry are held; None = nothing expires."""

    entries: tuple[Entry, ...] = ()
    today: date | None = None

    @property
    def counts(self) -> Counter[Known]:
        """How often each finding is accepted today."""
        counts: Counter[Known] = Counter()
        for entry in self.entries:
            if not entry.expired(self.today):
                counts[entry.known] += entry.count
        return counts

    @property
    def ranks(self) -> dict[Known, int]:
        """How bad each may be that is accepted today."""
        ranks: dict[Known, int] = {}
        for entry in self.entries:
            if not entry.expired(self.today):
                rank = Level.ERROR.rank if entry.level is None else entry.level.rank
                ranks[entry.known] = max(rank, ranks.get(entry.known, 0))
        return ranks

    def matching(self) -> Matching:
        """For the findings of one run."""
        return Matching(self.counts, self.ranks)

    def renewed(self, compared: Compared) -> Renewed:
        """The baseline of the findings that are there now. Reasons and days of expiry stay; entries of files and rules
        that the run did not look at stay as they are. What is expired is left out: a finding that it accepted is a new
        one, without its day, if it is still there. So what is written twice is the same."""
        left = Counter(compared.present)
        kept: list[Entry] = []
        gone = expired = 0
        for entry in self.entries:
            known, here = entry.known, min(entry.count, left[entry.known])
            if entry.expired(self.today):
                expired += 1
            elif not compared.looks_for(known):
                kept.append(entry)
            else:
                gone += entry.count - here
                level = compared.levels.get(known)
                kept += [Entry(known, here, entry.reason, entry.expires, level)] if here else []
                left[known] -= here
        new = [Entry(known, count, level=compared.levels.get(known)) for known, count in left.items() if count > 0]
        return Renewed(tuple(sorted((*kept, *new), key=_order)), sum(entry.count for entry in new), gone, expired)


@dataclass(frozen=True, slots=True)
class Renewed:
    """The entries of a baseline in their order; how many findings are `new` in it, and how many are `gone` because they
    are there no more; how many entries are `expired` and left out."""

    entries: tuple[Entry, ...]
    new: int
    gone: int
    expired: int

    def notes(self) -> Iterator[str]:
        """What a run has to say that does not write it."""
        if self.gone:
            verb = "finding of the baseline is" if self.gone == 1 else "findings of the baseline are"
            yield f"{self.gone} {verb} there no more; --write-baseline takes them out"
        if self.expired:
            verb = "entry of the baseline has" if self.expired == 1 else "entries of the baseline have"
            yield f"{self.expired} {verb} expired"


def _order(entry: Entry) -> tuple[str, str, str, str, str]:
    known = entry.known
    return known.path, known.code, known.fingerprint, str(entry.expires or ""), entry.reason or ""


@dataclass(slots=True)
class Matching:
    """The findings of a run held against a baseline. Which of equal ones are new is settled when all are found: the
    first in order of places are the known ones."""

    counts: Counter[Known]
    ranks: Mapping[Known, int]
    known: dict[Finding, Known] = field(default_factory=dict)
    waiting: dict[Finding, tuple[Told, str]] = field(default_factory=dict)
    looked: dict[str, Choice] = field(default_factory=dict)

    def look(self, policy: Policy, choice: Choice) -> None:
        """These files were judged; what is chosen of them is reported."""
        if policy.failure is None:
            for path in policy.sources:
                self.looked.setdefault(well_formed(path), choice)

    def take(self, told: Told, path: str, sources: Mapping[str, Source]) -> bool:
        """Whether the finding may be a known one: nothing is said of it until `settled`."""
        finding = told.finding
        if finding.code == ALWAYS:
            return False
        known = Known(finding.code, well_formed(finding.span.file), fingerprint(finding, Places(sources)))
        self.known[finding] = known
        if known not in self.counts:
            return False
        self.waiting.setdefault(finding, (told, path))
        return True

    def add(self, other: Matching) -> None:
        self.known.update(other.known)
        for finding, waiting in other.waiting.items():
            self.waiting.setdefault(finding, waiting)
        for path, choice in other.looked.items():
            self.looked.setdefault(path, choice)

    def settled(self) -> tuple[list[tuple[Told, str]], Compared]:
        """What is new after all, each with the path of the linted file, and what came of the comparison."""
        left, new = Counter(self.counts), []
        for finding in sorted(self.waiting, key=lambda finding: finding.order):
            known = self.known[finding]
            left[known] -= 1
            if left[known] < 0 or finding.level.rank > self.ranks[known]:
                new.append(self.waiting[finding])
        return new, Compared(
            len(self.waiting) - len(new), Counter(self.known.values()), self.looked, levels=self._levels()
        )

    def _levels(self) -> dict[Known, Level]:
        """Of equal findings the worst."""
        levels: dict[Known, Level] = {}
        for finding, known in self.known.items():
            if known not in levels or finding.level.rank > levels[known].rank:
                levels[known] = finding.level
        return levels
