"""The base of the syntax tree: frozen, slotted records, cheap to define and to make.

They read like `@dataclass(frozen=True, slots=True, eq=False)` and type checkers treat them so (PEP 681). They are not
dataclasses because `dataclass` writes and compiles source for every class: seventy node kinds cost 45 ms at import
(measured on CPython 3.11), four times what an empty Python process takes. Equality is identity, so that a node can be
a dictionary key at no cost however large it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from types import FunctionType
from typing import Any, NoReturn, dataclass_transform

from proxylint.text import Span


@dataclass_transform(frozen_default=True, eq_default=False)
class Record(type):
    """Metaclass: the annotations of a class body are its fields, after those of its base; values are defaults."""

    def __new__(cls, name: str, bases: tuple[type, ...], body: dict[str, Any]) -> Record:
        own = tuple(body.get("__annotations__", ()))
        fields: tuple[str, ...] = (*getattr(bases[0], "__match_args__", ()), *own) if bases else own
        defaults = tuple(body.pop(field) for field in own if field in body)
        body["__slots__"], body["__match_args__"] = own, fields
        made = super().__new__(cls, name, bases, body)
        type.__setattr__(made, "__init__", _initializer(made, fields, defaults))
        return made


def _initializer(made: type, fields: tuple[str, ...], defaults: tuple[Any, ...]) -> FunctionType:
    """`__init__` of a class: the one of its number of fields, with the fields as the names of its parameters."""
    template = _INITIALIZERS[len(fields) - 1](*(getattr(made, field).__set__ for field in fields))
    code = template.__code__.replace(co_varnames=("self", *fields), co_name="__init__")
    return FunctionType(code, template.__globals__, "__init__", defaults or None, template.__closure__)


def _one(put: Any) -> Any:
    def init(self: Any, a: Any) -> None:
        put(self, a)

    return init


def _two(put: Any, put2: Any) -> Any:
    def init(self: Any, a: Any, b: Any) -> None:
        put(self, a)
        put2(self, b)

    return init


def _three(put: Any, put2: Any, put3: Any) -> Any:
    def init(self: Any, a: Any, b: Any, c: Any) -> None:
        put(self, a)
        put2(self, b)
        put3(self, c)

    return init


def _four(put: Any, put2: Any, put3: Any, put4: Any) -> Any:
    def init(self: Any, a: Any, b: Any, c: Any, d: Any) -> None:
        put(self, a)
        put2(self, b)
        put3(self, c)
        put4(self, d)

    return init


def _five(put: Any, put2: Any, put3: Any, put4: Any, put5: Any) -> Any:
    def init(self: Any, a: Any, b: Any, c: Any, d: Any, e: Any) -> None:
        put(self, a)
        put2(self, b)
        put3(self, c)
        put4(self, d)
        put5(self, e)

    return init


def _six(put: Any, put2: Any, put3: Any, put4: Any, put5: Any, put6: Any) -> Any:
    def init(self: Any, a: Any, b: Any, c: Any, d: Any, e: Any, f: Any) -> None:
        put(self, a)
        put2(self, b)
        put3(self, c)
        put4(self, d)
        put5(self, e)
        put6(self, f)

    return init


def _seven(put: Any, put2: Any, put3: Any, put4: Any, put5: Any, put6: Any, put7: Any) -> Any:
    def init(self: Any, a: Any, b: Any, c: Any, d: Any, e: Any, f: Any, g: Any) -> None:
        put(self, a)
        put2(self, b)
        put3(self, c)
        put4(self, d)
        put5(self, e)
        put6(self, f)
        put7(self, g)

    return init


_INITIALIZERS: tuple[Any, ...] = (_one, _two, _three, _four, _five, _six, _seven)


class Node(metaclass=Record):
    """`span` is exactly the node's text in `Source.text`; parentheses around an expression are not part of it."""

    span: Span

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError(f"{type(self).__name__} is frozen")

    def __delattr__(self, name: str) -> NoReturn:
        raise AttributeError(f"{type(self).__name__} is frozen")

    def __repr__(self) -> str:
        """One level only: a tree may be deeper than the recursion limit."""
        names: tuple[str, ...] = type(self).__match_args__[1:]
        shown = ", ".join(f"{name}={_shown(getattr(self, name))}" for name in names)
        return f"{type(self).__name__}({shown})@{self.span.start}:{self.span.end}"


def within(*written: Any, enters: Callable[[Node], bool] = lambda node: True) -> Iterator[Node]:
    """All nodes of trees, or of tuples of them, in no order; without recursion, since a tree may be deep. Of a node
    that is not entered nothing else is told."""
    waiting: list[Any] = list(written)
    while waiting:
        part = waiting.pop()
        if isinstance(part, tuple):
            waiting.extend(part)
        elif isinstance(part, Node):
            yield part
            if enters(part):
                names: tuple[str, ...] = type(part).__match_args__[1:]
                waiting.extend(getattr(part, name) for name in names)


def _shown(value: object) -> str:
    if isinstance(value, Node):
        return f"{type(value).__name__}(...)"
    if isinstance(value, tuple):
        return f"<{len(value)}>"
    return repr(value)
