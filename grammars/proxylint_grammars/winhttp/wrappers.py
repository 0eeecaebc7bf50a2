"""What results come wrapped in: lines that name the computer, lines of failure, and wrappings that are not read."""

from __future__ import annotations

import re

from proxylint.text import Source
from proxylint_grammars.winhttp.lines import BLANKS, Line
from proxylint_grammars.winhttp.shapes import KNOWN_DIRECT
from proxylint_grammars.winhttp.syntax import FailedSet, Refusal, Wrapper

_STEP = (
    "after|attempt|before|case|check|example|item|log|note|option|output|part|phase|result|round|run|sample|step|task"
    "|test|try|v|version"
)
_COMPUTER = (
    rf"(?!(?i:x?(?:32|64|86)|(?:{_STEP})[._-]?\d*+)[ \t.:-])"
    r"(?=[0-9._-]*+[A-Za-z])(?=[A-Za-z_-]*+[0-9.])[A-Za-z0-9][A-Za-z0-9_.-]{0,63}+"
)
"""A name with a digit or a dot that no step of a log has."""

HOST_LINE = (
    r"\\\\[A-Za-z0-9_.-]{1,64}+:[ \t]*+(?=[\r\n]|\Z)"
    r"|[A-Za-z0-9_.-]{1,255}+ \| [A-Z]++!? \| rc=-?\d++ >>"
    r"|(?:Machine|Computer|Hostname): [A-Za-z0-9_.-]{1,64}+"
    rf"|[=*#~-]{{3,}}+[ \t]++(?:{_COMPUTER}|(?:\d{{1,3}}+\.){{3}}\d{{1,3}}+)[ \t]++[=*#~-]{{3}}"
    rf"|{_COMPUTER}:[ \t]*+(?=[\r\n]|\Z)"
    r"|netsh(?:\.exe)? exited on "
)
"""How lines begin that PsExec, Ansible, PowerShell transcripts, Salt and loops over computers put around a result."""

_NAMED = re.compile(
    r"\\\\(?P<psexec>[A-Za-z0-9_.-]++):|(?P<ansible>[A-Za-z0-9_.-]++) \| [A-Z]++!? \| rc="
    r"|(?:Machine|Computer|Hostname): (?P<machine>[A-Za-z0-9_.-]++)"
    r"|(?>[=*#~-]{3,}+[ \t]++)(?P<titled>[A-Za-z0-9_.-]++)"
    r"|(?P<alone>[A-Za-z0-9_.-]++):[ \t]*+\Z"
)

_ERROR = re.compile(r"[^\r\n]{2,120}?(?:[.:。\x80-\uffff] ?)\((?P<code>\d{1,5})\) ?\S")
_ELEVATION = re.compile(r".{0,80}\brequires elevation\b", re.IGNORECASE)

_ELEVATION_REQUIRED = 740
"""ERROR_ELEVATION_REQUIRED (winerror.h)."""

_PREFIXED = re.compile(r"(?:>[ \t])?[ \t]*+(?:[A-Za-z]:)?[^\s:|]++:\d++:")
_TAG = re.compile(r"<(?!local>)(?:[a-z][a-z0-9]*+\b[^<>]{0,200}+|/[a-z]++|br ?/?)>|&(?:nbsp|lt|gt|amp);", re.IGNORECASE)
_ESCAPED_END = re.compile(r":[ \t\xa0]*+(?:\\r)?\\n")
_QUOTED = re.compile(
    r"[ \t]*+-?[ \t]*+(?:\"[\w ]++\"[ \t]*+:[ \t]*+\[?[ \t]*+(?>(?:\"\",?[ \t]*+)*))?\"[^\"]*+\"[,\]} \t]*+"
    r"|[ \t]*+-[ \t]++'[^']*+'[ \t]*+"
)
_KEY = re.compile(r"\"[\w ]{1,64}+\"[ \t]*+:[ \t]*+[\[\"]")
_ANNOUNCES = re.compile(r"[^:\uff1a\"]{0,80}+[:\uff1a][ \t\xa0]*+(?:\\++[rn]|[\"']|\Z|(?<=[ \t]{2})\S)")
"""Behind the token of a header inside quotes; `"src": "WinHTTP:default"` of some other tool is none."""
_COLUMNS = re.compile(r":[ \t]*+[\"']?[,;]")
_IN_FRONT = re.compile(r"[ \t>*]*+(?:[\w.-]++:[ \t]|[^ \t>*][^,;|\t]*+[,;|\t])")
_ROW = re.compile(r"[^:\uff1a\"]{0,80}+[:\uff1a](?:[ \t]{2,}+|\t|[ \t]?(?=(?:" + KNOWN_DIRECT.pattern + r")))[^ \t\"]")
"""A result in the row of its header, and words in front of the header that may name a computer."""


def named_host(line: Line) -> str | None:
    """The computer a wrapping line names; None for the line that ends a PsExec result."""
    found = _NAMED.match(line.text)
    return found[found.lastgroup] if found and found.lastgroup else None


def names_machine(line: Line) -> bool:
    """Whether all that follows is of that computer, prompts without a name included."""
    found = _NAMED.match(line.text)
    return found is not None and found.lastgroup in ("machine", "titled", "alone")


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


def _is_in_string(text: str, token: int) -> bool:
    return _QUOTED.fullmatch(text) is not None or _KEY.search(text[:token]) is not None


def _wrapper(text: str, token: int) -> Wrapper | None:
    behind = text[token:]
    if ":" not in behind:
        return None
    if _TAG.search(text):
        return Wrapper.HTML
    announces = _ANNOUNCES.match(behind) is not None
    if _ESCAPED_END.search(behind) or (announces and _is_in_string(text, token)):
        return Wrapper.JSON
    if announces and _PREFIXED.match(text[:token]):
        return Wrapper.SELECT_STRING
    if (announces and text[:token].count('"') % 2) or _COLUMNS.search(behind):
        return Wrapper.CSV
    if _ROW.match(behind) and _IN_FRONT.match(text[:token]):
        return Wrapper.CSV  # the rows of several computers must not become one computer's
    return None
