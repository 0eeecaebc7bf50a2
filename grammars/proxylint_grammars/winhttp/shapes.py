"""The grammar of lines: what they look like in any language and encoding.

The words are localised and often mangled on their way into a file; stable are `WinHTTP`, the colon, the parentheses and
the values. All patterns match a whole line and go through it once.
"""

from __future__ import annotations

import re
from functools import lru_cache

from pyparsing import ParseException, ParserElement, ParseResults, Regex, StringEnd

from proxylint.records import dataclass
from proxylint_grammars.winhttp.lines import BLANKS, Line

_BLANK = r"[ \t\xa0\u3000\ufffd\xff]"
"""What may stand before a colon: U+00A0 is U+FFFD where OEM bytes were read as UTF-8, and 0xFF in code page 850."""

WINHTTP = r"(?<![A-Za-z0-9_])winhttp(?![A-Za-z0-9_])"

KNOWN_PROXY_LABEL = re.compile(
    "(?:Proxy Server\\(s\\)|代理服务器|プロキシ サーバー|Servidor\\(es\\) Proxy|Serveur\\(s\\) proxy)"
    + _BLANK
    + r"*+[:\uff1a]"
)
KNOWN_DIRECT = re.compile(
    "(?:Direct access \\(no proxy server\\)|直接访问\\(没有代理服务器\\)|直接アクセス \\(プロキシ サーバーなし\\)"
    "|Accès direct \\(sans serveur proxy\\)|DirectAccess \\(kein Proxyserver\\)|Acceso directo \\(sin servidor proxy\\)"
    "|Прямой доступ \\(без прокси-сервера\\)|직접 액세스\\(프록시 서버 없음\\))[.。]?[ \t]*+"
)
"""Captured or quoted by several people; only needed where the header line was left out of a copy."""

_UNMANGLED = re.compile(r"[\x20-\x3e\x40-\x7e\t]*+")
"""ASCII without `?`, which stands for a letter that was lost."""
_NAMES_PROXY = re.compile(r"prox|serv", re.IGNORECASE)
"""Every known Latin script wording that is plain ASCII has one of these."""


_KEPT = 4096
"""Answers kept of each grammar: the same few lines stand in every result of a fleet of computers."""
_LONGEST_KEPT = 2000
"""Characters of a line whose answer is kept."""


def exact(grammar: ParserElement) -> ParserElement:
    """The grammar for a whole text, without pyparsing's skipping of blanks and widening of tabs: both move places."""
    return (grammar + StringEnd()).leave_whitespace().parse_with_tabs()


def match(grammar: ParserElement, text: str) -> ParseResults | None:
    try:
        return grammar.parse_string(text)
    except ParseException:
        return None


def _direct() -> ParserElement:
    """A phrase in parentheses and no colon. A full stop seen through the wrong code page is up to three characters."""
    words = Regex(r"(?P<words>[^():\uff1a=;\"<>\uff08\uff09]{2,80}+)")
    phrase = Regex(r"[(\uff08](?P<phrase>[^():\uff1a=;\"<>\uff08\uff09]{2,80}+)[)\uff09]")
    return exact(words + phrase + Regex(r"[^ \t(){}=;:\"<>]{0,3}+") + Regex(r"[ \t\xa0]*+"))


_LABEL = Regex(r"(?P<label>[^:\uff1a=;*\"<>]{2,80}+)[:\uff1a]")
_VALUE = Regex(r"[ \t\xa0]*+(?P<value>(?>(?:[^ \t\xa0]++(?>(?:[ \t\xa0]++(?=[^ \t\xa0]))?))*))[ \t\xa0]*+")
_VALUE_IN_ROW = Regex(r"[ \t]*+(?P<value>(?>(?:[^ \t]++(?>(?:[ \t]{1,2}(?=[^ \t]))?))*))[ \t]*+")

