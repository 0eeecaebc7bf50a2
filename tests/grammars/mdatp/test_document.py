"""JSON texts: their values, where each stands, what is said of a text that is none. Python's reader is the judge."""

from __future__ import annotations

import json
import sys
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from proxylint.text import Source
from proxylint_grammars.mdatp import read_document
from proxylint_grammars.mdatp.syntax import Broken, Document, Kind, Slip


def document_of(text: str) -> Document:
    found = read_document(Source("x.json", text))
    assert isinstance(found, Document)
    return found


def slip_of(text: str) -> tuple[Slip, str]:
    found = read_document(Source("x.json", text))
    assert isinstance(found, Broken)
    return found.slip, text[found.span.start : found.span.end]


def plain(document: Document, number: int = 0) -> Any:
    """What Python makes of the same text, its pairs in order; numbers as they are written."""
    value = document.values[number]
    if value.kind is Kind.OBJECT:
        return [(one.key and one.key.text, plain(document, at)) for at, one in document.members(number)]
    if value.kind is Kind.ARRAY:
        return {"array": [plain(document, at) for at, _ in document.members(number)]}
    if value.kind in (Kind.TRUTH, Kind.NULL):
        return {"true": True, "false": False, "null": None}[value.text.text]
    return value.text.text


def accepted(text: str) -> bool:
    """Whether Python's reader takes the text, which knows NaN and its like beyond JSON."""

    def refuse(constant: str) -> None:
        raise ValueError(constant)

    try:
        json.loads(text, parse_constant=refuse)
    except ValueError:
        return False
    return True


def test_values_with_their_keys_and_places() -> None:
    text = '{"cloudService": {"proxy": "http://p:1/"}, "tags": [1, true, null]}'
    document = document_of(text)
    found = [
        (value.parent, value.key and value.key.text, value.kind, text[value.span.start : value.span.end])
        for value in document.values
    ]
    assert found == [
        (-1, None, Kind.OBJECT, text),
        (0, "cloudService", Kind.OBJECT, '{"proxy": "http://p:1/"}'),
        (1, "proxy", Kind.STRING, '"http://p:1/"'),
        (0, "tags", Kind.ARRAY, "[1, true, null]"),
        (3, None, Kind.NUMBER, "1"),
        (3, None, Kind.TRUTH, "true"),
        (3, None, Kind.NULL, "null"),
    ]


def test_places_inside_a_text_with_escapes() -> None:
    text = r'{"k": "a\u0042\"c"}'
    word = document_of(text).values[1].text
    assert word.text == 'aB"c'
    places = [word.part(at, at + 1).span for at in range(4)]
    assert [text[place.start : place.end] for place in places] == ["a", r"\u0042", r"\"", "c"]
    assert text[word.span.start : word.span.end] == r"a\u0042\"c"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (r"\ud83d\ude00", "\U0001f600"),
        (r"\uD83D", "\ufffd"),
        (r"\ude00\ud83d", "\ufffd\ufffd"),
        (r"\b\f\n\r\t\/\\", "\b\f\n\r\t/\\"),
    ],
)
def test_escapes(written: str, meant: str) -> None:
    assert document_of(f'"{written}"').values[0].text.text == meant


@pytest.mark.parametrize(
    ("text", "slip", "shown"),
    [
        ("", Slip.CUT_OFF, ""),
        ('{"a": {"b": 1}', Slip.CUT_OFF, ""),
        ('{"a": 1,}', Slip.TRAILING_COMMA, "}"),
        ("[1,]", Slip.TRAILING_COMMA, "]"),
        ('{"a": true\n "b": 1}', Slip.MISSING_COMMA, '"'),
        ('{"a": 1, // why\n"b": 2}', Slip.COMMENT, "/"),
        ('{"a": 1} # why', Slip.COMMENT, "#"),
        ("{'a': 1}", Slip.SINGLE_QUOTE, "'"),
        ('{"a": "b}', Slip.UNCLOSED, '"'),
        ('{"a": "b\nc"}', Slip.UNCLOSED, '"'),
        ('{"a": {{ proxy }}}', Slip.TEMPLATE, "{"),
        ('{"a": <%= @proxy %>}', Slip.TEMPLATE, "<"),
        ('{"a": 1} x', Slip.OTHER, "x"),
        ("{a: 1}", Slip.OTHER, "a"),
    ],
)
def test_what_is_said_of_a_text_that_is_no_json(text: str, slip: Slip, shown: str) -> None:
    assert slip_of(text) == (slip, shown)


PIECES = [
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    '"a"',
    '"\\u0041"',
    '"\\x"',
    "1",
    "-0.5e+3",
    "01",
    "true",
    "nul",
    " ",
    "\n",
    "NaN",
]


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join) | st.text(max_size=30))
@settings(max_examples=300)
@example('{"a": [1, {"b": []}], "a": {}}')
@example('"\t"')
@example("\ufeff{}")
def test_accepts_what_python_accepts(text: str) -> None:
    assert isinstance(read_document(Source("x.json", text)), Document) == accepted(text)


JSON = st.recursive(
    st.none() | st.booleans() | st.text(st.characters(exclude_categories=["Cs"]), max_size=5) | st.integers(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text('ab"\\\n', max_size=3), inner, max_size=3),
    max_leaves=8,
)


@given(JSON, st.booleans(), st.sampled_from([None, 2]))
@settings(max_examples=200)
def test_means_what_python_wrote(value: Any, ascii_only: bool, indent: int | None) -> None:
    def expected(one: Any) -> Any:
        if isinstance(one, dict):
            return [(key, expected(inner)) for key, inner in one.items()]
        if isinstance(one, list):
            return {"array": [expected(inner) for inner in one]}
        return str(one) if isinstance(one, int) and not isinstance(one, bool) else one

    text = json.dumps(value, ensure_ascii=ascii_only, indent=indent)
    assert plain(document_of(text)) == expected(value)


def test_depth_is_no_matter() -> None:
    depth = sys.getrecursionlimit() * 4
    document = document_of('{"a":' * depth + "[" * depth + "]" * depth + "}" * depth)
    assert len(document.values) == 2 * depth
    assert document == document_of('{"a":' * depth + "[" * depth + "]" * depth + "}" * depth)
