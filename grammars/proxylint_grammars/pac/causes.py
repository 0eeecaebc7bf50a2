"""The usual reasons why a PAC file does not load, recognised at the place where the parser stopped.

A cause is a guess about the person; that the text does not load is certain. So a cause is named only where the trace of
the mistake stands at the fault itself, or, for HTML and HTTP headers, at the start of the file.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from proxylint.text import Source
from proxylint.tuples import NamedTuple
from proxylint_grammars.pac.problem import Cause, SyntaxProblem

# No line of a PAC file is looked at further than this from the fault: generated lines are half a million characters.
_NEAR = 200


class _Fault(NamedTuple):
    """`before` and `after`: the line of the fault up to it and from it on, at most `_NEAR` characters each."""

    text: str
    before: str
    after: str
    problem: SyntaxProblem


def explained(source: Source, problem: SyntaxProblem) -> SyntaxProblem:
    """The problem, with the message of its cause where one is recognised."""
    if problem.kind != "syntax":
        return problem
    fault = _around(source.text, problem)
    for cause, recognise in _CAUSES:
        message = recognise(fault)
        if message is not None:
            return SyntaxProblem(problem.span, message, cause, problem.kind, problem.opening)
    return problem


def _around(text: str, problem: SyntaxProblem) -> _Fault:
    at = problem.span.start
    before = re.split(r"[\n\r]", text[max(at - _NEAR, 0) : at])[-1]
    after = re.split(r"[\n\r]", text[at : at + _NEAR])[0]
    return _Fault(text, before, after, problem)


_HTML = re.compile(
    r"\s*+(?>(?:<\?xml[^>]{0,200}+>\s*+)?)<(?:!doctype|html|head|body|script|title|meta|div|p|h1)\b", re.IGNORECASE
)
_FIELD = r"(?>(?:[A-Za-z]++-)*)[A-Za-z]++:[^\n\r]*+"
_HEADERS = re.compile(rf"\s*+(?:HTTP/[0-9.]++ [0-9]{{3}}[^\n\r]*+|{_FIELD})(?>(?:\r?\n{_FIELD})*)")
_HEADER_NAME = re.compile(
    r"^(?:HTTP/[0-9]|(?:content-(?:type|length|encoding|disposition)|last-modified|cache-control|etag|server|date|expires"
    r"|accept-ranges|connection|pragma|set-cookie|transfer-encoding|vary|x-[a-z-]+):)",
    re.IGNORECASE | re.MULTILINE,
)


def _html(fault: _Fault) -> str | None:
    return "this is an HTML page and not a script" if _HTML.match(fault.text) else None


def _http(fault: _Fault) -> str | None:
    found = _HEADERS.match(fault.text)
    if found is None or fault.problem.span.start > found.end() or not _HEADER_NAME.search(found[0].lstrip()):
        return None
    return "the headers of an HTTP answer stand before the script"


# In the byte view the UTF-8 bytes of these marks, or their Windows-1252 bytes, are characters of their own.
_QUOTE = r"\xe2\x80[\x98-\x9f]|[\x91-\x94\u2018-\u201f]|\xc2[\xab\xbb]"
_QUOTE_AT_FAULT = re.compile(rf"(?:{_QUOTE})")
_QUOTE_BEFORE = re.compile(rf"(?:\xe2\x80?|\xc2|{_QUOTE})\Z")


def _typographic(fault: _Fault) -> str | None:
    unclosed = fault.problem.cause == "unbalanced-quote"
    start = _QUOTE_BEFORE.search(fault.before[-3:])
    seam = fault.before[start.start() - len(fault.before[-3:]) :] if start else ""
    if not (_QUOTE_AT_FAULT.search(fault.after) if unclosed else _QUOTE_AT_FAULT.match(seam + fault.after)):
        return None
    return "a typographic quotation mark stands where a plain one is needed"


def _no_break_space(fault: _Fault) -> str | None:
    """U+00A0 is white space for an engine that knows the file to be UTF-8, and a letter and a blank for others."""
    if not fault.after.startswith("\xc2\xa0") and not re.search(r"\xc2\xa0[\xc2\xa0 \t]*+\Z", fault.before):
        return None
    return "a no-break space stands here as UTF-8, and without a charset engines read a letter in it"


_INVISIBLE = {
    "\xef\xbb\xbf": "byte order mark", "\xe2\x80\x8b": "zero-width space", "\u200b": "zero-width space",
    "\xc2\xad": "soft hyphen", "\xad": "soft hyphen", "\xe2\x81\xa0": "word joiner", "\u2060": "word joiner",
    "\0": "NUL character", "\x1a": "Ctrl-Z character",
}  # fmt: skip


def _invisible(fault: _Fault) -> str | None:
    for mark, name in _INVISIBLE.items():
        for shift in range(len(mark)):
            if (fault.before[len(fault.before) - shift :] + fault.after).startswith(mark):
                return f"an invisible {name} stands here"
    return None


_CALLED_LIKE_FUNCTION = re.compile(r"(?:.*[\s;}])?([A-Za-z]+)[ \t]++\Z")
_HEAD = re.compile(r"[A-Za-z_$][\w$]*+[ \t]*+\([\w$, \t]*+\)?+")
_HEAD_BEFORE = re.compile(
    r"(?:^|[\s;}])([A-Za-z_$][\w$]*+)[ \t]*+\([ \t]*+(?>(?:[A-Za-z_$][\w$]*+[ \t]*+,?+[ \t]*+)*)\)\s*+\Z"
)
# With the curly bracket on the next line it reads as a call and a block, and the fault is the `return` in there.
_ENTRY = re.compile(r"^[ \t]*+(FindProxyForURL(?>(?:Ex)?))[ \t]*+\([^()\n]*+\)\s*+\{", re.MULTILINE)
_OTHER_LANGUAGES = frozenset(("func", "fun", "fn", "def", "sub", "void", "proc", "procedure"))


def _misspelt_function(fault: _Fault) -> str | None:
    word = _CALLED_LIKE_FUNCTION.fullmatch(fault.before)
    if word is not None and _HEAD.match(fault.after) and _like_function(word[1]):
        return f"'{word[1]}' is written where 'function' is meant"
    if fault.after.startswith("{"):
        start = max(fault.problem.span.start - _NEAR, 0)
        head = _HEAD_BEFORE.search(fault.text[start : fault.problem.span.start])
        if head is not None and head[1] not in ("if", "for", "while", "switch", "with", "catch", "function"):
            return f"the word 'function' is missing before '{head[1]}'"
    if fault.after.startswith("return") and (entry := _ENTRY.search(fault.text, 0, fault.problem.span.start)):
        return f"the word 'function' is missing before '{entry[1]}'"
    return None


def _like_function(word: str) -> bool:
    """One letter wrong, left out, doubled or swapped, or another case, or the word of another language."""
    if word == "function":
        return False
    word = word.lower()
    if word in _OTHER_LANGUAGES or word == "function":
        return True
    right = "function"
    edits = {right[:at] + right[at + 1 :] for at in range(8)}
    edits |= {right[:at] + right[at + 1] + right[at] + right[at + 2 :] for at in range(7)}
    if word in edits:
        return True
    if len(word) == 9:
        return any(word[:at] + word[at + 1 :] == right for at in range(9))
    return len(word) == 8 and sum(one != other for one, other in zip(word, right, strict=True)) == 1


_PLACEHOLDER = re.compile(
    r"\{\{[^{}]*+\}\}|\{%[^%]*+%\}|<%[^%]*+%>|<[A-Za-z][\w .-]*+>|%%?+[A-Za-z_]\w*+%%?+|\$\{[\w.]*+\}"
    r"|@[A-Za-z_]\w*+@|\[\[[^\[\]]*+\]\]"
)


def _placeholder(fault: _Fault) -> str | None:
    line, at = fault.before + fault.after, len(fault.before)
    for found in _PLACEHOLDER.finditer(line):
        if found.start() <= at <= found.end() + 1:
            return "a placeholder of a template was not filled in"
    return None


def _foreign(fault: _Fault) -> str | None:
    line = (fault.before + fault.after).lstrip()
    if line.startswith("#"):
        return "'#' starts no comment in a script"
    if re.match(r"--\s*+[A-Za-z]|={3,}|\*{3,}|-{3,}|_{5,}|~{3,}", line):
        return "this line is no part of a script"
    return None


_CAUSES: tuple[tuple[Cause, Callable[[_Fault], str | None]], ...] = (
    ("html-page", _html),
    ("http-header", _http),
    ("typographic-quote", _typographic),
    ("no-break-space", _no_break_space),
    ("invisible-character", _invisible),
    ("placeholder", _placeholder),
    ("misspelt-function", _misspelt_function),
    ("foreign-text", _foreign),
)
