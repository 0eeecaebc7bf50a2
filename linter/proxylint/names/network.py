"""The nondeterministic network under an automaton: places that read one character, and junctions between them.

Sets of places are the bits of one integer (bit 0 = accepted), so a step is a few operations on integers. A junction may
stand under a condition on the characters around it (`^`, `\\b`, a look-ahead of one character); which junctions can be
passed is worked out once per combination of true conditions.
"""

from __future__ import annotations

from proxylint.names.characters import Ranges
from proxylint.names.errors import Beyond
from proxylint.names.modelled import REFERS_BACK, check, seen_ahead
from proxylint.names.tree import (
    Anchor,
    BackReference,
    Chars,
    Choice,
    Group,
    Look,
    Node,
    Repeat,
    Sequence,
)
from proxylint.records import dataclass

ACCEPTED = 1

BITS = 1 << 12
"""Of a set of places that are put to another in the time that all else around it takes."""

MOST_WORK = 8_000_000
"""Of finding what every junction leads to: steps from junction to junction."""

MOST_BITS = 1 << 29
"""Of all sets of places that are found so: 64 megabytes."""

_ACCEPT = 0
"""The junction that stands for the end of the pattern."""


@dataclass(frozen=True, slots=True)
class Condition:
    """An anchor, or with `anchor` None: the next character lies (`wanted`) or does not lie in the set `ranges`."""

    anchor: Anchor | None
    ranges: int = 0
    at_end: bool = False
    wanted: bool = True

    @property
    def about_words(self) -> bool:
        return self.anchor is not None and self.anchor >= Anchor.WORD_EDGE

    @property
    def about_lines(self) -> bool:
        return self.anchor in (Anchor.LINE_START, Anchor.LINE_END)


class Network:
    """`restarts`: whether a match can begin behind the start of the text."""

    def __init__(self, tree: Node) -> None:
        check(tree)
        self.ranges: list[Ranges] = []
        self.conditions: list[Condition] = []
        self._ids: dict[Ranges, int] = {}
        self._condition_ids: dict[Condition, int] = {}
        self._by_set: list[list[int]] = []
        self._reader_masks: dict[int, int] = {}
        # Nodes: place (guard None, next nodes of the place) or junction (guard condition or -1, ways out).
        self._place_of: list[int] = [0]
        self._guards: list[int] = [-1]
        self._outs: list[tuple[int, ...]] = [()]
        self._junctions: list[int] = []
        self._next: list[int] = [_ACCEPT]
        self._work = self._bits = 0
        self._passes: dict[int, dict[int, int]] = {}
        self._begin = self._build(tree, _ACCEPT)
        self.size = len(self._next)
        self.restarts = bool(self.beginning(self._all_but_start()))

    def ranges_id(self, ranges: Ranges) -> int:
        found = self._ids.get(ranges)
        if found is None:
            found = self._ids[ranges] = len(self.ranges)
            self.ranges.append(ranges)
            self._by_set.append([])
        return found

    def readers(self, ranges: int) -> int:
        """The places that read a character of this set."""
        found = self._reader_masks.get(ranges)
        if found is None:
            mask = bytearray(self.size // 8 + 1)
            for place in self._by_set[ranges]:
                mask[place >> 3] |= 1 << (place & 7)
            found = self._reader_masks[ranges] = int.from_bytes(mask, "little")
        return found

    def beginning(self, truth: int) -> int:
        return self._reach(self._begin, truth)

    def following(self, place: int, truth: int) -> int:
        return self._reach(self._next[place], truth)

    def _reach(self, node: int, truth: int) -> int:
        if node == _ACCEPT:
            return ACCEPTED
        if self._place_of[node]:
            return 1 << self._place_of[node]
        passes = self._passes.get(truth)
        if passes is None:
            passes = self._passes[truth] = self._settle(truth)
        return passes[node]

    def _settle(self, truth: int) -> dict[int, int]:
        """What every junction leads to. Loops need another round each time one closes; no nesting, no recursion."""
        passes = dict.fromkeys(self._junctions, 0)
        changed = True
        while changed:
            changed = False
            for node in self._junctions:
                if self._guards[node] >= 0 and not truth >> self._guards[node] & 1:
                    continue
                reach = 0
                for out in self._outs[node]:
                    reach |= passes[out] if out in passes else (1 << self._place_of[out])
                self._work += len(self._outs[node]) * (1 + reach.bit_length() // BITS)
                if reach != passes[node]:
                    self._bits += reach.bit_length()
                    passes[node] = reach
                    changed = True
                if self._work > MOST_WORK or self._bits > MOST_BITS:
                    raise Beyond("too many of its parts can follow each other")
        return passes

    def _all_but_start(self) -> int:
        return sum(1 << index for index, c in enumerate(self.conditions) if c.anchor is not Anchor.START)

    # Building, from the end of the pattern to its beginning: every node knows where it leads.

    def _build(self, tree: Node, after: int) -> int:
        match tree:
            case Chars(ranges):
                return self._place(ranges, after)
            case Sequence(parts):
                for part in reversed(parts):
                    after = self._build(part, after)
                return after
            case Choice(branches):
                return self._junction(tuple(dict.fromkeys(self._build(branch, after) for branch in branches)))
            case Group(body):
                return self._build(body, after)
            case Repeat():
                return self._repeat(tree, after)
            case Look():
                return self._guarded(self._look(tree), after)
            case BackReference():
                raise Beyond(REFERS_BACK)
        return self._guarded(Condition(tree), after)

    def _place(self, ranges: Ranges, after: int) -> int:
        place = len(self._next)
        self._next.append(after)
        self._by_set[self.ranges_id(ranges)].append(place)
        return self._node(place, -1, ())

    def _node(self, place: int, guard: int, outs: tuple[int, ...]) -> int:
        self._place_of.append(place)
        self._guards.append(guard)
        self._outs.append(outs)
        return len(self._outs) - 1

    def _junction(self, outs: tuple[int, ...], guard: int = -1) -> int:
        node = self._node(0, guard, outs)
        self._junctions.append(node)
        return node

    def _guarded(self, condition: Condition, after: int) -> int:
        found = self._condition_ids.get(condition)
        if found is None:
            found = self._condition_ids[condition] = len(self.conditions)
            self.conditions.append(condition)
        return self._junction((after,), found)

    def _repeat(self, repeat: Repeat, after: int) -> int:
        if repeat.most is None:
            loop = self._junction(())
            body = self._build(repeat.body, loop)
            self._outs[loop] = (body, after)
            entry, copies = (body, repeat.least - 1) if repeat.least else (loop, 0)
        else:
            entry, copies = after, repeat.least
            for _ in range(repeat.most - repeat.least):
                entry = self._junction((self._build(repeat.body, entry), after))
        for _ in range(copies):
            entry = self._build(repeat.body, entry)
        return entry

    def _look(self, look: Look) -> Condition:
        ranges, at_end = seen_ahead(look)
        return Condition(None, self.ranges_id(ranges), at_end, look.wanted)
