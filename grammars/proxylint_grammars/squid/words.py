"""Words of a line: blanks split, `#` at the start of a word ends the line (ConfigParser.cc:253-347@5.7).

Bulk values (a thousand names in one `acl` line) come through here, so no Lark: one compiled pattern per kind of word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from proxylint.text import Span
from proxylint_grammars.squid.lines import Line


@dataclass(frozen=True, slots=True)
class Word:
    """`text` as Squid reads it: without quotes where quotes are known (`quoted`).

    `end`: the position in its line after which the next word is looked for. `fault`: why Squid cannot read the word,
    one clause; Squid stops there.
    """

    text: str
    span: Span
    quoted: bool = False
    end: int = field(default=0, compare=False)
    fault: str | None = None


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
    return Word(found[1], line.part(*found.span(1)), end=found.end()) if found else None


def words(line: Line, at: int) -> Iterator[Word]:
    """All words from a position on."""
    while (word := next_word(line, at)) is not None:
        yield word
        at = word.end


def next_pattern(line: Line, at: int) -> Word | None:
    """As `next_word`, for regular expressions: a backslash keeps the character behind it, also a blank
    (ConfigParser.cc:288-297@5.7)."""
    found = _PATTERN.match(line.text, at)
    if not found:
        return None
    text = found[1]
    loose = (len(text) - len(text.rstrip("\\"))) % 2 == 1
    return Word(text, line.part(*found.span(1)), end=found.end(), fault=UNESCAPED if loose else None)
