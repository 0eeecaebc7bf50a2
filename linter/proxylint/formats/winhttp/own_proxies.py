"""The two proxies that Defender for Endpoint has for itself, each written in the way the other one must not be.

`TelemetryProxyServer` of the sensor is `host:port`, without scheme and blanks; `ProxyServer` of Defender Antivirus is
`http://host:port` or `https://host:port` (Microsoft Learn, configure-proxy-internet). Other ways are not documented.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from proxylint.formats.winhttp.model import Unknown
from proxylint.formats.winhttp.proxies import fault_of, is_port
from proxylint.formats.winhttp.showing import shown
from proxylint.records import replace
from proxylint.verdict import Hop
from proxylint_grammars.winhttp import read_proxy_list
from proxylint_grammars.winhttp.syntax import ProxyEntry, Word


class OwnFault(StrEnum):
    """What is wrong with such a value; reads after its name."""

    LOGIN = "holds a user name or password"
    BLANK = "holds a blank"
    LIST = "holds several proxies, or a proxy for one scheme only"
    SCHEME = "begins with a scheme"
    NO_SCHEME = "has no scheme"
    SLASH = "ends in a slash"
    PORT = "has no valid port"
    SERVER = "names no valid server"


_ByScheme = Callable[[ProxyEntry], OwnFault | None]


def sensor_fault(word: Word) -> OwnFault | None:
    """What keeps `TelemetryProxyServer` from being `host:port`."""

    def by_scheme(entry: ProxyEntry) -> OwnFault | None:
        if entry.prefix:
            return OwnFault.SCHEME
        return OwnFault.SLASH if word.text.endswith("/") else None

    return _fault(word, by_scheme)


def antivirus_fault(word: Word) -> OwnFault | None:
    """What keeps `ProxyServer` from being `http://host:port` or `https://host:port`."""
    return _fault(word, lambda entry: None if entry.prefix in ("http", "https") else OwnFault.NO_SCHEME)


def sensor_hop(word: Word) -> Hop | Unknown:
    fault = sensor_fault(word)
    if fault is not None:
        return _undocumented("TelemetryProxyServer", word, fault)
    return _hop(_only(word))


def antivirus_hop(word: Word) -> Hop | Unknown:
    """It is not verified whether TLS is spoken with a proxy whose scheme is https."""
    fault = antivirus_fault(word)
    if fault is not None:
        return _undocumented("ProxyServer of Defender Antivirus", word, fault)
    entry = _only(word)
    if entry.prefix == "https":
        reason = f"it is not verified how Defender Antivirus speaks with the proxy {shown(word.text)}"
        return Unknown(reason, word.span)
    return _hop(entry)


def _fault(word: Word, by_scheme: _ByScheme) -> OwnFault | None:
    if "@" in word.text:
        return OwnFault.LOGIN
    if any(char.isspace() for char in word.text):
        return OwnFault.BLANK
    entries = read_proxy_list(word)
    if len(entries) != 1 or entries[0].key:
        return OwnFault.LIST if entries else OwnFault.SERVER
    entry = entries[0]
    scheme = by_scheme(entry)
    if scheme is not None:
        return scheme
    if entry.port is None and not entry.rest and entry.server:
        return OwnFault.PORT
    if entry.port is not None and not is_port(entry.port):
        return OwnFault.PORT
    return OwnFault.SERVER if fault_of(_without_prefix(entry)) is not None else None


def _without_prefix(entry: ProxyEntry) -> ProxyEntry:
    return replace(entry, prefix="")


def _only(word: Word) -> ProxyEntry:
    return read_proxy_list(word)[0]


def _hop(entry: ProxyEntry) -> Hop:
    return Hop("proxy", entry.server, int(entry.port or ""))


def _undocumented(name: str, word: Word, fault: OwnFault) -> Unknown:
    """The value itself is not shown where it holds a login."""
    said = "" if fault is OwnFault.LOGIN else f" {shown(word.text)}"
    return Unknown(f"the {name}{said} {fault}, and what becomes of that is not documented", word.span)
