"""Copies of syntax for text that is written like it: the same but for what stands in strings and regular expressions.

Such text is the same tokens, so it is the same tree with other places and other values. Only nodes are copied whose
reduction leaves nothing behind but parentheses, and jumps: of these the first in a list stands for all of them
(`scopes.py`).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeAlias

from proxylint.text import Span
from proxylint.tuples import NamedTuple
from proxylint_grammars.pac import tree
from proxylint_grammars.pac.literals import units
from proxylint_grammars.pac.node import Node
from proxylint_grammars.pac.tokens import PLAIN_STRING, REGEXP

DEEPEST = 30
"""Levels of what is copied."""

Make: TypeAlias = "Callable[[Sequence[int], Sequence[Any]], Any]"
"""From how far each part of the text is moved, and the values of its literals, to what a field holds."""

_LEAVES = (
    tree.Identifier,
    tree.NumericLiteral,
    tree.BooleanLiteral,
    tree.NullLiteral,
    tree.ThisExpression,
)  # fmt: skip
_BRANCHES = (
    tree.CallExpression,
    tree.MemberExpression,
    tree.BinaryExpression,
    tree.LogicalExpression,
    tree.UnaryExpression,
    tree.AssignmentExpression,
    tree.ConditionalArm,
    tree.Property,
    tree.ExpressionStatement,
    tree.ReturnStatement,
    tree.BreakStatement,
    tree.BlockStatement,
    tree.IfArm,
    tree.IfStatement,
    tree.SwitchCase,
)  # fmt: skip
_COMMENTS = "//", "/*", "<!--", "-->"


def _string(found: re.Match[str]) -> str:
    return units(found[0][1:-1])


def _pattern(found: re.Match[str]) -> tuple[str, str] | None:
    """The fields of a regular expression; None where it is none or no valid one."""
    from proxylint_grammars.pac.regexp import check_pattern, valid_flags

    source, flags = found[1], found[2]
    if source[0] == "*" or not valid_flags(flags) or check_pattern(source, flags) is not None:
        return None
    return units(source), flags


_READERS: dict[type, Callable[[], tuple[re.Pattern[str], Callable[[re.Match[str]], Any]]]] = {
    tree.StringLiteral: lambda: (PLAIN_STRING(), _string),
    tree.RegExpLiteral: lambda: (REGEXP(), _pattern),
}


class Uncopied(Exception):
    """The syntax is of a kind that is not copied."""


class Copy(NamedTuple):
    """A text that is written alike: its end, how far its parts are moved, the values of its literals."""

    end: int
    moved: list[int]
    values: list[Any]


class Pattern:
    """The text of some nodes as a pattern for others. Raises `Uncopied`."""

    def __init__(self, text: str, start: int, end: int, nodes: Sequence[Any]) -> None:
        """`nodes`, and integers, which are places: all of the text from `start` to `end` and of the token before."""
        literals = [literal for node in nodes if isinstance(node, Node) for literal in _literals(node, 0)]
        literals.sort(key=lambda literal: literal.span.start)
        self._start = start
        self._literals = literals
        self._ends = [literal.span.end for literal in literals]
        edges = [start, *(edge for literal in literals for edge in literal.span[1:]), end]
        self.pieces = [text[one:other] for one, other in zip(edges[::2], edges[1::2], strict=True)]
        if not literals or any(comment in piece for piece in self.pieces for comment in _COMMENTS):
            raise Uncopied
        self._holes = [
            (piece, len(piece), *_READERS[type(literal)](), literal.span.end)
            for piece, literal in zip(self.pieces, literals, strict=False)
        ]
        self.makers = [self._maker(node) for node in nodes]

    def read(self, text: str, at: int) -> Copy | None:
        """The text at that place, where it is written alike and its literals are plain."""
        moved, values = [at - self._start], list[Any]()
        for piece, length, token, value, end in self._holes:
            if not text.startswith(piece, at):
                return None
            at += length
            found = token.match(text, at)
            if found is None:
                return None
            values.append(value(found))
            if values[-1] is None:
                return None
            at = found.end()
            moved.append(at - end)
        last = self.pieces[-1]
        return Copy(at + len(last), moved, values) if text.startswith(last, at) else None

    def place(self, at: int) -> Make:
        """Where a place of the text lies in a copy."""
        part = bisect_right(self._ends, at)
        return lambda moved, values: at + moved[part]

    # --- what makes a copy of a node ---

    def _maker(self, value: Any) -> Make:
        if isinstance(value, tuple):
            return _several([self._maker(one) for one in value])
        if isinstance(value, int) and not isinstance(value, bool):
            return self.place(value)
        if not isinstance(value, Node):
            return lambda moved, values: value
        kind, (file, start, end) = type(value), value.span
        first, last = bisect_right(self._ends, start), bisect_right(self._ends, end)
        if type(value) in _READERS:
            return _literal(kind, file, start, end, first)
        names: tuple[str, ...] = kind.__match_args__[1:]
        fields = [getattr(value, name) for name in names]
        varying = [at for at, field in enumerate(fields) if isinstance(field, Node | tuple)]
        if not varying:
            return lambda moved, values: kind(Span(file, start + moved[first], end + moved[last]), *fields)
        before, after = tuple(fields[: varying[0]]), tuple(fields[varying[-1] + 1 :])
        makers = [self._maker(field) for field in fields[varying[0] : varying[-1] + 1]]

        def make(moved: Sequence[int], values: Sequence[Any]) -> Any:
            span = Span(file, start + moved[first], end + moved[last])
            return kind(span, *before, *[one(moved, values) for one in makers], *after)

        return make


def _several(makers: list[Make]) -> Make:
    if len(makers) == 1:
        (only,) = makers
        return lambda moved, values: (only(moved, values),)
    return lambda moved, values: tuple([one(moved, values) for one in makers])


def _literal(kind: Any, file: str, start: int, end: int, number: int) -> Make:
    after = number + 1
    if kind is tree.StringLiteral:
        return lambda moved, values: kind(Span(file, start + moved[number], end + moved[after]), values[number])
    return lambda moved, values: kind(Span(file, start + moved[number], end + moved[after]), *values[number])


def _literals(value: Any, depth: int) -> Iterator[Any]:
    """The strings and regular expressions in it. Raises `Uncopied`."""
    if isinstance(value, tuple):
        for one in value:
            yield from _literals(one, depth)
    elif type(value) in _READERS:
        yield value
    elif isinstance(value, Node) and not isinstance(value, _LEAVES):
        if not isinstance(value, _BRANCHES) or depth > DEEPEST or _is_special(value):
            raise Uncopied
        fields: tuple[str, ...] = type(value).__match_args__[1:]
        for name in fields:
            yield from _literals(getattr(value, name), depth + 1)


def _is_special(node: Node) -> bool:
    """A jump to a label, a property that has one node as its key and value."""
    match node:
        case tree.BreakStatement():
            return node.label is not None
        case tree.Property():
            return node.shorthand
    return False
