"""How an answer of proxylint stands to what the real program did."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum


class Bearing(StrEnum):
    """AGREES: every case says what was seen. OPEN: one of several cases does. UNKNOWN: proxylint does not say."""

    AGREES = "agrees"
    OPEN = "open"
    UNKNOWN = "unknown"
    DIFFERS = "differs"


def over_cases(bearings: Iterable[Bearing]) -> Bearing:
    """The bearing of a verdict from those of its cases. No case, or none that can be right, differs."""
    found = set(bearings)
    if found <= {Bearing.DIFFERS}:
        return Bearing.DIFFERS
    if Bearing.UNKNOWN in found:
        return Bearing.UNKNOWN
    return Bearing.OPEN if Bearing.DIFFERS in found else Bearing.AGREES
