"""Items that are written alike are copied: to the same tree as token by token, or the same fault at the same place."""

from __future__ import annotations

from unittest.mock import patch

import pytest
from benchmarks.pac import LISTS, hosts
from hypothesis import given, settings
from hypothesis import strategies as st

from proxylint.text import Source
from proxylint_grammars.pac import SyntaxProblem, parse
from proxylint_grammars.pac.comments import read_comments
from proxylint_grammars.pac.lexer import Lexer
from proxylint_grammars.pac.machine import Row
from proxylint_grammars.pac.node import Node
from proxylint_grammars.pac.repeating import Repeating
from proxylint_grammars.pac.words import Token

Said = tuple[object, ...]


def read(text: str) -> Said:
    try:
        return said(parse(Source("proxy.pac", text)))
    except SyntaxProblem as problem:
        return ("fault", problem.span, problem.message, problem.kind, problem.cause, problem.opening)


def said(value: object) -> Said:
    if isinstance(value, Node):
        return (type(value).__name__, *(said(getattr(value, name)) for name in type(value).__match_args__))
    return tuple(map(said, value)) if type(value) is tuple else (type(value).__name__, value)


def one_by_one(text: str) -> Said:
    with patch.object(Repeating, "repeat", lambda self, kind, start, end: None):
        return read(text)


# By what stands around a list and between its items: items, in which @ is a literal.
CHAINED = [
    *("dnsDomainIs(host, @)", "host == @", "(host == @)", "host.indexOf(@) != -1", "!f(@)", "@", "((a(@)))", "a || @"),
    *("(a == @ && b(@))", "f(@)[@](@)", "x ? @ : b", "a = @", "(a = @)", "async(@)", "@ ?? a", "-a(@) ** 2", "f(@,)"),
    *("/*c*/ f(@)", "f(// c\n@)", "f([@, @], {a: @})", "f`t` + @", "(-a(@)) ** 2", "(a ?? @)", "a?.b(@)", "this[@]"),
]
STATEMENTS = [
    *(
        'if (f(host, @)) return "DIRECT";\n',
        "if (a == @ || b(@)) { return @; }\n",
        "if (f(@)) return\n",
        "l.push(@);\n",
    ),
    *("l[@] = @;\n", "l[@] = @\n", "if (a(@)) { b(@) } else c\n", "if (a(@)) break;\n", "@;\n", "var a = @;\n"),
    *(
        "if (f(@)) { let a = @; }\n",
        "get\n(@);\n",
        "let\n[@];\n",
        "yield(@);\n",
        "a: b(@);\n",
        "if (@) ; if (@)\n",
        "{ @; }\n",
    ),
]
CASES = ["case @:\n", "case @: return @;\n", "case @: a = @; break;\n", "case @: case @:\n", "default:\n", 'case"a":\n']
ARMS = ["if (f(@)) return @;\n", "if (f(@)) { return @; }\n", "if (a == @) b(@);\n", "if (a) if (b) c(@);\n"]
CHOICES = ["f(host, @) ? @", "a == @ ? f(@)", "(a(@)) ? b"]
PROPERTIES = ["@: f(@)", "a: @ + b", "@: [@, a]", "a", "__proto__: f(@)", "@: {a: @}", "[@]: a", "...a"]
LISTED: list[tuple[str, str, list[str]]] = [
    ("x = @@;", " ||\n", CHAINED),
    ("x = (@@);", " && ", CHAINED),
    ("x = @@\ny", "||", CHAINED),
    ("x = @@;", " + ", CHAINED),
    ("f(@@);", ", ", CHAINED),
    ("x = [@@];", ",\n", CHAINED),
    ("(@@) => a;", ", ", CHAINED),
    ("x = /a/.test(b), @@;", ",", CHAINED),
    ("@@", "", STATEMENTS),
    ("function f() { @@ }", "", STATEMENTS),
    ("'use strict'; @@", "", STATEMENTS),
    ("while (a) { function* f() { @@ } }", "", STATEMENTS),
    ("function f() { switch (a) { @@ } }", "", CASES),
    ("function f() { @@ }", "else ", ARMS),
    ("x = @@ : c;", " : ", CHOICES),
    ("x = [@@ : c];", " : ", CHOICES),
    ("x = {@@};", ",\n", PROPERTIES),
    ("({@@} = x);", ",", PROPERTIES),
]
PLAIN = ["'a'", '"b.c"', "'http://d/*'", "'é\U0001f600'", "''"]
LITERALS = [
    *[st.sampled_from(PLAIN)] * 4,
    st.sampled_from([*PLAIN * 4, r"'\x41'", r'"\1"', '"', "'use strict'"]),
    st.sampled_from(["/a/", r"/^b[/]\.c$/i", r"/\//"]),
    st.sampled_from([*["/a/", r"/^b[/]\.c$/i"] * 4, "/(/", "/a/ii", "/*/", "//", "'a'", "/a/\n.b"]),
]


