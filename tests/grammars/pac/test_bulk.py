"""Arrays and objects of plain elements are read in one go: to the same tree as token by token, or the same fault."""

from __future__ import annotations

from collections.abc import Callable
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from proxylint.text import Source
from proxylint_grammars.pac import SyntaxProblem, parse, tree
from proxylint_grammars.pac.lexer import Lexer
from proxylint_grammars.pac.machine import Row
from proxylint_grammars.pac.node import Node
from proxylint_grammars.pac.words import Token

Said = tuple[object, ...]
Reader = Callable[[Lexer, int, Row, bool], Token]


def read(text: str) -> Said:
    try:
        return said(parse(Source("proxy.pac", text)))
    except SyntaxProblem as problem:
        return ("fault", problem.span, problem.message)


def said(value: object) -> Said:
    """A tree as tuples; elements that were read in bulk as the nodes they would have been."""
    match value:
        case tree.ScalarArray():
            return ("ArrayExpression", value.span, tuple(map(_element, value.values, tree.scalar_spans(value))))
        case tree.ScalarObject():
            spans = tree.scalar_spans(value)
            items = zip(value.items, spans[::2], spans[1::2], strict=True)
            return (
                "ObjectExpression",
                value.span,
                tuple((key, at, _element(one, end)) for (key, one), at, end in items),
            )
        case tree.ArrayExpression():
            return ("ArrayExpression", value.span, tuple(map(said, value.elements)))
        case tree.ObjectExpression():
            return ("ObjectExpression", value.span, tuple(map(_property, value.properties)))
        case tree.UnaryExpression(operator="-", argument=tree.NumericLiteral(value=number)):
            return _element(-number, value.span)
        case tree.StringLiteral() | tree.NumericLiteral() | tree.BooleanLiteral():
            return _element(value.value, value.span)
        case tree.NullLiteral():
            return _element(None, value.span)
        case Node():
            return (type(value).__name__, *(said(getattr(value, name)) for name in type(value).__match_args__))
        case tuple():
            return tuple(map(said, value)) if type(value) is tuple else (value,)
    return (value,)


def _element(value: object, span: object) -> Said:
    return (repr(value), span)


def _property(node: object) -> Said:
    if isinstance(node, tree.Property) and node.kind == "init" and not (node.computed or node.shorthand or node.method):
        key = node.key
        if isinstance(key, tree.NumericLiteral):
            return (f"{key.value:.0f}", key.span, said(node.value))
        if isinstance(key, tree.Identifier | tree.StringLiteral):
            return (key.name if isinstance(key, tree.Identifier) else key.value, key.span, said(node.value))
    return said(node)


def slowly(text: str) -> Said:
    with patch.object(Lexer, "_bulk", lambda self, kind, bulk, start: None):
        return read(text)


SCALAR = st.sampled_from(
    ["'a'", '"b.c"', "1", "-2.5", "0x1F", "-0x0", "-0", "true", "null", r'"\.a\"b"', r"'\n\''", '"é"', "'\U0001f600'"]
)
_ODD = r"""a -a 01 1. .5 1e3 1n 0x 0b1 "\x41" '\1' "\8" "\u0041" "\u" '' [] {} ...a /a/ nulls 2_0 0x1g -'a' `t` " """
ODD = st.sampled_from([*_ODD.split(), '"\\\n"', '"\u2028"', '"\\\u2028"', "", "- 1"])
KEY = st.sampled_from(["a", "'b c'", '"d"', "1", "if", "null", "0", "'__proto__'", "__proto__", r"'_\_proto__'", "1.5"])
GAP = st.sampled_from(["", "", "", " ", "\n", " // ' [\n", '/* " ] */', "\u2028", "\t"])


def _joined(parts: st.SearchStrategy[str], opening: str, closing: str) -> st.SearchStrategy[str]:
    listed = st.lists(st.tuples(GAP, parts, GAP).map("".join), max_size=4).map(",".join)
    return st.tuples(listed, st.sampled_from(["", "", ",", ",,"]), GAP).map(
        lambda found: f"{opening}{''.join(found)}{closing}"
    )


def _item(value: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.tuples(KEY, GAP, st.just(":"), GAP, value).map("".join)


ELEMENT = st.one_of(SCALAR, SCALAR, SCALAR, SCALAR, SCALAR, ODD)
FLAT = st.one_of(_joined(ELEMENT, "[", "]"), _joined(_item(ELEMENT), "{", "}"))
ROWS = _joined(st.one_of(FLAT, FLAT, FLAT, ELEMENT), "[", "]")
BULK = st.one_of(FLAT, ROWS, _joined(st.one_of(ROWS, FLAT), "[", "]"), _joined(_item(FLAT), "{", "}"))


@settings(max_examples=300)
@given(BULK, st.sampled_from(["x = {0};", "f({0})[0]", "for (x of {0}) y", '"use strict"; x = {0}']))
def test_bulk_changes_nothing(bulk: str, around: str) -> None:
    text = around.replace("{0}", bulk)
    assert read(text) == slowly(text)


@settings(max_examples=300)
@given(BULK, st.sampled_from(["{0} = x", "({0} = x)", "({0}) => x", "for ({0} of x) y"]))
def test_bulk_is_no_target(bulk: str, around: str) -> None:
    """The whole of it is refused, not its first element."""
    text = around.replace("{0}", bulk)
    found, expected = read(text), slowly(text)
    assert found == expected or (found[0], expected[0]) == ("fault", "fault")


@pytest.mark.parametrize(
    "text",
    [
        "x = ['a', 1, 0xff,]",
        "x = {a: 'b', 'c': -1}",
        "x = [['a', 'b'], // c\n['d',], {e: 1},]",
        r'x = ["*\\.a", "\"b"]',
    ],
)
def test_plain_elements_take_few_tokens(text: str) -> None:
    tokens = []

    def watching(lexer: Lexer, start: int, row: Row, broken: bool, token: Reader = Lexer.token) -> Token:
        found = token(lexer, start, row, broken)
        tokens.append(found[0])
        return found

    with patch.object(Lexer, "token", watching):
        parse(Source("proxy.pac", text))
    bulk = [kind for kind in tokens if kind.startswith("SCALAR_")]
    assert len(bulk) == 1
    assert set(tokens) == {"NAME", "EQUAL", *bulk, "$END"}


def test_elements_are_the_same_objects_each_time() -> None:
    (statement,) = parse(Source("proxy.pac", "['ab', 'cd']")).body
    assert isinstance(statement, tree.ExpressionStatement)
    array = statement.expression
    assert isinstance(array, tree.ScalarArray)
    assert all(one is other for one, other in zip(array.values, array.values, strict=True))


@pytest.mark.parametrize("count", [999, 1000, 1001, 2000, 2500])
@pytest.mark.parametrize("end", ["]", ",]"])
def test_long_arrays_are_read_in_pieces(count: int, end: str) -> None:
    for element in ("'a'", "['a', 1]"):
        text = f"x = [{', '.join([element] * count)}{end}"
        assert read(text) == slowly(text)
