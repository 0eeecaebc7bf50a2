"""The whole job: files in, report out. One file after the other: memory holds the findings, not the files."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence

from proxylint import engine, registry
from proxylint.engine import Opened, Options
from proxylint.finding import Finding
from proxylint.format import SUBJECT, Section
from proxylint.judgement import Outcome
from proxylint.records import dataclass, field, replace
from proxylint.report.report import Count, Group, Report, Unread
from proxylint.rule import Examined
from proxylint.text import Source, Span
from proxylint.told import Told, places, stands_within
from proxylint.version import __version__

_CHUNK = 500
"""Files that a process gets at a time, at most."""
_REMEMBERED = 20_000
"""Sections that are remembered; behind them each new one is judged on its own."""
_PLACES = 3
"""Places that are told of findings that say the same."""


def check(paths: Sequence[str], options: Options, *, grouped: bool = False, jobs: int = 1) -> Report:
    """Never raises for bad input; ConfigError and UsageError pass through.

    `grouped`: findings that say the same become one, with their number and the first places. `jobs`: processes that
    share the files; the report is the same for any number.
    """
    files = engine.collect(paths, options)
    result = Result(grouped)
    for part in _parts(files, options, grouped, jobs):
        result.add(part)
    return result.report(options)


def lint(files: Iterable[str], options: Options, *, grouped: bool = False) -> Result:
    result, memory = Result(grouped), Memory(options)
    for path in files:
        opened = engine.open_file(path, options, memory.roots)
        told, count = memory.told(opened)
        result.take(opened, told, count)
    return result


def _parts(files: list[str], options: Options, grouped: bool, jobs: int) -> Iterator[Result]:
    if jobs <= 1 or len(files) <= 1:
        yield lint(files, options, grouped=grouped)
        return
    from concurrent.futures import ProcessPoolExecutor
    from functools import partial

    size = max(1, min(_CHUNK, -(-len(files) // (4 * jobs))))
    chunks = [files[at : at + size] for at in range(0, len(files), size)]
    with ProcessPoolExecutor(min(jobs, len(chunks))) as pool:
        yield from pool.map(partial(lint, options=options, grouped=grouped), chunks)


@dataclass(slots=True)
class Result:
    """What was found in some files, in the order in which they were read."""

    grouped: bool
    checked: list[str] = field(default_factory=list)
    kinds: dict[str, None] = field(default_factory=dict)
    unread: list[Unread] = field(default_factory=list)
    count: Count = field(default_factory=Count)
    sources: dict[str, Source] = field(default_factory=dict)
    findings: dict[Finding, None] = field(default_factory=dict)
    groups: dict[Hashable, _Alike] = field(default_factory=dict)

    def take(self, opened: Opened, told: Iterable[Told], count: Count) -> None:
        path = opened.source.path
        self.checked.append(path)
        self.kinds[opened.format.name] = None
        if opened.unread:
            self.unread.append(Unread(path, opened.unread))
        self.count += count
        shown = False
        for one in told:
            if self.grouped:
                shown |= self._alike(one).take(one, path)
            else:
                self.findings[one.finding] = None
                shown = True
        if shown:
            self.sources.update(opened.policy.sources)

    def _alike(self, told: Told) -> _Alike:
        finding = told.template
        key = (finding.code, finding.level, finding.text, finding.advice)
        return self.groups.setdefault(key, _Alike())

    def add(self, other: Result) -> None:
        self.checked += other.checked
        self.kinds.update(other.kinds)
        self.unread += other.unread
        self.count += other.count
        self.sources.update(other.sources)
        self.findings.update(other.findings)
        for key, alike in other.groups.items():
            self.groups.setdefault(key, _Alike()).add(alike)

    def report(self, options: Options) -> Report:
        groups = sorted((alike.group() for alike in self.groups.values()), key=lambda group: group.order)
        findings = [group.finding for group in groups]
        return Report(
            findings=findings if self.grouped else sorted(self.findings, key=lambda finding: finding.order),
            sources=_named(groups, self.sources) if self.grouped else self.sources,
            checked=self.checked,
            unread=self.unread,
            rules=registry.rules(),
            count=self.count,
            profile=engine.title((one for one in registry.formats() if one.name in self.kinds), options),
            catalogue=options.catalogue.version,
            version=__version__,
            groups=groups if self.grouped else None,
            notes=options.notes,
        )


def _named(groups: Iterable[Group], sources: dict[str, Source]) -> dict[str, Source]:
    """The files that groups point into; of the others nothing is shown."""
    wanted = {span.file for group in groups for span in (*group.places, *places(group.finding))}
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


@dataclass(frozen=True, slots=True)
class _Known:
    """What is said of a section, and where the one stood that it was found out for."""

    templates: tuple[Finding, ...]
    outcomes: tuple[Outcome, ...]
    there: Span


@dataclass(slots=True)
class Memory:
    """What was said of each kind of section, so that it is found out once."""

    options: Options
    known: dict[Hashable, _Known] = field(default_factory=dict)
    roots: engine.Roots = field(default_factory=dict)
    counts: dict[tuple[tuple[Outcome, ...], ...], Count] = field(default_factory=dict)

    def told(self, opened: Opened) -> tuple[list[Told], Count]:
        divide = opened.format.sections
        sections = divide(opened.policy) if divide is not None else ()
        if not sections:
            examined = engine.examine(opened, self.options)
            return [Told(finding) for finding in engine.apply(examined)], engine.count(examined, self.options)
        told: list[Told] = []
        answers: dict[tuple[Outcome, ...], None] = {}
        for section in sections:
            known = self._known(opened, section)
            told += [Told(one, known.there, section.span, section.subject) for one in known.templates]
            answers[known.outcomes] = None
        return told, self._count(tuple(answers))

    def _count(self, answers: tuple[tuple[Outcome, ...], ...]) -> Count:
        """Of each URL the worst answer that a section of the file gives."""
        if answers not in self.counts:
            worst = [max(each, key=lambda one: one.rank) for each in zip(*answers, strict=True)]
            self.counts[answers] = engine.counted(worst)
        return self.counts[answers]

    def _known(self, opened: Opened, section: Section) -> _Known:
        known = self.known.get(section.key) if section.key is not None else None
        if known is None:
            examined = self._examine(opened, section)
            templates = tuple(engine.apply(examined))
            known = _Known(templates, engine.outcomes(examined), section.span)
            movable = all(stands_within(finding, section.span) for finding in templates)
            if section.key is not None and movable and len(self.known) < _REMEMBERED:
                self.known[section.key] = known
        return known

    def _examine(self, opened: Opened, section: Section) -> Examined:
        alone = Opened(opened.source, opened.format, section.policy())
        return engine.examine(alone, self.options)
