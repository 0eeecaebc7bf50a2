"""Which string literal of the script a returned string is.

A string that is handed on unchanged stays the very object that the literal holds, so identity finds its place however
many variables and functions lie between.
"""

from __future__ import annotations

from typing import Any

from proxylint.text import Span
from proxylint_grammars.pac import tree
from proxylint_grammars.pac.node import within


class Literals:
    """Built on first use, since most questions need it once and big scripts have many literals."""

    def __init__(self, program: tree.Program | None) -> None:
        self._program = program
        self._spans: dict[int, Span | None] | None = None

    def span(self, text: str) -> Span | None:
        """The place of the literal, quotes included; None for a computed string, or two literals in one object."""
        if self._spans is None:
            self._spans = {}
            for value, span in _texts(self._program):
                self._spans[id(value)] = None if id(value) in self._spans else span
        return self._spans.get(id(text))


def _texts(program: tree.Program | None) -> list[tuple[str, Span]]:
    found: list[tuple[str, Span]] = []
    for node in within(program, enters=lambda node: not isinstance(node, _SCALARS)):
        if isinstance(node, tree.StringLiteral):
            found.append((node.value, node.span))
        elif isinstance(node, tree.TemplateElement):
            found.append((node.cooked or "", node.span))
        elif isinstance(node, _SCALARS):
            found.extend(_scalars(node))
    return found


_SCALARS = (tree.ScalarArray, tree.ScalarObject)


def _scalars(node: tree.ScalarArray | tree.ScalarObject) -> list[tuple[str, Span]]:
    """The keys of an object are texts as well: a loop hands them out."""
    spans = tree.scalar_spans(node)
    if isinstance(node, tree.ScalarObject):
        values: tuple[Any, ...] = tuple(part for item in node.items for part in item)
    else:
        values = node.values
    return [(value, span) for value, span in zip(values, spans, strict=True) if isinstance(value, str)]
