"""Automatic semicolon insertion (ECMA-262, 12.10)."""

from __future__ import annotations

import pytest

from proxylint.text import Source
from proxylint_grammars.pac import SyntaxProblem, parse
from tests.grammars.pac.shapes import shape


def body(text: str) -> str:
    return shape(f"function f() {{ {text} }}").partition("[")[2].partition("[")[2].rpartition("])")[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("return\nx", "(Return -) x"),
        ("return x\n+ y", "(Return (Binary + [x y]))"),
        ("return /* a\nb */ x", "(Return -) x"),
        ("return", "(Return -)"),
        ("while (1) { break\na }", "(WhileStatement 1 (Block [(BreakStatement -) a]))"),
        ("while (1) { continue\na }", "(WhileStatement 1 (Block [(ContinueStatement -) a]))"),
    ],
)
def test_nothing_follows_a_restricted_word_on_the_next_line(text: str, expected: str) -> None:
    assert body(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\n++b", "a (Update ++ b yes)"),
        ("a\n++\nb", "a (Update ++ b yes)"),
        ("a ++\nb", "(Update ++ a no) b"),
        ("a\nb", "a b"),
        ("a\r\nb", "a b"),
        ("a\rb", "a b"),
        ("a\u2028b\u2029c", "a b c"),
        ("a /*\n*/ b", "a b"),
        ("a\n(b)", "(Call a [b] no)"),
        ("a\n[b]", "(Member a b yes no)"),
        ("a\n`b`", "(TaggedTemplate a (TemplateLiteral [(TemplateElement b b)] []))"),
        ("a\n/b/c", "(Binary / [a b c])"),
        ("{ a\nb } c", "(Block [a b]) c"),
        ("{ a }", "(Block [a])"),
        ("if (a) b\nelse c", "(IfStatement [(IfArm a b)] c)"),
        ("do a; while (b) c", "(DoWhileStatement a b) c"),
        ("do a\nwhile (b)\nc", "(DoWhileStatement a b) c"),
        ("do a; while (b); c", "(DoWhileStatement a b) c"),
        ("var a\nvar b = 1\nc", "(Variables var [(Variable a -)]) (Variables var [(Variable b 1)]) c"),
        ("let\na", "(Variables let [(Variable a -)])"),
        ("x = function () {}\ny", "(Assign = x (FunctionExpression - [] (Block []) no no no)) y"),
        ("x = () => {}\n/y/", "(Assign = x (ArrowFunctionExpression [] (Block []) no no)) (RegExp y )"),
        ("async\nfunction f() {}", "async (FunctionDeclaration f [] (Block []) no no no)"),
        ("for (;;)\n;", "(ForStatement - - - (EmptyStatement))"),
        (";\n;", "(EmptyStatement) (EmptyStatement)"),
    ],
)
def test_a_semicolon_stands_only_where_the_text_could_not_go_on(text: str, expected: str) -> None:
    assert shape(text) == expected


@pytest.mark.parametrize(
    "text",
    ["a b", "{ 1 2 } 3", "for (a; b\n)", "if (a)\nelse b", "throw\nx", "x =\n", "a\n=> b", "f(a\nb)", "for (;;)"],
)
def test_none_stands_elsewhere(text: str) -> None:
    with pytest.raises(SyntaxProblem):
        parse(Source("proxy.pac", text))
