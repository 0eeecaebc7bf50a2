"""No text makes the parser slow, deep or crash."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proxylint.text import Source
from proxylint_grammars.pac import SyntaxProblem, base, parse, tree
from tests.grammars.pac.shapes import depth, nodes


def read(text: str) -> tree.Program | SyntaxProblem:
    try:
        return parse(Source("proxy.pac", text))
    except SyntaxProblem as problem:
        return problem


def calls(text: str) -> int:
    """How many functions, Python's and built-in ones, are called to read a text: exact and the same in every run."""
    count = 0

    def note(frame: FrameType, event: str, argument: Any) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(note)
    try:
        read(text)
    finally:
        sys.setprofile(None)
    return count


REPEATED: dict[str, Callable[[int], str]] = {
    "or": lambda n: "x = " + " || ".join(f'f(h, "{at}")' for at in range(n)),
    "or lines": lambda n: "x = " + "\n|| ".join(f'f(h, "{at}")' for at in range(n)),
    "plus": lambda n: "x = " + " + ".join(f"a{at}" for at in range(n)),
    "else if": lambda n: " else ".join(f"if (h == {at}) {{ a }}" for at in range(n)),
    "ternary": lambda n: "x = " + "".join(f"h == {at} ? {at} : " for at in range(n)) + "0",
    "statements": lambda n: "a\n" * n,
    "array": lambda n: "x = [" + "a, " * n + "]",
    "holes": lambda n: "x = [" + "," * n + "]",
    "arrays": lambda n: "x = [" + '["a", "b"], ' * n + "]",
    "scalars then more": lambda n: "x = [" + '"a", ' * n + "b]",
    "object": lambda n: "x = {" + "a: b, " * n + "}",
    "blocks": lambda n: "{ let a; var b }" * n,
    "let": lambda n: "".join(f"let a{at};" for at in range(n)),
    "functions": lambda n: "".join(f"function f{at}(a) {{ var b; return a }}" for at in range(n)),
    "labels": lambda n: "".join(f"a{at}: for (;;) break a{at};" for at in range(n)),
    "unknown labels": lambda n: "".join(f"break a{at};" for at in range(n)),
    "cases": lambda n: "switch (a) {" + "case 1: break;" * n + "}",
    "comments": lambda n: "/* a */ // b\n" * n,
    "patterns": lambda n: "[a, {b = 1}] = c;" * n,
    "arrows": lambda n: "x = (a, b) => c;" * n,
    "templates": lambda n: "x = `a${b}c`;" * n,
    "regexps": lambda n: "x = /^(a|b)[c-d]+$/i;" * n,
    "directives": lambda n: '"a";\n' * n,
}


@pytest.mark.parametrize("name", REPEATED)
def test_work_grows_with_the_length(name: str) -> None:
    read(REPEATED[name](100))
    small, large = calls(REPEATED[name](150)), calls(REPEATED[name](600))
    assert large < 4.4 * small


_NESTING = "(|[|{|`${|!|-|if(a)|while(1)|a=>|a=|a?|a?b:|new |a.|-a+a|a:|try{|function(){|class{a(){|[...a,|x={a:"


@pytest.mark.parametrize("piece", _NESTING.split("|"))
def test_depth_is_capped(piece: str) -> None:
    """Where the piece nests without end the answer is "too deep", or a plain fault that comes first."""
    found = read(piece * 20_000)
    assert isinstance(found, SyntaxProblem)


@pytest.mark.parametrize(
    ("text", "deep"),
    [
        ("(" * 900 + "a" + ")" * 900, 1),
        ("(" * 1100 + "a" + ")" * 1100, None),
        ("f(" * 900 + "a" + ")" * 900, 901),
        ("f(" * 1100 + "a" + ")" * 1100, None),
        ("a" + ".b" * 900, 901),
        ("a" + ".b" * 1100, None),
        ("f(" * 40 + "a" + (".b" * 40 + ")") * 40, None),
        ("x = " + "a - b + " * 400 + "c", 802),
        ("x = " + "a - b + " * 600 + "c", None),
        ("x = " + "a + " * 5000 + "c", 3),
        ("if (a) b; " + "else if (c) d; " * 5000, 3),
        ("x = " + "a ? b : " * 5000 + "c", 4),
        ("{" * 900 + "}" * 900, 900),
        ("!" * 900 + "a", 901),
        ("!" * 1100 + "a", None),
    ],
)
def test_trees_are_no_deeper_than_promised(text: str, deep: int | None) -> None:
    found = read(text)
    if deep is None:
        assert isinstance(found, SyntaxProblem)
        assert (found.kind, found.message) == ("too-deep", "this is too deeply nested")
    else:
        assert isinstance(found, tree.Program)
        assert depth(found) in (deep, deep + 1)


@pytest.mark.parametrize(
    ("piece", "made"),
    [
        ("x=1;", 4),
        ("f();", 3),
        ("x=[{f(a){b?c:d}}];", 15),
        ("x=[[1],[2],{a:3}];", 7),
        ('x=f(a,"b")||f(a,"c")||f(a,"d");', 16),
        ("if(f(a,'b'))return'c';\n", 8),
    ],
)
def test_trees_are_no_larger_than_promised(piece: str, made: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether the nodes are read one by one or copied."""
    most = 3_000
    monkeypatch.setattr(base, "MOST_NODES", most)
    found, beyond = (read("function f() {%s}" % (piece * (most // made + more))) for more in (-2, 1))
    assert isinstance(found, tree.Program)
    assert isinstance(beyond, SyntaxProblem)
    assert (beyond.kind, beyond.message) == (
        "unsupported",
        "more than 3,000 names, literals, operations and statements are not followed",
    )


def test_the_longest_chain_of_a_public_file_is_no_large_tree() -> None:
    names = (f'dnsDomainIs(host, "site{at}.example")' for at in range(49_000))
    assert isinstance(parse(Source("proxy.pac", f"x = {' || '.join(names)};"), any_size=True), tree.Program)


_PIECES = r"""
    a b async await yield let static get set of in instanceof function class => ( ) [ ] { } , ; : . ?. ? = += + - ++
    -- * / ** ?? || && ! typeof delete new this super null true 1 0x1f 1n 's' "d" `t` `a${ }b` /r/g var const if
    else for while do return break continue switch case default try catch finally throw with debugger #p
    "use\x20strict" 'use strict' <!-- --> // /* */ \u0061 é ¬ " '
"""
PIECES = _PIECES.split()


@given(st.lists(st.sampled_from([*PIECES, "\n", " ", ""]), max_size=40), st.sampled_from(["", " "]))
def test_any_soup_is_read_or_refused(pieces: list[str], between: str) -> None:
    text = between.join(pieces)
    found = read(text)
    if isinstance(found, tree.Program):
        assert depth(found) <= tree.MAX_DEPTH
        assert all(0 <= node.span.start <= node.span.end <= len(text) for node in nodes(found))
    else:
        assert found.kind == "syntax"
        assert 0 <= found.span.start <= found.span.end <= len(text)


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    read(data.decode("latin-1"))


@given(st.text(max_size=100))
def test_any_text_is_read_or_refused(text: str) -> None:
    read(text)
