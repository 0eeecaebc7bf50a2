"""Which entry of a proxy string serves a scheme, and what hop it names.

`https=` serves https; else an entry without a key, wherever it stands; else nothing, and the client goes direct
(proxycfg documentation; WINHTTP_PROXY_INFO, remarks; .NET HttpWindowsProxy.cs and MultiProxy.cs). WinHTTP takes the
first entry of a scheme and has no fail-over (MicrosoftDocs/win32, AutoProxy issues in WinHTTP).
"""

from __future__ import annotations

from ipaddress import IPv6Address

from proxylint.formats.winhttp.model import Unknown
from proxylint.formats.winhttp.showing import shown
from proxylint.records import dataclass
from proxylint.regex import regex
from proxylint.text import Span
from proxylint.verdict import DIRECT, Hop
from proxylint_grammars.winhttp.syntax import ProxyEntry, Word
from proxylint_grammars.winhttp.values import KEYS, MOST

BARE_PORT = 80
"""Where a proxy without a port listens (WinINET, enabling-internet-functionality; .NET agrees)."""

SERVER = regex(r"[A-Za-z0-9_]++(?>(?:[.-]++[A-Za-z0-9_]++)*)\.?")


@dataclass(frozen=True, slots=True)
class Choice:
    """The hop for a scheme, or why it is not known; `span` = the entry, or the whole string where none serves."""

    hop: Hop | None
    span: Span
    note: str
    reason: str | None = None


def choose(proxy: Word, entries: tuple[ProxyEntry, ...], scheme: str) -> Choice:
    """The way for `scheme` by a proxy string, before the bypass list."""
    doubt = _doubt(proxy, entries)
    if doubt is not None:
        return Choice(None, doubt.span, "the proxy string cannot be trusted", doubt.reason)
    entry = serving(entries, scheme)
    if entry is None:
        return _nothing(proxy, entries, scheme)
    hop = hop_of(entry)
    if isinstance(hop, Unknown):
        return Choice(None, hop.span, f"{scheme} uses the entry {shown(entry.whole.text)}", hop.reason)
    return Choice(hop, entry.whole.span, f"{scheme} uses the entry {shown(entry.whole.text)}")


def serving(entries: tuple[ProxyEntry, ...], scheme: str) -> ProxyEntry | None:
    """The entry with the key `scheme`, else the first without a key; `http://proxy` without a key serves both schemes.

    That `http://proxy` is no `http=proxy` was found out on Windows (dotnet/runtime#103328).
    """
    for key in (scheme, ""):
        for entry in entries:
            if entry.key == key:
                return entry
    return None


def _doubt(proxy: Word, entries: tuple[ProxyEntry, ...]) -> Unknown | None:
    if "@" in proxy.text:
        span = next((entry.credentials for entry in entries if entry.credentials), proxy.span)
        return Unknown("the proxy string holds a user name or password, for which its grammar has no place", span)
    if len(entries) >= MOST:
        return Unknown("the proxy string has more entries than are read", proxy.span)
    for entry in entries:
        if entry.key and entry.key not in KEYS:
            reason = f"it is not verified what Windows makes of {shown(entry.whole.text)}, whose key is no known scheme"
            return Unknown(reason, entry.whole.span)
    return None


def _nothing(proxy: Word, entries: tuple[ProxyEntry, ...], scheme: str) -> Choice:
    """No entry serves the scheme. WinINET would fall back to a SOCKS entry; of WinHTTP it is not verified."""
    socks = next((entry for entry in entries if entry.key == "socks"), None)
    if socks is not None:
        reason = f"only {shown(socks.whole.text)} could serve {scheme}, and WinHTTP documents no SOCKS proxies"
        return Choice(None, socks.whole.span, "no entry but a SOCKS proxy", reason)
    if not entries:
        return Choice(None, proxy.span, "no entry", "the proxy string is empty")
    return Choice(DIRECT, proxy.span, f"no entry of the proxy string serves {scheme}, so {scheme} goes direct")


def hop_of(entry: ProxyEntry) -> Hop | Unknown:
    """The hop an entry names. A key says which requests it serves, not how the proxy is spoken to."""
    fault = fault_of(entry)
    if fault is not None:
        return Unknown(f"the entry {shown(entry.whole.text)} {fault}", entry.whole.span)
    if entry.port is None:
        return Hop("proxy", entry.server, BARE_PORT)
    return Hop("proxy", entry.server, int(entry.port))


def fault_of(entry: ProxyEntry) -> str | None:
    """What keeps an entry from naming one certain hop; reads after the entry."""
    if entry.prefix not in ("", "http"):
        return f"begins with '{entry.prefix}://', and it is not verified what WinHTTP makes of that"
    if has_several_colons(entry):
        return "holds several colons; an IPv6 address is written in brackets"
    if entry.rest or not _is_server(entry):
        return "names no valid server"
    if entry.port is None:
        return "has no port, and its default is not verified for https" if entry.key == "https" else None
    return None if is_port(entry.port) else "has no valid port"


def has_several_colons(entry: ProxyEntry) -> bool:
    return not entry.bracketed and entry.rest.startswith(":") and ":" in entry.rest[1:]


def is_port(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 5 and 0 < int(text) < 65536


def _is_server(entry: ProxyEntry) -> bool:
    if not entry.bracketed:
        return SERVER.fullmatch(entry.server) is not None
    try:
        return IPv6Address(entry.server).scope_id is None
    except ValueError:
        return False
