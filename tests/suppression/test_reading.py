"""What a comment says: which rules, for which lines, why; and what is wrong with it."""

from __future__ import annotations

import pytest

from proxylint.comments import Comment
from proxylint.suppression import Named, Suppression
from proxylint.suppression.reading import read_suppressions
from proxylint.text import Source, decode_bytes

CODES = {"SQD101": "SQD101", "unused-acl": "SQD101", "MDE201": "MDE201", "login-required": "MDE201"}


def read(text: str) -> list[Suppression]:
    source = Source.of("a", text.encode(), decode_bytes)
    whole = source.span(0, len(source.text))
    return list(read_suppressions(source, [Comment(whole, source.span(50, 60))], CODES))


def told(text: str) -> list[object]:
    """What each one says: the codes and words it names, the reason, for the file or the line; or its fault."""
    return [
        one.fault
        or (
            [named.code or named.text for named in one.named],
            one.reason,
            "file" if one.whole else "line",
        )
        for one in read(text)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# proxylint: ignore[SQD101] why", [(["SQD101"], "why", "line")]),
        ("#proxylint:ignore[SQD101]", [(["SQD101"], "", "line")]),
        ("## proxylint: ignore [ SQD101 , login-required, ] - why: so", [(["SQD101", "MDE201"], "why: so", "line")]),
        ("; proxylint: ignore-file[unused-acl]: why", [(["SQD101"], "why", "file")]),
        ("/* proxylint: ignore[SQD101] why */", [(["SQD101"], "why", "line")]),
        ("// proxylint: ignore[SQD101] why */", [(["SQD101"], "why */", "line")]),
        (
            "/**\n * proxylint: ignore-file[SQD101] a\n * proxylint: ignore[MDE201] b\n */",
            [(["SQD101"], "a", "file"), (["MDE201"], "b", "line")],
        ),
        ("# proxylint: ignore[sqd101, SQD, SQD999] why", [(["sqd101", "SQD", "SQD999"], "why", "line")]),
        ("# why proxylint: ignore[SQD101]", []),
        ("# Proxylint: ignore[SQD101]", []),
        ("# proxylint: ignore[SQD101] b\u00fcro", [(["SQD101"], "b\u00fcro", "line")]),
        ("# proxylint: ignore SQD101", ["no rules follow 'ignore' in square brackets"]),
        ("# proxylint: ignore-file", ["no rules follow 'ignore-file' in square brackets"]),
        ("# proxylint: ignore[SQD101", ["the list of rules is not closed with a square bracket"]),
        ("# proxylint: ignore[SQD101[", ["the list of rules is not closed with a square bracket"]),
        ("# proxylint: ignore[]", ["the list of rules is empty"]),
        ("# proxylint: ignore[,]", ["the list of rules is empty"]),
        ("# proxylint: ignroe[SQD101]", ["it says 'ignroe' and not 'ignore' or 'ignore-file'"]),
        ("# proxylint:", ["it does not say 'ignore' or 'ignore-file'"]),
        ("# proxylint: {}", ["it does not say 'ignore' or 'ignore-file'"]),
        ("# proxylint: " + "x" * 100, ["it does not say 'ignore' or 'ignore-file'"]),
    ],
)
def test_what_is_said(text: str, expected: list[object]) -> None:
    assert told(text) == expected


def test_where_it_stands() -> None:
    (one,) = read("  ## proxylint: ignore[SQD101] why \r")
    assert one == Suppression(
        span=Source("a", "").span(5, 34),
        named=(Named("SQD101", "SQD101"),),
        reason="why",
        line=Source("a", "").span(50, 60),
    )
