"""The grammar of results: what follows a header line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from proxylint.records import dataclass
from proxylint.text import Source, Span
from proxylint_grammars.winhttp import wrapping
from proxylint_grammars.winhttp.lines import BLANKS, LONGEST, Line, lines_after, next_line
from proxylint_grammars.winhttp.settings import KEYS, foreign_keys, read_object
from proxylint_grammars.winhttp.shapes import (
    KNOWN_PROXY_LABEL,
    Field,
    Header,
    is_direct,
    names_proxy,
    read_field,
    read_header,
)
from proxylint_grammars.winhttp.syntax import (
    Body,
    Direct,
    Doubt,
    Flaw,
    Kind,
    Setting,
    Settings,
    Static,
    Store,
    Unread,
    Word,
)

_MOST_EXTRA = 5
"""Lines that may stand between header and body: fences, rulers, the registry key that proxycfg prints."""


_ROW_GAP = re.compile(r"[ \t]{3}")
_EMPTY = re.compile(r"[(\uff08][^;.*]{1,60}+(?<=[)\uff09])")


@dataclass(frozen=True, slots=True)
class Block:
    """A result without what surrounds it. `end` = where reading goes on."""

    kind: Kind
    store: Store
    span: Span
    body: Body
    end: int
    doubts: tuple[Doubt, ...] = ()


def read_block(source: Source, line: Line, header: Header) -> Block | None:
    """The result that a header line announces; None where none follows, so that the line announced something else."""
    if header.inline is not None:
        return _in_row(source, line, header.inline)
    body = _first_body_line(source, line)
    if body is None:
        return _cut_off(source, line) if header.is_plain else None
    text = body.text[body.body :]
    if text.rstrip(BLANKS).endswith(":") and "winhttp" in text.lower():
        return None
    if text.startswith("{"):
        return _object(source, line, body)
    indented = body.indent >= 2
    if is_direct(text, indented=indented):
        return _shown(source, line, body, Direct(source.span(body.start + body.body, body.end)))
    field = read_field(text)
    if field is not None and _is_setting(field):
        return _listing(source, line, body)
    if field is not None and (names_proxy(field.label)) and (indented or KNOWN_PROXY_LABEL.match(text)):
        return read_fields(source, line, body)
    if field is not None and names_proxy(field.label) and _second_field(source, body) is not None:
        return read_fields(source, line, body)
    return _unknown(source, line, body) if indented and header.is_plain else None


def _first_body_line(source: Source, line: Line) -> Line | None:
    """The first line that is neither a fence nor a ruler nor part of a registry key."""
    for following in lines_after(source.text, line, _MOST_EXTRA):
        text = following.text[following.body :].strip(BLANKS)
        if text and not following.is_ruler and not _REGISTRY_KEY.match(text):
            return following
    return None


_REGISTRY_KEY = re.compile(r".{0,200}?HKEY_|.{0,200}\\\Z|WinHttpSettings[ \t]*+:\Z", re.IGNORECASE)
"""proxycfg prints a key in three lines, each piece but the last ending in a backslash."""


def _shown(source: Source, line: Line, last: Line, body: Body, doubts: tuple[Doubt, ...] = ()) -> Block:
    return Block(Kind.SHOWN, Store.WINHTTP, source.span(line.start, last.end), body, last.end, doubts)


def _cut_off(source: Source, line: Line) -> Block:
    span = source.span(line.start, line.end)
    doubt = Doubt(Flaw.INCOMPLETE, span, "the text ends behind the header")
    return _shown(source, line, line, Unread(span), (doubt,))


def _unknown(source: Source, line: Line, body: Line) -> Block | None:
    """Indented as a result but of no known form: never taken for direct access."""
    if read_header(body) is not None or "netsh" in body.text.lower():
        return None
    span = source.span(body.start, body.end)
    doubt = Doubt(Flaw.FOREIGN, span, "what follows the header has no known form")
    return _shown(source, line, body, Unread(span), (doubt,))


def read_fields(source: Source, line: Line, first: Line) -> Block:
    """Proxy field and bypass field; the order is the same in all languages."""
    proxy = _value(source, first)
    second = _second_field(source, first)
    if second is None:
        doubt = wrapping.broken(source, first) or Doubt(
            Flaw.INCOMPLETE, proxy.span, "the line of the bypass list is missing"
        )
        return _shown(source, line, first, Static(proxy, None), (doubt, *_value_doubts(proxy)))
    bypass = _value(source, second)
    doubts = [*_value_doubts(proxy), *_value_doubts(bypass)]
    broken = wrapping.broken(source, second)
    if broken is not None:
        doubts.append(broken)
    empty = _is_empty_list(bypass.text)
    return _shown(source, line, second, Static(proxy, None if empty else bypass), tuple(doubts))


def _second_field(source: Source, first: Line) -> Line | None:
    """The next line, if it is a field at the same depth."""
    second = next_line(source.text, first)
    field = read_field(second.text[second.body :]) if second else None
    if second is None or field is None or len(field.label) < 2 or read_header(second) is not None:
        return None
    known = field.label.lower().startswith("bypass list")
    alike = abs(second.indent - first.indent) <= 1
    return second if known or (alike and not _starts_prompt(field)) else None


def _starts_prompt(field: Field) -> bool:
    """`PS C` of a prompt reads like a label; no label of netsh ends in a lone letter."""
    return field.value.startswith(("\\", ">")) or len(field.label.rpartition(" ")[2]) < 2


def _value(source: Source, line: Line) -> Word:
    field = read_field(line.text[line.body :])
    start = line.start + line.body
    if field is None:
        return Word("", source.span(start, start))
    return Word(field.value, source.span(start + field.start, start + field.end))


def _value_doubts(value: Word) -> Iterator[Doubt]:
    text = value.text
    if not text:
        yield Doubt(Flaw.INCOMPLETE, value.span, "a value is missing")
    elif text.endswith(("...", "\u2026", "\ufffd")) or (text.startswith("(") and not text.endswith(")")):
        yield Doubt(Flaw.INCOMPLETE, value.span, "the end of a value is missing")
    elif len(text) >= LONGEST // 2:
        yield Doubt(Flaw.FOREIGN, value.span, "a value is longer than any that Windows takes")
    elif any(mark in text for mark in ("&lt;", "&gt;", "&amp;", "&quot;")):
        yield Doubt(Flaw.FOREIGN, value.span, "a value is written for HTML")


def _is_empty_list(text: str) -> bool:
    """`(none)` in any language."""
    return _EMPTY.fullmatch(text) is not None


def _in_row(source: Source, line: Line, start: int) -> Block | None:
    """The whole result in the header's line: the lines of it were joined with blanks."""
    text, base = line.text[start:], line.start + start
    if is_direct(text, indented=True):
        return _shown(source, line, line, Direct(source.span(base, line.end)))
    first = read_field(text, in_row=True)
    if first is None or not names_proxy(first.label):
        return None
    proxy = Word(first.value, source.span(base + first.start, base + first.end))
    second = read_field(first.second)
    if second is None:
        doubt = Doubt(Flaw.INCOMPLETE, proxy.span, "the bypass list is missing")
        return _shown(source, line, line, Static(proxy, None), (doubt,))
    at = base + len(text) - len(first.second)
    bypass = Word(second.value, source.span(at + second.start, at + second.end))
    empty = _is_empty_list(bypass.text)
    doubts = [*_value_doubts(proxy), *_value_doubts(bypass)]
    if _ROW_GAP.search(bypass.text):
        doubts.append(Doubt(Flaw.FOREIGN, bypass.span, "it is not certain where in the row the bypass list starts"))
    return _shown(source, line, line, Static(proxy, None if empty else bypass), tuple(doubts))


