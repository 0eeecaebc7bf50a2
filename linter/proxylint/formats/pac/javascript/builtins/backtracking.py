"""A matcher that does what ECMA-262 22.2.2 says, step by step and counted, for what no other matcher here does.

It is asked last: whether a pattern matches is decided without backtracking where that is possible, and where it matches
by Python's `re` where that is proved to be harmless. Its steps are the script's, so no pattern runs for ever.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import TypeAlias

from proxylint.formats.pac.javascript.realm import Realm
from proxylint.formats.pac.javascript.values import Unmodelled
from proxylint.names import Beyond
from proxylint.names.characters import WORD, contains
from proxylint.names.javascript_syntax import parse
from proxylint.names.tree import Anchor, BackReference, Chars, Choice, Group, Look, Node, Repeat, Sequence

Captures: TypeAlias = tuple[tuple[int, int] | None, ...]
Then: TypeAlias = Callable[[int, Captures], "tuple[int, Captures] | None"]
Matcher: TypeAlias = Callable[["_Run", int, Captures, Then], "tuple[int, Captures] | None"]

_LINE_ENDS = "\n\r\u2028\u2029"


class _Run:
    """One search: the text and whom it costs steps."""

    __slots__ = ("realm", "text")

    def __init__(self, realm: Realm, text: str) -> None:
        self.realm = realm
        self.text = text


class Expression:
    """A compiled pattern. `names` gives the number of each named group."""

    def __init__(self, tree: Node) -> None:
        self.names: dict[str, int] = {}
        self.groups = 0
        self.matcher = self._compile(tree)

    def search(self, realm: Realm, text: str, start: int) -> tuple[int, int, Captures] | None:
        """The first match from `start` on: begin, end, and the groups from number 1."""
        run = _Run(realm, text)
        none: Captures = (None,) * self.groups
        for begin in range(start, len(text) + 1):
            realm.spend_steps(1)
            found = self.matcher(run, begin, none, lambda at, captures: (at, captures))
            if found is not None:
                return begin, found[0], found[1]
        return None

    def _compile(self, node: Node) -> Matcher:
        match node:
            case Chars(ranges):
                return _chars(ranges)
            case Sequence(parts):
                return _sequence([self._compile(part) for part in parts])
            case Choice(branches):
                return _choice([self._compile(branch) for branch in branches])
            case Group(body, number, name):
                return self._group(body, number, name)
            case Repeat(body):
                before = self.groups
                inner = self._compile(body)
                return _repeat(inner, node, range(before, self.groups))
            case Look(body, ahead, wanted):
                if not ahead:
                    raise Beyond("it looks behind")
                return _look(self._compile(body), wanted)
            case BackReference():
                raise Beyond("it refers back to a group")
        return _anchor(node)

    def _group(self, body: Node, number: int | None, name: str | None) -> Matcher:
        if number is None:
            return self._compile(body)
        self.groups = max(self.groups, number)
        if name is not None:
            self.names[name] = number
        inner, slot = self._compile(body), number - 1

        def run(state: _Run, at: int, captures: Captures, then: Then) -> tuple[int, Captures] | None:
            def close(end: int, inside: Captures) -> tuple[int, Captures] | None:
                return then(end, (*inside[:slot], (at, end), *inside[slot + 1 :]))

            return inner(state, at, captures, close)

        return run


def _chars(ranges: tuple[tuple[int, int], ...]) -> Matcher:
    def run(state: _Run, at: int, captures: Captures, then: Then) -> tuple[int, Captures] | None:
        state.realm.spend_steps(1)
        if at < len(state.text) and contains(ranges, ord(state.text[at])):
            return then(at + 1, captures)
        return None

    return run


def _sequence(parts: list[Matcher]) -> Matcher:
    def run(state: _Run, at: int, captures: Captures, then: Then) -> tuple[int, Captures] | None:
        def step(index: int, at: int, captures: Captures) -> tuple[int, Captures] | None:
            if index == len(parts):
                return then(at, captures)
            return parts[index](state, at, captures, lambda end, inside: step(index + 1, end, inside))

        return step(0, at, captures)

    return run


def _choice(branches: list[Matcher]) -> Matcher:
    def run(state: _Run, at: int, captures: Captures, then: Then) -> tuple[int, Captures] | None:
        for branch in branches:
            found = branch(state, at, captures, then)
            if found is not None:
                return found
        return None

    return run


def _repeat(inner: Matcher, node: Repeat, slots: range) -> Matcher:
    """RepeatMatcher: each round forgets the groups inside; a round that matches nothing does not count once enough."""
    least, most, lazy = node.least, node.most, node.lazy

    def run(state: _Run, at: int, captures: Captures, then: Then) -> tuple[int, Captures] | None:
        def rounds(done: int, at: int, captures: Captures) -> tuple[int, Captures] | None:
            if most is not None and done >= most:
                return then(at, captures)
            state.realm.spend_steps(1)
            fresh = tuple(None if index in slots else value for index, value in enumerate(captures))

            def again(end: int, inside: Captures) -> tuple[int, Captures] | None:
                return None if done >= least and end == at else rounds(done + 1, end, inside)

            if done < least:
                return inner(state, at, fresh, again)
            if lazy:
                return then(at, captures) or inner(state, at, fresh, again)
            return inner(state, at, fresh, again) or then(at, captures)

        return rounds(0, at, captures)

    return run


def _look(inner: Matcher, wanted: bool) -> Matcher:
    def run(state: _Run, at: int, captures: Captures, then: Then) -> tuple[int, Captures] | None:
        found = inner(state, at, captures, lambda end, inside: (end, inside))
        if (found is not None) is not wanted:
            return None
        return then(at, captures if found is None else found[1])

    return run


def _anchor(anchor: Anchor) -> Matcher:
    def run(state: _Run, at: int, captures: Captures, then: Then) -> tuple[int, Captures] | None:
        return then(at, captures) if _stands(anchor, state.text, at) else None

    return run


def _stands(anchor: Anchor, text: str, at: int) -> bool:
    if anchor is Anchor.START or anchor is Anchor.LINE_START:
        return at == 0 or (anchor is Anchor.LINE_START and text[at - 1] in _LINE_ENDS)
    if anchor is Anchor.END or anchor is Anchor.LINE_END:
        return at == len(text) or (anchor is Anchor.LINE_END and text[at] in _LINE_ENDS)
    if anchor not in (Anchor.WORD_EDGE, Anchor.NO_WORD_EDGE):
        raise Unmodelled("an anchor that JavaScript has not")
    before = at > 0 and contains(WORD, ord(text[at - 1]))
    behind = at < len(text) and contains(WORD, ord(text[at]))
    return (before is not behind) is (anchor is Anchor.WORD_EDGE)


@lru_cache(maxsize=1024)
def expression(source: str, flags: str) -> Expression:
    """Raises Beyond for back-references, look-behind and the flags u and v; BadPattern."""
    return Expression(parse(source, flags))
