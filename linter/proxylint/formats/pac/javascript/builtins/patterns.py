"""Patterns put to fixed texts: whether they match, where, and what they capture.

Whether a pattern matches is decided by an automaton if it can be (`proxylint.names`), where it matches by `matching`.
Neither backtracks, and no pattern of a file comes to Python's `re`.
"""

from __future__ import annotations

from proxylint.formats.pac.javascript.realm import Realm
from proxylint.formats.pac.javascript.values import Unmodelled
from proxylint.names import Beyond, javascript, matches
from proxylint.tuples import NamedTuple

LONGEST_TEXT = 1 << 16
"""Characters of a text that a pattern is still put to: matching takes time in proportion to pattern times text."""

ASKED = 3
"""Steps that it takes to put a pattern to a text, however short."""

CHARACTERS = 32
"""That an automaton reads, that count as one step."""


class Spot(NamedTuple):
    """Where a pattern matched. `groups` from number 1 on."""

    start: int
    end: int
    groups: tuple[str | None, ...]
    names: dict[str, str | None]


class Pattern:
    """The inside of a RegExp object."""

    __slots__ = ("flags", "lost", "source")

    def __init__(self, source: str, flags: str) -> None:
        self.source = source
        self.flags = flags
        self.lost = False
        """`lastIndex` is not known any more."""

    @property
    def moves(self) -> bool:
        """Whether a match begins at `lastIndex` and moves it."""
        return "g" in self.flags or "y" in self.flags

    @property
    def other_flags(self) -> str:
        """The flags that say what matches."""
        return self.flags.replace("g", "").replace("y", "").replace("d", "")

    def find(self, realm: Realm, text: str, start: int) -> Spot | None:
        """The first match from `start` on."""
        from proxylint.formats.pac.javascript.builtins.instructions import program
        from proxylint.formats.pac.javascript.builtins.matching import search

        try:
            compiled = program(self.source, self.other_flags)
        except Beyond as beyond:
            raise Unmodelled(f"/{_short(self.source)}/: {beyond.reason}") from None
        found = search(compiled, realm, text, start)
        if found is None:
            return None
        groups = tuple(None if place is None else text[place[0] : place[1]] for place in found[2])
        return Spot(found[0], found[1], groups, {name: groups[at - 1] for name, at in compiled.names.items()})


def _short(source: str) -> str:
    return source if len(source) <= 40 else f"{source[:40]}..."


def holds(realm: Realm, pattern: Pattern, text: str) -> bool:
    """Whether it matches anywhere in the text."""
    if len(text) > LONGEST_TEXT:
        raise Unmodelled("a regular expression on a very long text")
    realm.spend_steps(ASKED + len(text) // CHARACTERS)
    try:
        return matches(javascript(pattern.source, pattern.other_flags), text)
    except Beyond:
        return pattern.find(realm, text, 0) is not None


def all_matches(realm: Realm, pattern: Pattern, text: str) -> list[Spot]:
    """Every match from the start, one after another; behind an empty one the search goes on one character later."""
    if "y" in pattern.flags:
        raise Unmodelled("all matches of a sticky regular expression")
    found: list[Spot] = []
    spot = pattern.find(realm, text, 0) if holds(realm, pattern, text) else None
    while spot is not None:
        realm.spend_steps(1)
        found.append(spot)
        start = spot.end + (spot.start == spot.end)
        spot = pattern.find(realm, text, start) if start <= len(text) else None
    return found
