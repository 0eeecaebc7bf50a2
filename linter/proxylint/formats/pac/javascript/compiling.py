"""Syntax becomes Python closures: `expression(node, scope)` and `statement(node, scope)` look up who compiles a node.

A compiled expression is `(env, realm) -> value`. A compiled statement is `(env, realm) -> signal`: None goes on, a
`Jump` is a break or continue on its way to its target, a `Returned` ends the function.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib import import_module
from typing import Any, TypeAlias, TypeVar

from proxylint.formats.pac.javascript.realm import Realm
from proxylint.formats.pac.javascript.scope import Env, Scope
from proxylint.formats.pac.javascript.values import Unmodelled, Value
from proxylint.text import Span


class Jump:
    """A break, or with `again` a continue, to the statement of that label or, without one, to the innermost."""

    __slots__ = ("again", "label")

    def __init__(self, again: bool, label: str | None) -> None:
        self.again = again
        self.label = label


END = Jump(False, None)
"""Of a turn behind which the loop is over."""


class Returned:
    __slots__ = ("value",)

    def __init__(self, value: Value) -> None:
        self.value = value


Signal: TypeAlias = Jump | Returned | None
Run: TypeAlias = Callable[[Env, Realm], Value]
Do: TypeAlias = Callable[[Env, Realm], Signal]

_Compiler = TypeVar("_Compiler", bound=Callable[..., Any])

_EXPRESSIONS: dict[type, Callable[[Any, Scope], Run]] = {}
_STATEMENTS: dict[type, Callable[[Any, Scope], Do]] = {}

_SELDOM = ("classes", "loops", "switches")
"""Modules that are imported, and register themselves, when a script has a node that nobody compiles until then."""


def compiles_expression(*kinds: type) -> Callable[[_Compiler], _Compiler]:
    def register(compiler: _Compiler) -> _Compiler:
        _EXPRESSIONS.update(dict.fromkeys(kinds, compiler))
        return compiler

    return register


def compiles_statement(*kinds: type) -> Callable[[_Compiler], _Compiler]:
    def register(compiler: _Compiler) -> _Compiler:
        _STATEMENTS.update(dict.fromkeys(kinds, compiler))
        return compiler

    return register


def expression(node: Any, scope: Scope) -> Run:
    compiler = _EXPRESSIONS.get(type(node)) or _seldom(_EXPRESSIONS, type(node))
    return compiler(node, scope) if compiler else unmodelled(f"{type(node).__name__} is not modelled", node.span)


def statement(node: Any, scope: Scope) -> Do:
    compiler = _STATEMENTS.get(type(node)) or _seldom(_STATEMENTS, type(node))
    return compiler(node, scope) if compiler else unmodelled(f"{type(node).__name__} is not modelled", node.span)


def _seldom(table: dict[type, _Compiler], kind: type) -> _Compiler | None:
    _import_seldom()
    return table.get(kind)


@cache
def _import_seldom() -> None:
    for name in _SELDOM:
        import_module(f"{__package__}.{name}")


def unmodelled(reason: str, span: Span) -> Run:
    """Of syntax that is only a problem where it is reached."""

    def run(env: Env, realm: Realm) -> Value:
        raise Unmodelled(reason, span)

    return run
