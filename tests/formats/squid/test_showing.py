"""Pieces of a squid.conf in one line."""

from __future__ import annotations

import pytest

from proxylint.formats.squid.showing import joined
from proxylint.text import Source, Span


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("ssl_bump stare all", "ssl_bump stare all"),
        ("ssl_bump \\\n   stare \\\r\n\tall", "ssl_bump stare all"),
        (".a\\\nb.example", ".ab.example"),
        ("a\\b", "a\\b"),
    ],
)
def test_a_continued_line_is_shown_as_one(written: str, shown: str) -> None:
    source = Source("squid.conf", written)
    assert joined(source, Span("squid.conf", 0, len(written))) == shown
