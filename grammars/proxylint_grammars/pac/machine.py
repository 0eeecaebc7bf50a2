"""The LALR(1) automaton that Lark made, run with positions and nesting depths.

Lark's own parser is not used to run it because three things are needed that it does not offer: the offset at which
every symbol on the stack starts, the answer to "could this token be shifted?", and a stack of depths.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, NoReturn, TypeAlias

from proxylint.text import Source
from proxylint_grammars.pac import tree
from proxylint_grammars.pac.problem import SyntaxProblem
from proxylint_grammars.pac.statements import Statements
from proxylint_grammars.tables import Automaton, automaton

Row: TypeAlias = Mapping[str, int]
"""The token kinds that have an entry in a state of the automaton, and what is done with each."""

# How many levels a reduction adds to the tree; one for those that are not named, `self.levels` for -1.
_NO_LEVEL = """
    nothing one two append hole next_hole unchanged closed_comma absent parenthesized plain_template heritage class_body
    no_arguments arguments arrow_head parameters_comma private_operand branch_function
    first_operation next_operation first_choice next_choice first_arm next_arm template_first template_next
    name_key string_key number_key bigint_key private_key computed_key
"""
_TWO_LEVELS = "conditional_expression if_statement if_else_statement method class_method scalar_rows"
_LEVELS = {
    **dict.fromkeys(_NO_LEVEL.split(), 0),
    **dict.fromkeys(_TWO_LEVELS.split(), 2),
    "binary_expression": -1,
}


# By two states, one above the other, and a token: what the upper one becomes. See `_settle`.
_SETTLED: dict[tuple[int, int, str], int] = {}


@cache
def _automaton() -> Automaton:
    return automaton(os.path.join(os.path.dirname(__file__), "pac.lark"))


class Machine(Statements):
    """Parallel stacks: states, and for each but the first a value, the offset where it starts, its depth."""

    def __init__(self, source: Source) -> None:
        super().__init__(source)
        table = _automaton()
        self.states, self.end = table.states, table.end
        self.rules: list[tuple[str, int, Any, int]] = [
            (rule.origin, rule.size, self._action(rule.action), _LEVELS.get(rule.action or "", 1))
            for rule in table.rules
        ]
        self.stack = [0]
        self.values: list[Any] = []
        self.starts: list[int] = []
        self.depths: list[int] = []
        self.last = 0

    def _action(self, name: str | None) -> Callable[..., Any] | None:
        return None if name is None else getattr(self, name)

    def feed(self, kind: str, value: Any, start: int) -> bool:
        """Reduce as long as the automaton says so, then shift; false where the token is not possible."""
        states, stack, rules, settled = self.states, self.stack, self.rules, _SETTLED
        while True:
            top = stack[-1]
            action = states[top].get(kind)
            if action is None:
                return False
            if action > 0:
                stack.append(action - 1)
                self.values.append(value)
                self.starts.append(start)
                self.depths.append(0)
                return True
            rule = rules[-action - 1]
            if rule[2] is None:
                place = stack[-2], top, kind
                stack[-1] = settled.get(place) or self._settle(*place)
            else:
                self._reduce(*rule, start)
                if kind == "$END" and stack[-1] == self.end:
                    return True

    def _settle(self, below: int, top: int, kind: str) -> int:
        """The state that follows when `top`, above `below`, is reduced by rules that pass their one symbol on.

        An operand takes ten of them to become an expression, so the end is kept for each pair of states and token.
        """
        place = below, top, kind
        while True:
            action = self.states[top].get(kind, 0)
            if action >= 0 or self.rules[-action - 1][2] is not None:
                _SETTLED[place] = top
                return top
            top = self.states[below][self.rules[-action - 1][0]] - 1

    def _reduce(self, origin: str, size: int, action: Callable[..., Any], levels: int, start: int) -> None:
        stack, values, starts, depths = self.stack, self.values, self.starts, self.depths
        if size:
            symbols, places, depth = values[-size:], starts[-size:], max(depths[-size:])
            del stack[-size:], values[-size:], starts[-size:], depths[-size:]
            values.append(action(symbols, places, self.last))
            start = places[0]
            if levels:
                depth += levels if levels > 0 else self.levels
                if depth > tree.MAX_DEPTH:
                    self.too_deep(start)
                self.count(abs(levels), start)
        else:
            values.append(action([], [], self.last))
            depth = 0
        starts.append(start)
        depths.append(depth)
        stack.append(self.states[stack[-1]][origin] - 1)

    def can_shift(self, kind: str) -> bool:
        """Whether `kind` could be shifted now, after whatever reductions.

        An entry in the row does not prove it: LALR(1) look-ahead is merged from several contexts. So the reductions are
        made on the states alone: `below` states of the stack are left, and `above` them lie new ones.
        """
        stack, below, above = self.stack, len(self.stack), list[int]()
        while True:
            top = above[-1] if above else stack[below - 1]
            action = self.states[top].get(kind)
            if action is None:
                return False
            if action > 0:
                return True
            origin, size, passed_on, _ = self.rules[-action - 1]
            if passed_on is None:
                under = above[-2] if len(above) > 1 else stack[below - (1 if above else 2)]
                place = under, top, kind
                below -= 0 if above else 1
                above[-1:] = [_SETTLED.get(place) or self._settle(*place)]
                continue
            kept = len(above) - size
            if kept < 0:
                below += kept
            del above[max(kept, 0) :]
            top = above[-1] if above else self.stack[below - 1]
            above.append(self.states[top][origin] - 1)
            if above[-1] == self.end and kind == "$END":
                return True

    def possible(self, row: Row, kind: str) -> bool:
        return kind in row and (row[kind] > 0 or self.can_shift(kind))

    def choose(self, row: Row, *kinds: str) -> str:
        """The first kind that can be shifted; the last one if none can."""
        found = [kind for kind in kinds if kind in row] or [kinds[-1]]
        if len(found) > 1:
            return next((kind for kind in found if self.possible(row, kind)), kinds[-1])
        return found[0]

    def too_deep(self, start: int) -> NoReturn:
        raise SyntaxProblem(self.span(start, start + 1), "this is too deeply nested", kind="too-deep")
