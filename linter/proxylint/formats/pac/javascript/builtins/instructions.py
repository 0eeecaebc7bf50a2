"""A regular expression as instructions for `matching`: what ECMA-262 22.2.2 says, laid out one after another.

Counted repeats are written out, so that no round has to be counted.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from proxylint.names import Beyond
from proxylint.names.characters import Ranges, contains
from proxylint.names.javascript_syntax import parse
from proxylint.names.kept import Kept
from proxylint.names.tree import Anchor, BackReference, Chars, Choice, Group, Look, Node, Repeat, Sequence
from proxylint.tuples import NamedTuple

MOST_INSTRUCTIONS = 20_000
"""Of one pattern, once its counted repeats are written out."""


CHARS, SPLIT, JOIN, JUMP, SAVE, FORGET, BEGIN, END, ANCHOR, AHEAD, NOT_AHEAD, MATCHED = range(12)
"""What an instruction does. Plain numbers: an enumeration's members take as long to look up as all else together.

CHARS: one character of `ranges`; `plain` are those of ASCII. SPLIT: goes on at `first`, and if that fails at `second`.
JOIN: ways come together, each state is tried once. JUMP: goes on at `first`. SAVE: the place is kept in slot `first`.
FORGET: the slots from `first` up to `second` hold nothing again. BEGIN, END: of a round of a repeat that fails if it
matches nothing. ANCHOR. AHEAD, NOT_AHEAD: what follows, up to MATCHED, is to match ahead or not to; the pattern goes on
at `first`.
"""


class Instruction(NamedTuple):
    op: int
    first: int = 0
    second: int = 0
    ranges: Ranges = ()
    plain: frozenset[str] = frozenset()
    anchor: Anchor | None = None


class Program(NamedTuple):
    """`names` gives the number of each named group. `lead`: the character that every match begins with, or ""."""

    instructions: tuple[Instruction, ...]
    groups: int
    names: dict[str, int]
    lead: str


MOST_KEPT_CHARACTERS = 200_000
"""Of the patterns whose instructions are kept, with twenty for each."""

_KEPT: Kept[Program | Beyond] = Kept(MOST_KEPT_CHARACTERS)


def program(source: str, flags: str) -> Program:
    """Raises Beyond for back-references, look-behind, the flags u and v and repeats of too much; BadPattern."""
    found = _KEPT.get((source, flags))
    if found is None:
        try:
            found = _written(source, flags)
        except Beyond as beyond:
            found = beyond.with_traceback(None)
        _KEPT.keep((source, flags), found, len(source))
    if isinstance(found, Beyond):
        raise Beyond(found.reason)
    return found


def _written(source: str, flags: str) -> Program:
    tree = parse(source, flags)
    writer = _Writer()
    writer.write(tree)
    writer.put(Instruction(MATCHED))
    groups = list(_groups(tree))
    names = {group.name: group.number for group in groups if group.name is not None and group.number is not None}
    return Program(tuple(writer.written), len(groups), names, _lead(tree))


def _groups(node: Node) -> Iterator[Group]:
    """Those that capture, also in what is repeated zero times."""
    match node:
        case Sequence(parts) | Choice(parts):
            for part in parts:
                yield from _groups(part)
        case Group(body) | Repeat(body) | Look(body):
            if isinstance(node, Group) and node.number is not None:
                yield node
            yield from _groups(body)


def _lead(node: Node) -> str:
    match node:
        case Chars(((low, high),)) if low == high:
            return chr(low)
        case Sequence((first, *_)) | Group(first) | Repeat(first, 1):
            return _lead(first)
    return ""


@lru_cache(maxsize=4096)
def _plain(ranges: Ranges) -> frozenset[str]:
    return frozenset(chr(code) for code in range(128) if contains(ranges, code))


class _Writer:
    def __init__(self) -> None:
        self.written: list[Instruction] = []

    @property
    def at(self) -> int:
        return len(self.written)

    def put(self, instruction: Instruction) -> int:
        if self.at >= MOST_INSTRUCTIONS:
            raise Beyond(f"it and its repeats come to more than {MOST_INSTRUCTIONS:,} instructions")
        self.written.append(instruction)
        return self.at - 1

    def write(self, node: Node) -> None:
        match node:
            case Chars(ranges):
                self.put(Instruction(CHARS, ranges=ranges, plain=_plain(ranges)))
            case Sequence(parts):
                for part in parts:
                    self.write(part)
            case Choice(branches):
                self._choice(branches)
            case Group(body, None):
                self.write(body)
            case Group(body, number):
                assert number is not None
                self.put(Instruction(SAVE, 2 * number - 2))
                self.write(body)
                self.put(Instruction(SAVE, 2 * number - 1))
            case Repeat():
                self._repeat(node)
            case Look(body, ahead, wanted):
                self._look(body, ahead, wanted)
            case BackReference():
                raise Beyond("it refers back to a group")
            case _:
                self.put(Instruction(ANCHOR, anchor=node))

    def _choice(self, branches: tuple[Node, ...]) -> None:
        jumps = []
        for branch in branches[:-1]:
            split = self.put(Instruction(SPLIT))
            self.write(branch)
            jumps.append(self.put(Instruction(JUMP)))
            self.written[split] = Instruction(SPLIT, split + 1, self.at)
        self.write(branches[-1])
        for jump in jumps:
            self.written[jump] = Instruction(JUMP, self.at)
        self.put(Instruction(JOIN))

    def _repeat(self, repeat: Repeat) -> None:
        """RepeatMatcher: each round forgets the groups inside; one that matches nothing fails once there are enough."""
        for _ in range(repeat.least):
            self._round(repeat.body, False)
        if repeat.most is None:
            split = self.put(Instruction(SPLIT))
            self._round(repeat.body, True)
            self.put(Instruction(JUMP, split))
            self._branch(split, repeat.lazy)
            return
        splits = []
        for _ in range(repeat.most - repeat.least):
            splits.append(self.put(Instruction(SPLIT)))
            self._round(repeat.body, True)
        for split in splits:
            self._branch(split, repeat.lazy)
        if len(splits) > 1:
            self.put(Instruction(JOIN))

    def _branch(self, split: int, lazy: bool) -> None:
        """Into the round that stands behind the split, or to what comes next."""
        first, second = (self.at, split + 1) if lazy else (split + 1, self.at)
        self.written[split] = Instruction(SPLIT, first, second)

    def _round(self, body: Node, must_move: bool) -> None:
        slots = [2 * group.number for group in _groups(body) if group.number is not None]
        if slots:
            self.put(Instruction(FORGET, min(slots) - 2, max(slots)))
        checks = must_move and may_be_empty(body)
        if checks:
            self.put(Instruction(BEGIN))
        self.write(body)
        if checks:
            self.put(Instruction(END))

    def _look(self, body: Node, ahead: bool, wanted: bool) -> None:
        if not ahead:
            raise Beyond("it looks behind")
        look = self.put(Instruction(AHEAD))
        self.write(body)
        self.put(Instruction(MATCHED))
        self.written[look] = Instruction(AHEAD if wanted else NOT_AHEAD, self.at)


def may_be_empty(node: Node) -> bool:
    match node:
        case Chars():
            return False
        case Sequence(parts):
            return all(may_be_empty(part) for part in parts)
        case Choice(branches):
            return any(may_be_empty(branch) for branch in branches)
        case Group(body):
            return may_be_empty(body)
        case Repeat(body, least):
            return not least or may_be_empty(body)
    return True
