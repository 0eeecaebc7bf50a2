"""What was said of a section of a file, said again of another one that is like it.

A folder or one long file may hold the settings of twenty thousand computers, and most of them say the same. Such a
section is judged once; every other one that says the same in the same words gets the same findings in its own place.
"""

from __future__ import annotations

from collections.abc import Sequence

from proxylint.endings import Ending
from proxylint.finding import Affected, Finding, Label
from proxylint.format import SUBJECT
from proxylint.records import dataclass, replace
from proxylint.text import Span
from proxylint.verdict import Step


@dataclass(frozen=True, slots=True)
class Told:
    """A finding as it was found (`template`), said again of a section. `here` None: it is about the file as a whole."""

    template: Finding
    there: Span | None = None
    here: Span | None = None
    subject: str | None = None

    @property
    def file(self) -> str:
        """Where the finding stands."""
        return self.template.span.file if self.here is None else self.here.file

    @property
    def finding(self) -> Finding:
        if self.there is None or self.here is None:
            return self.template
        return _Move(self.there, self.here, self.subject or "").finding(self.template)


def stands_within(finding: Finding, span: Span) -> bool:
    """Whether every place of a finding lies in the span, so that it can be said again elsewhere."""
    return all(one.file == span.file and span.start <= one.start and one.end <= span.end for one in places(finding))


def places(finding: Finding) -> list[Span]:
    """Every place that a finding names."""
    return [finding.span, *(label.span for label in finding.related), *_spans(finding.trace)]


def _spans(steps: Sequence[Step]) -> list[Span]:
    return [span for step in steps for span in ([step.span] if step.span else []) + _spans(step.inner)]


@dataclass(frozen=True, slots=True)
class _Move:
    there: Span
    here: Span
    subject: str

    def finding(self, finding: Finding) -> Finding:
        return replace(
            finding,
            span=self.span(finding.span),
            text=self.text(finding.text),
            related=tuple(Label(self.span(label.span), self.text(label.text)) for label in finding.related),
            trace=self.trace(finding.trace),
            affected=tuple(self.affected(group) for group in finding.affected),
            advice=None if finding.advice is None else self.text(finding.advice),
        )

    def span(self, span: Span) -> Span:
        by = self.here.start - self.there.start
        return Span(self.here.file, span.start + by, span.end + by)

    def text(self, text: str) -> str:
        return text.replace(SUBJECT, self.subject)

    def trace(self, trace: Sequence[Step]) -> Sequence[Step]:
        steps = tuple(self.step(step) for step in trace)
        return Ending(steps, trace.left) if isinstance(trace, Ending) else steps

    def step(self, step: Step) -> Step:
        span = None if step.span is None else self.span(step.span)
        return Step(span, self.text(step.note), step.held, tuple(self.step(inner) for inner in step.inner))

    def affected(self, group: Affected) -> Affected:
        return Affected(
            group.service, group.consequence, group.urls, tuple(self.text(example) for example in group.examples)
        )
