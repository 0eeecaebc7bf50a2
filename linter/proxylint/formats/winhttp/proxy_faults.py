"""What is wrong with a proxy string, entry by entry."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from proxylint.formats.winhttp.facts import (
    Fact,
    FaultyProxy,
    IgnoredProxy,
    Ipv6Proxy,
    LoopbackProxy,
    PlaceholderProxy,
    ProxyFault,
    ProxyWithoutDomain,
    SchemeWithoutProxy,
    SocksOnly,
)
from proxylint.formats.winhttp.model import Setting, StaticProxy
from proxylint.formats.winhttp.proxies import fault_of, has_several_colons, is_port, serving
from proxylint.regex import regex
from proxylint.text import Span
from proxylint_grammars.winhttp.syntax import ProxyEntry
from proxylint_grammars.winhttp.values import KEYS


def proxy_faults(setting: Setting, static: StaticProxy) -> Iterator[Fact]:
    yield from _unserved(setting, static)
    record, first = setting.record, dict[str, ProxyEntry]()
    apart = dict(_apart(static.proxies))
    for number, entry in enumerate(static.proxies):
        if entry.key == "ftp" or number - 1 in apart:
            continue
        if number in apart:
            port = apart[number]
            span = Span(entry.whole.span.file, entry.whole.span.start, port.whole.span.end)
            written, meant = f"{entry.whole.text} {port.server}", f"{entry.whole.text}{port.server}"
            yield FaultyProxy(record, span, ProxyFault.PORT_APART, written, meant)
            first.setdefault(entry.key, entry)
            continue
        used = entry.key not in first
        if not used:
            yield IgnoredProxy(record, entry.whole.span, entry.whole.text, first[entry.key].whole.span)
        first.setdefault(entry.key, entry)
        fault = _fault(entry)
        if fault is not None:
            yield FaultyProxy(record, entry.whole.span, fault, entry.whole.text, _meant(entry, fault))
        if _is_loopback(entry.server.lower()):
            yield LoopbackProxy(record, entry.whole.span, entry.server)
        elif used and fault is None and entry.key != "socks":
            yield from _name(setting, entry)


def _name(setting: Setting, entry: ProxyEntry) -> Iterator[Fact]:
    """What can be said of a server that is written well."""
    record, span, server = setting.record, entry.whole.span, entry.server.lower()
    if entry.bracketed:
        yield Ipv6Proxy(record, span, server)
    elif _PLACEHOLDER.search(server):
        yield PlaceholderProxy(record, span, entry.whole.text)
    elif "." not in server:
        yield ProxyWithoutDomain(record, span, entry.server)


def _apart(entries: Sequence[ProxyEntry]) -> Iterator[tuple[int, ProxyEntry]]:
    """Entries that end in a colon and have nothing but a port behind them, by number: a vendor's example reads so."""
    for number, (entry, behind) in enumerate(pairwise(entries)):
        if entry.port == "" and entry.server and not entry.rest and is_port(behind.whole.text):
            yield number, behind


def _meant(entry: ProxyEntry, fault: ProxyFault) -> str:
    key, server = f"{entry.key}=" if entry.key else "", f"[{entry.server}]" if entry.bracketed else entry.server
    port = entry.port or re.sub(r"^:|/.*", "", entry.rest)
    clear = fault in (ProxyFault.PREFIX, ProxyFault.PATH) and entry.prefix in ("", "http", "https")
    return f"{key}{server}:{port}" if clear and server and is_port(port) else ""


def _unserved(setting: Setting, static: StaticProxy) -> Iterator[Fact]:
    named = tuple(dict.fromkeys(entry.key for entry in static.proxies))
    if not named or any(key and key not in KEYS for key in named):
        return
    for scheme in ("https", "http"):
        if serving(static.proxies, scheme) is None:
            kind = SocksOnly(setting.record, static.proxy.span, scheme)
            yield kind if "socks" in named else SchemeWithoutProxy(setting.record, static.proxy.span, scheme, named)


def _fault(entry: ProxyEntry) -> ProxyFault | None:
    if entry.key and entry.key not in KEYS:
        return ProxyFault.KEY_UNKNOWN
    if entry.key == "socks":
        return None
    if entry.prefix not in ("", "http"):
        return ProxyFault.PREFIX
    if has_several_colons(entry):
        return ProxyFault.IPV6_BARE
    if entry.server and _PATH.fullmatch(entry.rest):
        return ProxyFault.PATH
    if entry.port is not None and not is_port(entry.port):
        return ProxyFault.PORT_INVALID
    if entry.port is None and not entry.rest and entry.server:
        return ProxyFault.PORT_MISSING
    return ProxyFault.SERVER_INVALID if fault_of(entry) is not None else None


_PLACEHOLDER = regex(
    r"(?<![a-z0-9])your(?:[._-]|(?:proxy|company|corp|domain|organi[sz]ation|org|server)(?![a-z]))"
    r"|(?:\A|\.)(?:example\.(?:com|net|org)|(?:contoso|fabrikam)\.com)\.?\Z"
    r"|\Ax{1,3}(?:\.x{1,3}){3}\Z"
)
"""Nobody but IANA has the first of these domains (RFC 2606, section 3), and the companies are those of Microsoft's
documentation. Names below `.example` are left alone: they are chosen to be seen through."""
_PATH = regex(r"(?::\d{1,5})?/.*")
_LOOPBACK = regex(r"localhost\.?|127(?:\.\d{1,3}){3}|::1")


def _is_loopback(server: str) -> bool:
    return _LOOPBACK.fullmatch(server) is not None
