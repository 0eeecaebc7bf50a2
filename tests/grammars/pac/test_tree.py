"""What is parsed as what."""

from __future__ import annotations

import pytest

from tests.grammars.pac.shapes import expression, shape


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("x = a / b / c", "(Assign = x (Binary / [a b c]))"),
        ("x = /a/g.test(b) / 2", "(Assign = x (Binary / [(Call (Member (RegExp a g) test no no) [b] no) 2]))"),
        ("if (x) /re/.test(y)", "(IfStatement [(IfArm x (Call (Member (RegExp re ) test no no) [y] no))] -)"),
        ("f(a) / b", "(Binary / [(Call f [a] no) b])"),
        ("x = {} / 1", "(Assign = x (Binary / [(Object []) 1]))"),
        ("{} /re/", "(Block []) (RegExp re )"),
        ("function f() {} /re/", "(FunctionDeclaration f [] (Block []) no no no) (RegExp re )"),
        ("x = function () {} / 2", "(Assign = x (Binary / [(FunctionExpression - [] (Block []) no no no) 2]))"),
        ("x = [/[/]/]", "(Assign = x (Array [(RegExp [/] )]))"),
        ("a++ / b", "(Binary / [(Update ++ a no) b])"),
        ("x = a ? /b/ : /c/i", "(Assign = x (ConditionalExpression [(ConditionalArm a (RegExp b ))] (RegExp c i)))"),
    ],
)
def test_a_slash_divides_after_an_operand_and_opens_a_regular_expression_elsewhere(text: str, expected: str) -> None:
    assert shape(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("for (x in y) ;", "(ForInStatement x y (EmptyStatement))"),
        ("for (var x in y) ;", "(ForInStatement (Variables var [(Variable x -)]) y (EmptyStatement))"),
        ("for (var x = 1 in y) ;", "(ForInStatement (Variables var [(Variable x 1)]) y (EmptyStatement))"),
        ("for (x in a in b) ;", "(ForInStatement x (Binary in [a b]) (EmptyStatement))"),
        ("for (x.in in y) ;", "(ForInStatement (Member x in no no) y (EmptyStatement))"),
        ("for (x = (a in b);;) ;", "(ForStatement (Assign = x (Binary in [a b])) - - (EmptyStatement))"),
        ("for (;a in b;) ;", "(ForStatement - (Binary in [a b]) - (EmptyStatement))"),
        ("for (x = a ? b in c : d;;) ;", ("(ForStatement (Assign = x (ConditionalExpression"
         " [(ConditionalArm a (Binary in [b c]))] d)) - - (EmptyStatement))")),
        ("for (of of of) ;", "(ForOfStatement of of (EmptyStatement) no)"),
        ("for (const [a, b] of c) ;",
         "(ForOfStatement (Variables const [(Variable (ArrayPattern [a b]) -)]) c (EmptyStatement) no)"),
        ("for (let in x) ;", "(ForInStatement let x (EmptyStatement))"),
    ],
)  # fmt: skip
def test_heads_of_for(text: str, expected: str) -> None:
    assert shape(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a || b || c", "(Logical || [a b c])"),
        ("a || b && c || d", "(Logical || [a (Logical && [b c]) d])"),
        ("(a || b) || c", "(Logical || [(Logical || [a b]) c])"),
        ("a + b + c", "(Binary + [a b c])"),
        ("a - b + c", "(Binary + [(Binary - [a b]) c])"),
        ("a - b - c * d", "(Binary - [a b (Binary * [c d])])"),
        ("a ** b ** c", "(Binary ** [a (Binary ** [b c])])"),
        ("a == b != c", "(Binary != [(Binary == [a b]) c])"),
        ("a | b ^ c & d", "(Binary | [a (Binary ^ [b (Binary & [c d])])])"),
        ("a << b >>> c < d", "(Binary < [(Binary >>> [(Binary << [a b]) c]) d])"),
        ("a in b instanceof c", "(Binary instanceof [(Binary in [a b]) c])"),
        ("!a == -b", "(Binary == [(Unary ! a) (Unary - b)])"),
        ("typeof a === 'b'", "(Binary === [(Unary typeof a) 'b'])"),
        ("- - a", "(Unary - (Unary - a))"),
        ("a + +b", "(Binary + [a (Unary + b)])"),
        ("a+++b", "(Binary + [(Update ++ a no) b])"),
        ("a ?? b", "(Logical ?? [a b])"),
        ("a ? b : c ? d : e",
         "(ConditionalExpression [(ConditionalArm a b) (ConditionalArm c d)] e)"),
        ("a ? b ? c : d : e",
         "(ConditionalExpression [(ConditionalArm a (ConditionalExpression [(ConditionalArm b c)] d))] e)"),
        ("a = b = c", "(Assign = a (Assign = b c))"),
        ("a ? b : c = d", "(ConditionalExpression [(ConditionalArm a b)] (Assign = c d))"),
        ("a, b, c", "(SequenceExpression [a b c])"),
        ("a, (b, c)", "(SequenceExpression [a (SequenceExpression [b c])])"),
        ("a >>>= b", "(Assign >>>= a b)"),
    ],
)  # fmt: skip
def test_operators_are_flat_and_bind_as_they_should(text: str, expected: str) -> None:
    assert expression(text) == expected


