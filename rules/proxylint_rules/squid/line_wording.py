"""How access lines are written in a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from proxylint.formats.squid.model import AccessLine

_LONGEST = 80
_NAMED = 3


def written(gate: str, line: AccessLine) -> str:
    """A line in quotation marks, blanks and comments taken out."""
    terms = " ".join(("!" if term.negated else "") + term.name for term in line.terms)
    text = f"{gate} {line.action} {terms}".rstrip()
    return f"'{text if len(text) <= _LONGEST else text[: _LONGEST - 3] + '...'}'"


def listed(gate: str, lines: Sequence[AccessLine]) -> str:
    named = [written(gate, line) for line in lines[:_NAMED]]
    more = [f"{len(lines) - _NAMED} more"] if len(lines) > _NAMED else []
    *front, last = [*named, *more]
    return f"{', '.join(front)} and {last}" if front else last
