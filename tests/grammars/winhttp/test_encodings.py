"""The same record, whatever the bytes: values are ASCII, so that no code page has to be guessed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.grammars.winhttp.reading import records
from tests.grammars.winhttp.texts import DIRECT, EN, FR, TEXTS, block, encoded, writable

CORPUS = Path(__file__).parents[2] / "corpus" / "winhttp"
VARIANTS = [(name, encoding) for name, (text, _) in TEXTS.items() for encoding in writable(text)]


@pytest.mark.parametrize(("name", "encoding"), VARIANTS)
def test_every_encoding_gives_the_same_records(name: str, encoding: str) -> None:
    text, expected = TEXTS[name]
    assert records(encoded(text, encoding)) == expected


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\r\r\n"])
@pytest.mark.parametrize("name", TEXTS)
def test_every_line_end_gives_the_same_records(name: str, end: str) -> None:
    text, expected = TEXTS[name]
    assert records(text.replace("\r\n", end)) == expected


@pytest.mark.parametrize("path", sorted(CORPUS.glob("*.txt")), ids=lambda path: path.name)
def test_corpus_files_are_read_and_unchanged(path: Path) -> None:
    name, encoding, _ = path.name.split(".")
    text, expected = TEXTS[name]
    data = path.read_bytes()
    assert (data, records(data)) == (encoded(text, encoding), expected)


def test_the_corpus_is_there() -> None:
    assert len(list(CORPUS.glob("*.txt"))) >= 40


@pytest.mark.parametrize("name", ["fr-direct", "pt-static", "zh-static", "ja-direct", "ru-direct", "ko-direct"])
def test_letters_lost_to_ascii(name: str) -> None:
    """`Out-File -Encoding ascii` writes `?` for each, the blank before the French colon included."""
    text, expected = TEXTS[name]
    assert records(text.encode("ascii", "replace")) == expected


@pytest.mark.parametrize("name", ["fr-direct", "fr-static", "pt-static"])
def test_oem_bytes_taken_for_utf8(name: str) -> None:
    text, expected = TEXTS[name]
    assert records(text.encode("cp850").decode("utf-8", "replace")) == expected


@pytest.mark.parametrize("separator", ["\x85", "\x1c", "\x1d", "\x1e", "\u2028", "\u2029", "\x0b", "\x0c"])
def test_only_cr_and_lf_end_a_line(separator: str) -> None:
    """0x85 is a letter in code pages 437 and 850; `str.splitlines` would end a line there."""
    text = block(f"R{separator}glages WinHTTP :", f"Acc{separator}s direct (sans proxy).")
    assert records(text) == [DIRECT]


def test_a_letter_that_is_next_line_in_latin_1() -> None:
    text = block(FR.replace("è", "à"), "Accàs direct (sans serveur proxy).")
    assert b"\x85" in text.encode("cp850")
    assert records(text.encode("cp850")) == [DIRECT]


@pytest.mark.parametrize("host", ["server01.corp:8080", "esxproxy:3128", "static", "Proxy:80", "bypass-list:1"])
def test_host_names_that_begin_with_letters_of_the_label(host: str) -> None:
    text = block(EN, f"Proxy Server(s) :  {host}", "Bypass List     :  static.corp;list.corp")
    assert records(text) == [f"shown winhttp: {host} except static.corp;list.corp"]
