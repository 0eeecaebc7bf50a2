"""Any text is read, without an exception and in linear time."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from proxylint.text import Source, Span
from proxylint_grammars.mdatp import read_document, read_environment, read_proxy, read_unit, read_words
from proxylint_grammars.mdatp.syntax import Word

PIECES = [
    "[",
    "]",
    "[Service]",
    "=",
    "\\",
    "\\\n",
    "#",
    ";",
    "\n",
    "\r",
    "\r\n",
    " ",
    "\t",
    '"',
    "'",
    "{",
    "}",
    ":",
    ",",
]
TEXT = st.lists(st.sampled_from([*PIECES, "Environment=", "HTTPS_PROXY=", "a", "\0", "\u2028", "\x85"]), max_size=30)


def word(text: str) -> Word:
    return Word(text, Span("x", 0, len(text)))


READERS: dict[str, Callable[[str], object]] = {
    "document": lambda text: read_document(Source("x", text)),
    "environment": lambda text: read_environment(Source("x", text)),
    "unit": lambda text: read_unit(Source("x", text)),
    "words": lambda text: read_words(word(text)),
    "proxy": lambda text: read_proxy(word(text)),
}


@pytest.mark.parametrize("reader", READERS)
@given(TEXT.map("".join) | st.binary(max_size=60).map(lambda data: data.decode("latin-1")))
@settings(max_examples=80)
def test_nothing_raises(reader: str, text: str) -> None:
    READERS[reader](text)


UNITS = [
    *(
        '{"a":',
        "[",
        "[]",
        '{"a":1},',
        '"',
        '"\\',
        "\\u0041",
        "1",
        " ",
        "\n",
        "\\",
        "\\\n",
        "\\\n#\n",
        "#",
        "a",
        "=",
        "A=b\n",
    ),
    *("'", "@", ":", "/", "[a\\\n", "A=\\\n", "export ", "http://", "\r", '"a" '),
]


@pytest.mark.parametrize("unit", UNITS, ids=repr)
@pytest.mark.parametrize("reader", READERS)
def test_time_grows_with_the_text_only(reader: str, unit: str) -> None:
    """Four times the text must not take much more than four times as long; quadratic would be sixteen."""
    read = READERS[reader]
    measured = []
    for _ in range(4):  # one measurement may be off on a shared machine; what is quadratic fails every time
        small, large = (_seconds(read, unit * (size // len(unit))) for size in (6_000, 24_000))
        if large < 0.3 or large < 9 * small:
            return
        measured.append((small, large))
    raise AssertionError(measured)


def _seconds(read: Callable[[str], object], text: str) -> float:
    start = time.process_time()
    read(text)
    return time.process_time() - start
