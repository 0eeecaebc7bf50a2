"""Runs the tables that Lark made of a small grammar, as Lark's own contextual lexer and LALR(1) parser would.

Importing Lark takes longer than reading a usual squid.conf, so it is left to the build of the package.
"""

from __future__ import annotations

import re

from proxylint.tuples import NamedTuple
from proxylint_grammars.tables import Grammar

END = "$END"


class Unreadable(ValueError):
    """The text is not in the language; `at` is the position where that shows."""

    def __init__(self, at: int) -> None:
        super().__init__(f"unexpected at {at}")
        self.at = at


class Token(NamedTuple):
    type: str
    text: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)


class Parser:
    """For grammars in which the rules only put terminals in order: what is read is a list of tokens."""

    def __init__(self, grammar: Grammar) -> None:
        self._grammar = grammar
        self._scanners: dict[int, re.Pattern[str]] = {}

    def parse(self, text: str, start: str) -> tuple[str | None, list[Token]]:
        """The alias of the alternative that the start rule took, and the tokens. Raises Unreadable."""
        ignored = self._grammar.ignored
        first, last = self._grammar.starts[start]
        stack = [first]
        tokens: list[Token] = []
        at = 0
        while at < len(text):
            found = self._scanner(stack[-1]).match(text, at)
            if found is None or found.lastgroup is None:
                raise Unreadable(at)
            if found.lastgroup not in ignored:
                self._shift(stack, found.lastgroup, at)
                tokens.append(Token(found.lastgroup, found[0], at))
            at = found.end()
        alias = self._reduce(stack, END, at)
        if stack[-1] != last:
            raise Unreadable(at)
        return alias, tokens

    def _scanner(self, state: int) -> re.Pattern[str]:
        """One pattern for all terminals that may stand in a state, in Lark's order."""
        found = self._scanners.get(state)
        if found is None:
            row, ignored = self._grammar.states[state], self._grammar.ignored
            usable = [one for one in self._grammar.terminals if one[0] in row or one[0] in ignored]
            found = self._scanners[state] = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in usable))
        return found

    def _shift(self, stack: list[int], kind: str, at: int) -> None:
        self._reduce(stack, kind, at)
        stack.append(self._grammar.states[stack[-1]][kind] - 1)

    def _reduce(self, stack: list[int], kind: str, at: int) -> str | None:
        """All reductions that are due before `kind`; the alias of the last one."""
        states, rules = self._grammar.states, self._grammar.rules
        alias = None
        while (action := states[stack[-1]].get(kind)) is not None and action < 0:
            rule = rules[-action - 1]
            alias = rule.action
            if rule.size:
                del stack[-rule.size :]
            stack.append(states[stack[-1]][rule.origin] - 1)
        if action is None and kind != END:
            raise Unreadable(at)
        return alias
