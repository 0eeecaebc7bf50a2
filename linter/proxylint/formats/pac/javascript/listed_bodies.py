"""What a turn of a loop over a list tests, in the terms of an item: `if (dnsDomainIs(host, "." + list[i])) ...`.

A body is read as tests of variables by texts that are made of the item: the item itself, a part of it (`list[i][0]`,
`rule.mask`), with literals around it, under whatever name the body gives it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Any, TypeAlias

from proxylint.formats.pac.javascript.listed_exits import leaves
from proxylint.formats.pac.javascript.listed_tests import EQUAL, MOST_COLUMNS, PATTERN, Asked, asks, terms_of
from proxylint.formats.pac.javascript.values import ABSENT, Arr, Obj, Value, is_index
from proxylint.text import Span
from proxylint.tuples import NamedTuple
from proxylint_grammars.pac import tree

MOST_ALIASES = 4
"""Names that a body gives to an item and its parts."""


class Spelled(NamedTuple):
    """A text that is made of an item: what stands before and behind it, and the keys that lead to it inside the item.

    `path`: None for a text without the item. `list_name`: the list that the item is looked up in; None where it is the
    loop's own variable.
    """

    before: str
    path: tuple[str, ...] | None
    after: str
    list_name: str | None

    @property
    def plain(self) -> bool:
        return not self.before and not self.after


Names: TypeAlias = "dict[str, Spelled]"
"""What the variables of a body stand for."""


class Template(NamedTuple):
    """The tests of a turn; a turn of which none holds does nothing else.

    `terms`: how each asks, and for which texts. `spans`: of the conditions. `statements`: executed in such a turn.
    `stays`: variables that hold something of the last turn's item when the loop is over. `consequent`: of the one test
    there is, else None. `steady`: what is done where a test holds leaves the loop, and
    nothing else is done.
    """

    terms: tuple[tuple[Asked, tuple[Spelled, ...]], ...]
    spans: tuple[Span, ...]
    statements: int
    stays: tuple[tuple[str, Spelled], ...]
    consequent: Any
    steady: bool

    @property
    def list_name(self) -> str | None:
        return next(word.list_name for word in self.terms[0][1] if word.path is not None)

    @property
    def by_text(self) -> bool:
        """Whether the tests hang on nothing but the items themselves, where those are texts."""
        kinds = all(asked.kind != PATTERN or asked.made is not None for asked, _ in self.terms)
        return kinds and not any(word.path for _, words in self.terms for word in words)


def template(body: Any, item: str, *, indexed: bool) -> Template | None:
    """Of a loop's body, where `item` is the loop's variable; `indexed`: also `list[item]`. None: it does more."""
    nodes: Sequence[Any] = body.body if isinstance(body, tree.BlockStatement) else (body,)
    known: Names = {item: Spelled("", (), "", None)}
    rest = name_items(nodes, item, known, indexed=indexed)
    conditions = None if rest is None else plain_ifs(rest)
    terms = None if conditions is None else terms_with(conditions, item, known, indexed)
    if rest is None or conditions is None or terms is None:
        return None
    consequents = [node.arms[0].consequent for node in rest]
    kept = {name for node in nodes if _is_var(node) for part in node.declarations for name in (part.id.name,)}
    return Template(
        terms,
        tuple(condition.span for condition in conditions),
        len(nodes) if isinstance(body, tree.BlockStatement) else 0,
        tuple((name, word) for name, word in known.items() if name in kept),
        consequents[0] if len(consequents) == 1 else None,
        all(map(leaves, consequents)) and all(asked.alone for asked, _ in terms),
    )


def plain_ifs(nodes: Sequence[Any]) -> list[Any] | None:
    """The conditions of statements that are nothing but `if`, without `else`."""
    alike = all(isinstance(node, tree.IfStatement) and len(node.arms) == 1 and node.alternate is None for node in nodes)
    return [node.arms[0].test for node in nodes] if nodes and alike else None


def _is_var(node: Any) -> bool:
    return isinstance(node, tree.VariableDeclaration) and node.kind == "var"


def name_items(nodes: Sequence[Any], item: str, known: Names, *, indexed: bool) -> Sequence[Any] | None:
    """Take note of `var name = list[i];` at the beginning of a body; what follows, or None for other declarations."""
    at = 0
    while at < len(nodes) and isinstance(nodes[at], tree.VariableDeclaration):
        for part in nodes[at].declarations:
            if not isinstance(part.id, tree.Identifier) or part.init is None or part.id.name in known:
                return None
            spelled = spell(part.init, item, known, indexed)
            if spelled is None or len(known) > MOST_ALIASES:
                return None
            known[part.id.name] = spelled
        at += 1
    return nodes[at:]


def terms_with(
    conditions: Sequence[Any], item: str, known: Names, indexed: bool
) -> tuple[tuple[Asked, tuple[Spelled, ...]], ...] | None:
    """The tests of some conditions, all by one item; None where there is anything else among them."""
    several = [term for condition in conditions for term in terms_of(condition)]
    if len(several) > MOST_COLUMNS:
        return None
    terms: list[tuple[Asked, tuple[Spelled, ...]]] = []
    for node in several:
        found = _asks(node, known)
        if found is None or found[0].subject in known:
            return None
        spelled = _words(found[1], item, known, indexed)
        if spelled is None:
            return None
        terms.append((found[0], spelled))
    lists = {word.list_name for _, words in terms for word in words if word.path is not None}
    lists.update(word.list_name for name, word in known.items() if name != item)
    if len(lists) != 1 or any(asked.subject in lists for asked, _ in terms):
        return None
    return tuple(terms)


def _asks(node: Any, known: Names) -> tuple[Asked, tuple[Any, ...]] | None:
    """As `asks`, for a test that may also compare the item with the variable instead of the variable with the item."""
    found = asks(node)
    if found is None or found[0].kind != EQUAL or found[0].subject not in known:
        return found
    other = found[1][0]
    item = next(operand for operand in node.operands if operand is not other)
    return (found[0]._replace(subject=other.name), (item,)) if isinstance(other, tree.Identifier) else None


def _words(nodes: Sequence[Any], item: str, known: Names, indexed: bool) -> tuple[Spelled, ...] | None:
    """Of one test; of several texts some may be literals."""
    found = []
    for node in nodes:
        fixed = Spelled(node.value, None, "", None) if isinstance(node, tree.StringLiteral) else None
        word = fixed or spell(node, item, known, indexed)
        if word is None:
            return None
        found.append(word)
    return tuple(found) if any(word.path is not None for word in found) else None


def spell(node: Any, item: str, known: Names, indexed: bool) -> Spelled | None:
    """A text with exactly one mention of the item in it."""
    before, after, found = "", "", None
    for part in _summands(node):
        if isinstance(part, str):
            before, after = (before, after + part) if found else (before + part, after)
            continue
        inner = _item_part(part, item, known, indexed)
        if inner is None or found is not None:
            return None
        found = inner
    if found is None:
        return None
    return Spelled(before + found.before, found.path, found.after + after, found.list_name)


def _summands(node: Any) -> Iterator[Any]:
    """Of a sum or a template: literals as strings, other nodes as they are."""
    if isinstance(node, tree.TemplateLiteral):
        for quasi, part in zip_longest(node.quasis, node.expressions):
            yield quasi.cooked
            if part is not None:
                yield part
        return
    for part in node.operands if isinstance(node, tree.BinaryExpression) and node.operator == "+" else (node,):
        yield part.value if isinstance(part, tree.StringLiteral) else part


def _item_part(node: Any, item: str, known: Names, indexed: bool) -> Spelled | None:
    """The item or a part of it, by any of its names."""
    keys: list[str] = []
    while True:
        if isinstance(node, tree.Identifier):
            start = known.get(node.name)
            break
        if not isinstance(node, tree.MemberExpression) or node.optional or isinstance(node.property, tree.PrivateName):
            return None
        if indexed and _is_indexed(node, item):
            start = Spelled("", (), "", node.object.name)  # type: ignore[union-attr]
            break
        key = _fixed_key(node)
        if key is None:
            return None
        keys.append(key)
        node = node.object
    if start is None or start.path is None or (keys and not start.plain):
        return None
    return start._replace(path=(*start.path, *reversed(keys)))


def _fixed_key(node: tree.MemberExpression) -> str | None:
    key = node.property
    if not node.computed:
        return key.name if isinstance(key, tree.Identifier) else None
    if isinstance(key, tree.StringLiteral):
        return key.value
    if isinstance(key, tree.NumericLiteral) and key.value == key.value // 1 and 0 <= key.value < 1 << 31:
        return str(int(key.value))
    return None


def _is_indexed(node: tree.MemberExpression, counter: str) -> bool:
    holder, key = node.object, node.property
    names = isinstance(holder, tree.Identifier) and isinstance(key, tree.Identifier) and holder.name != counter
    return names and node.computed and key.name == counter  # type: ignore[union-attr]


def part_of(item: Value, path: tuple[str, ...]) -> Value:
    """What stands at `path` in an item, without running anything of the script; ABSENT where it is no own value."""
    for key in path:
        if type(item) is Arr or type(item) is Obj:
            item = item.own(key)
        else:
            return ABSENT
    return item


def _parts(items: Sequence[Value], path: tuple[str, ...]) -> Sequence[Value]:
    """`part_of` each item, for tables of many rows."""
    for key in path:
        if not is_index(key):
            items = [part_of(item, (key,)) for item in items]
            continue
        at = int(key)
        items = [
            item.items[at] if type(item) is Arr and at < len(item.items) else part_of(item, (key,)) for item in items
        ]
    return items


def texts(items: Sequence[Value], word: Spelled) -> Sequence[str] | None:
    """What a test asks for, by item; None where one of them is no text."""
    if word.path is None:
        return [word.before] * len(items)
    found = _parts(items, word.path)
    if not all(type(text) is str for text in found):
        return None
    return found if word.plain else [f"{word.before}{text}{word.after}" for text in found]


def spelled_values(items: Sequence[Value], at: int, stays: Sequence[tuple[str, Spelled]]) -> Iterator[Value]:
    """What the variables that stay hold after the turn for `items[at]`."""
    for _, word in stays:
        found = part_of(items[at], word.path or ())
        yield found if word.plain else f"{word.before}{found}{word.after}"
