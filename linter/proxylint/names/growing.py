"""Putting a tree together while reading a pattern from left to right, without recursion."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from proxylint.names.errors import Beyond
from proxylint.names.tree import Choice, Node, Repeat, Sequence

DEEPEST = 100
"""Open groups at a time. Later steps recurse on the tree; a human's pattern nests a handful."""

Wrap = Callable[[Node], Node]


class Growing:
    """The open groups, innermost last: finished branches, the branch at work, what to make of the whole."""

    def __init__(self) -> None:
        self._open: list[tuple[list[Node], list[Node], Wrap]] = [([], [], lambda node: node)]

    @property
    def depth(self) -> int:
        return len(self._open) - 1

    def add(self, node: Node) -> None:
        self._open[-1][1].append(node)

    def add_all(self, nodes: Iterable[Node]) -> None:
        self._open[-1][1].extend(nodes)

    def repeat(self, least: int, most: int | None, lazy: bool = False) -> None:
        branch = self._open[-1][1]
        branch[-1] = Repeat(branch[-1], least, most, lazy)

    def alternate(self) -> None:
        branches, branch, _ = self._open[-1]
        branches.append(_joined(branch))
        branch.clear()

    def open(self, wrap: Wrap) -> None:
        if self.depth == DEEPEST:
            raise Beyond(f"its groups nest more than {DEEPEST} deep")
        self._open.append(([], [], wrap))

    def close(self) -> None:
        wrap = self._open[-1][2]
        node = self.finish()
        self.add(wrap(node))

    def finish(self) -> Node:
        branches, branch, _ = self._open.pop()
        branches.append(_joined(branch))
        return branches[0] if len(branches) == 1 else Choice(tuple(branches))


def _joined(branch: list[Node]) -> Node:
    return branch[0] if len(branch) == 1 else Sequence(tuple(branch))