_HEADER = exact(
    Regex(rf"(?i:(?P<lead>(?>(?:(?!{WINHTTP}).){{0,120}})){WINHTTP})")
    + Regex(r"(?P<about>[^:\uff1a]{0,80}+)[:\uff1a]")
    + Regex(r"(?P<inline>.*)")
)
_DIRECT = _direct()
_FIELD = exact(_LABEL + _VALUE)
_FIELD_IN_ROW = exact(_LABEL + _VALUE_IN_ROW + Regex(r"(?P<second>.*)"))


@dataclass(frozen=True, slots=True)
class Header:
    """A line that announces a result. `inline`: where, in the line, the result starts that stands in the same line."""

    lead: str
    about: str
    inline: int | None

    @property
    def is_plain(self) -> bool:
        """Says `proxy`, or is in a script where that word cannot be looked for."""
        said = self.lead + self.about
        return _UNMANGLED.fullmatch(said) is None or "prox" in said.lower()


def read_header(line: Line) -> Header | None:
    """A line that holds the token `WinHTTP` and ends in a colon, or goes on with two blanks and a result."""
    return _kept_header(line.text) if len(line.text) <= _LONGEST_KEPT else _header(line.text)


def _header(text: str) -> Header | None:
    found = match(_HEADER, text)
    if found is None:
        return None
    inline = str(found["inline"])
    after = len(text) - len(inline)
    blanks = len(inline) - len(inline.lstrip(BLANKS))
    if blanks == len(inline):
        return Header(str(found["lead"]), str(found["about"]), None)
    body = inline.strip(BLANKS)
    if blanks < 2 and not KNOWN_DIRECT.fullmatch(body):
        return None
    return Header(str(found["lead"]), str(found["about"]), after + blanks)


_kept_header = lru_cache(maxsize=_KEPT)(_header)


def is_direct(text: str, *, indented: bool) -> bool:
    """Whether the text behind a header is the phrase for direct access.

    `indented`: as netsh prints it. Without that, and in a language of which nothing is known, it could be any sentence.
    """
    return (_kept_direct if len(text) <= _LONGEST_KEPT else _is_direct)(text.strip(BLANKS), indented)


def _is_direct(text: str, indented: bool) -> bool:
    if KNOWN_DIRECT.fullmatch(text):
        return True
    found = match(_DIRECT, text)
    if found is None:
        return False
    return _NAMES_PROXY.search(str(found["phrase"])) is not None or (indented and not _UNMANGLED.fullmatch(text))


_kept_direct = lru_cache(maxsize=_KEPT)(_is_direct)


@dataclass(frozen=True, slots=True)
class Field:
    """`label : value`; `start` and `end` of the value count from the start of the text that was read."""

    label: str
    value: str
    start: int
    second: str = ""

    @property
    def end(self) -> int:
        return self.start + len(self.value)


def read_field(text: str, *, in_row: bool = False) -> Field | None:
    """Cut at the first colon: a value may hold `http://` or `::1`. `in_row`: another field follows after 3 blanks."""
    return (_kept_field if len(text) <= _LONGEST_KEPT else _field)(text, in_row)


def _field(text: str, in_row: bool) -> Field | None:
    found = match(_FIELD_IN_ROW if in_row else _FIELD, text)
    if found is None:
        return None
    label, value = str(found["label"]), str(found["value"])
    behind = text[len(label) + 1 :]
    start = len(label) + 1 + len(behind) - len(behind.lstrip(" \t" if in_row else BLANKS))
    return Field(label.strip(BLANKS + "\u3000\ufffd\xff"), value, start, str(found["second"] if in_row else ""))


_kept_field = lru_cache(maxsize=_KEPT)(_field)


def names_proxy(label: str) -> bool:
    """Whether a label can be the one of the proxy field: in plain ASCII it speaks of a proxy or server."""
    if len(label) < 2 or "\\" in label:
        return False
    return _UNMANGLED.fullmatch(label) is None or _NAMES_PROXY.search(label) is not None
