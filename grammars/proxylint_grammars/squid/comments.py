"""Where the comments of a squid.conf and of its list files are.

A line whose first character is `#` is one, also between the parts of a line that is continued (cache_cf.cc:509@5.7).
Behind a directive, a word that starts with `#` opens one (ConfigParser.cc:261@5.7), where words are what is read.
"""

from __future__ import annotations

import re

from proxylint_grammars.squid.lines import Line
from proxylint_grammars.squid.words import next_pattern, words

_END = re.compile(r"[\r\n\0]")
_LONGEST = 8191
"""Bytes of a line that Squid reads at once (`fgets`, cache_cf.cc:467@5.7); what is behind them is another line."""
_LISTED = re.compile(r"[ \t\r]#")
_LONGEST_LISTED = 2047


def opens_comment(line: str, blanks: str) -> int:
    """Where the `#` of a comment line stands in a physical line; -1 for any other line."""
    end = _END.search(line)
    visible = (line[: end.start()] if end else line)[:_LONGEST].lstrip(blanks)
    return len(line) - len(line.lstrip(blanks)) if visible[:1] == "#" else -1


def trailing_comment(line: Line) -> int:
    """Where in a logical line a comment behind a directive starts; -1 where there is none, or where it hangs on how
    the directive reads its words: a backslash keeps the blank behind it in patterns, quotes keep it elsewhere."""
    text, at = line.text, line.arguments_at
    for word in words(line, at):
        at = word.end
    at += len(text[at:]) - len(text[at:].lstrip(" \t\r\n"))
    if at >= len(text) or text[at] != "#":
        return -1
    return at if _patterns_end(line) == at and not _in_quotes(text[:at]) else -1


def _in_quotes(before: str) -> bool:
    """Whether a quote may be open behind a text, as far as that can be told without knowing who reads it."""
    return before.count('"') % 2 == 1 or before.count("'") % 2 == 1 or '\\"' in before or "\\'" in before


def _patterns_end(line: Line) -> int:
    at = line.arguments_at
    while (word := next_pattern(line, at)) is not None:
        at = word.end
    rest = line.text[at:]
    return at + len(rest) - len(rest.lstrip(" \t\r\n"))


def listed_comment(line: str) -> int:
    """Where in a line of a list file a comment starts: at a `#` behind a blank (ConfigParser.cc:131-157@5.7), or -1."""
    visible = line.partition("\0")[0]
    start = len(visible) - len(visible.lstrip(" \t\r\n"))
    if visible[start : start + 1] == "#":
        return start
    found = _LISTED.search(visible, start)
    return -1 if found is None or found.start() >= _LONGEST_LISTED else found.start() + 1
