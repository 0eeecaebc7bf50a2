"""Decoding, places and lines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proxylint.text import Place, Source, decode_bytes, decode_marked, decode_text


@pytest.mark.parametrize(
    ("data", "encoding", "bom"),
    [
        (b"abc", "utf-8", False),
        (b"\xef\xbb\xbfabc", "utf-8", True),
        ("abc".encode("utf-16"), "utf-16-le", True),
        ("abc".encode("utf-16-be"), "utf-16-be", False),
        ("abc".encode("utf-16-le"), "utf-16-le", False),
        (b"caf\x82", "latin-1", False),
    ],
)
def test_text_is_decoded_by_mark_pattern_and_validity(data: bytes, encoding: str, bom: bool) -> None:
    decoded = decode_text(data)
    assert (decoded.encoding, decoded.bom) == (encoding, bom)
    assert decoded.text[:3] in ("abc", "caf")


def test_places_count_characters_people_see() -> None:
    source = Source.of("x", "# größe\nacl".encode(), decode_bytes)
    assert len(source.text) == 13
    assert source.place(source.text.index("\n")) == Place(1, 8)
    assert source.line(1) == "# größe"
    assert source.place(len(source.text)) == Place(2, 4)


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_every_line_end_counts_once(ending: str) -> None:
    source = Source("x", f"a{ending}b{ending}")
    assert source.lines == 2
    assert (source.line(1), source.line(2), source.line(3)) == ("a", "b", "")
    assert source.place(source.text.index("b")) == Place(2, 1)


@given(st.binary(max_size=300))
def test_no_bytes_fail_and_the_byte_view_keeps_offsets(data: bytes) -> None:
    for decode in (decode_bytes, decode_marked, decode_text):
        source = Source.of("x", data, decode)
        for offset in range(0, len(source.text) + 2, 7):
            place = source.place(offset)
            assert place.line >= 1
            assert place.column >= 1
    bare = decode_bytes(data)
    assert len(bare.text) + 3 * bare.bom == len(data)


def test_columns_of_a_long_line_of_many_bytes() -> None:
    """By hand: the characters in front that are whole."""
    text = "a\u00e4\u20ac\U0001f600b" * 3
    source = Source.of("x", text.encode(), decode_bytes)
    data = text.encode()
    for offset in range(len(data) + 2):
        assert source.place(offset) == Place(1, len(data[:offset].decode("utf-8", "ignore")) + 1)
