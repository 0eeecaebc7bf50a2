"""What results come wrapped in: lines that name the computer, lines of failure, and wrappings that are not read."""

from __future__ import annotations

import re

from proxylint.text import Source
from proxylint_grammars.winhttp.lines import BLANKS, Line
from proxylint_grammars.winhttp.syntax import FailedSet, Refusal, Wrapper

HOST_LINE = (
    r"\\\\[A-Za-z0-9_.-]{1,64}+:[ \t]*+(?=[\r\n]|\Z)"
    r"|[A-Za-z0-9_.-]{1,255}+ \| [A-Z]++!? \| rc=-?\d++ >>"
    r"|(?:Machine|Computer): [A-Za-z0-9_.-]{1,64}+"
    r"|netsh(?:\.exe)? exited on "
)
"""How lines begin that PsExec, Ansible and PowerShell transcripts put around a result."""

_NAMED = re.compile(
    r"\\\\(?P<psexec>[A-Za-z0-9_.-]++):|(?P<ansible>[A-Za-z0-9_.-]++) \| [A-Z]++!? \| rc="
    r"|(?:Machine|Computer): (?P<transcript>[A-Za-z0-9_.-]++)"
)

_ERROR = re.compile(r"[^\r\n]{2,120}?(?:[.:。\x80-\uffff] ?)\((?P<code>\d{1,5})\) ?\S")
_ELEVATION = re.compile(r".{0,80}\brequires elevation\b", re.IGNORECASE)

_ELEVATION_REQUIRED = 740
"""ERROR_ELEVATION_REQUIRED (winerror.h)."""

_PREFIXED = re.compile(r"(?:>[ \t])?[ \t]*+(?:[A-Za-z]:)?[^\s:|]++:\d++:")
_TAG = re.compile(r"<(?:[a-z][a-z0-9]*+\b[^<>]{0,200}+|/[a-z]++|br ?/?)>|&(?:nbsp|lt|gt|amp);", re.IGNORECASE)
_ESCAPED_END = re.compile(r":[ \t\xa0]*+(?:\\r)?\\n")
_QUOTED = re.compile(
    r"[ \t]*+-?[ \t]*+(?:\"[\w ]++\"[ \t]*+:[ \t]*+\[?[ \t]*+(?>(?:\"\",?[ \t]*+)*))?\"[^\"]*+\"[,\]} \t]*+"
)
_KEY = re.compile(r"\"[\w ]{1,64}+\"[ \t]*+:[ \t]*+[\[\"]")
_COLUMNS = re.compile(r":[ \t]*+[\"']?[,;\t]")


def named_host(line: Line) -> str | None:
    """The computer a wrapping line names; None for the line that ends a PsExec result."""
    found = _NAMED.match(line.text)
    return found[found.lastgroup] if found and found.lastgroup else None


def read_failure(source: Source, line: Line) -> FailedSet | None:
    """`... (5) ...` behind a full stop, as netsh prints an error before the settings as they still are."""
    text = line.text.strip(BLANKS)
    span = source.span(line.start, line.end)
    found = _ERROR.match(text[:400])
    if found and "winhttp" not in text.lower():
        return FailedSet(span, int(found["code"]))
    return FailedSet(span, _ELEVATION_REQUIRED) if _ELEVATION.match(text) else None


def read_refusal(source: Source, line: Line) -> Refusal | None:
    """Why a line that names WinHTTP and holds a colon is not read though a result may be in it."""
    text = line.text[:4000]
    wrapper = _wrapper(text, text.lower().find("winhttp"))
    return Refusal(source.span(line.start, line.end), wrapper) if wrapper else None


def _wrapper(text: str, token: int) -> Wrapper | None:
    behind = text[token:]
    if ":" not in behind:
        return None
    if _TAG.search(text):
        return Wrapper.HTML
    if _ESCAPED_END.search(behind) or _QUOTED.fullmatch(text) or _KEY.search(text[:token]):
        return Wrapper.JSON
    if _PREFIXED.match(text[:token]):
        return Wrapper.SELECT_STRING
    if text[:token].count('"') % 2 or _COLUMNS.search(behind):
        return Wrapper.CSV
    return None
