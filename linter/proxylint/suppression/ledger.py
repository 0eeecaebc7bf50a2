"""What the suppressions of all files of a run hid, and what they were there for."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping

from proxylint.choice import ALWAYS, Choice
from proxylint.finding import Finding
from proxylint.format import Format, Policy
from proxylint.records import dataclass, field
from proxylint.suppression import MARKER, Suppression
from proxylint.text import Source, Span

Codes = Callable[[], Mapping[str, str]]
"""From the code and from the name of each rule to its code; asked for where there are suppressions alone."""


def is_marked(policy: Policy) -> bool:
    """Whether a file may hold suppressions; most hold none, and nobody looks for their comments then."""
    return any(MARKER in source.text for source in policy.sources.values())


@dataclass(frozen=True, slots=True)
class Terms:
    """What holds for the suppressions of a file. `reasons`: whether each must give one."""

    choice: Choice
    reasons: bool = False


@dataclass(slots=True)
class Marked:
    """A file with suppressions, in file order. `whole`: those for the whole file by code; `near`: by the start of the
    line that they speak for and by code; `starts`: of those lines."""

    source: Source
    suppressions: tuple[Suppression, ...]
    terms: Terms
    whole: dict[str, Suppression] = field(default_factory=dict)
    near: dict[tuple[int, str], list[Suppression]] = field(default_factory=dict)
    starts: list[int] = field(default_factory=list)

    @staticmethod
    def of(source: Source, suppressions: Iterable[Suppression], terms: Terms) -> Marked:
        made = Marked(source, tuple(suppressions), terms)
        for one in made.suppressions:
            for code in one.codes:
                if one.whole:
                    made.whole.setdefault(code, one)
                elif one.line is not None:
                    made.near.setdefault((one.line.start, code), []).append(one)
        made.starts = sorted({start for start, _ in made.near})
        return made

    def hiding(self, code: str, span: Span) -> Suppression | None:
        """The suppression that speaks for a finding at this place. The nearest one; none hides what is said of it."""
        index = bisect_right(self.starts, span.start) - 1
        near = self.near.get((self.starts[index], code), []) if index >= 0 else []
        for one in near:
            if one.line is not None and span.start <= one.line.end and not _within(span, one):
                return one
        far = self.whole.get(code)
        return None if far is None or _within(span, far) else far


def _within(span: Span, suppression: Suppression) -> bool:
    return suppression.span.start <= span.start < suppression.span.end


@dataclass(slots=True)
class Ledger:
    """`files`: those with suppressions, by path. `used`: which of them hid a finding of which rule. `due`: which could
    have, because the file was judged, and the rule is one that is reported in it. `bare`: those without a reason where
    one is required. `hidden`: the findings. `words`: the codes and names of all rules, where any file has suppressions.

    A file may be read in several runs of a program, as list files and includes are: what holds in one of them counts.
    """

    files: dict[str, Marked] = field(default_factory=dict)
    used: set[tuple[Span, str]] = field(default_factory=set)
    due: set[tuple[Span, str]] = field(default_factory=set)
    bare: set[Span] = field(default_factory=set)
    hidden: dict[Finding, Suppression] = field(default_factory=dict)
    words: tuple[str, ...] = ()

    def read(self, format: Format, policy: Policy, terms: Terms, codes: Codes) -> None:
        """The suppressions in the files of a policy."""
        for source in policy.sources.values():
            if MARKER in source.text and format.comments is not None:
                marked = self._marked(format, policy, source, terms, codes)
                self._enter(marked, terms, judged=policy.failure is None)

    def _marked(self, format: Format, policy: Policy, source: Source, terms: Terms, codes: Codes) -> Marked:
        known = self.files.get(source.path)
        if known is not None and known.source == source:
            return known
        from proxylint.suppression.reading import read_suppressions

        comments = format.comments(policy, source, MARKER) if format.comments is not None else ()
        known_codes = codes()
        self.words = tuple(known_codes)
        marked = Marked.of(source, read_suppressions(source, comments, known_codes), terms)
        self.files[source.path] = marked
        return marked

    def _enter(self, marked: Marked, terms: Terms, *, judged: bool) -> None:
        path, choice = marked.source.path, terms.choice
        for one in marked.suppressions:
            if judged:
                self.due.update(
                    (one.span, code) for code in one.codes if choice.selects(code) and choice.reports(code, path)
                )
            if terms.reasons and not one.reason and one.fault is None:
                self.bare.add(one.span)

    def hide(self, finding: Finding) -> bool:
        """Whether a suppression hides the finding; it is kept then."""
        marked = self.files.get(finding.span.file)
        if marked is None or finding.code == ALWAYS:
            return False
        found = marked.hiding(finding.code, finding.span)
        if found is None:
            return False
        self.used.add((found.span, finding.code))
        self.hidden.setdefault(finding, found)
        return True

    def add(self, other: Ledger) -> None:
        for path, marked in other.files.items():
            self.files.setdefault(path, marked)
        self.used |= other.used
        self.due |= other.due
        self.bare |= other.bare
        self.words = self.words or other.words
        for finding, suppression in other.hidden.items():
            self.hidden.setdefault(finding, suppression)

    def suppressions(self) -> Iterator[Suppression]:
        """Of all files, in order of places."""
        for path in sorted(self.files):
            yield from self.files[path].suppressions

    def unused(self, suppression: Suppression) -> list[str]:
        """The rules that it names for nothing: it hid no finding of them though it could have."""
        span = suppression.span
        return [code for code in suppression.codes if (span, code) in self.due and (span, code) not in self.used]
