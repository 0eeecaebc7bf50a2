"""The vectors were computed by two implementations that share no code, and with `github/codeql-action` v4.36.3 in mind.

They are kept whole: one wrong digit closes every alert of a repository and opens it again.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from proxylint.report.linehash import file_bytes, line_hashes
from proxylint.text import Source, decode_bytes, decode_text

SQUID = b"acl mde dstdomain .endpoint.security.microsoft.com\nhttp_access allow mde\nhttp_access deny all\n"
SQUID_HASHES = {1: "47702488b862989c:1", 2: "654f7feed8c3647:1", 3: "6d9d50c843c55163:1", 4: "c129715d7a2bc9a3:1"}


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param(b"", {1: "c129715d7a2bc9a3:1"}, id="empty"),
        pytest.param(SQUID, SQUID_HASHES, id="LF"),
        pytest.param(SQUID.replace(b"\n", b"\r\n"), SQUID_HASHES, id="CRLF"),
        pytest.param(SQUID.replace(b"\n", b"\r"), SQUID_HASHES, id="CR"),
        pytest.param(SQUID.replace(b" ", b" \t "), SQUID_HASHES, id="blanks"),
        pytest.param(
            b"http_access allow mde\nhttp_access deny all",
            {1: "b8b7c6105045d151:1", 2: "52376ddb74f4ff4d:1"},
            id="no final line end",
        ),
        pytest.param(
            b"\xef\xbb\xbfhttp_access deny all\n", {1: "6cdbf2d72146dd8a:1", 2: "c129715d7a2bc9a3:1"}, id="UTF-8 BOM"
        ),
        pytest.param(
            "# \U0001f525\nhttp_access deny all\n".encode(),
            {1: "960dffd453296ee2:1", 2: "6d9d50c843c55163:1", 3: "c129715d7a2bc9a3:1"},
            id="two units in one character",
        ),
        pytest.param(
            b"a\r \nb\n",
            {1: "818c3a85b988abe4:1", 2: "bf4c4d48992e2ca5:1", 3: "ade70578248be16f:1", 4: "c129715d7a2bc9a3:1"},
            id="a blank parts CR from LF",
        ),
    ],
)
def test_vectors(content: bytes, expected: dict[int, str]) -> None:
    assert line_hashes(content) == expected


@pytest.mark.parametrize("last", range(6))
def test_as_far_as_wanted(last: int) -> None:
    assert line_hashes(SQUID, last) == {line: value for line, value in SQUID_HASHES.items() if line <= last}


def test_equal_lines_are_counted_until_the_end_of_the_file_comes_into_sight() -> None:
    hashes = line_hashes(b"http_access deny all\n" * 8)
    assert {line: hashes[line] for line in (1, 2, 3, 4, 8)} == {
        1: "6132788c2f791643:1",
        2: "6132788c2f791643:2",
        3: "6132788c2f791643:3",
        4: "613278a8bc533663:1",
        8: "6d9d50c843c55163:1",
    }


def rolled(data: bytes) -> dict[int, str]:
    """The description of the action's algorithm, step by step: one unit in, one unit out."""
    text = data.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n").replace(" ", "").replace("\t", "")
    raw = text.encode("utf-16-le")
    units = [int.from_bytes(raw[at : at + 2], "little") for at in range(0, len(raw), 2)] + [0xFFFF] + [0] * 100
    starts = [0] + [at + 1 for at, unit in enumerate(units[: len(raw) // 2]) if unit == 10]
    window, value, at_end = [0] * 100, 0, {}
    for at, unit in enumerate(units):
        value = (value * 37 + unit - pow(37, 100) * window[at % 100]) % 2**64
        window[at % 100] = unit
        at_end[at] = value
    seen: list[int] = []
    for start in starts:
        seen.append(at_end[start + 99])
    return {number: f"{value:x}:{seen[:number].count(value)}" for number, value in enumerate(seen, 1)}


@pytest.mark.parametrize(
    "content",
    [
        "# 東京\r\n.wdcp.microsoft.net\r\n".encode("utf-16"),
        b"\xff\xfea\x00\n",
        b"# \xe9\xc3\xa9\xf0\x9f\n\n \n\t\nacl a src 1.2.3.4\n",
        b"x" * 250 + b"\n" + b"y" * 99 + b"\n" + b"z" * 100,
        b"\r\n\r\r\n\n",
    ],
)
def test_same_as_rolling(content: bytes) -> None:
    assert line_hashes(content) == rolled(content)


@pytest.mark.parametrize(
    "content",
    [
        b"acl a src 1.2.3.4\r\n",
        b"\xef\xbb\xbf# caf\xc3\xa9\n",
        b"# caf\xe9\n",
        "netsh\r\n".encode("utf-16"),
        "netsh\r\n".encode("utf-16-le"),
        b"\xfe\xff" + "netsh é \U0001f525\r\n".encode("utf-16-be"),
        b"\xff\xfe\x00\x00" + "netsh".encode("utf-32-le"),
    ],
)
def test_the_bytes_come_back_from_the_text(content: bytes) -> None:
    for decode in (decode_text, decode_bytes):
        source = Source.of("f", content, decode)
        assert file_bytes(source) == content
        assert file_bytes(replace(source, data=None)) == content


def test_a_masked_text_is_hashed_as_the_file_is() -> None:
    content = b"cache_peer p parent 3128 0 login=user:hunter2\nhttp_access deny all\n"
    source = Source.of("f", content, decode_bytes)
    masked = replace(source, text=source.text.replace("hunter2", "*******"))
    assert line_hashes(file_bytes(masked)) == line_hashes(content)


def test_broken_utf_16_keeps_its_bytes() -> None:
    content = b"\xff\xfea\x00\x00\xd8\n\x00"
    assert file_bytes(Source.of("f", content, decode_text)) == content
