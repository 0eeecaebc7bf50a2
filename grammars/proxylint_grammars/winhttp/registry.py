"""The registry as text: exports (`.reg`, version 5 and REGEDIT4) and what `reg query` prints.

Both name a key in a line of its own and the values of it below. Only values that tell of proxies are read, by name.
"""

from __future__ import annotations

import re

from proxylint.records import replace
from proxylint.text import Source, Span
from proxylint_grammars.winhttp.blob import Byte, read_blob
from proxylint_grammars.winhttp.lines import Line
from proxylint_grammars.winhttp.syntax import (
    Body,
    Data,
    Doubt,
    Flaw,
    Key,
    Kind,
    Number,
    Record,
    RegistryValue,
    Removed,
    Store,
    Unclear,
    Unread,
    Word,
)
from proxylint_grammars.winhttp.wrapping import broken

NAMES = (
    *("AutoConfigURL", "AutoDetect", "DisableEnterpriseAuthProxy", "DisableWpad", "PreferStaticProxyForHttpRequest"),
    *("ProxyBypass", "ProxyEnable", "ProxyOverride", "ProxyPacUrl", "ProxyServer", "ProxySettingsPerUser"),
    *("TelemetryProxyServer", "WinHttpSettings"),
)
_NAMES = "|".join(NAMES)

EXPORTED = rf"[ \t]*+\"(?i:{_NAMES})\"[ \t]*+="
"""How a value of an export begins."""
QUERIED = rf"(?: {{4}}|\t)[ \t]*+(?i:{_NAMES})(?: {{4}}|\t)[ \t]*+REG_"
"""How a value begins that `reg query` prints; the one of Windows XP writes tabs."""
KEY = r"[ \t]*+(?:\[-?(?i:HK[ELCU])|HKEY_)"
"""How a line begins that names a key."""

_KEY = re.compile(r"[ \t]*+(?:\[(?P<gone>-?)(?P<key>HK[^\]\r\n]*+)\]|(?P<queried>HKEY_[^\r\n]*+))", re.IGNORECASE)
_NAME = re.compile(
    r"[ \t]*+(?:\"(?P<exported>\w++)\"[ \t]*+=[ \t]*+|(?P<queried>\w++)[ \t]++REG_(?P<type>\w*+)[ \t]*+)"
)
_STRING = re.compile(r"\"(?P<text>(?>(?:[^\"\\\r\n]++|\\[^\r\n])*))\"")
_NUMBER = re.compile(r"dword:(?P<digits>[0-9A-Fa-f]{1,8})(?![0-9A-Fa-f])", re.IGNORECASE)
_PRINTED_NUMBER = re.compile(r"0x(?P<digits>[0-9A-Fa-f]{1,8})")
_HEX = re.compile(r"hex(?:\((?P<type>[0-9A-Fa-f]{1,8})\))?:", re.IGNORECASE)
_BYTES = re.compile(r"[ \t]*+(?>(?:[0-9A-Fa-f]{2}[ \t]*+(?:,[ \t]*+)?(?:\\[ \t]*+(?:\r*+\n|\r)[ \t]*+)?)*)")
_BYTE = re.compile(r"[0-9A-Fa-f]{2}")
_ESCAPED = re.compile(r"\\(.)|[^\\]")
_REST = re.compile(r"[ \t]*+(?:;[^\r\n]*+)?(?=[\r\n]|\Z)")
_END = re.compile(r"[\r\n]")
_QUERY = re.compile(r"\breg(?:\.exe)?[\"']?[ \t]++query\b", re.IGNORECASE)
_COPY = re.compile(r"/reg:32\b|\bsyswow64\b", re.IGNORECASE)
_PRINTED = re.compile(r"[ \t]*+HKEY_|(?: {4}|\t).*(?: {4}|\t)REG_")
_ANSI = re.compile(r"\s*+REGEDIT4\b")
_EXPORT = re.compile(r"\s*+(?:REGEDIT4|Windows Registry Editor Version)\b")
_TEXT = r"\"(?>(?:[^\"\\]++|\\.)*)\""
_REMARK = re.compile(
    rf"[ \t]*+(?>(?:(?:{_TEXT}|@)[ \t]*+=[ \t]*+(?>{_TEXT}|[\w:(),\\ \t-]*+)|[0-9A-Fa-f,\\ \t]*+))[ \t]*+(?P<remark>;)"
)
_LONGEST = 1 << 18
_ROOTS = {
    "hkey_local_machine": Key.MACHINE,
    "hklm": Key.MACHINE,
    "hkey_current_user": Key.CURRENT_USER,
    "hkcu": Key.CURRENT_USER,
}
_USERS = ("hkey_users", "hku")
_CONNECTIONS = r"software\microsoft\windows\currentversion\internet settings\connections"
_SHARED = "software\\policies\\"
"""Policies are the same for both kinds of programs (Win32 documentation, registry keys affected by WOW64)."""
_BINARY, _NUMERIC, _TEXTS = 3, 4, (1, 2, 7)
"""REG_BINARY, REG_DWORD; REG_SZ, REG_EXPAND_SZ and REG_MULTI_SZ (winnt.h)."""


