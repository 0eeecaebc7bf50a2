"""The whole job: files in, report out. One file after the other: memory holds the findings, not the files."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from proxylint import engine, grounds, roots
from proxylint.discovery import Inputs, Unseen
from proxylint.endings import MOST_STEPS, ended
from proxylint.engine import Chooser, Opened, Options
from proxylint.files import find_root, only_root
from proxylint.finding import Finding
from proxylint.format import Section
from proxylint.judgement import Outcome
from proxylint.records import dataclass, field, replace
from proxylint.report.report import Count, Report
from proxylint.result import Result, Wish
from proxylint.rule import Examined
from proxylint.text import Span
from proxylint.told import Told, stands_within

if TYPE_CHECKING:
    from proxylint.baseline import Baseline

_CHUNK = 500
"""Files that a process gets at a time, at most."""
_REMEMBERED = 20_000
"""Sections that are remembered; behind them each new one is judged on its own."""

Seen = Callable[[int, int, str], None]
"""Is told how many files are done, of how many, and which one is next."""


def check(
    paths: Sequence[str],
    chooser: Chooser,
    inputs: Inputs | None = None,
    *,
    grouped: bool = False,
    jobs: int = 1,
    suppressed: bool = True,
    baseline: Baseline | None = None,
    steps: int = MOST_STEPS,
    seen: Seen | None = None,
) -> Report:
    """Never raises for bad input; ConfigError and UsageError pass through.

    `jobs`: processes that share the files; the report is the same for any number. For the others see `Wish`.
    """
    unseen: list[Unseen] = []
    resolved = roots.resolve(engine.collect(paths, chooser, inputs, unseen), chooser, inputs, unseen)
    wish = Wish(grouped, suppressed, baseline, steps, only_root(resolved.files))
    result = Result.empty(wish, resolved.notes)
    for part in _parts(resolved.files, chooser, inputs, wish, jobs, seen):
        result.add(part)
    result.bases = result.bases or grounds.bases((), chooser)
    report = result.report()
    if baseline is None or report.compared is None:
        return report
    compared = replace(report.compared, roots=tuple(sorted({find_root(path) for path in paths or (".",)})))
    return replace(report, compared=compared, notes=(*report.notes, *baseline.renewed(compared).notes()))


def lint(files: Iterable[str], chooser: Chooser, inputs: Inputs | None, wish: Wish) -> Result:
    """Files for which the same options hold share what is remembered."""
    result, found = Result.empty(wish), engine.Roots(wish.only_root)
    piped = inputs.piped if inputs is not None else None
    memories: dict[int, Memory] = {}
    for path in files:
        options = chooser.for_file(path)
        memory = memories.get(id(options))
        if memory is None:
            memory = memories[id(options)] = Memory(options, wish.steps)
        opened = engine.open_file(path, options, found, piped)
        told, count = memory.told(opened)
        result.take(opened, told, count, options.choice, reasons=options.require_reason)
    for memory in memories.values():
        result.bases.setdefault(grounds.basis(memory.options), {}).update(memory.kinds)
    return result


def at_work(files: Sequence[str], seen: Seen | None) -> Iterable[str]:
    """The files one by one, each told of before its turn."""
    return files if seen is None else _told_of(files, seen)


def _told_of(files: Sequence[str], seen: Seen) -> Iterator[str]:
    for done, file in enumerate(files):
        seen(done, len(files), file)
        yield file


def _parts(
    files: list[str], chooser: Chooser, inputs: Inputs | None, wish: Wish, jobs: int, seen: Seen | None
) -> Iterator[Result]:
    if jobs <= 1 or len(files) <= 1:
        yield lint(at_work(files, seen), chooser, inputs, wish)
        return
    from functools import partial

    from proxylint.workers import workers

    size = max(1, min(_CHUNK, -(-len(files) // (4 * jobs))))
    chunks = [files[at : at + size] for at in range(0, len(files), size)]
    with workers(min(jobs, len(chunks))) as pool:
        results = pool.map(partial(lint, chooser=chooser, inputs=inputs, wish=wish), chunks)
        for number, chunk in enumerate(chunks):
            if seen is not None:
                seen(number * size, len(files), chunk[0])
            yield next(results)


@dataclass(frozen=True, slots=True)
class _Known:
    """What is said of a section, and where the one stood that it was found out for."""

    templates: tuple[Finding, ...]
    outcomes: tuple[Outcome, ...]
    there: Span


@dataclass(slots=True)
class Memory:
    """What was said of each kind of section, so that it is found out once. `steps`: of each trace that are kept.
    `kinds`: of the files that were told of."""

    options: Options
    steps: int = MOST_STEPS
    known: dict[Hashable, _Known] = field(default_factory=dict)
    kinds: dict[str, None] = field(default_factory=dict)
    counts: dict[tuple[tuple[Outcome, ...], ...], Count] = field(default_factory=dict)

    def told(self, opened: Opened) -> tuple[list[Told], Count]:
        """What is reported of a file: the findings that are chosen, at the levels that are."""
        told, count = self._told(opened)
        self.kinds[opened.format.name] = None
        choice = self.options.choice
        if choice.per_file:
            told = [one for one in told if choice.reports(one.template.code, one.file)]
        return told, count

    def _told(self, opened: Opened) -> tuple[list[Told], Count]:
        divide = opened.format.sections
        sections = divide(opened.policy) if divide is not None else ()
        if not sections:
            examined = engine.examine(opened, self.options)
            return [Told(finding) for finding in self._found(examined)], engine.count(examined, self.options)
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
            templates = tuple(self._found(examined))
            known = _Known(templates, engine.outcomes(examined), section.span)
            movable = all(stands_within(finding, section.span) for finding in templates)
            if section.key is not None and movable and len(self.known) < _REMEMBERED:
                self.known[section.key] = known
        return known

    def _found(self, examined: Examined) -> list[Finding]:
        return ended(list(engine.apply(examined, self.options.choice)), self.steps)

    def _examine(self, opened: Opened, section: Section) -> Examined:
        alone = Opened(opened.source, opened.format, section.policy())
        return engine.examine(alone, self.options)
