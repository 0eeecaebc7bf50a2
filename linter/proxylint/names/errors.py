"""What a caller has to expect when it hands over patterns from a file."""

from __future__ import annotations


class Beyond(Exception):
    """The question cannot be decided here: not modelled, or too much work. `reason` completes "undecided because"."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class BadPattern(ValueError):
    """The engine that reads this pattern refuses it. `position` counts characters of the pattern from 0."""

    def __init__(self, message: str, position: int) -> None:
        super().__init__(f"{message} (at {position})")
        self.message = message
        self.position = position
