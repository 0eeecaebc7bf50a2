"""What proxylint says: one sentence at one place, with the places that explain it."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from proxylint.records import dataclass, field
from proxylint.text import Span
from proxylint.verdict import Step


class Level(StrEnum):
    """How bad a finding is; `rank` orders them, worst highest."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def rank(self) -> int:
        return {"error": 3, "warning": 2, "note": 1}[self.value]


@dataclass(frozen=True, slots=True, order=True)
class Label:
    """A related place and what it has to do with the finding, as a phrase."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True, order=True)
class Affected:
    """The URLs of one service that a finding is about, and what stops working without them, in a user's words.

    `urls` may be wildcard families; `examples` are single hosts that show the fault where only part of a family is hit.
    """

    service: str
    consequence: str
    urls: tuple[str, ...]
    examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """`code` and `name` of the rule, its sentence (`text`, ending in a full stop), and what helps the reader.

    `span`: where the reader edits; always one line. `related`: other places. `trace`: why, as the evaluation went, to
    the decision; of what is said of the same place for the same reason in two files, one is told, whatever its trace.
    `advice`: what to write, and where. No line number and no brace stands in `text`; places are spans.
    """

    code: str
    name: str
    level: Level
    span: Span
    text: str
    related: tuple[Label, ...] = ()
    trace: Sequence[Step] = field(default=(), compare=False)
    affected: tuple[Affected, ...] = ()
    advice: str | None = None

    @property
    def order(self) -> tuple[str, int, int, str, str]:
        return (self.span.file, self.span.start, self.span.end, self.code, self.text)