def is_ansi(text: str) -> bool:
    """Whether the text is an export of the old version, whose binary strings have one byte per character."""
    return _ANSI.match(text) is not None


def is_export(text: str) -> bool:
    return _EXPORT.match(text) is not None


def export_comment(line: str) -> int:
    """Where in a line of an export a comment starts: at a `;` that it begins with, or behind a value; -1 for none. The
    name of a key may hold one that starts no comment."""
    found = _REMARK.match(line)
    return -1 if found is None else found.start("remark")


NOWHERE = Key("", "")
"""What follows stands below no key of the computer or a user."""


def asks_for_copy(before: Line | None, otherwise: bool) -> bool:
    """Whether what follows is the copy for 32-bit programs, which is printed under the name of the other one."""
    if before is None:
        return False
    if _QUERY.search(before.text):
        return _COPY.search(before.text) is not None
    return otherwise and _PRINTED.match(before.text) is not None


def read_key(source: Source, line: Line, *, copy: bool = False) -> tuple[Key, RegistryValue | None]:
    """The key that a line names; `copy` as `asks_for_copy` says of the command that printed it.

    A key that is removed takes all its values with it: then there is nothing below it, and the removal is a value
    without a name."""
    found = _KEY.match(line.text)
    if found is None:
        return NOWHERE, None
    span = source.span(line.start, line.end)
    key = _key((found["key"] or found["queried"]).strip())
    if copy and found["queried"] and not key.path.startswith(_SHARED):
        key = replace(key, wow64=True)
    if not found["gone"]:
        return key, None
    return NOWHERE, RegistryValue(key, "", Removed(span), span)


def removed_setting(removed: RegistryValue) -> Record | None:
    """The record of a `WinHttpSettings` that goes with the key it stood in."""
    key = removed.key
    if key.account != Key.MACHINE or not f"{_CONNECTIONS}\\".startswith(f"{key.path}\\"):
        return None
    return _record(removed.span, Removed(removed.span), Unread(removed.span), key.wow64)


def _key(text: str) -> Key:
    root, _, path = text.lower().partition("\\")
    path = path.rstrip("\\")
    account = _ROOTS.get(root, "")
    if root in _USERS:
        account, _, path = path.partition("\\")
    if not account:
        return NOWHERE
    parts = path.split("\\")
    wow64 = len(parts) > 1 and parts[1] == "wow6432node"
    return Key(account, "\\".join(parts[:1] + parts[2:]) if wow64 else path, wow64)


def read_value(source: Source, line: Line, key: Key | None, *, ansi: bool) -> tuple[Record | RegistryValue | None, int]:
    """The value that starts in a line, below `key`, and where it ends.

    `WinHttpSettings` is a setting of its own: a record, also where the text shows the value without its key.
    """
    found = _NAME.match(line.text)
    if found is None:
        return None, line.end
    name, at = (found["exported"] or found["queried"]).lower(), line.start + found.end()
    if found["exported"]:
        places, data, stop = _exported(source, at, ansi)
    else:
        places, data, stop = _queried(source, line, at, found["type"].upper())
    span = source.span(line.start + len(line.text) - len(line.text.lstrip(" \t")), stop)
    if name != "winhttpsettings":
        return (None if key is None else RegistryValue(key, name, data, span)), stop
    if key is not None and (key.account, key.path) != (Key.MACHINE, _CONNECTIONS):
        return None, stop
    body = read_blob(source, span.start, span.end, places)
    return _record(span, data, body, key is not None and key.wow64), stop


_Found = tuple[list[Byte], Data, int]
"""The bytes of a binary value, what the value says, and where it ends."""


