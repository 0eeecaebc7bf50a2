"""Functions of the library that scripts bring themselves, word for word: many carry a copy of Netscape's."""

from __future__ import annotations

from functools import cache
from typing import Any

from proxylint.formats.pac.javascript.functions import Closure
from proxylint.formats.pac.javascript.values import Value
from proxylint.text import Source
from proxylint_grammars.pac import parse
from proxylint_grammars.pac.node import Node

_TEXTS = (
    """function convert_addr(ipchars) {
        var bytes = ipchars.split('.');
        var result = ((bytes[0] & 0xff) << 24) | ((bytes[1] & 0xff) << 16)
            | ((bytes[2] & 0xff) << 8) | (bytes[3] & 0xff);
        return result;
    }""",
)


def is_copy(value: Value, name: str) -> bool:
    """Whether a function of the script is the library's of this name: the same program, however it is laid out."""
    if not isinstance(value, Closure) or value.code is None:
        return False
    return any(_same(value.code.node.body, one) for one in _bodies(name))


@cache
def _bodies(name: str) -> tuple[Any, ...]:
    nodes = [parse(Source("library.js", text)).body[0] for text in _TEXTS]
    return tuple(node.body for node in nodes if node.id.name == name)  # type: ignore[union-attr]


def _same(left: Any, right: Any) -> bool:
    waiting = [(left, right)]
    while waiting:
        one, other = waiting.pop()
        if type(one) is not type(other):
            return False
        if isinstance(one, Node):
            fields = [field for field in type(one).__match_args__ if field != "span"]
            waiting.extend((getattr(one, field), getattr(other, field)) for field in fields)
        elif isinstance(one, tuple):
            if len(one) != len(other):
                return False
            waiting.extend(zip(one, other, strict=True))
        elif one != other:
            return False
    return True
