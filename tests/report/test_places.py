"""Lines and columns, where bytes and characters part."""

from __future__ import annotations

import pytest

from proxylint.report.places import Extent, Places
from proxylint.text import Place, Source, decode_bytes, decode_text


@pytest.mark.parametrize(
    ("content", "start", "end", "expected", "units"),
    [
        (b"acl a\nacl b\n", 6, 11, Extent(Place(2, 1), Place(2, 6)), 1),
        ("# é x".encode(), 5, 6, Extent(Place(1, 5), Place(1, 6)), 5),
        ("# 🔥 x".encode(), 7, 8, Extent(Place(1, 5), Place(1, 6)), 6),
        (b"# \xc3\xa9\xff x", 6, 7, Extent(Place(1, 7), Place(1, 8)), 7),
        (b"a\r\nb", 2, 4, Extent(Place(1, 2), Place(2, 2)), 2),
        (b"", 0, 0, Extent(Place(1, 1), Place(1, 1)), 1),
        (b"a\n", 2, 99, Extent(Place(2, 1), Place(2, 1)), 1),
    ],
)
def test_extent(content: bytes, start: int, end: int, expected: Extent, units: int) -> None:
    source = Source.of("f", content, decode_bytes)
    places = Places({"f": source})
    assert places.extent(source.span(start, end)) == expected
    assert places.unit_column("f", expected.first) == units


def test_decoded_text_counts_characters() -> None:
    source = Source.of("f", "🔥 x".encode("utf-16"), decode_text)
    places = Places({"f": source})
    assert places.extent(source.span(2, 3)) == Extent(Place(1, 3), Place(1, 4))
    assert places.unit_column("f", Place(1, 3)) == 4


def test_a_file_that_was_not_read_has_one_empty_line() -> None:
    places = Places({})
    assert places.spot(places.source("gone").span(0, 0)) == "gone:1:1"


def test_the_first_line_of_a_span() -> None:
    source = Source.of("f", b"acl a src \xc3\xa9\n  b\n", decode_bytes)
    places = Places({"f": source})
    assert places.first_line(source.span(6, 12)) == "src é"
    assert places.first_line(source.span(6, 15)) == "src é"
    assert places.first_line(source.span(4, 5)) == "a"
    assert places.first_line(source.span(99, 99)) == ""
