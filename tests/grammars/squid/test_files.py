"""Files of ACL values (ConfigParser.cc:131-157@5.7)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proxylint.text import Source, decode_bytes
from proxylint_grammars.squid import FileValues, file_values


def values(data: bytes) -> FileValues:
    return file_values(Source.of("list", data, decode_bytes))


@pytest.mark.parametrize(
    ("data", "read"),
    [
        (b"", []),
        (b"a\nb\n", ["a", "b"]),
        (b"a\nb", ["a", "b"]),
        (b"  a b\t \n", ["a b"]),
        (b"a\r\nb\r\n", ["a", "b"]),
        (b"# c\n  # c\n\n \na # c\na#c\n", ["a", "a#c"]),
        (b"a #\n#\n", ["a"]),
        (b"a\\\nb\n", ["a\\", "b"]),
        (b"a\0b\nc\n", ["a", "c"]),
        (b"\0\n", []),
        (b'"x"\n', ['"x"']),
        (b"\xef\xbb\xbfa\nb\n", ["\xef\xbb\xbfa", "b"]),
        (b"\xef\xbb\xbf# c\nb\n", ["\xef\xbb\xbf# c", "b"]),
        (b"x" * 2046 + b"\n", ["x" * 2046]),
        (b"x" * 2047 + b"\n", ["x" * 2047]),
        (b"x" * 2048 + b"\ny\n", ["x" * 2047, "x", "y"]),
        (b"#" + b"x" * 2047 + b"\n", ["x"]),
    ],
)
def test_one_line_is_one_value(data: bytes, read: list[str]) -> None:
    found = values(data)
    assert found.texts() == read
    assert len(found) == len(read)


def test_values_have_places() -> None:
    data = b"# c\n  a b # d\r\n\n" + b"x" * 3000 + b"\n z\n"
    found = [(word.text, word.span.start, word.span.end) for word in values(data)]
    assert found == [("a b", 6, 9), ("x" * 2047, 16, 2063), ("x" * 953, 2063, 3016), ("z", 3018, 3019)]


def test_places_behind_a_byte_order_mark() -> None:
    found = [(word.text, word.span.start, word.span.end) for word in values(b"\xef\xbb\xbfa\nb\n")]
    assert found == [("\xef\xbb\xbfa", 0, 1), ("b", 2, 3)]


@given(st.text(alphabet="ab #\t\r\n\0", max_size=40))
def test_values_stand_where_their_places_say(text: str) -> None:
    found = values(text.encode())
    assert [text[word.span.start : word.span.end] for word in found] == found.texts()
    assert found.texts() == [value for value in map(squid_value, text.split("\n")) if value]


def squid_value(line: str) -> str:
    """The scan of strtokFile: words are taken up to one that starts with `#`; blanks behind them are not."""
    line = line.split("\0")[0]
    start = len(line) - len(line.lstrip(" \t\r\n"))
    if line[start : start + 1] == "#":
        return ""
    at = end = start
    while at < len(line) and line[at] != "#":
        while at < len(line) and line[at] not in " \t\r\n":
            at += 1
        end = at
        while at < len(line) and line[at] in " \t\r\n":
            at += 1
    return line[start:end]


@given(st.lists(st.text(alphabet="ab.", max_size=3), min_size=1, max_size=40), st.booleans(), st.data())
def test_a_place_asked_for_alone_is_the_one_among_all(lines: list[str], marked: bool, data: st.DataObject) -> None:
    text = (b"\xef\xbb\xbf" if marked else b"") + "\n".join(lines).encode()
    everything = list(values(text))
    if everything:
        index = data.draw(st.integers(0, len(everything) - 1))
        assert values(text).at(index) == everything[index]
