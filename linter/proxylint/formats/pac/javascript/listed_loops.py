"""Loops that put every item of a list to the same test: `for (...) { if (dnsDomainIs(host, list[i])) return direct; }`.

As with tests written one below the other (`listed`), turns whose test cannot hold are passed as if they had been made.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from proxylint.formats.pac.javascript.leaving import Exits, leaving
from proxylint.formats.pac.javascript.listed import (
    FEWEST,
    MOST_COLUMNS,
    PATTERN,
    Asked,
    Column,
    Stretch,
    Variable,
    Word,
    asks,
    is_plain_return,
    leaves,
    terms_of,
)
from proxylint.formats.pac.javascript.realm import TESTS, Realm, Tested
from proxylint.formats.pac.javascript.scope import Env, Scope
from proxylint.formats.pac.javascript.values import Arr, Obj, Value
from proxylint.text import Span
from proxylint_grammars.pac import tree

Around = tuple[str, str]
"""Texts that are put in front of an item and behind it."""


class Template:
    """A turn's test: how each of its terms asks, and what is put around the item. `list_name`: None where the item is
    the loop's own variable; `alias`: a variable that is set to it first. `statements`: of the body, one step each."""

    def __init__(self, terms: list[tuple[Asked, Around]], list_name: str | None, span: Span, statements: int) -> None:
        self.terms = terms
        self.list_name = list_name
        self.span = span
        self.statements = statements
        self.alias: str | None = None
        self.alias_stays = False
        self.consequent: Any = None


def template(body: Any, counter: str) -> Template | None:
    """None for a body that does anything else."""
    several: Sequence[Any] = body.body if isinstance(body, tree.BlockStatement) else (body,)
    alias, item = None, None
    if len(several) == 2 and isinstance(several[0], tree.VariableDeclaration) and len(several[0].declarations) == 1:
        part = several[0].declarations[0]
        if not isinstance(part.id, tree.Identifier) or part.init is None or part.id.name == counter:
            return None
        alias, item = part.id.name, part.init
    if not several:
        return None
    test = several[-1]
    if len(several) > (1 if alias is None else 2) or not isinstance(test, tree.IfStatement):
        return None
    if len(test.arms) != 1 or test.alternate is not None or not leaves(test.arms[0].consequent):
        return None
    found = _terms(test.arms[0].test, counter, alias, item)
    if found is None:
        return None
    made = Template(*found, test.arms[0].test.span, len(several) if isinstance(body, tree.BlockStatement) else 0)
    made.alias = alias
    made.alias_stays = alias is not None and several[0].kind == "var"
    made.consequent = test.arms[0].consequent
    return made


def _terms(
    test: Any, counter: str, alias: str | None, item: Any
) -> tuple[list[tuple[Asked, Around]], str | None] | None:
    several = terms_of(test)
    if len(several) > MOST_COLUMNS:
        return None
    terms: list[tuple[Asked, Around]] = []
    lists: set[str | None] = set()
    if alias is not None:
        of_alias = _around(item, counter, None, None)
        if of_alias is None or of_alias[1] == alias:
            return None
        lists.add(of_alias[1])
    for node in several:
        found = asks(node)
        around = None if found is None else _around(found[1], counter, alias, item)
        if found is None or around is None or found[0].subject in (counter, alias):
            return None
        terms.append((found[0], around[0]))
        lists.add(around[1])
    return (terms, lists.pop()) if len(lists) == 1 else None


def _around(node: Any, counter: str, alias: str | None, item: Any) -> tuple[Around, str | None] | None:
    """`list[i]`, perhaps with literals added to it; and the name of the list."""
    parts = node.operands if isinstance(node, tree.BinaryExpression) and node.operator == "+" else (node,)
    before, after, name, seen = "", "", None, False
    for part in parts:
        if isinstance(part, tree.StringLiteral):
            before, after = (before, after + part.value) if seen else (before + part.value, after)
            continue
        if alias is not None and isinstance(part, tree.Identifier) and part.name == alias:
            part = item
        if seen:
            return None
        seen = True
        if isinstance(part, tree.Identifier) and part.name == counter:
            continue
        name = _indexed(part, counter)
        if name is None:
            return None
    return ((before, after), name) if seen else None


