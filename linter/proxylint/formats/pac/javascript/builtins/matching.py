"""Where a pattern matches and what it captures: the ways of ECMA-262 22.2.2 in their order, each taken once.

What can still come of a way hangs on the instruction, the place in the text, and how many of the rounds that are not to
be empty have not moved yet; not on what was captured, as nothing here refers back to a group. What failed from there
fails again. So each such state is tried once (as RE2 does, re2/bitstate.cc), and a search takes steps in proportion to
pattern times text; only a look ahead, which begins anew wherever it stands, may take that for each place. All are the
script's steps.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from proxylint.formats.pac.javascript.builtins.instructions import (
    AHEAD,
    ANCHOR,
    BEGIN,
    CHARS,
    END,
    FORGET,
    JOIN,
    JUMP,
    MATCHED,
    SAVE,
    SPLIT,
    Program,
)
from proxylint.formats.pac.javascript.realm import Realm
from proxylint.formats.pac.javascript.values import Unmodelled
from proxylint.names.characters import WORD, contains
from proxylint.names.tree import Anchor

INSTRUCTIONS = 2
"""Of a pattern, that count as one step."""

BEGINNING = 4
"""Instructions that trying a place of the text costs beside those of the pattern."""

CHARACTERS = 64
"""Of a text, looked through for where a match may begin, that count as one instruction."""

_ROUNDS = 1 << 8
"""More than can be open at a time: groups nest less deeply."""

_LINE_ENDS = "\n\r\u2028\u2029"

Kept: TypeAlias = "tuple[int, int, Kept] | None"
"""What was saved, newest first: a slot and a place; for slots that were emptied, the first as -1 - n, and the end."""

Groups: TypeAlias = "tuple[tuple[int, int] | None, ...]"


def search(found: Program, realm: Realm, text: str, start: int) -> tuple[int, int, Groups] | None:
    """The first match from `start` on: begin, end, and the groups from number 1. Costs the realm its steps."""
    run = _Run(found, realm, text)
    try:
        for begin in _begins(run, found.lead, start):
            end = run.match(0, begin, None)
            if end is not None:
                return begin, end, run.groups()
        return None
    finally:
        realm.steps -= run.spent // INSTRUCTIONS + 1


def _begins(run: _Run, lead: str, start: int) -> Iterator[int]:
    """Where a match may begin."""
    if not lead:
        yield from range(start, len(run.text) + 1)
        return
    at = start
    while (found := run.text.find(lead, at)) >= 0:
        run.spent += (found - at) // CHARACTERS
        yield found
        at = found + 1
    run.spent += (len(run.text) - at) // CHARACTERS


class _Run:
    """One search: what was tried, what it cost, and what was saved on the way that matched."""

    __slots__ = ("allowed", "kept", "program", "realm", "spent", "text", "tried")

    def __init__(self, found: Program, realm: Realm, text: str) -> None:
        self.program = found
        self.realm = realm
        self.text = text
        self.tried: set[int] = set()
        self.kept: Kept = None
        self.spent = 0
        self.allowed = max(0, realm.steps) * INSTRUCTIONS

    def match(self, at: int, place: int, kept: Kept) -> int | None:
        """Where the first way ends that matches from here; `kept` is then what was saved on it."""
        instructions, text, tried = self.program.instructions, self.text, self.tried
        size, spent = len(text), self.spent + BEGINNING
        waiting: list[tuple[int, int, Kept, int]] = [(at, place, kept, 0)]
        while waiting:
            if spent > self.allowed:
                self.spent = spent
                raise self.realm.out_of_steps()
            at, place, kept, unmoved = waiting.pop()
            while True:
                spent += 1
                op, first, second, ranges, plain, anchor = instructions[at]
                at += 1
                if op == CHARS:
                    if place == size or not (
                        text[place] in plain or (text[place] > "\x7f" and contains(ranges, ord(text[place])))
                    ):
                        break
                    place += 1
                    unmoved = 0
                elif op in (SPLIT, JOIN):
                    state = ((at * (size + 1)) + place) * _ROUNDS + unmoved
                    if state in tried:
                        break
                    tried.add(state)
                    if op == SPLIT:
                        waiting.append((second, place, kept, unmoved))
                        at = first
                elif op == JUMP:
                    at = first
                elif op == SAVE:
                    kept = first, place, kept
                elif op == FORGET:
                    kept = -1 - first, second, kept
                elif op == BEGIN:
                    unmoved += 1
                elif op == END:
                    if unmoved:
                        break
                elif op == ANCHOR:
                    assert anchor is not None
                    if not _stands(anchor, text, place):
                        break
                elif op == MATCHED:
                    self.kept, self.spent = kept, spent
                    return place
                else:
                    self.spent = spent
                    ahead = self._ahead(at, place, kept)
                    spent = self.spent
                    if ahead is not (op == AHEAD):
                        break
                    kept = self.kept if ahead else kept
                    at = first
        self.spent = spent
        return None

    def _ahead(self, at: int, place: int, kept: Kept) -> bool:
        """Anew each time: of what one look tried, not all failed if it matched."""
        outside, self.tried = self.tried, set()
        found = self.match(at, place, kept)
        self.tried = outside
        return found is not None

    def groups(self) -> Groups:
        slots: dict[int, int | None] = {}
        kept = self.kept
        while kept is not None:
            slot, place, kept = kept
            if slot >= 0:
                slots.setdefault(slot, place)
            else:
                for emptied in range(-1 - slot, place):
                    slots.setdefault(emptied, None)
        return tuple(_span(slots, number) for number in range(self.program.groups))


def _span(slots: dict[int, int | None], number: int) -> tuple[int, int] | None:
    start, end = slots.get(2 * number), slots.get(2 * number + 1)
    return None if start is None or end is None else (start, end)


def _stands(anchor: Anchor, text: str, at: int) -> bool:
    if anchor is Anchor.START or anchor is Anchor.LINE_START:
        return at == 0 or (anchor is Anchor.LINE_START and text[at - 1] in _LINE_ENDS)
    if anchor is Anchor.END or anchor is Anchor.LINE_END:
        return at == len(text) or (anchor is Anchor.LINE_END and text[at] in _LINE_ENDS)
    if anchor not in (Anchor.WORD_EDGE, Anchor.NO_WORD_EDGE):
        raise Unmodelled("an anchor that JavaScript has not")
    before = at > 0 and contains(WORD, ord(text[at - 1]))
    behind = at < len(text) and contains(WORD, ord(text[at]))
    return (before is not behind) is (anchor is Anchor.WORD_EDGE)
