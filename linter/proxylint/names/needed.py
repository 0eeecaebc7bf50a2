"""Texts that every match of a pattern holds: looking for them first is much cheaper than running the machine."""

from __future__ import annotations

from proxylint.names.language import MOST_NEEDED
from proxylint.names.tree import Anchor, Chars, Group, Node, Repeat, Sequence


def needed(tree: Node) -> tuple[str, ...]:
    """The longest ones that are plain to see, the longest first, in ASCII, letters in lower case. A match on an ASCII
    text holds each of them when the text is put in lower case as well."""
    runs = _Runs()
    runs.read(tree)
    runs.cut()
    return tuple(sorted(runs.found, key=len, reverse=True)[:MOST_NEEDED])


class _Runs:
    def __init__(self) -> None:
        self.found: dict[str, None] = {}
        self._now: list[str] = []

    def cut(self) -> None:
        if self._now:
            self.found["".join(self._now)] = None
        self._now = []

    def read(self, node: Node) -> None:
        """What is not told apart here ends a run: it may be anything."""
        match node:
            case Chars(((low, high),)) if low == high < 0x80:
                self._now.append(chr(low).lower())
            case Chars(((low, same), (other, high))) if 0x41 <= low == same <= 0x5A and low + 32 == other == high:
                self._now.append(chr(high))
            case Group(body):
                self.read(body)
            case Sequence(parts):
                for part in parts:
                    self.read(part)
            case Repeat(body, least) if least:
                self.read(body)
                self.cut()
            case Anchor():
                pass
            case _:
                self.cut()
