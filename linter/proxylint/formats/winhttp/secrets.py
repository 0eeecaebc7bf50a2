"""What reports may quote of a file: its text without the passwords, every other character in its place.

Reports end up in the logs of a build and in code scanning, where more people read than in the repository.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from proxylint.records import replace
from proxylint.text import Source, Span
from proxylint_grammars.winhttp.syntax import Dump, Record, Settings, Static, Unclear, Unread, Word

_CHARACTER = re.compile(r"[^\r\n]")
_LOGIN = re.compile(r"[^\s\"'=:@]++:[^\s\"'@]*+(?=@)")
"""In a line that was not understood the ends of a value are not known; this is what a login looks like."""


def quotable(source: Source, dump: Dump) -> Source:
    """The file with `*` for all that stands before an `@` in a value."""
    spans = [*_secrets(_words(dump.records)), *_secrets(_registered(dump)), *_logins(source, dump)]
    return _without(source, spans)


def quotable_settings(source: Source, settings: Settings) -> Source:
    """The same of a file that is nothing but settings."""
    return _without(source, _secrets(_given(settings)))


def _secrets(words: Iterable[Word]) -> Iterator[Span]:
    for word in words:
        at = word.text.rfind("@")
        if at > 0:
            yield word.part(0, at).span


def _logins(source: Source, dump: Dump) -> Iterator[Span]:
    for place in _not_understood(dump):
        for found in _LOGIN.finditer(source.text, place.start, place.end):
            yield source.span(found.start(), found.end())


def _words(records: Iterable[Record]) -> Iterator[Word]:
    for record in records:
        if isinstance(record.body, Static):
            yield record.body.proxy
            if record.body.bypass is not None:
                yield record.body.bypass
        if isinstance(record.body, Settings):
            yield from _given(record.body)


def _registered(dump: Dump) -> Iterator[Word]:
    for value in dump.values:
        if isinstance(value.data, Word):
            yield value.data


def _given(settings: Settings) -> Iterator[Word]:
    for entry in settings.entries:
        if isinstance(entry.value, Word):
            yield entry.value


def _not_understood(dump: Dump) -> Iterator[Span]:
    for record in dump.records:
        if isinstance(record.body, Unread):
            yield record.span
    for mention in dump.mentions:
        yield mention.span
    for refusal in dump.refusals:
        yield refusal.span
    for value in dump.values:
        if isinstance(value.data, Unclear):
            yield value.data.span


def _without(source: Source, spans: Iterable[Span]) -> Source:
    text, parts, done = source.text, [], 0
    for span in sorted(spans):
        start = max(span.start, done)
        if span.end > start:
            parts += [text[done:start], _CHARACTER.sub("*", text[start : span.end])]
            done = span.end
    return replace(source, text="".join(parts) + text[done:]) if parts else source
