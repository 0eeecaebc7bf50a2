"""What reports may quote of a file: its text without the passwords, every other character in its place.

Reports end up in the logs of a build and in code scanning, where more people read than in the repository.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from proxylint.records import replace
from proxylint.regex import regex
from proxylint.secrets import starred, without_secrets
from proxylint.text import Source, Span
from proxylint_grammars.winhttp.syntax import Dump, Record, Settings, Static, Word

_REMOTE = regex(r"(?i)\b(?:psexec|winrs|schtasks|cmdkey|net(?:\.exe)?[ \t]++use|wmic|runas)\b[^\r\n]*+")
_PASSWORD = regex(
    r"(?ai)(?:(?:^|(?<=[ \t]))[-/](?:p|rp|pw|pass|password)(?:[ \t:=]++)|/user:\S++[ \t]++)(?![-/])(\S++)"
)
_BYTES = regex(r"(?i)hex(?:\([0-9a-f]+\))?:|REG_BINARY")
_CHARACTER = regex(r"[^\r\n]")
_BEFORE_AT = regex(r"(?<![^ \t\r\n\v\f\"'@])[^ \t\r\n\v\f\"'@]++(?=@)")
_LOGIN = regex(r"(?<![^=:])[^=:]++:")
"""Where a line was not understood the ends of a value are not known; this is what a login looks like, and how it
begins in what stands before the `@`. Neither is looked for in the middle of a word: long lines would take too long."""


def quotable(source: Source, dump: Dump) -> Source:
    """The file with `*` for all that stands before an `@` in a value, and for what looks like a login anywhere else,
    as in a command above the result that it led to.
    """
    spans = [*_secrets(_words(dump.records)), *_secrets(_registered(dump)), *_logins(source)]
    if _BYTES.search(source.text):
        from proxylint.formats.winhttp import binary_secrets

        spans += [source.span(start, end) for start, end in binary_secrets.logins(source.text)]
    return _without(source, spans)


def quotable_settings(source: Source, settings: Settings) -> Source:
    """The same of a file that is nothing but settings."""
    return _without(source, _secrets(_given(settings)))


def _secrets(words: Iterable[Word]) -> Iterator[Span]:
    for word in words:
        at = word.text.rfind("@")
        if at > 0:
            yield word.part(0, at).span


def _logins(source: Source) -> Iterator[Span]:
    if "@" in source.text:
        for start, end in logins(source.text):
            yield source.span(start, end)


def logins(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of what looks like a user and a password in front of an `@`."""
    for found in _BEFORE_AT.finditer(text):
        user = _LOGIN.search(found[0])
        if user is not None:
            yield found.start() + user.start(), found.end()


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


def _without(source: Source, spans: Iterable[Span]) -> Source:
    text, parts, done = source.text, [], 0
    for span in sorted(spans):
        start = max(span.start, done)
        if span.end > start:
            parts += [text[done:start], _CHARACTER.sub("*", text[start : span.end])]
            done = span.end
    shown = without_secrets("".join(parts) + text[done:])
    shown = starred(shown, _options(shown))
    return source if shown == text else replace(source, text=shown)


def _options(text: str) -> Iterator[tuple[int, int]]:
    """Passwords of programs that reach other computers, which a script says beside those that we know."""
    for line in _REMOTE.finditer(text):
        for one in _PASSWORD.finditer(text, line.start(), line.end()):
            yield one.span(1)
