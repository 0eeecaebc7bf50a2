"""GitHub's `primaryLocationLineHash`: what tells code scanning that an alert is the one of the run before.

Bit for bit as `github/codeql-action` computes it (src/fingerprints.ts@v4.36.3). Another value is worse than none: its
upload step warns about every result whose hash differs from its own.

The action reads the bytes of any file as UTF-8 with replacement, UTF-16 included. So its lines are not always ours; it
takes the hash of the line with the number `startLine`, and so do we.
"""

from __future__ import annotations

import sys
from array import array
from collections import Counter
from collections.abc import Mapping
from itertools import islice
from operator import mul

from proxylint.text import Source

_BASE = 37
_WINDOW = 100
_MASK = (1 << 64) - 1
_END = "\uffff" + "\0" * _WINDOW
_POWERS = tuple(pow(_BASE, _WINDOW - 1 - index, 1 << 64) for index in range(_WINDOW))
_UNITS = "utf-16-le" if sys.byteorder == "little" else "utf-16-be"
_MARKS = {"latin-1": "\xef\xbb\xbf"}


def file_bytes(source: Source) -> bytes:
    """The bytes of the file as they were read: a text may lack the passwords, and the action hashes the file.

    For a text that never was a file they are made from it, exact but for what no encoding can give back.
    """
    if source.data is not None:
        return source.data
    mark = _MARKS.get(source.encoding, "\ufeff") if source.bom else ""
    return (mark + source.text).encode(source.encoding, "replace")


def line_hashes(data: bytes, last: int | None = None) -> Mapping[int, str]:
    """The hash of every line, by one-based number: hexadecimal without leading zeros, `:`, and how often the value has
    come up so far. A final line end opens one more, empty line. `last`: the number of the last line wanted.
    """
    text = _kept_text(data)
    units = array("H", (text + _END).encode(_UNITS))
    found: dict[int, str] = {}
    seen: Counter[int] = Counter()
    start = 0
    for number, line in enumerate(islice(text.split("\n"), last), 1):
        # The action rolls the hash along, unit by unit; only its values at line starts are ever used.
        value = sum(map(mul, units[start : start + _WINDOW], _POWERS)) & _MASK
        seen[value] += 1
        found[number] = f"{value:x}:{seen[value]}"
        start += _length(line) + 1
    return found


def _kept_text(data: bytes) -> str:
    """Every line end as one LF, then without spaces and tabs: a blank between CR and LF makes them two line ends."""
    text = data.decode("utf-8", "replace")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.replace(" ", "").replace("\t", "")


def _length(text: str) -> int:
    """In UTF-16 code units."""
    return len(text) if text.isascii() else len(text.encode(_UNITS)) // 2