def _indexed(node: Any, counter: str) -> str | None:
    if not isinstance(node, tree.MemberExpression) or not node.computed or node.optional:
        return None
    holder, key = node.object, node.property
    if not isinstance(holder, tree.Identifier) or not isinstance(key, tree.Identifier):
        return None
    return holder.name if key.name == counter and holder.name != counter else None


class Listed:
    """A loop with such a body. What was found out about a list is kept for the next run."""

    def __init__(self, made: Template, variables: list[Variable], source: Callable[[Env, Realm], Value] | None) -> None:
        self.template = made
        self.variables = variables
        self.source = source
        """The list that the body looks into, where it is one."""
        self.exit: Exits | None = None
        self._items: list[Any] = []
        self._stretch: Stretch | None = None

    @staticmethod
    def of(made: Template | None, scope: Scope) -> Listed | None:
        if made is None:
            return None
        variables: list[Variable] = []
        for asked, _ in made.terms:
            variable = Variable.of(asked.subject, scope)
            if variable is None or (asked.name and scope.resolve(asked.name) is not None):
                return None
            variables.append(variable)
        found = Listed(made, variables, _source(made.list_name, scope) if made.list_name else None)
        if is_plain_return(made.consequent):
            found.exit = leaving(made.consequent, scope)
        return found

    def possible(self, env: Env, realm: Realm, items: Sequence[Value]) -> tuple[Stretch, Sequence[int]] | None:
        """Of a list's items: those that have to be looked at; None = all."""
        if len(items) < FEWEST or realm.possible is None:
            return None
        stretch = self._known(realm, items)
        found = None if stretch is None else stretch.possible(env, realm)
        return None if stretch is None or found is None else (stretch, found)

    def _known(self, realm: Realm, items: Sequence[Value]) -> Stretch | None:
        patterns = self.template.terms[0][0].kind == PATTERN
        words = _patterns(realm, items) if patterns else items
        if words is None:
            return None
        if self._items != words:
            self._items, self._stretch = list(words), self._made(words)
        return self._stretch

    def _made(self, words: Sequence[Any]) -> Stretch | None:
        columns = []
        for (asked, (before, after)), variable in zip(self.template.terms, self.variables, strict=True):
            if asked.kind == PATTERN:
                if before or after or not all(type(word) is tuple for word in words):
                    return None
                spelled: Sequence[Word] = words
            elif all(type(word) is str for word in words):
                spelled = [f"{before}{word}{after}" for word in words] if before or after else words
            else:
                return None
            columns.append(Column(asked, spelled, variable))
        return Stretch(0, columns, 1 + self.template.statements, literals=False)

    def left_by(self, env: Env, realm: Realm, stretch: Stretch, numbers: Sequence[int]) -> int:
        """How many of the tests that may hold need no turn of their own, as the exit that they guard was noted."""
        if self.exit is None:
            return 0
        span = self.template.span
        return stretch.note(env, realm, numbers, self.exit, lambda number: Tested(span, True, None))

    def passed(self, realm: Realm, stretch: Stretch, count: int) -> None:
        """So many turns, whose tests did not hold."""
        stretch.spend(realm, count)
        realm.tests.extend([Tested(self.template.span, False, None)] * min(count, TESTS))
        realm.term = None


def _source(name: str, scope: Scope) -> Callable[[Env, Realm], Value]:
    found = scope.resolve(name)
    if found is None:
        return lambda env, realm: realm.globals.props.get(name)
    variable = Variable(found[0], found[1].slot)
    return lambda env, realm: variable.read(env)


def _patterns(realm: Realm, items: Sequence[Value]) -> list[Word] | None:
    """Sources and flags of regular expressions that are as they were made."""
    prototype = realm.prototypes["RegExp"]
    found: list[Word] = []
    for item in items:
        if not isinstance(item, Obj) or item.kind != "RegExp" or item.proto is not prototype:
            return None
        if len(item.props) > 1 or type(item.props["lastIndex"]) is not float:
            return None
        found.append((item.primitive.source, item.primitive.flags))
    return found


def items_of(value: Value) -> list[Value] | None:
    """Of an array; None where there is none."""
    return value.items if type(value) is Arr and value.kind == "Array" else None
