"""The tables, run without Lark, give what Lark gives."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lark import Lark, Token
from lark.exceptions import UnexpectedInput

from proxylint_grammars import tables
from proxylint_grammars.parsing import Parser, Unreadable

FOLDER = os.path.dirname(tables.__file__)
STARTS = {
    "squid/squid.lark": ("clean", "wild"),
    "squid/arguments.lark": ("access", "condition", "quoted"),
    "mdatp/json.lark": ("document",),
    "mdatp/lines.lark": ("unit", "environment"),
    "mdatp/values.lark": ("words", "proxy"),
}
PIECES = st.one_of(
    st.sampled_from(["a", "b ", " ", "\t", "\n", "\\\n", "\\", "#", "!", '"', "'", "(", ")", "\r\n", "\v", "\0", "é"]),
    st.sampled_from(["true", "false", "=", " = ", "0x1", "08", "1", "-2", "acl a src all\n", "x" * 8200]),
    st.sampled_from(
        ["{", "}", "[", "]", ":", ",", '"a"', '"\\u0041"', "null", "1.5e3", "[Service]\n", "A=", "http://", "@"]
    ),
)


@cache
def built(name: str) -> Lark:
    text = Path(FOLDER, name).read_text(encoding="utf-8")
    return Lark(text, parser="lalr", lexer="contextual", keep_all_tokens=True, start=list(STARTS[name]))


@cache
def read(name: str) -> Parser:
    return Parser(tables.grammar(os.path.join(FOLDER, name)))


def by_lark(name: str, start: str, text: str) -> object:
    try:
        tree = built(name).parse(text, start=start)
    except UnexpectedInput as error:
        return error.pos_in_stream
    found = tree.scan_values(lambda child: isinstance(child, Token))
    tokens = [(child.type, str(child), child.start_pos) for child in found]
    return (None if tree.data == start else str(tree.data), tokens)


def by_tables(name: str, start: str, text: str) -> object:
    try:
        alias, tokens = read(name).parse(text, start)
    except Unreadable as error:
        return error.at
    return (alias, [tuple(token) for token in tokens])


@pytest.mark.parametrize(("name", "start"), [(name, start) for name, starts in STARTS.items() for start in starts])
@settings(max_examples=150)
@given(pieces=st.lists(PIECES, max_size=9))
def test_tokens_are_those_of_lark(name: str, start: str, pieces: list[str]) -> None:
    text = "".join(pieces)
    actual, expected = by_tables(name, start, text), by_lark(name, start, text)
    if isinstance(expected, tuple):
        assert actual == expected
    else:
        assert isinstance(actual, int)


def test_reading_needs_no_lark(tmp_path: Path) -> None:
    tables.write(str(tmp_path))
    for name in STARTS:
        (tmp_path / "proxylint_grammars" / name).write_bytes(Path(FOLDER, name).read_bytes())
    code = (
        f"import sys; sys.path[:0] = {sys.path!r}\n"
        "from proxylint_grammars import squid\n"
        "from proxylint_grammars.squid import arguments, grammar, lines\n"
        "from proxylint.text import Source\n"
        f"grammar.__file__ = {str(tmp_path / 'proxylint_grammars/squid/grammar.py')!r}\n"
        "found = list(squid.read_lines(Source('a', 'if true\\nhttp_access allow \"x\"\\nendif\\n')))\n"
        "print(len(found), squid.condition('1 = 1'), len(squid.access_terms(found[1], 17)), 'lark' in sys.modules)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "3 True 1 False\n"