@st.composite
def texts(draw: st.DrawFn) -> str:
    around, between, items = draw(st.sampled_from(LISTED))
    literal = draw(st.sampled_from(LITERALS))
    written = []
    for item in draw(st.lists(st.sampled_from(items), min_size=1, max_size=2)):
        for _ in range(draw(st.integers(1, 12))):
            first, *others = item.split("@")
            written.append(first + "".join(draw(literal) + other for other in others))
    text = around.replace("@@", between.join(written))
    return text[: draw(st.integers(0, len(text)))] if draw(st.integers(0, 9)) == 0 else text


@settings(max_examples=600)
@given(texts())
def test_copies_are_what_would_have_been_read(text: str) -> None:
    assert read(text) == one_by_one(text)


@pytest.mark.parametrize(
    ("item", "end"),
    [
        ("||f('a')", "||= b"),
        ("&&f('a')", "&&= b"),
        ("+f('a')", "+= b"),
        ("+f('a')", "+ +b"),
        ("; f.b('a')", "; f2.b('a')"),
        ("; f.b('a')", "; f\\u0061.b('a')"),
        ("; if (f('a')) b()", "; if_(f('a'))"),
        ("; f('a')", "; fé('a')"),
        ("; let\n('a')", "; let\n[a] = b"),
        ("; async ('a')", "; async function c() {}"),
        ("; async ('a')", "; async b => c"),
        ("; f(/a/)", "; f(/*/)"),
        (", f('a')", ", f('a', )"),
    ],
)
def test_a_token_that_only_begins_like_another_is_none_of_them(item: str, end: str) -> None:
    text = f"x = y{item * 9}{end}"
    assert read(text) == one_by_one(text)


@pytest.mark.parametrize("name", LISTS)
def test_lists_of_all_kinds_are_read_as_item_by_item(name: str) -> None:
    text = LISTS[name](hosts(30))
    assert read(text) == one_by_one(text)


def tokens(text: str) -> int:
    count = 0

    def counting(lexer: Lexer, start: int, row: Row, broken: bool) -> Token:
        nonlocal count
        count += 1
        return token(lexer, start, row, broken)

    token = Lexer.token
    with patch.object(Lexer, "token", counting):
        parse(Source("proxy.pac", text))
    return count


@pytest.mark.parametrize("name", [name for name in LISTS if "in turns" not in name])
def test_a_longer_list_takes_no_more_tokens(name: str) -> None:
    """Terms of two kinds in turns are not copied one from the other."""
    assert tokens(LISTS[name](hosts(400))) == tokens(LISTS[name](hosts(40)))


def test_lists_without_two_items_alike_are_compared_ever_less_often() -> None:
    text = "".join(f'if (f{at}("a")) return;\n' for at in range(500))
    with patch.object(Repeating, "_copy", return_value=0) as copy:
        parse(Source("proxy.pac", f"function f() {{ {text} }}"))
    assert 0 < copy.call_count < 20


def test_comments_of_copies_are_found() -> None:
    text = "x = " + " ||\n".join(f"f('a{at}') // say // so" for at in range(20))
    assert len(read_comments(Source("proxy.pac", text))) == 20
