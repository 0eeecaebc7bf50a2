"""What reports may quote of a PAC file: its text without the logins, every other character in its place.

Reports end up in the logs of a build and in code scanning, where more people read than in the repository.
"""

from __future__ import annotations

import re

from proxylint.records import replace
from proxylint.regex import regex
from proxylint.secrets import starred, without_secrets
from proxylint.text import Source

_WORD_ENDS = frozenset(" \t\r\n\"'`\u2028\u2029")
_LONGEST = 1000
"""Characters of a word that are looked at before an @."""

_KEYWORD = regex(r"(?i)\b(?:PROXY|HTTPS?|SOCKS[45]?)[ \t]+\Z")
_NAMED = regex(
    r"(?i)(?:passw(?:or)?d|passwd|pwd|secret|(?<![a-z])(?:pass|pw))[\w$]{0,20}[\"']?\s{0,5}[=:]\s{0,5}"
    r"([\"'])([^\"'\r\n]++)\1"
)
"""A text under such a name, from which the script may put a login together."""
_AT_FIRST = regex(r"[\"'`]@")
_LITERAL = regex(r"[\"'`]([^\"'`\r\n@]++)(?=[\"'`])")
_KNOWN = regex(r"(?i)[.*/ \t\r\n\v\f]|^(?:DIRECT|PROXY|HTTPS?|SOCKS[45]?):?$")
_CHARACTER = regex(r"[^\r\n]")


def quotable(source: Source) -> Source:
    text = _assembled(without_secrets(without_logins(source.text)))
    return source if text == source.text else replace(source, text=text)


def _assembled(text: str) -> str:
    """Where a text begins with an `@`, those around it are parts of a login: what is no host, pattern or answer."""
    if _AT_FIRST.search(text) is None:
        return text
    return starred(text, (one.span(1) for one in _LITERAL.finditer(text) if not _KNOWN.search(one[1])))


def without_logins(text: str) -> str:
    """`*` for all that stands before an `@` in a word that holds a colon or follows a keyword; and, where there is an
    `@`, for texts that are named passwords."""
    at = text.find("@")
    if at < 0:
        return text
    parts: list[str] = []
    done = 0
    while at >= 0:
        end = _last(text, at)
        start = _first(text, at, done)
        if ":" in text[start:end] or _KEYWORD.search(text[max(0, start - 20) : start]):
            parts += [text[done:start], _CHARACTER.sub("*", text[start:end])]
            done = end
        at = text.find("@", end + 1)
    return _NAMED.sub(_starred, "".join(parts) + text[done:])


def _starred(found: re.Match[str]) -> str:
    start = found.start(2) - found.start()
    return found[0][:start] + "*" * len(found[2]) + found[0][start + len(found[2]) :]


def _ends(text: str, at: int) -> bool:
    """Whether a word ends at this character; a quotation mark behind a backslash is one of the text."""
    return text[at] in _WORD_ENDS and not (text[at] in "\"'`" and at > 0 and text[at - 1] == "\\")


def _last(text: str, at: int) -> int:
    """The last `@` of the word: a password may hold one."""
    stop = at
    while stop < min(len(text), at + _LONGEST) and not _ends(text, stop):
        stop += 1
    return text.rfind("@", at, stop)


def _first(text: str, at: int, done: int) -> int:
    """The start of the login: that of the word, or behind the `//` of a URL."""
    start = at
    while start > max(done, at - _LONGEST) and not _ends(text, start - 1):
        start -= 1
    slashes = text.find("://", start, at)
    return start if slashes < 0 else slashes + 3
