"""Functions that are called for every item of a list: `list.some(function (name) { return dnsDomainIs(host, name); })`.

As with turns of a loop (`listed_loops`), calls whose tests cannot hold are passed as if they had been made.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from proxylint.formats.pac.javascript.functions import Closure, Code
from proxylint.formats.pac.javascript.listed_bodies import Names, Spelled, Template, name_items, plain_ifs, terms_with
from proxylint.formats.pac.javascript.listed_loops import Listed
from proxylint.formats.pac.javascript.realm import CALLS, NATIVE_CALLS, Realm
from proxylint.formats.pac.javascript.scope import Env
from proxylint.formats.pac.javascript.values import UNDEFINED, WALKED, Value
from proxylint.text import Span
from proxylint.tuples import NamedTuple
from proxylint_grammars.pac import tree


class ListedCall(NamedTuple):
    """A function that tests its first parameter. `answer`: what it returns where no test holds; `span`: and where."""

    listed: Listed
    answer: Value
    span: Span | None


def made_calls(realm: Realm, function: Value, items: Sequence[Value], neutral: bool | None) -> Iterator[int]:
    """The places in `items` for which the function has to be called; the calls for the others are passed.

    `neutral`: the truth of the answers that make no difference; None = no answer does.
    """
    call = _listed(function)
    at, end = 0, len(items)
    if call is not None and neutral in (None, call.answer is True) and _has_room(realm):
        env: Env = function.env
        look = call.listed.look(env, realm, items)
        while look is not None:
            number = look.next(at)
            if number > at and call.span is not None:
                realm.answer_span = call.span
            realm.spend_steps((number + WALKED - 1) // WALKED - (at + WALKED - 1) // WALKED)
            at = number
            if at < end:
                yield at
                at += 1
            look = look if at < end and look.holds_after(env) else None
    yield from range(at, end)


def _has_room(realm: Realm) -> bool:
    """Whether none of the calls would be one too deep."""
    return realm.calls < CALLS and realm.native_calls < NATIVE_CALLS


def _listed(function: Value) -> ListedCall | None:
    if not isinstance(function, Closure) or function.is_class or function.code is None:
        return None
    code: Code = function.code
    if code.listed is None:
        code.listed = (_of(code),)
    found: ListedCall | None = code.listed[0]
    return found


def _of(code: Code) -> ListedCall | None:
    node = code.node
    names = [part.name for part in node.params if isinstance(part, tree.Identifier)]
    if not names or len(names) < len(node.params) or len(set(names)) < len(names):
        return None
    if not code.ready:
        code.compile()
    found = None if code.refuses() else _template(node.body, names[0])
    if found is None:
        return None
    made, answer, span = found
    if any(_is_own(code, name) for asked, _ in made.terms for name in (asked.subject, *asked.functions)):
        return None
    listed = None if made.list_name else Listed.of(made, code.outer)
    return None if listed is None else ListedCall(listed, answer, span)


def _is_own(code: Code, name: str) -> bool:
    """Whether the name means something inside the function."""
    if name == "arguments":
        return True
    found = code.scope.resolve(name) if name else None
    return found is not None and found[0] == 0


def _template(body: Any, item: str) -> tuple[Template, Value, Span | None] | None:
    """Of the body of a function: its tests, what it returns where none holds, and where."""
    if not isinstance(body, tree.BlockStatement):
        return _returned(body, item, {item: Spelled("", (), "", None)}, 0, body.span)
    known: Names = {item: Spelled("", (), "", None)}
    rest = name_items(body.body, item, known, indexed=False)
    if not rest:
        return None
    last = rest[-1]
    if isinstance(last, tree.ReturnStatement) and len(rest) == 1 and last.argument is not None:
        return _returned(last.argument, item, known, len(body.body), last.span)
    answer: Value = UNDEFINED
    if isinstance(last, tree.ReturnStatement):
        if not isinstance(last.argument, tree.BooleanLiteral):
            return None
        answer, rest = last.argument.value, rest[:-1]
    tests = plain_ifs(rest)
    terms = None if tests is None else terms_with(tests, item, known, False)
    if tests is None or terms is None:
        return None
    spans = tuple(test.span for test in tests)
    return Template(terms, spans, len(body.body), (), None, False), answer, None if answer is UNDEFINED else last.span


def _returned(
    value: Any, item: str, known: Names, statements: int, span: Span
) -> tuple[Template, Value, Span | None] | None:
    """Of a function that returns tests, or that they do not hold."""
    opposite = isinstance(value, tree.UnaryExpression) and value.operator == "!"
    terms = terms_with([value.argument if opposite else value], item, known, False)
    if terms is None:
        return None
    steady = all(asked.alone for asked, _ in terms)
    return Template(terms, (), statements, (), None, steady), opposite, span
