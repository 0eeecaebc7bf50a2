"""`WinHttpSettings` in registry exports, from bytes laid out as Windows does."""

from __future__ import annotations

import struct

import pytest

from proxylint.text import Source
from proxylint_grammars.winhttp import read_dump
from proxylint_grammars.winhttp.syntax import Static
from tests.grammars.winhttp.reading import records

KEY = r"HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\Windows\CurrentVersion\Internet Settings\Connections"


def blob(size: int, flags: int, proxy: str = "", bypass: str = "") -> bytes:
    head = struct.pack("<III", size, 0, flags)
    return head + b"".join(struct.pack("<I", len(text)) + text.encode() for text in (proxy, bypass))


def export(data: bytes, key: str = KEY, end: str = "\r\n") -> str:
    numbers = [f"{byte:02x}" for byte in data]
    rows = [",".join(numbers[at : at + 20]) for at in range(0, len(numbers), 20)]
    value = f",\\{end}  ".join(rows)
    return f'Windows Registry Editor Version 5.00{end}{end}[{key}]{end}"WinHttpSettings"=hex:{value}{end}{end}'


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (blob(0x18, 1), "direct"),
        (blob(0x28, 1), "direct"),
        (blob(0x28, 1, "old:80", "<local>"), "direct"),
        (blob(0x18, 3, "px:80"), "px:80"),
        (
            blob(0x28, 3, "http=a:80;https=b:81", "*.corp.example;<local>"),
            "http=a:80;https=b:81 except *.corp.example;<local>",
        ),
        (blob(0x28, 2, "px:80"), "px:80"),
    ],
)
def test_flags_decide(data: bytes, expected: str) -> None:
    assert records(export(data).encode("utf-16")) == [f"registry winhttp: {expected}"]


@pytest.mark.parametrize("cut", range(1, 32))
def test_a_value_that_is_cut(cut: int) -> None:
    whole = blob(0x18, 3, "px:80", "<local>")
    assert records(export(whole[:-cut])) == ["registry winhttp incomplete: unread"]


def test_a_length_beyond_the_value() -> None:
    assert records(export(blob(0x18, 3)[:12] + b"\xff\xff\xff\x7f" + b"px:80")) == [
        "registry winhttp incomplete: unread"
    ]


def test_the_copy_for_32_bit_programs() -> None:
    key = KEY.replace("SOFTWARE", r"SOFTWARE\WOW6432Node")
    text = export(blob(0x18, 1)) + export(blob(0x18, 3, "px:80"), key)
    assert records(text) == ["registry winhttp: direct", "registry winhttp-wow64: px:80"]


def test_places_inside_the_hexadecimal_text() -> None:
    source = Source("x.reg", export(blob(0x18, 3, "px:80", "<local>")))
    (record,) = read_dump(source).records
    assert isinstance(record.body, Static)
    assert source.quote(record.body.proxy.part(0, 2).span) == "70,78,"
    assert source.quote(record.body.proxy.part(3, 5).span) == "38,\\\r\n  30"
