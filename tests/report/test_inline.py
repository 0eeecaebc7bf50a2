"""Text in Markdown stays what it is."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from proxylint.report.inline import code, prose, value
from proxylint.report.visible import visible
from tests.report.rendering import markup, plain, rows, tokens

_PIECES = (
    *(
        "`",
        "``",
        "'",
        "''",
        '"',
        "\\",
        "|",
        "\\|",
        "*",
        "**",
        "_",
        "__",
        "~~",
        "~~~",
        "```",
        "[a](b)",
        "![a](b)",
        "[x]: y",
    ),
    *(
        "<b>",
        "<!--",
        "<script>",
        "</td>",
        "&amp;",
        "&#x0;",
        "@team",
        "@",
        "#12",
        "!12",
        "$a$",
        "$`a`$",
        "GH-1",
        "www.a.b",
    ),
    *("https://a.b/", "a@b.c", "<https://a.b>", "# a", "- a", "1. a", "+", "=", "===", "---", "|---|", "> a", "    a"),
    *("\n", "\r", "\t", " ", "  ", "a", "é", "\u200b", "\u202e", "::error::", "##[a]", "x'y", "[^1]", ":-:", "acl_b c"),
)
TEXTS = st.lists(st.one_of(st.sampled_from(_PIECES), st.text(max_size=2)), max_size=8).map("".join)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The URL is denied.", "The URL is denied."),
        ("'*.a.b' and 'x|y' are denied.", "`*.a.b` and `x`\\|`y` are denied."),
        ("The device's 'a``b' isn't 'c'.", "The device's ```a``b``` isn't `c`."),
        ("'`'", "`` ` ``"),
        ("'a''b`<b>'", "`a`\u200b``b`<b>``"),
        ("http_access <x> @a", "http_access \\<x\\> @\u200ba"),
        ("12. x", "12\\. x"),
        ("see https://a.b/", "see https:\u200b//a.b/"),
        ("costs $5 & more", "costs \\$\u200b5 \\& more"),
    ],
)
def test_prose(text: str, expected: str) -> None:
    assert prose(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("a b/c.d:1", "a b/c.d:1"), ("*.a", "`*.a`"), ("http://a/", "`http://a/`"), ("", ""), ("-", "`-`")],
)
def test_value(text: str, expected: str) -> None:
    assert value(text) == expected


@settings(max_examples=80)
@given(TEXTS)
def test_no_text_becomes_markup(text: str) -> None:
    for written in (prose(text), code(text), f"- x: {prose(text)}", f"**x{code(text)}** {prose(text)}"):
        assert markup(written) == []
        assert sum(token.type == "list_item_open" for token in tokens(written)) == written.startswith("- x")


@settings(max_examples=80)
@given(TEXTS)
def test_a_reader_sees_the_text(text: str) -> None:
    shown = visible(text)
    assert plain("x" + code(text)) == "x" + shown
    assert (
        plain("x " + prose(text)).replace("\u200b", "").replace("'", "").split()
        == ("x " + shown.lstrip().replace("'", "")).split()
    )


@settings(max_examples=80)
@given(TEXTS, TEXTS)
def test_a_table_keeps_its_cells(first: str, second: str) -> None:
    table = f"| a | b | c |\n| --- | --- | --- |\n| {value(first)} | {prose(second)} | end |\n"
    assert markup(table) == []
    ((*_, last),) = rows(table)
    assert last == "end"
    assert len(rows(table)[0]) == 3


def test_no_line_ends_in_blanks() -> None:
    """Two of them before the next line would be a break (CommonMark 6.7)."""
    assert prose(" x   ") == "x"
