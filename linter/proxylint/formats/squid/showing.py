"""Pieces of a squid.conf as they may be shown in a sentence."""

from __future__ import annotations

from proxylint.text import Source, Span


def joined(source: Source, span: Span) -> str:
    """A piece of a file in one line. Squid takes a backslash at the end of a line out, and the line end with it
    (cache_cf.cc:426-586@5.7)."""
    return " ".join(source.quote(span).replace("\r\n", "\n").replace("\\\n", "").split())
