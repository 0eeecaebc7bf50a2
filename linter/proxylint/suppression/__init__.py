"""Suppressions: comments in a linted file by which its owner says that a finding is known and accepted.

`proxylint: ignore[CODE, ...] reason` speaks for its own line, or alone on a line for the next one that is neither blank
nor a comment; `proxylint: ignore-file[CODE, ...] reason` for the whole file.
"""

from __future__ import annotations

from proxylint.records import dataclass
from proxylint.text import Span

MARKER = "proxylint:"
WORDS = ("ignore", "ignore-file")


@dataclass(frozen=True, slots=True)
class Named:
    """A rule as a suppression names it. `code`: None where no rule has this code or name."""

    text: str
    code: str | None


@dataclass(frozen=True, slots=True)
class Suppression:
    """One of them. `span`: from the marker to the end of its line. `line`: what it speaks for; None = nothing, or with
    `whole` the whole file. `fault`: why it says nothing, one clause; it names no rule then.
    """

    span: Span
    named: tuple[Named, ...] = ()
    reason: str = ""
    line: Span | None = None
    whole: bool = False
    fault: str | None = None

    @property
    def codes(self) -> tuple[str, ...]:
        """The rules that it names and that exist, each once."""
        return tuple(dict.fromkeys(one.code for one in self.named if one.code is not None))
