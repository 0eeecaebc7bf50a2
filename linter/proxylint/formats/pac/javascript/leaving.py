"""Tests behind which nothing happens but the return of a fixed text: `if (dnsDomainIs(host, x)) return direct;`.

List files hold thousands of them. Where the test is about the question, the embedder may note the exit and go on, in
place of coming back later for the side that leaves.
"""

from __future__ import annotations

from typing import Any

from proxylint.formats.pac.javascript.compiling import Run, expression
from proxylint.formats.pac.javascript.realm import TESTS, Exit, Realm, Tested
from proxylint.formats.pac.javascript.scope import Env, Scope
from proxylint.formats.pac.javascript.values import Thrown, Unmodelled, Value
from proxylint.formats.pac.javascript.varying import Varying
from proxylint.text import Span
from proxylint_grammars.pac import tree

OUTERMOST = 1
"""The depth of calls at which a return is the answer."""


def leaving(consequent: Any, scope: Scope) -> Exits | None:
    """For what is done where a test holds; None where it does more than to return a text that is there already."""
    node = consequent
    if isinstance(node, tree.BlockStatement):
        inner = [part for part in node.body if not isinstance(part, tree.EmptyStatement)]
        node = inner[0] if len(inner) == 1 else None
    if not isinstance(node, tree.ReturnStatement) or node.argument is None or not _is_still(node.argument):
        return None
    return Exits(expression(node.argument, scope), node.span)


class Exits:
    """The exit that some tests guard: what is returned, and where."""

    __slots__ = ("_answer", "place")

    def __init__(self, answer: Run, place: Span) -> None:
        self._answer = answer
        self.place = place

    def __call__(self, env: Env, realm: Realm, value: Value, tested: Tested) -> bool:
        if realm.leave is None or realm.calls != OUTERMOST or not isinstance(value, Varying):
            return False
        text = _text(self._answer, env, realm)
        return text is not None and realm.leave(realm, value, Exit(text, self.place, (*realm.tests, tested)[-TESTS:]))

    def text(self, env: Env, realm: Realm) -> str | None:
        """What is returned; None where a return is not the answer, or no such text."""
        return None if realm.leave is None or realm.calls != OUTERMOST else _text(self._answer, env, realm)


def _text(answer: Run, env: Env, realm: Realm) -> str | None:
    steps, writes = realm.steps, realm.writes
    try:
        value = answer(env, realm)
    except (Thrown, Unmodelled):
        return None
    if realm.steps != steps or realm.writes != writes:
        raise Unmodelled("a getter in the place of a fixed text")
    return value if type(value) is str else None


def _is_still(node: Any) -> bool:
    """Whether evaluating it changes nothing (but where it meets a getter)."""
    waiting = [node]
    while waiting:
        part = waiting.pop()
        if isinstance(part, tree.MemberExpression) and not isinstance(part.object, tree.Super):
            waiting.append(part.object)
            if part.computed:
                waiting.append(part.property)
        elif isinstance(part, tree.BinaryExpression) and part.operator == "+":
            waiting.extend(part.operands)
        elif not isinstance(part, (tree.Identifier, tree.StringLiteral, tree.NumericLiteral)):
            return False
    return True
