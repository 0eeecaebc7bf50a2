"""A regular expression as a tree, the same for every flavour: case, classes and escapes are already resolved."""

from __future__ import annotations

from enum import IntEnum

from proxylint.names.characters import Ranges
from proxylint.records import dataclass


class Anchor(IntEnum):
    """A condition on the characters before and behind a place."""

    START = 0
    END = 1
    LINE_START = 2
    LINE_END = 3
    WORD_EDGE = 4
    NO_WORD_EDGE = 5
    WORD_START = 6
    WORD_END = 7


@dataclass(frozen=True, slots=True)
class Chars:
    ranges: Ranges


@dataclass(frozen=True, slots=True)
class Sequence:
    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    branches: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Repeat:
    """`most` None = without end."""

    body: Node
    least: int
    most: int | None
    lazy: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """`number` None = does not capture."""

    body: Node
    number: int | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Look:
    body: Node
    ahead: bool
    wanted: bool


@dataclass(frozen=True, slots=True)
class BackReference:
    pass


Node = Chars | Sequence | Choice | Repeat | Group | Look | BackReference | Anchor

EMPTY = Sequence(())


def literal(text: str) -> Sequence:
    return Sequence(tuple(Chars(((ord(character), ord(character)),)) for character in text))
