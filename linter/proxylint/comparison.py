"""What an edit changes: the judged verdicts of two readings of a file, URL by URL."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from proxylint.difference import Change, Effect, changes, effect_of
from proxylint.format import Vantage
from proxylint.judgement import Judged, Served
from proxylint.records import dataclass
from proxylint.rule import Examined


@dataclass(frozen=True, slots=True)
class Compared:
    """One URL that changes. Without `changes` its answers are the same, but other clients count in the new reading."""

    old: Judged
    new: Judged
    changes: tuple[Change, ...]

    @property
    def effect(self) -> Effect:
        """Worse where anything is: whoever is cut off is not consoled by what others gain."""
        effects = {change.effect for change in self.changes} | {effect_of(self.old.outcome, self.new.outcome)}
        return next((one for one in (Effect.WORSE, Effect.BETTER) if one in effects), Effect.OTHER)


class State(StrEnum):
    """Of one file on both sides."""

    COMPARED = "compared"
    ADDED = "added"
    REMOVED = "removed"
    BROKEN = "broken"
    MENDED = "mended"
    UNREAD = "unread"
    PART = "part"


@dataclass(frozen=True, slots=True)
class Versus:
    """One file, before and after; None = it is not there. `urls`: those that change."""

    old: Examined | None
    new: Examined | None
    urls: tuple[Compared, ...]

    @property
    def state(self) -> State:
        """A part of another file is compared with that file."""
        was = self.old.policy.failure if self.old is not None else None
        now = self.new.policy.failure if self.new is not None else None
        if self.new is None:
            return State.REMOVED
        if now is not None and (self.old is None or was is not None):
            return State.PART if now.elsewhere else State.UNREAD
        if now is not None:
            return State.BROKEN
        if self.old is None:
            return State.ADDED
        return State.COMPARED if was is None else State.MENDED


@dataclass(frozen=True, slots=True)
class Reading:
    """One side: the judged verdicts of the profile, and who is served (`judgement.served`; a client's file: nobody)."""

    judged: Sequence[Judged]
    served: Served


def compare(old: Reading, new: Reading, vantage: Vantage) -> tuple[Compared, ...]:
    """The URLs that differ, in the order of the catalogue. Both sides must be judged by the same profile."""
    before = {(judged.endpoint.id, judged.verdict.request): judged for judged in old.judged}
    found = []
    for judged in new.judged:
        was = before[judged.endpoint.id, judged.verdict.request]
        parts = changes(was, judged, vantage, old.served, new.served)
        if parts or was.outcome is not judged.outcome:
            found.append(Compared(was, judged, parts))
    return tuple(found)
