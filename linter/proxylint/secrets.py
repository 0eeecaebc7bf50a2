"""What looks like a password in a text of any kind, and the text without it, every other character in its place.

Reports end up in the logs of a build and in code scanning, where more people read than in the repository. A format
knows where its own passwords stand; this is for what is misspelt, commented out, or of no format.

Only an ASCII blank ends a password, here and in the formats: of a letter in UTF-8, read byte by byte, the last may be a
no-break space or a NEL of Latin-1, as it is of `à`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from proxylint import secret_words
from proxylint.mentions import matches, mentioned
from proxylint.regex import regex
from proxylint.secret_words import NAME, NAMES

_AT = regex(r"@|%40")
_CHARACTER = regex(r"[^\r\n]")
_WORD_ENDS = frozenset(" \t\r\n\"'`<>\u2028\u2029")
_LONGEST = 1000
"""Characters of a word that are looked at before an @."""

_NAMED = regex(
    rf"(?i)(?:{NAME})[\w$]{{0,20}}+(?:"
    r"[\"']?[ \t]{0,5}+[=:][ \t]{0,5}+(?P<quote>[\"'])(?P<quoted>[^\"'\r\n]++)(?P=quote)?|"
    r"[=:](?P<bare>[^ \t\r\n\v\f\"',;{}()]++))"
)
_LOGIN = regex(
    r"(?i)(?:(?P<open>\")login=(?P<within>[^\"\r\n]++)|"
    r"login=(?P<bare>(?!(?:PASS(?:THRU)?|NEGOTIATE(?::[^ \t\r\n\v\f]*+)?)(?:[ \t\r\n\v\f]|\Z))"
    r"[^ \t\r\n\v\f\"']++(?:\"[^\"\r\n]*+\"?)?))"
)
"""cache_peer login=USER:PASSWORD, as a whole: where it is misspelt, its parts cannot be told."""
_HEADER = regex(
    r"(?i)\b(?:proxy-)?(?:authorization|cookie|x-[\w-]{0,40}(?:key|token|auth|secret))\b"
    r"(?:[ \t]*+[:=][ \t]*+|[ \t]++(?!(?:allow|deny)\b))([^\r\n]++)"
)
"""A header that is one, but where an access list follows it: `request_header_access Authorization deny all`."""

_LOGIN_WORDS = {"login=": (0, 1)}
_HEADER_WORDS = dict.fromkeys(("authorization", "cookie", "x-"), (0, len("proxy-")))


def without_secrets(text: str) -> str:
    """`*` for every character of what looks like a password, a login before an `@`, or a header that is one."""
    return starred(text, found(text))


def found(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each."""
    low = mentioned(text, (*secret_words.HINTS, *_LOGIN_WORDS, *_HEADER_WORDS))
    if "@" in text or "%40" in text:
        yield from _before_at(text)
    if not low:
        return
    if "=" in text or ":" in text:
        for one in matches(_NAMED, text, NAMES, low):
            yield one.span("quoted" if one["bare"] is None else "bare")
    for one in matches(_LOGIN, text, _LOGIN_WORDS, low):
        yield _password(text, *one.span("within" if one["bare"] is None else "bare"))
    for one in matches(_HEADER, text, _HEADER_WORDS, low):
        yield one.span(1)
    yield from secret_words.found(text, low)


def _password(text: str, start: int, end: int) -> tuple[int, int]:
    """Of USER:PASSWORD; all of it where that is not how it is written."""
    user, colon, _ = text[start:end].partition(":")
    return (start + len(user) + 1 if colon and "%" not in user else start), end


def starred(text: str, spans: Iterable[tuple[int, int]]) -> str:
    parts, done = [], 0
    for start, end in sorted(spans):
        start = max(start, done)
        if end > start:
            parts += [text[done:start], _CHARACTER.sub("*", text[start:end])]
            done = end
    return "".join(parts) + text[done:] if parts else text


def _before_at(text: str) -> Iterator[tuple[int, int]]:
    """A login: all of a word up to its last `@`, if it holds a colon; behind `://`, or an `=` before the colon."""
    done = 0
    for one in _AT.finditer(text):
        at = one.start()
        if at < done:
            continue
        start = at
        while start > max(done, at - _LONGEST) and text[start - 1] not in _WORD_ENDS:
            start -= 1
        stop = at
        while stop < min(len(text), at + _LONGEST) and text[stop] not in _WORD_ENDS and text[stop] != "/":
            stop += 1
        end = max(text.rfind("@", at, stop), text.rfind("%40", at, stop))
        done = end + 1
        begin = _beginning(text, start, end)
        if begin is not None:
            yield begin, end


def _beginning(text: str, start: int, end: int) -> int | None:
    slashes = text.rfind("://", start, end)
    if slashes >= 0:
        plain = ":" not in text[slashes + 3 : end] and "/" in text[slashes + 3 : end]
        return None if plain else slashes + 3
    colon = text.find(":", start, end)
    return None if colon < 0 else max(start, text.rfind("=", start, colon) + 1)
