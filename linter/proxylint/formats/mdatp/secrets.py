"""What reports may quote of a file: its text without the passwords, every other character in its place.

Reports end up in the logs of a build and in code scanning, where more people read than in the repository.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from proxylint.records import replace
from proxylint.regex import regex
from proxylint.secrets import without_secrets
from proxylint.text import Source, Span
from proxylint_grammars.mdatp.syntax import Word

_CHARACTER = regex(r"[^\r\n]")
_RUN = regex(r"[^ \t\r\n\v\f\"']+")
_SEGMENT = regex(r"[^\r\n\"'#]+")


def quotable(source: Source, words: Iterable[Word]) -> Source:
    """The file with `*` for all that stands before an `@` in one of the words, and where else a login seems to stand.

    Comments hold the settings of last year, and a file that is not understood holds settings as well.
    """
    text, parts, done = source.text, [], 0
    for span in sorted([*_in_words(words), *_logins(source)]):
        start = max(span.start, done)
        if span.end > start:
            parts += [text[done:start], _CHARACTER.sub("*", text[start : span.end])]
            done = span.end
    shown = without_secrets("".join(parts) + text[done:])
    return source if shown == text else replace(source, text=shown)


def _in_words(words: Iterable[Word]) -> Iterator[Span]:
    for word in words:
        at = word.text.rfind("@")
        if at > 0:
            yield word.part(0, at).span


def _logins(source: Source) -> Iterator[Span]:
    """In what is not understood the ends of a value are not known: a login is `x:y@` without a blank or quote, and all
    that stands between `://` and an `@` without a quote or `#`."""
    if "@" not in source.text:
        return
    for run in _RUN.finditer(source.text):
        at = run[0].rfind("@")
        if at > 0 and ":" in run[0][:at]:
            equals = run[0].rfind("=", 0, run[0].index(":"))
            yield source.span(run.start() + equals + 1, run.start() + at)
    for segment in _SEGMENT.finditer(source.text):
        slashes = segment[0].find("://")
        at = segment[0].rfind("@")
        if 0 <= slashes < at - 3:
            yield source.span(segment.start() + slashes + 3, segment.start() + at)
