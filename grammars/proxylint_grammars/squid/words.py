"""Words of a line: blanks split, `#` at the start of a word ends the line (ConfigParser.cc:253-347@5.7).

Bulk values (a thousand names in one `acl` line) come through here, so no Lark: one compiled pattern per kind of word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from proxylint.text import Span
from proxylint.tuples import NamedTuple
from proxylint_grammars.squid.lines import Line


class Word(NamedTuple):
    """`text` as Squid reads it: without quotes where quotes are known (`quoted`).

    `end`: the position in its line after which the next word is looked for. `fault`: why Squid cannot read the word,
    one clause; Squid stops there.

    Words are equal whatever their `end`.
    """

    text: str
    span: Span
    quoted: bool = False
    end: int = 0
    fault: str | None = None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Word) and self._replace(end=0)[:] == other._replace(end=0)[:]

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash((self.text, self.span))


_word = partial(tuple.__new__, Word)
_span = partial(tuple.__new__, Span)
"""What the classes do themselves, without a call in Python."""


_WORD = re.compile(r"[ \t\r\n]*+([^ \t\r\n#][^ \t\r\n]*+)")
_PATTERN = re.compile(
    r"[ \t\r\n]*+("
    r"[^ \t\r\n#\\][^ \t\r\n\\]*+(?>(?:\\[^\r\n][^ \t\r\n\\]*+)*)\\?+"
    r"|(?>(?:\\[^\r\n][^ \t\r\n\\]*+)+)\\?+"
    r"|\\)"
)
UNESCAPED = "a regular expression may not end in a single backslash"


def next_word(line: Line, at: int) -> Word | None:
    """The word at or after a position; None at the end of the line or at a comment."""
    found = _WORD.match(line.text, at)
    if found is None:
        return None
    start, end = found.span(1)
    if line.seams:
        return _word((found[1], line.part(start, end), False, end, None))
    at = line.start
    return _word((found[1], _span((line.file, at + start, at + end)), False, end, None))


def words(line: Line, at: int) -> Iterator[Word]:
    """All words from a position on."""
    while (word := next_word(line, at)) is not None:
        yield word
        at = word.end


def word_places(line: Line, at: int) -> Iterator[tuple[str, Span]]:
    """As `words`, where nothing but texts and places is asked for; the line holds no `#` from the position on."""
    file, text, offset, seams, _ = line
    for found in _WORD.finditer(text, at):
        start, end = found.span(1)
        yield found[1], line.part(start, end) if seams else _span((file, offset + start, offset + end))


def next_pattern(line: Line, at: int) -> Word | None:
    """As `next_word`, for regular expressions: a backslash keeps the character behind it, also a blank
    (ConfigParser.cc:288-297@5.7)."""
    found = _PATTERN.match(line.text, at)
    if not found:
        return None
    text = found[1]
    loose = text[-1] == "\\" and (len(text) - len(text.rstrip("\\"))) % 2 == 1
    start, end = found.span(1)
    return _word((text, line.part(start, end), False, end, UNESCAPED if loose else None))


_LONG = 2**63
_LONGEST = 30
"""More digits, behind leading zeros, are beyond it in any base."""


def strtol(text: str, base: int = 10) -> int:
    """The value of digits behind blanks and a sign, or the bound of a long that it goes beyond. Base 0 knows 0x and
    leading zeros. Python by itself refuses to read thousands of decimal digits."""
    text = text.strip()
    digits = text.lstrip("+-")
    if base == 0:
        base = 16 if digits[:2] in ("0x", "0X") else 8 if digits[0] == "0" else 10
    digits = digits[2:] if base == 16 else digits
    digits = digits.lstrip("0")
    value = int(digits or "0", base) if len(digits) < _LONGEST else _LONG
    return max(-_LONG, -value) if text[0] == "-" else min(_LONG - 1, value)
