"""Tests of one variable by literals or items of a list, in the ways that an index can look up.

`dnsDomainIs(host, x)`, `host == x`, `host.indexOf(x) >= 0`, `x.test(host)`, `x.exec(host)`, `host.match(x) != null`,
`host.search(x) >= 0`, `host.endsWith(x)`, `isInNet(ip, x, y)`, `host.substring(host.length - x.length) == x`: one that
does not hold changes nothing and throws nothing, as long as the functions are the engine's own. Where it does not hold,
neither does `test && anything`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias, TypeGuard

from proxylint.formats.pac.javascript.listed_ends import ENDINGS, compares_end, compares_lengths, covers
from proxylint.names import BadPattern, Beyond, javascript
from proxylint.tuples import NamedTuple
from proxylint_grammars.pac import tree

CALL, EQUAL, INDEX_OF, PATTERN, METHOD, NETWORK = "call", "==", "indexOf", "pattern", "method", "network"

MOST_COLUMNS = 4
"""Terms of one test, in a list of tests that are all written alike."""

STEPS = {CALL: 1, EQUAL: 0, INDEX_OF: 1, PATTERN: 1, METHOD: 1, NETWORK: 1}
"""Of one test of a variable."""

_METHODS = ("endsWith", "startsWith", "includes")
_OF_PATTERNS = ("test", "exec")
MAKER = "RegExp"
_FINDING = {"indexOf": INDEX_OF, "search": PATTERN}
"""Methods that give the place where they find something, or -1."""


class Asked(NamedTuple):
    """How a test asks: by the global function or the method `name`, or in a way of the language.

    `subject`: the variable, "" = none. `through`: the global function that gives an address for it. `alone`: that
    nothing else is asked, so that the test holds wherever the variable is so. `made`: the flags of a pattern that
    `RegExp` makes of the word; None for one that is there. `later`: that it holds only where the word is found behind
    the start, as in `url.indexOf(x) > 0`.
    """

    kind: str
    name: str
    subject: str
    alone: bool = True
    through: str = ""
    made: str | None = None
    later: bool = False

    @property
    def functions(self) -> tuple[str, ...]:
        """The global functions that it calls."""
        several = (
            self.name if self.kind in (CALL, NETWORK) else "",
            self.through,
            "" if self.made is None else MAKER,
        )
        return tuple(name for name in several if name)

    @property
    def steps(self) -> int:
        return STEPS[self.kind] + (self.through != "") + (self.made is not None)


Word: TypeAlias = "str | tuple[str, str]"
"""What a test asks for; of a pattern its source and flags, of a network its address and mask."""


def asks(node: Any) -> tuple[Asked, tuple[Any, ...]] | None:
    """A test of a variable by something: how it asks, and the nodes that say for what."""
    if isinstance(node, tree.CallExpression) and not node.optional:
        return _call(node.callee, node.arguments)
    if isinstance(node, tree.BinaryExpression) and len(node.operands) == 2:
        return _compared(node.operator, *node.operands)
    if isinstance(node, tree.LogicalExpression) and node.operator == "&&":
        return _first_of(node.operands)
    return None


def _first_of(several: Sequence[Any]) -> tuple[Asked, tuple[Any, ...]] | None:
    """Of a chain of `&&` that begins with such a test; lengths may be compared before it."""
    for at, node in enumerate(several):
        found = asks(node)
        if found is None:
            continue
        asked, words = found
        before = several[:at]
        if before and asked.kind in (PATTERN, NETWORK):
            return None
        if not all(compares_lengths(one, asked.subject, words[0]) for one in before):
            return None
        ends = asked.kind == METHOD and asked.name in ENDINGS
        alone = at == len(several) - 1 and ends and all(covers(one, asked.subject) for one in before)
        return asked._replace(alone=alone and asked.alone), words
    return None


def _call(callee: Any, arguments: Sequence[Any]) -> tuple[Asked, tuple[Any, ...]] | None:
    first = arguments[0] if arguments else None
    if isinstance(callee, tree.Identifier):
        if len(arguments) == 3 and callee.name == "isInNet":
            return _network(first, tuple(arguments[1:]))
        if not isinstance(first, tree.Identifier) or len(arguments) != 2:
            return None
        return Asked(CALL, callee.name, first.name), (arguments[1],)
    if len(arguments) != 1 or not isinstance(callee, tree.MemberExpression) or callee.computed or callee.optional:
        return None
    return _method(callee, first)


def _network(address: Any, words: tuple[Any, ...]) -> tuple[Asked, tuple[Any, ...]] | None:
    """Of a variable, `dnsResolve(variable)` or `myIpAddress()`."""
    if isinstance(address, tree.Identifier):
        return Asked(NETWORK, "isInNet", address.name), words
    if (
        not isinstance(address, tree.CallExpression)
        or address.optional
        or not isinstance(address.callee, tree.Identifier)
    ):
        return None
    name, arguments = address.callee.name, address.arguments
    if name == "myIpAddress" and not arguments:
        return Asked(NETWORK, "isInNet", "", through=name), words
    if name == "dnsResolve" and len(arguments) == 1 and isinstance(arguments[0], tree.Identifier):
        return Asked(NETWORK, "isInNet", arguments[0].name, through=name), words
    return None


def _method(callee: tree.MemberExpression, argument: Any) -> tuple[Asked, tuple[Any, ...]] | None:
    name = callee.property.name  # type: ignore[union-attr]
    of_pattern = name in _OF_PATTERNS and isinstance(callee.property, tree.Identifier)
    if of_pattern and isinstance(argument, tree.Identifier):
        return _by_pattern(Asked(PATTERN, name, argument.name), callee.object)
    if _is_method(callee, name) and isinstance(callee.object, tree.Identifier):
        kind = METHOD if name in _METHODS else PATTERN if name == "match" else None
        return None if kind is None else _by_pattern(Asked(kind, name, callee.object.name), argument)
    return None


def _by_pattern(asked: Asked, word: Any) -> tuple[Asked, tuple[Any, ...]]:
    """Of a pattern that is made on the way, `new RegExp(x, "i")`, the text is what is asked for."""
    if asked.kind != PATTERN or not isinstance(word, (tree.NewExpression, tree.CallExpression)):
        return asked, (word,)
    flags = word.arguments[1] if len(word.arguments) == 2 else None
    made = flags.value if isinstance(flags, tree.StringLiteral) else ""
    alike = isinstance(word.callee, tree.Identifier) and word.callee.name == MAKER and made in ("", "i")
    if not alike or len(word.arguments) != (1 if flags is None or not isinstance(flags, tree.StringLiteral) else 2):
        return asked, (word,)
    return asked._replace(made=made), (word.arguments[0],)


def _compared(operator: str, left: Any, right: Any) -> tuple[Asked, tuple[Any, ...]] | None:
    if operator in ("==", "==="):
        end = _end(left, right) or _end(right, left)
        if end is not None:
            return end
        if not isinstance(left, tree.Identifier):
            left, right = right, left
        return (Asked(EQUAL, "", left.name), (right,)) if isinstance(left, tree.Identifier) else None
    if not isinstance(left, tree.CallExpression) or left.optional:
        return None
    if operator in ("!=", "!==") and isinstance(right, tree.NullLiteral):
        found = asks(left)
        return found if found is not None and found[0].name in ("exec", "match") else None
    if _is_found(operator, right):
        return _found(left)
    return _found_later(left) if _is_found_later(operator, right) else None


def _found_later(call: tree.CallExpression) -> tuple[Asked, tuple[Any, ...]] | None:
    found = _found(call)
    return (found[0]._replace(later=True), found[1]) if found is not None and found[0].kind == INDEX_OF else None


def _found(call: tree.CallExpression) -> tuple[Asked, tuple[Any, ...]] | None:
    callee, arguments = call.callee, call.arguments
    for name, kind in _FINDING.items():
        if _is_method(callee, name) and len(arguments) == 1 and isinstance(callee.object, tree.Identifier):
            return _by_pattern(Asked(kind, name, callee.object.name), arguments[0])
    return None


def _end(call: Any, word: Any) -> tuple[Asked, tuple[Any, ...]] | None:
    found = compares_end(call, word)
    return None if found is None else (Asked(METHOD, found[0], found[1]), (word,))


def _is_method(callee: Any, name: str) -> TypeGuard[tree.MemberExpression]:
    if not isinstance(callee, tree.MemberExpression) or callee.computed or callee.optional:
        return False
    return isinstance(callee.property, tree.Identifier) and callee.property.name == name


def _is_found_later(operator: str, bound: Any) -> bool:
    """`> 0` or `>= 1`."""
    return isinstance(bound, tree.NumericLiteral) and (operator, bound.value) in ((">", 0.0), (">=", 1.0))


def _is_found(operator: str, bound: Any) -> bool:
    """`>= 0`, `> -1`, `!= -1` or `!== -1`."""
    if isinstance(bound, tree.NumericLiteral):
        return operator == ">=" and bound.value == 0.0
    if not isinstance(bound, tree.UnaryExpression) or bound.operator != "-":
        return False
    number = bound.argument
    return operator in (">", "!=", "!==") and isinstance(number, tree.NumericLiteral) and number.value == 1.0


def _literal(asked: Asked, nodes: Sequence[Any]) -> Word | None:
    first = nodes[0]
    if asked.kind == PATTERN and asked.made is None:
        return (first.pattern, first.flags) if isinstance(first, tree.RegExpLiteral) else None
    if not all(isinstance(node, tree.StringLiteral) for node in nodes):
        return None
    if asked.made is not None:
        return made_pattern(first.value, asked.made)
    return (nodes[0].value, nodes[1].value) if asked.kind == NETWORK else first.value


def made_pattern(source: str, flags: str) -> Word | None:
    """A pattern as `RegExp` makes it of a text; None where that throws."""
    try:
        javascript(source, flags)
    except BadPattern:
        return None
    except Beyond:
        pass
    return source, flags


def asks_words(node: Any) -> tuple[tuple[Asked, ...], tuple[Word, ...]] | None:
    """A test of variables by literals, or several with `||` between them."""
    several = terms_of(node)
    found = [asks(one) for one in several] if len(several) <= MOST_COLUMNS else [None]
    known = [(one[0], _literal(*one)) for one in found if one is not None]
    words = [word for _, word in known if word is not None]
    return (tuple(asked for asked, _ in known), tuple(words)) if len(words) == len(found) else None


def terms_of(node: Any) -> Sequence[Any]:
    """Of a chain of `||`, or the test itself."""
    return node.operands if isinstance(node, tree.LogicalExpression) and node.operator == "||" else (node,)
