"""What all reductions share: the text, spans, lists, and how a fault is raised.

A reduction is called with the values of its symbols, the offsets at which they start, and the offset at which the last
one ends. Its return value stands for the whole on the parser's stack.
"""

from __future__ import annotations

from typing import Any, NoReturn

from proxylint.text import Source, Span
from proxylint.tuples import NamedTuple
from proxylint_grammars.pac.problem import SyntaxProblem
from proxylint_grammars.pac.tree import MOST_NODES


class Context(NamedTuple):
    """What kind of code the parser is in.

    `body`: of a function, which may return. `parameters`: those of a function of this
    kind. `initializer`: of a field, or a static block; arrow functions in it
    have no `arguments` either. `static_block`: code of its own, in which `await` is reserved.
    """

    generator: bool = False
    is_async: bool = False
    strict: bool = False
    body: bool = False
    parameters: bool = False
    initializer: bool = False
    static_block: bool = False


class Reductions:
    """`levels` is how much deeper than its deepest symbol a reduction's value is; only reductions that vary set it.

    `nodes` counts those made so far, but for keys: what a reduction makes beyond its levels it counts itself.
    """

    def __init__(self, source: Source) -> None:
        self.text = source.text
        self.file = source.path
        self.contexts = [Context()]
        self.levels = 1
        self.nodes = 0

    @property
    def strict(self) -> bool:
        return self.contexts[-1].strict

    def span(self, start: int, end: int) -> Span:
        return Span(self.file, start, end)

    def fail(self, start: int, end: int, message: str) -> NoReturn:
        raise SyntaxProblem(Span(self.file, start, end), message)

    def count(self, nodes: int, start: int) -> None:
        """So many nodes were made of what starts there."""
        self.nodes += nodes
        if self.nodes > MOST_NODES:
            message = f"more than {MOST_NODES:,} names, literals, operations and statements are not followed"
            raise SyntaxProblem(self.span(start, start + 1), message, kind="unsupported")

    def nothing(self, v: list[Any], a: list[int], e: int) -> list[Any]:
        return []

    def one(self, v: list[Any], a: list[int], e: int) -> list[Any]:
        return [v[0]]

    def two(self, v: list[Any], a: list[int], e: int) -> list[Any]:
        return [v[0], v[2]]

    def append(self, v: list[Any], a: list[int], e: int) -> list[Any]:
        """The item is the last symbol; the list belongs to this reduction alone, so it may grow in place."""
        items: list[Any] = v[0]
        items.append(v[-1])
        return items

    def hole(self, v: list[Any], a: list[int], e: int) -> list[Any]:
        return [None]

    def next_hole(self, v: list[Any], a: list[int], e: int) -> list[Any]:
        v[0].append(None)
        return self.unchanged(v, a, e)

    def unchanged(self, v: list[Any], a: list[int], e: int) -> list[Any]:
        items: list[Any] = v[0]
        return items

    def absent(self, v: list[Any], a: list[int], e: int) -> None:
        return None
