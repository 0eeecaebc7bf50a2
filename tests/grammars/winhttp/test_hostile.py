"""Any bytes are read, without an exception and in linear time."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from proxylint.text import Source, Span
from proxylint_grammars.winhttp import read_bypass_list, read_dump, read_proxy_list, reader
from proxylint_grammars.winhttp.syntax import Word
from tests.grammars.winhttp.texts import TEXTS

PIECES = [
    *(text for text, _ in TEXTS.values()),
    *(
        "Current WinHTTP proxy settings:",
        "    Proxy Server(s) :  px:80",
        "    Bypass List     :  ",
        "(none)",
        "winhttp:",
    ),
    *("netsh winhttp set proxy ", "netsh winhttp set advproxy settings={", "pushd winhttp\n", "set proxy ", "popd\n"),
    *(
        '"WinHttpSettings"=hex:',
        "18,00,00,00,",
        ",\\\n  ",
        "[HKEY_LOCAL_MACHINE\\x]\n",
        '{"Proxy":"px:80"',
        "}",
        '\\"',
        "<#",
        "#>",
    ),
    *(
        "\\\\SRV01:\n",
        "SRV01 | CHANGED | rc=0 >>\n",
        "C:\\>",
        "`",
        "^",
        "^\n",
        "'",
        "&",
        "|",
        ">",
        "<local>",
        "%x%",
        "\x85",
        "\x1c",
    ),
    *(
        "\n",
        "\r\n",
        "\r",
        " ",
        "\t",
        ":",
        "(",
        ")",
        "u:p@px:80",
        "if exist x ",
        "Set-WinhttpProxy -Proxy ",
        "(5) x",
        ". (5) x\n",
    ),
]


@given(st.binary(max_size=400))
@settings(max_examples=300)
def test_random_bytes(data: bytes) -> None:
    read_dump(Source.of("x.txt", data))


@given(st.lists(st.sampled_from(PIECES), max_size=30))
@settings(max_examples=200)
def test_spliced_results(pieces: list[str]) -> None:
    source = Source("x.ps1", "".join(pieces))
    dump = read_dump(source)
    assert all(0 <= record.span.start <= record.span.end <= len(source.text) for record in dump.records)
    assert dump == read_dump(source)


@given(st.text(max_size=60))
@settings(max_examples=500)
def test_values_of_any_text(text: str) -> None:
    word = Word(text, Span("x", 10, 10 + len(text)))
    for entry in (*read_proxy_list(word), *read_bypass_list(word)):
        span = entry.whole.span
        assert text[span.start - 10 : span.end - 10] == entry.whole.text


UNITS = [
    TEXTS["en-bypass"][0],
    *(
        "Current WinHTTP proxy settings:\n",
        "WinHTTP:\n foo (bar)\n",
        "winhttp ",
        "winhttp: ",
        'WinHTTP proxy:\n{"a',
        "pushd winhttp\n",
    ),
    *(
        "netsh winhttp set proxy px:80\n",
        "netsh winhttp set proxy px:80 & ",
        "netsh winhttp set proxy px:80 ^\n",
        "if exist x ",
    ),
    *(
        '"WinHttpSettings"=hex:18,00,\\\n',
        "{",
        '{"Proxy":',
        "(",
        "<#",
        '"',
        "\n",
        "\r",
        " ",
        "a",
        "psexec ",
        "* ",
        "[HKEY_",
    ),
    *(
        "[HKLM\\x]\n",
        "HKEY_USERS\\x\n",
        '"ProxyServer"="',
        '"ProxyServer"=hex(2):70,00,\\\n',
        '"ProxyServer"="\\\\',
        "    ProxyServer    REG_SZ    x\n",
        "\tProxyServer\tREG_",
    ),
    *("SRV01 | CHANGED | rc=0 >>\n", "Proxy Server(s) : px\n", "set. (5) x\nWinHTTP proxy:\n"),
]


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: repr(unit[:24]))
def test_time_grows_with_the_text_only(unit: str) -> None:
    """Four times the text must not take much more than four times as long; quadratic would be sixteen."""
    measured = []
    for _ in range(4):  # one measurement may be off on a shared machine; what is quadratic fails every time
        small, large = (_seconds(unit * (size // len(unit))) for size in (25_000, 100_000))
        if large < 0.4 or large < 9 * small:
            return
        measured.append((small, large))
    raise AssertionError(measured)


def _seconds(text: str) -> float:
    start = time.process_time()
    read_dump(Source("x.txt", text))
    return time.process_time() - start


@pytest.mark.parametrize("unit", [":", "[", "a:", "<", "@", "x://", "/", "1:", ";", "a;", "=", "*."])
def test_long_values(unit: str) -> None:
    word = Word(unit * 50_000, Span("x", 0, 50_000 * len(unit)))
    start = time.process_time()
    read_proxy_list(word)
    read_bypass_list(word)
    assert time.process_time() - start < 5


def test_a_line_of_many_megabytes() -> None:
    text = "Current WinHTTP proxy settings:\n\n    Proxy Server(s) :  " + "px:80;" * 1_000_000
    (record,) = read_dump(Source("x.txt", text)).records
    assert record.doubts


def test_reading_stops_at_a_number_of_records(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "MOST_RECORDS", 50)
    full = read_dump(Source("x.txt", "netsh winhttp reset proxy\n" * 51))
    fits = read_dump(Source("x.txt", "netsh winhttp reset proxy\n" * 49))
    assert (len(full.records), full.overflow is not None) == (50, True)
    assert (len(fits.records), fits.overflow) == (49, None)
