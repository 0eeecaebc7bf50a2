"""Long lists whose items are written alike, such as `dnsDomainIs(host, "a") || dnsDomainIs(host, "b") || ...`.

After some items that the automaton has read, the text behind a token that starts or divides items is compared with the
text of the last one. As long as both are the same but for their literals, the automaton would take the same way and
come back to the same state: so the item is copied, and the automaton goes on behind the last copy. Each copy has the
token behind it that the item had, so that the last item of a list is never one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from proxylint.text import Source
from proxylint_grammars.pac.lexer import Lexer
from proxylint_grammars.pac.node import within
from proxylint_grammars.pac.tokens import STRICT_WORDS
from proxylint_grammars.pac.words import CONTEXTUAL

if TYPE_CHECKING:
    from proxylint_grammars.pac.copying import Make, Pattern

REPEATING = frozenset(("BINARY", "COMMA", "IF", "ELSE_IF", "CASE", "NAME"))
"""The tokens. None of them opens a bracket, and what they change for those after them does not add up."""

_OPERATORS = frozenset(("||", "&&", "+"))
"""Those of which the next character tells whether they end."""

_FEWEST = 4
"""Entries of a list before its items are compared."""

_MOST = 64
"""Entries of a list that are copied as one item: the operands and operators between two `||`."""


class _Mark:
    """The last time that such a token stood behind this list: its place, and how long the list was.

    `waits`: items that are not compared, because those before had none like them; twice as many each time.
    """

    __slots__ = ("count", "end", "items", "pause", "start", "waits")

    def __init__(self, items: list[Any], start: int, end: int) -> None:
        self.items, self.count, self.start, self.end = items, len(items), start, end
        self.waits, self.pause = 0, 1


class Repeating(Lexer):
    def __init__(self, source: Source) -> None:
        super().__init__(source)
        self.marks: dict[tuple[int, str], _Mark] = {}

    def repeat(self, kind: str, start: int, end: int) -> None:
        """The token was just shifted behind a list. Reads what repeats the last item."""
        items: list[Any] = self.values[-2]
        if len(items) < _FEWEST:
            return
        text = self.text
        place = len(self.stack), text[start:end] if kind == "BINARY" else kind
        mark = self.marks.get(place)
        if mark is None or mark.items is not items:
            self.marks[place] = _Mark(items, start, end)
            return
        if mark.waits:
            mark.waits -= 1
        elif text[end : end + 1] == text[mark.end : mark.end + 1] and self._may_repeat(mark, kind, start, end):
            copied = self._copy(mark, start, end)
            mark.pause = 1 if copied else 2 * mark.pause
            mark.waits = 0 if copied else mark.pause
            start, end = self.starts[-1], self.last
        mark.count, mark.start, mark.end = len(items), start, end

    def _may_repeat(self, mark: _Mark, kind: str, start: int, end: int) -> bool:
        """Whether there is one item more, behind the same token, which is the same wherever it stands before the same
        character."""
        sign, added = self.text[start:end], len(mark.items) - mark.count
        if sign != self.text[mark.start : mark.end]:
            return False
        if kind == "BINARY":
            return sign in _OPERATORS and 0 < added <= _MOST
        return added == 1 and not (kind == "NAME" and (sign in CONTEXTUAL or sign in STRICT_WORDS))

    def _copy(self, mark: _Mark, start: int, end: int) -> int:
        """How many copies were made of the last item, whose text begins at the mark and ends with the token."""
        from proxylint_grammars.pac.copying import Pattern, Uncopied

        text, items, begun = self.text, mark.items, mark.end
        try:
            pattern = Pattern(text, begun, end, items[mark.count :])
        except Uncopied:
            return 0
        parentheses = self._parentheses_from(pattern, mark.start)
        nodes = sum(1 for _ in within(*items[mark.count :]))
        count, first, following = 0, end, text[begun]
        while (copy := pattern.read(text, first)) is not None and text.startswith(following, copy.end):
            self.count(nodes, first)
            items.extend([make(copy.moved, copy.values) for make in pattern.makers])
            for opening, closing, pairs in parentheses:
                self.parentheses[opening(copy.moved, ()), closing(copy.moved, ())] = pairs
            count, first = count + 1, copy.end
        self.starts[-1], self.last = first - (end - start), first
        return count

    def _parentheses_from(self, pattern: Pattern, start: int) -> list[tuple[Make, Make, int]]:
        """Those around expressions of the last item, which were put down last: start, end, how many pairs."""
        found = []
        for place in reversed(self.parentheses):
            if place[0] < start:
                break
            found.append((pattern.place(place[0]), pattern.place(place[1]), self.parentheses[place]))
        return found