def test_long_chains_are_one_node() -> None:
    assert shape("if (a) b; else if (c) d; else if (e) f; else g") == (
        "(IfStatement [(IfArm a b) (IfArm c d) (IfArm e f)] g)"
    )
    assert shape("if (a) if (b) c; else d") == "(IfStatement [(IfArm a (IfStatement [(IfArm b c)] d))] -)"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a.b[c](d).e", "(Member (Call (Member (Member a b no no) c yes no) [d] no) e no no)"),
        ("new a.b(c).d", "(Member (NewExpression (Member a b no no) [c]) d no no)"),
        ("new a", "(NewExpression a [])"),
        ("new new a(b)(c)", "(NewExpression (NewExpression a [b]) [c])"),
        ("new (a())()", "(NewExpression (Call a [] no) [])"),
        ("a?.b.c", "(ChainExpression (Member (Member a b no yes) c no no))"),
        ("(a?.b).c", "(Member (ChainExpression (Member a b no yes)) c no no)"),
        ("a?.[b]?.(c)", "(ChainExpression (Call (Member a b yes yes) [c] yes))"),
        ("a?.5:b", "(ConditionalExpression [(ConditionalArm a 0.5)] b)"),
        ("f(a, ...b)", "(Call f [a (SpreadElement b)] no)"),
        ("a.if.class.function", "(Member (Member (Member a if no no) class no no) function no no)"),
        ("x = ['a', 'b',]", "(Assign = x (ScalarArray ['a', 'b']))"),
        ("x = [1, -2.5, true, null, 'a' /* b */,\n// c\n\"d\"]",
         "(Assign = x (ScalarArray [1.0, -2.5, True, None, 'a', 'd']))"),
        ("x = []", "(Assign = x (Array []))"),
        ("x = ['a', b]", "(Assign = x (Array ['a' b]))"),
        ("x = ['\\x41']", "(Assign = x (Array ['A']))"),
        ("x = [, a,, b,,]", "(Assign = x (Array [- a - b -]))"),
        ("x['a']", "(Member x 'a' yes no)"),
        ("x = {a: 1, 'b': 'c', 3: null}", "(Assign = x (ScalarObject {'a': 1.0, 'b': 'c', '3': None}))"),
        ("x = {null: true, if: false}", "(Assign = x (ScalarObject {'null': True, 'if': False}))"),
        ("x = {__proto__: null}",
         "(Assign = x (Object [(Property __proto__ (NullLiteral) init no no no)]))"),
        ("x = {a, b: c, [d]: e, ...f, g() {}, get h() {}, set i(j) {}}",
         ("(Assign = x (Object [(Property a a init no yes no) (Property b c init no no no)"
         " (Property d e init yes no no) (SpreadElement f)"
         " (Property g (FunctionExpression - [] (Block []) no no no) init no no yes)"
         " (Property h (FunctionExpression - [] (Block []) no no no) get no no no)"
         " (Property i (FunctionExpression - [j] (Block []) no no no) set no no no)]))")),
        ("x = {get: 1, set: a, async, get() {}}",
         ("(Assign = x (Object [(Property get 1 init no no no) (Property set a init no no no)"
         " (Property async async init no yes no)"
         " (Property get (FunctionExpression - [] (Block []) no no no) init no no yes)]))")),
        ("`a${b}c${`d${e}`}`",
         ("(TemplateLiteral [(TemplateElement a a) (TemplateElement c c) (TemplateElement  )]"
         " [b (TemplateLiteral [(TemplateElement d d) (TemplateElement  )] [e])])")),
    ],
)  # fmt: skip
def test_operands(text: str, expected: str) -> None:
    assert expression(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[a, b] = c", "(Assign = (ArrayPattern [a b]) c)"),
        ("[a = 1, ...b] = c", "(Assign = (ArrayPattern [(AssignmentPattern a 1) (RestElement b)]) c)"),
        ("({a, b: c.d, e = 1, ...f} = g)",
         ("(Assign = (ObjectPattern [(PatternProperty a a no yes) (PatternProperty b (Member c d no no) no no)"
         " (PatternProperty e (AssignmentPattern e 1) no yes) (RestElement f)]) g)")),
        ("(a) = b", "(Assign = a b)"),
        ("f() = a", "(Assign = (Call f [] no) a)"),
        ("a => b", "(ArrowFunctionExpression [a] b no no)"),
        ("(a, b = 1, ...c) => {}",
         "(ArrowFunctionExpression [a (AssignmentPattern b 1) (RestElement c)] (Block []) no no)"),
        ("({a}, [b]) => ({})",
         ("(ArrowFunctionExpression [(ObjectPattern [(PatternProperty a a no yes)]) (ArrayPattern [b])]"
         " (Object []) no no)")),
        ("() => 1", "(ArrowFunctionExpression [] 1 no no)"),
        ("async (a) => await a", "(ArrowFunctionExpression [a] (AwaitExpression a) yes no)"),
        ("async a => await a", "(ArrowFunctionExpression [a] (AwaitExpression a) yes no)"),
        ("async(a)", "(Call async [a] no)"),
    ],
)  # fmt: skip
def test_targets_and_arrow_functions(text: str, expected: str) -> None:
    assert expression(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("function f(a, {b}, [c] = [], ...d) {}",
         ("(FunctionDeclaration f [a (ObjectPattern [(PatternProperty b b no yes)])"
         " (AssignmentPattern (ArrayPattern [c]) (Array [])) (RestElement d)] (Block []) no no no)")),
        ("function* f() { yield; yield* a }",
         "(FunctionDeclaration f [] (Block [(YieldExpression - no) (YieldExpression a yes)]) yes no no)"),
        ("async function f() { await a; await b ? async c => await c : 1 }",
         ("(FunctionDeclaration f [] (Block [(AwaitExpression a) (ConditionalExpression [(ConditionalArm"
          " (AwaitExpression b) (ArrowFunctionExpression [c] (AwaitExpression c) yes no))] 1)]) no yes no)")),
        ("'use strict'; function f() { () => 1 }",
         ("(ExpressionStatement 'use strict' use strict) (FunctionDeclaration f [] (Block"
         " [(ArrowFunctionExpression [] 1 no yes)]) no no yes)")),
        ("function f() { 'use strict' }",
         "(FunctionDeclaration f [] (Block [(ExpressionStatement 'use strict' use strict)]) no no yes)"),
        ("function f() { ('use strict') }", "(FunctionDeclaration f [] (Block ['use strict']) no no no)"),
        ("class A extends B { constructor() { super() } static a = 1; get b() {} #c; static {} }",
         ("(ClassDeclaration A B [(MethodDefinition constructor (FunctionExpression - [] (Block"
         " [(Call (Super) [] no)]) no no yes) constructor no no) (PropertyDefinition a 1 no yes)"
         " (MethodDefinition b (FunctionExpression - [] (Block []) no no yes) get no no)"
         " (PropertyDefinition (PrivateName c) - no no) (StaticBlock [])])")),
        ("switch (a) { case 1: case 2: b; break; default: c }",
         "(SwitchStatement a [(SwitchCase 1 []) (SwitchCase 2 [b (BreakStatement -)]) (SwitchCase - [c])])"),
        ("try { a } catch (b) { c } finally { d }",
         "(TryStatement (Block [a]) (CatchClause b (Block [c])) (Block [d]))"),
        ("try { a } catch { c }", "(TryStatement (Block [a]) (CatchClause - (Block [c])) -)"),
        ("a: for (;;) { continue a; break a }",
         "(LabeledStatement a (ForStatement - - - (Block [(ContinueStatement a) (BreakStatement a)])))"),
        ("throw a; debugger; with (b) c", "(ThrowStatement a) (DebuggerStatement) (WithStatement b c)"),
        ("<!-- a\nb\n--> c\n/* \n */ --> d", "b"),
        ("#!/usr/bin/env node\na", "a"),
    ],
)  # fmt: skip
def test_statements(text: str, expected: str) -> None:
    assert shape(text) == expected
