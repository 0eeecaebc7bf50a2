"""The comments of the files of a squid.conf, as far as it is certain that Squid takes them for comments."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence

from proxylint.comments import Comment, marked
from proxylint.format import Policy
from proxylint.formats.squid.policy import SquidPolicy
from proxylint.formats.squid.reading.directives import directive
from proxylint.records import replace
from proxylint.text import Source, Span
from proxylint_grammars.squid import OLD_BLANKS, STRICT_BLANKS, Line, read_lines
from proxylint_grammars.squid.comments import listed_comment, opens_comment, trailing_comment

_LINE = re.compile(r"[^\n]*+")
_TO_THE_END = frozenset(("UrlHelperTimeout", "authparam", "eol", "http_header_replace", "logformat"))
"""Kinds of directives that take the rest of the line as it is, `#` included."""


def comments(policy: Policy, source: Source, marker: str) -> Iterator[Comment]:
    assert isinstance(policy, SquidPolicy)
    config = policy.config
    if source.path in config.lists:
        yield from marked(source, _found(source, listed_comment), marker)
        return
    blanks = STRICT_BLANKS if config.version >= 7 else OLD_BLANKS
    lines = list(read_lines(source, blanks))
    found = _found(source, lambda line: opens_comment(line, blanks))
    found += [place for line in lines if marker in line.text for place in _trailing(line, source, config.version)]
    extents = [(line.start, line.part(len(line.text), len(line.text)).end) for line in lines if line.seams]
    for one in marked(source, sorted(found), marker):
        yield replace(one, line=one.line and _widened(source, one.line, extents))


def _found(source: Source, opening: Callable[[str], int]) -> list[tuple[int, int]]:
    """The comments of physical lines, which end at newlines alone."""
    found = []
    for line in _LINE.finditer(source.text):
        at = opening(line[0]) if "#" in line[0] else -1
        if at >= 0:
            found.append((line.start() + at, line.start() + len(line[0].rstrip("\r"))))
    return found


def _trailing(line: Line, source: Source, version: int) -> Iterator[tuple[int, int]]:
    at = trailing_comment(line)
    found = directive(line.name, version)
    if at < 0 or found is None or found.kind in _TO_THE_END:
        return
    start = line.part(at, at + 1).start
    yield start, source.around(start, start).end


def _widened(source: Source, line: Span, extents: Sequence[tuple[int, int]]) -> Span:
    """All lines of a continued one."""
    index = bisect_right(extents, (line.end, len(source.text))) - 1
    if index < 0 or extents[index][1] < line.start:
        return line
    return source.around(*extents[index])