def _exported(source: Source, at: int, ansi: bool) -> _Found:
    text = source.text
    if text.startswith("-", at):
        return _closed(source, at, [], Removed(source.span(at, at + 1)), at + 1)
    string = _STRING.match(text, at, at + _LONGEST)
    if string:
        return _closed(source, at, [], _unescaped(source, string.start("text"), string["text"]), string.end())
    number = _NUMBER.match(text, at)
    if number:
        value = Number(int(number["digits"], 16), source.span(at, number.end()))
        return _closed(source, at, [], value, number.end())
    kind = _HEX.match(text, at)
    if kind is None:
        return _unclear(source, at, "it has no form that a registry export knows")
    written = _BYTES.match(text, kind.end(), kind.end() + _LONGEST)
    stop = written.end() if written else kind.end()
    places = [(one.start(), int(one.group(), 16)) for one in _BYTE.finditer(text, kind.end(), stop)]
    data = _of_bytes(source, source.span(at, stop), places, int(kind["type"] or "3", 16), ansi)
    return _closed(source, at, places, data, stop)


def _closed(source: Source, at: int, places: list[Byte], data: Data, stop: int) -> _Found:
    """Behind a value stands nothing but a comment; a number in hexadecimal may be followed by the next key at once."""
    if _REST.match(source.text, stop) or source.text[stop - 1 : stop] in "\r\n":
        return places, data, stop
    return _unclear(source, at, "something stands behind it that belongs to no value")


def _unclear(source: Source, at: int, why: str) -> _Found:
    found = _END.search(source.text, at)
    stop = found.start() if found else len(source.text)
    return [], Unclear(source.span(at, stop), why), stop


def _unescaped(source: Source, start: int, text: str) -> Word:
    if "\\" not in text:
        return Word(text, source.span(start, start + len(text)))
    found = list(_ESCAPED.finditer(text))
    offsets = (*(start + one.start() for one in found), start + len(text))
    said = "".join(one[1] or one[0] for one in found)
    return Word(said, source.span(start, start + len(text)), offsets)


def _of_bytes(source: Source, span: Span, places: list[Byte], kind: int, ansi: bool) -> Data:
    if kind == _NUMERIC and len(places) == 4:
        return Number(sum(value << 8 * number for number, (_, value) in enumerate(places)), span)
    if kind == _BINARY:
        return Unclear(span, "it is binary")
    if kind not in _TEXTS or (len(places) % 2 and not ansi):
        return Unclear(span, "its type is not known here, or does not fit its length")
    return _text(source, span, places, 1 if ansi else 2)


def _text(source: Source, span: Span, places: list[Byte], width: int) -> Data:
    """The string that bytes are, `width` of them for each character, without the NULs that end it."""
    chars = "".join(_character(places[at : at + width]) for at in range(0, len(places), width)).rstrip("\0")
    if "\0" in chars:
        return Unclear(span, "it holds several strings")
    offsets = tuple(places[at][0] for at in range(0, len(chars) * width, width))
    end = places[len(chars) * width - 1][0] + 2 if chars else span.end
    return Word(chars, source.span(offsets[0] if chars else end, end), (*offsets, end))


def _character(places: list[Byte]) -> str:
    """Half of a pair that UTF-16 makes of rare characters is no text by itself."""
    code = sum(value << 8 * number for number, (_, value) in enumerate(places))
    return "\ufffd" if 0xD800 <= code < 0xE000 else chr(code)


def _queried(source: Source, line: Line, at: int, kind: str) -> _Found:
    text = line.text[at - line.start :].rstrip(" \t")
    span = source.span(at, at + len(text))
    if broken(source, line):
        return [], Unclear(span, "its line seems broken at the width of a window"), line.end
    if kind in ("SZ", "EXPAND_SZ"):
        return [], Word(text, span), span.end
    number = _PRINTED_NUMBER.fullmatch(text)
    if kind == "DWORD" and number:
        return [], Number(int(number["digits"], 16), span), span.end
    if kind == "BINARY" and len(text) < _LONGEST:
        return [(at + one.start(), int(one.group(), 16)) for one in _BYTE.finditer(text)], Unclear(span, ""), span.end
    if kind == "MULTI_SZ" and "\\0" not in text:
        return [], Word(text, span), span.end
    return [], Unclear(span, "its type is not known here, or does not fit what stands there"), span.end


def _record(span: Span, data: Data, body: Body, wow64: bool) -> Record:
    record = Record(Kind.REGISTRY, Store.WOW64 if wow64 else Store.WINHTTP, span, body)
    if isinstance(data, Removed):
        why = "the value is removed, and what WinHTTP uses without it is not documented"
        return replace(record, doubts=(Doubt(Flaw.FOREIGN, span, why),))
    if isinstance(body, Unread):
        return replace(record, doubts=(Doubt(Flaw.INCOMPLETE, span, "a length in the value does not fit"),))
    return record
