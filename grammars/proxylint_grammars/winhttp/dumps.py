"""The grammar of dumps: what `netsh dump` writes between `pushd winhttp` and `popd`."""

from __future__ import annotations

import re

from proxylint.records import replace
from proxylint.text import Source
from proxylint_grammars.winhttp.command import read_bare_command
from proxylint_grammars.winhttp.lines import Line, next_line
from proxylint_grammars.winhttp.syntax import Doubt, Flaw, Kind, Record, Store, Unread
from proxylint_grammars.winhttp.wrappers import HOST_LINE

_LEFT = re.compile(r"[ \t]*+(?:popd|pushd)\b|" + HOST_LINE, re.IGNORECASE)
_CHANGE = re.compile(r"[ \t]*+(?:set|reset|import)[ \t]", re.IGNORECASE)


def read_context(source: Source, pushed: Line, host: str | None) -> tuple[list[Record], int]:
    """The records of a context and where it ends: at `popd`, or at the next `pushd` where `popd` is missing."""
    found: list[Record] = []
    end, line = pushed.end, next_line(source.text, pushed)
    while line is not None and not _LEFT.match(line.text):
        if _CHANGE.match(line.text):
            command = read_bare_command(source, line)
            line = Line("", line.start, max(line.end, command.span.end))
            if command.body is not None:
                record = Record(Kind.DUMPED, command.store, command.span, command.body, host, None, command.doubts)
                found.append(replace(record, per_user=command.per_user))
        end, line = line.end, next_line(source.text, line)
    return (found if line is not None else _cut_off(source, pushed, host, found)), end


def _cut_off(source: Source, pushed: Line, host: str | None, found: list[Record]) -> list[Record]:
    """A dump that ends without `popd`: what it holds last may be cut."""
    span = source.span(pushed.start, pushed.end)
    doubt = Doubt(Flaw.INCOMPLETE, span, "the dump ends in the middle")
    if not found:
        return [Record(Kind.DUMPED, Store.WINHTTP, span, Unread(span), host, None, (doubt,))]
    if found[-1].span.end < len(source.text):
        return found
    return [*found[:-1], replace(found[-1], doubts=(*found[-1].doubts, doubt))]