def _advanced(source: Source, line: Line, body: Body, end: int, doubts: tuple[Doubt, ...]) -> Block:
    return Block(Kind.ADVANCED, Store.ADVANCED, source.span(line.start, end), body, end, doubts)


def _object(source: Source, line: Line, body: Line) -> Block | None:
    start = body.start + body.body
    found = read_object(source, start)
    if found is None:
        span = source.span(start, body.end)
        doubt = Doubt(Flaw.INCOMPLETE, span, "the settings are not one complete flat JSON object")
        return _advanced(source, line, Unread(span), body.end, (doubt,))
    if found.settings.entries and len(found.strangers) == len(found.settings.entries):
        return None
    return _advanced(source, line, found.settings, found.span.end, foreign_keys(found.settings))


_SPELLED = {"connectionname": "Connection name"}


def _is_setting(field: Field) -> bool:
    """The lines that `Get-WinhttpProxy -Advanced` prints, the first of which names the connection or the proxy."""
    return field.label.replace(" ", "").lower() in KEYS


def _listing(source: Source, line: Line, body: Line) -> Block:
    entries: list[Setting] = []
    last: Line | None = body
    end = body
    while last is not None:
        field = read_field(last.text[last.body :])
        if field is None or not _is_setting(field):
            break
        start = last.start + last.body
        label = Word(field.label.replace(" ", ""), source.span(start, start + len(field.label)))
        value = Word(field.value, source.span(start + field.start, start + field.end))
        entries.append(Setting(label, {"true": True, "false": False}.get(value.text.lower(), value)))
        end, last = last, next_line(source.text, last)
    settings = Settings(tuple(entries))
    return _advanced(source, line, settings, end.end, foreign_keys(settings))
