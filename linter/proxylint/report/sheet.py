"""What a report for people is written on."""

from __future__ import annotations

from proxylint.records import dataclass
from proxylint.report.color import Paint
from proxylint.report.visible import visible

SIGNS = "✓✗·━…"
"""All that is written beyond ASCII, but for what is quoted."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """`columns` None: not a terminal, lines are not broken. With `ascii_only` nothing else is written."""

    paint: Paint
    columns: int | None
    ascii_only: bool

    def visible(self, text: str) -> str:
        return visible(text, ascii_only=self.ascii_only)

    @property
    def dots(self) -> str:
        return "..." if self.ascii_only else "…"


PLAIN = Sheet(Paint(False), None, False)
"""No terminal."""
