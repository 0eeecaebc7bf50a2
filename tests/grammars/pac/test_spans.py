"""Every node knows its text."""

from __future__ import annotations

import pytest

from proxylint.text import Source
from proxylint_grammars.pac import parse, tree
from proxylint_grammars.pac.node import Node
from tests.grammars.pac.shapes import nodes
from tests.grammars.pac.test_acceptance import ACCEPTED


def texts(text: str, kind: type[Node]) -> list[str]:
    root = parse(Source("proxy.pac", text))
    found = sorted(
        (node.span for node in nodes(root) if isinstance(node, kind)), key=lambda span: (span.start, -span.end)
    )
    return [text[span.start : span.end] for span in found]


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        (tree.BinaryExpression, "x = (a + (b)) * c;", ["(a + (b)) * c", "a + (b)"]),
        (tree.LogicalExpression, "if ((a) || b && (c)) d", ["(a) || b && (c)", "b && (c)"]),
        (tree.ExpressionStatement, " a ; /* x */ b\n c ", ["a ;", "b", "c"]),
        (tree.ReturnStatement, "function f() { return 1 ; }", ["return 1 ;"]),
        (tree.IfArm, "if (a) b; else if (c) { d } else e", ["if (a) b;", "if (c) { d }"]),
        (tree.IfStatement, "if (a) b; else if (c) { d } else e", ["if (a) b; else if (c) { d } else e"]),
        (tree.ConditionalArm, "x = a ? (b) : c ? d : e", ["a ? (b) :", "c ? d :"]),
        (tree.CallExpression, "(a)(b).c(d)", ["(a)(b).c(d)", "(a)(b)"]),
        (tree.MemberExpression, "(a.b).c", ["(a.b).c", "a.b"]),
        (tree.Identifier, "a.b = function c(d) {}", ["a", "b", "c", "d"]),
        (tree.FunctionExpression, "x = { f(a) { b }, get c() {} }", ["(a) { b }", "() {}"]),
        (tree.Property, "x = { f(a) { b }, get c() {} }", ["f(a) { b }", "get c() {}"]),
        (tree.TemplateElement, "`a${b}c`", ["a", "c"]),
        (tree.RegExpLiteral, "x = /a/g", ["/a/g"]),
        (tree.ScalarArray, "x = [ 'a', 1 ]", ["[ 'a', 1 ]"]),
        (tree.DoWhileStatement, "do a; while (b)\nc", ["do a; while (b)"]),
        (tree.VariableDeclaration, "for (var i = 0;;) break; var j", ["var i = 0", "var j"]),
        (tree.Program, " a ", [" a "]),
    ],
)
def test_the_span_of_a_node_is_its_text(kind: type[Node], text: str, expected: list[str]) -> None:
    assert texts(text, kind) == expected


@pytest.mark.parametrize("text", ACCEPTED)
def test_children_lie_inside_their_parents(text: str) -> None:
    for parent in nodes(parse(Source("proxy.pac", text))):
        for child in nodes(parent):
            assert parent.span.start <= child.span.start <= child.span.end <= parent.span.end
        if isinstance(parent, tree.Identifier) and "\\" not in text:
            assert text[parent.span.start : parent.span.end] == parent.name


def test_scalars_of_a_bulk_literal_can_be_found() -> None:
    text = "x = { 'a/b': -1, /* ' */ c: \"d,e\" }; y = [true, // \"\n 'f']"
    root = parse(Source("proxy.pac", text))
    bulk = [node for node in nodes(root) if isinstance(node, tree.ScalarArray | tree.ScalarObject)]
    bulk.sort(key=lambda node: node.span)
    found = [[text[span.start : span.end] for span in tree.scalar_spans(node)] for node in bulk]
    assert found == [["'a/b'", "-1", "c", '"d,e"'], ["true", "'f'"]]


def test_nodes_are_frozen_and_compare_by_identity() -> None:
    (one,), (other,) = (parse(Source("p", "a")).body for _ in range(2))
    assert one != other
    assert {one: 1}[one] == 1
    with pytest.raises(AttributeError):
        one.span = other.span  # type: ignore[misc]
