"""What a test of the host alone makes of the free labels that hosts begin with.

Families differ in their constant tails, and are many. A search for a member that one such test matches goes through the
free labels in the same order for all of them; only what stands behind them differs. So the way is kept.
"""

from __future__ import annotations

from collections.abc import Iterator

from proxylint.names.family import HOST_CHARACTERS, LONGEST_HOST, Family, Witness
from proxylint.names.machine import DEAD, MATCHED
from proxylint.names.tracks import Stage, Track

MOST = 64
"""Beginnings that are kept of one test."""


class Unfinished(Exception):
    """The way is too long to be kept."""


_Beginning = tuple[str, int, int]
"""The first of the shortest free labels that lead to a state, the state, and the work up to here (see search.py)."""


class Beginnings:
    """In the order in which a search reaches them, as far as anybody has asked. `most`: work of one search."""

    __slots__ = ("_cut", "_known", "_more", "_most", "_track", "_work")

    def __init__(self, track: Track, most: int) -> None:
        self._track = track
        self._most = most
        self._work = 0
        self._cut = False
        self._known: list[_Beginning] = []
        self._more = self._reached()

    def first(self, family: Family) -> Witness | None:
        """What `search` finds in a family of open hosts with this one track, whose subject is the host; None = there is
        no such member. Raises Unfinished where it is not known that a search would come to that within its work."""
        machine, after, wanted = self._track.machine, self._track.after, self._track.wanted
        tail, behind = family.tail, 0
        room = LONGEST_HOST - len(tail)
        for text, state, work in self._all():
            behind += 1 + machine.costs[state]
            if work + behind > self._most or len(text) > room:
                raise Unfinished
            if machine.accepts(machine.run(machine.run(state, tail), after)) is wanted:
                return Witness(text + tail, family.stem if family.path is not None else None)
        if self._cut or self._work + behind > self._most:
            raise Unfinished
        return None

    def _all(self) -> Iterator[_Beginning]:
        yield from self._known
        while (found := next(self._more, None)) is not None:
            self._known.append(found)
            yield found

    def _reached(self) -> Iterator[_Beginning]:
        """Breadth first. A dot may not stand at the beginning of a label, and no host ends there (`fresh`)."""
        machine = self._track.machine
        failed = DEAD if self._track.wanted else MATCHED
        start = self._track.start()
        if start == failed:
            return
        steps = [(character, letter, False) for character, (letter,) in Stage([self._track], HOST_CHARACTERS).steps]
        all_steps = [*steps, (".", machine.letter("."), True)]
        seen = {(start, True)}
        level = [("", start, True)]
        while level:
            waiting, level = level, []
            for text, state, fresh in waiting:
                cost = 1 + machine.costs[state]
                for character, letter, begins in steps if fresh else all_steps:
                    self._work += cost
                    now = machine.step(state, letter)
                    if now == failed:
                        continue
                    self._work += 1
                    if (now, begins) in seen:
                        continue
                    seen.add((now, begins))
                    level.append((text + character, now, begins))
                    if not begins:
                        if self._work > self._most or len(self._known) == MOST:
                            self._cut = True
                            return
                        yield text + character, now, self._work
