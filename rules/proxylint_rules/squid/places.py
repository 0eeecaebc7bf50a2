"""Where a finding stands: always within one line."""

from __future__ import annotations

from proxylint.rule import Examined
from proxylint.text import Span


def one_line(examined: Examined, span: Span) -> Span:
    """The span, cut where its first line ends: a line of Squid may go on over several."""
    source = examined.policy.sources.get(span.file, examined.source)
    end = span.start
    while end < span.end and source.text[end] not in "\r\n":
        end += 1
    return Span(span.file, span.start, end)
