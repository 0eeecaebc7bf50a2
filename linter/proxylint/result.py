"""The findings of a run, put together: what comments hide and a baseline knows is set aside, the rest is reported."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from functools import cache
from typing import TYPE_CHECKING

from proxylint import grounds, registry
from proxylint.choice import Choice
from proxylint.endings import MOST_STEPS
from proxylint.engine import Opened
from proxylint.finding import Finding, Level
from proxylint.format import SUBJECT
from proxylint.records import dataclass, field, replace
from proxylint.report.report import Count, Group, Report, Suppressed, Unread
from proxylint.suppression.ledger import Ledger, Terms, is_marked
from proxylint.text import Source, Span
from proxylint.told import Told, places
from proxylint.version import __version__

if TYPE_CHECKING:
    from proxylint.baseline import Baseline, Matching

_PLACES = 3
"""Places that are told of findings that say the same."""


@dataclass(frozen=True, slots=True)
class Wish:
    """How findings are told. `grouped`: those that say the same become one, with their number and the first places.
    `suppressed`: comments in the files hide findings. `baseline`: what is known and left out; None = nobody asks.
    `steps`: of each trace, as many as will be told at the most. `only_root`: see `files.only_root`.
    """

    grouped: bool = False
    suppressed: bool = True
    baseline: Baseline | None = None
    steps: int = MOST_STEPS
    only_root: str | None = None


@cache
def _codes() -> Mapping[str, str]:
    """From the code and from the name of each rule to its code."""
    return {word: rule.code for rule in registry.rules() for word in (rule.code, rule.name)}


@dataclass(slots=True)
class Result:
    """What was found in some files, in the order in which they were read. `bases`: by what, in files of which kinds.
    `ledger`: None = comments hide nothing. `matching`: None = nobody asks for a baseline."""

    grouped: bool
    ledger: Ledger | None = None
    matching: Matching | None = None
    notes: tuple[str, ...] = ()
    checked: list[str] = field(default_factory=list)
    bases: grounds.Bases = field(default_factory=dict)
    unread: list[Unread] = field(default_factory=list)
    count: Count = field(default_factory=Count)
    sources: dict[str, Source] = field(default_factory=dict)
    findings: dict[Finding, None] = field(default_factory=dict)
    groups: dict[Hashable, _Alike] = field(default_factory=dict)

    @staticmethod
    def empty(wish: Wish, notes: tuple[str, ...] = ()) -> Result:
        matching = None if wish.baseline is None else wish.baseline.matching()
        return Result(wish.grouped, Ledger() if wish.suppressed else None, matching, notes)

    def take(self, opened: Opened, told: Iterable[Told], count: Count, choice: Choice, *, reasons: bool) -> None:
        policy, path = opened.policy, opened.source.path
        self.checked.append(path)
        if opened.unread:
            self.unread.append(Unread(path, opened.unread))
        self.count += count
        ledger, matching, shown = self.ledger, self.matching, False
        if ledger is not None and is_marked(policy):
            ledger.read(opened.format, policy, Terms(choice, reasons), _codes)
            told, shown = [one for one in told if not ledger.hide(one.finding)], True
        if matching is not None:
            matching.look(policy, choice)
            told, shown = [one for one in told if not matching.take(one, path, policy.sources)], True
        for one in told:
            shown |= self._show(one, path)
        if shown:
            self.sources.update(policy.sources)

    def _show(self, told: Told, path: str) -> bool:
        """Whether its place will be shown."""
        if self.grouped:
            return self._alike(told).take(told, path)
        self.findings[told.finding] = None
        return True

    def _alike(self, told: Told) -> _Alike:
        finding = told.template
        key = (finding.code, finding.level, finding.text, finding.advice)
        return self.groups.setdefault(key, _Alike())

    def add(self, other: Result) -> None:
        self.checked += other.checked
        for basis, kinds in other.bases.items():
            self.bases.setdefault(basis, {}).update(kinds)
        self.unread += other.unread
        self.count += other.count
        self.sources.update(other.sources)
        self.findings.update(other.findings)
        for key, alike in other.groups.items():
            self.groups.setdefault(key, _Alike()).add(alike)
        if self.ledger is not None and other.ledger is not None:
            self.ledger.add(other.ledger)
        if self.matching is not None and other.matching is not None:
            self.matching.add(other.matching)

    def _review(self, ledger: Ledger) -> None:
        """What is to be said of suppressions, now that all files are done."""
        reviews = [rule.review for rule in registry.rules() if rule.review is not None] if ledger.files else []
        for finding in (found for review in reviews for found in review(ledger)):
            path = finding.span.file
            choice = ledger.files[path].terms.choice
            chosen = choice.chosen(finding) if choice.reports(finding.code, path) else None
            if chosen is None or ledger.hide(chosen):
                continue
            told = Told(chosen)
            if self.matching is None or not self.matching.take(told, path, self.sources):
                self._show(told, path)

    def report(self) -> Report:
        if self.ledger is not None:
            self._review(self.ledger)
        new, compared = self.matching.settled() if self.matching is not None else ([], None)
        for told, path in new:
            self._show(told, path)
        suppressed = [] if self.ledger is None else _suppressed(self.ledger)
        groups = sorted((alike.group() for alike in self.groups.values()), key=lambda group: group.order)
        findings = [group.finding for group in groups]
        return Report(
            findings=findings if self.grouped else sorted(self.findings, key=lambda finding: finding.order),
            sources=_named(groups, suppressed, self.sources) if self.grouped else self.sources,
            checked=self.checked,
            unread=self.unread,
            rules=registry.RULES,
            count=self.count,
            profile=grounds.title_of_all(self.bases),
            catalogue=grounds.versions(self.bases),
            version=__version__,
            groups=groups if self.grouped else None,
            notes=(*dict.fromkeys(note for basis in self.bases for note in basis.notes), *self.notes),
            fail_on=min((basis.fail_on for basis in self.bases), key=lambda level: level.rank, default=Level.WARNING),
            suppressed=suppressed,
            compared=compared,
        )


def _suppressed(ledger: Ledger) -> list[Suppressed]:
    found = [Suppressed(finding, one.span, one.reason) for finding, one in ledger.hidden.items()]
    return sorted(found, key=lambda one: one.finding.order)


def _named(groups: Iterable[Group], suppressed: Iterable[Suppressed], sources: dict[str, Source]) -> dict[str, Source]:
    """The files that the report points into; of the others nothing is shown."""
    wanted = {span.file for group in groups for span in (*group.places, *places(group.finding))}
    wanted.update(span.file for one in suppressed for span in (one.span, *places(one.finding)))
    return {path: source for path, source in sources.items() if path in wanted}


@dataclass(slots=True)
class _Alike:
    """Findings that say the same. `seen`: the places of those that could be met once more from another file."""

    first: list[Told] = field(default_factory=list)
    number: int = 0
    files: dict[str, None] = field(default_factory=dict)
    seen: set[Span] = field(default_factory=set)

    def take(self, told: Told, path: str) -> bool:
        """Whether its place will be shown."""
        if told.here is None:
            if told.template.span in self.seen:
                return False
            self.seen.add(told.template.span)
        self.number += 1
        self.files[path] = None
        if len(self.first) < _PLACES:
            self.first.append(told)
            return True
        return False

    def add(self, other: _Alike) -> None:
        again = len(self.seen & other.seen)
        self.first += [told for told in other.first if told.here is not None or told.template.span not in self.seen]
        del self.first[_PLACES:]
        self.number += other.number - again
        self.files.update(other.files)
        self.seen |= other.seen

    def group(self) -> Group:
        first = self.first[0]
        finding, places = first.finding, tuple(one.finding.span for one in self.first)
        if self.number > 1 and first.subject:
            text = first.template.text.replace(SUBJECT, f"{first.subject} and {self.number - 1} more")
            finding = replace(finding, text=text)
        return Group(finding, places, self.number, len(self.files))
