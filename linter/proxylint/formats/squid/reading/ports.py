"""http_port, https_port, ftp_port (cache_cf.cc:3518-3960@5.7)."""

from __future__ import annotations

import re
from collections.abc import Callable

from proxylint.format import Standing
from proxylint.formats.squid.model import Port, PortMode
from proxylint.formats.squid.reading.addresses import is_ipv4, is_ipv6
from proxylint.formats.squid.reading.draft import Draft, RefusedError
from proxylint.formats.squid.reading.scalars import port_number, unsigned
from proxylint.formats.squid.reading.tls import Tls
from proxylint.formats.squid.reading.tokens import Arguments
from proxylint.formats.squid.reading.wordlists import word_set
from proxylint.records import dataclass, field
from proxylint.regex import regex
from proxylint.region import Listener
from proxylint_grammars.squid import Word


@dataclass(slots=True)
class PortDraft:
    """The flags of one line while its options are read; their order counts."""

    protocol: str
    name: str
    number: int
    host: str | None
    intercept: bool = False
    tproxy: bool = False
    accel: bool = False
    bump: bool = False
    header: bool = False
    tls: Tls = field(default_factory=Tls)

    @property
    def hijacked(self) -> bool:
        return self.intercept or self.tproxy

    @property
    def mode(self) -> PortMode:
        if self.accel:
            return PortMode.ACCEL
        if self.tproxy:
            return PortMode.TPROXY
        return PortMode.INTERCEPT if self.intercept else PortMode.FORWARD


def read_port(draft: Draft, arguments: Arguments, name: str) -> None:
    draft.port_lines += 1
    word = arguments.need("a port")
    protocol = {"https_port": "HTTPS", "ftp_port": "FTP"}.get(name, "HTTP")
    host, number = _specification(word)
    port = PortDraft(protocol, word.text, number, host)
    for option in arguments.words():
        _option(port, option, arguments.line.name)
    _finish(port, protocol, arguments)
    if port.header:
        text = "this port takes only connections that begin with a PROXY header, which names the client"
        draft.remark(Standing.UNMODELLED, arguments.span, text)
    if protocol == "FTP":
        return
    listener = Listener(number, word.text, arguments.span)
    secure = port.protocol == "HTTPS"
    draft.ports.append(Port(listener, port.mode, secure, port.bump, port.name, port.host, arguments.span))


_BRACKETED = regex(r"\[([^\]]*+)\]:(.*+)")


def _specification(word: Word) -> tuple[str | None, int]:
    """`port`, `host:port` or `[ipv6]:port` (cache_cf.cc:3518-3598@5.7). A host name is assumed to resolve."""
    text = word.text
    if text.startswith("["):
        found = _BRACKETED.fullmatch(text)
        if not found:
            raise RefusedError(f"'{text}' is not written [address]:port", word.span)
        host, number = found[1], port_number(found[2], word)
        if not is_ipv6(host) and not is_ipv4(host):
            raise RefusedError(f"'{host}' is not an IP address", word.span)
    elif ":" in text:
        host, _, rest = text.partition(":")
        number = port_number(rest, word)
        if not host or (re.fullmatch(r"[0-9.]++", host) and not is_ipv4(host)):
            raise RefusedError(f"'{host}' is not an address", word.span)
    else:
        if not re.fullmatch(r"[-+]?[0-9]++", text) or not text.strip("+-0"):
            raise RefusedError(f"'{text}' does not end in a port number", word.span)
        return None, port_number(text, word)
    if number == 0:
        raise RefusedError("a port cannot be 0", word.span)
    return host, number


_PLAIN = word_set(
    """no-vhost act-as-origin ignore-cc no-connection-auth connection-auth=off connection-auth connection-auth=on
    disable-pmtu-discovery=off disable-pmtu-discovery=transparent disable-pmtu-discovery=always tcpkeepalive
    ftp-track-dirs worker-queues"""
)
_IN_IPV4 = {None: "0.0.0.0", "::": "0.0.0.0", "::1": "127.0.0.1"}
"""Addresses that have a counterpart in IPv4 (ip/Address.cc `setIPv4`@5.7)."""

_ACCELERATOR = ("defaultsite=", "vport=", "protocol=")
_TLS = ("cert=", "key=", "version=", "options=", "cipher=", "clientca=", "cafile=", "capath=", "crlfile=", "dhparams=")


def _option(port: PortDraft, word: Word, directive: str) -> None:
    text = word.text
    mode = _MODES.get(text)
    if mode is not None:
        mode(port, word)
    elif text.startswith(_ACCELERATOR) or text in ("vport", "allow-direct"):
        _accelerated(port, word, directive)
    elif text.startswith("name="):
        port.name = text[5:]
    elif text.startswith("tcpkeepalive="):
        _keepalive(text[13:], word)
    elif text == "ipv4":
        if port.host is not None and is_ipv6(port.host) and port.host not in _IN_IPV4:
            raise RefusedError("ipv4 does not go with an IPv6 address", word.span)
        port.host = _IN_IPV4.get(port.host, port.host)
    elif text in ("sslBump", "ssl-bump"):
        port.bump = True
    elif text.startswith(_TLS) or text.startswith(("generate-host-certificates", "dynamic_cert_mem_cache_size=")):
        port.tls.server(text, word)
    elif text.startswith(("sslflags=", "sslcontext=")):
        port.tls.server(text[3:], word)
    elif text.startswith("tls-"):
        port.tls.server(text[4:], word)
    elif text not in _PLAIN:
        raise RefusedError(f"{directive} has no option '{text}'", word.span)


def _set_accel(port: PortDraft, word: Word) -> None:
    if port.hijacked:
        raise RefusedError("accel does not go with intercept or tproxy", word.span)
    port.accel = True


def _set_vhost(port: PortDraft, word: Word) -> None:
    port.accel = True


def _set_intercept(port: PortDraft, word: Word) -> None:
    if port.accel or port.tproxy:
        raise RefusedError(f"{word.text} does not go with accel or tproxy", word.span)
    port.intercept = True


def _set_tproxy(port: PortDraft, word: Word) -> None:
    if port.accel or port.intercept:
        raise RefusedError("tproxy does not go with accel or intercept", word.span)
    port.tproxy = True


def _set_header(port: PortDraft, word: Word) -> None:
    port.header = True


_MODES: dict[str, Callable[[PortDraft, Word], None]] = {
    "accel": _set_accel,
    "vhost": _set_vhost,
    "intercept": _set_intercept,
    "transparent": _set_intercept,
    "tproxy": _set_tproxy,
    "require-proxy-header": _set_header,
}


def _accelerated(port: PortDraft, word: Word, directive: str) -> None:
    name, _, value = word.text.partition("=")
    if not port.accel:
        raise RefusedError(f"the option {name} of {directive} needs accel before it", word.span)
    if name == "vport" and "=" in word.text:
        port_number(value, word)
    if name == "protocol":
        protocol = value.upper().removesuffix("/1.1")
        if protocol not in ("HTTP", "HTTPS", "FTP") or value.upper() == "FTP/1.1":
            raise RefusedError(f"{directive} does not support protocol={value}", word.span)
        port.protocol = protocol


def _keepalive(text: str, word: Word) -> None:
    for part in text.split(",", 2):
        unsigned(part, word)


def _finish(port: PortDraft, directive: str, arguments: Arguments) -> None:
    """What the whole line must satisfy (cache_cf.cc:3886-3935@5.7)."""
    if port.protocol == "HTTPS":
        if port.bump and not port.hijacked:
            raise RefusedError("ssl-bump on an https_port needs intercept or tproxy", arguments.span)
        if port.hijacked and not port.bump:
            raise RefusedError("intercept or tproxy on an https_port needs ssl-bump", arguments.span)
        if port.header:
            raise RefusedError("an https_port cannot have require-proxy-header", arguments.span)
        port.tls.encrypted = True
    elif directive == "FTP" and (port.bump or port.header):
        raise RefusedError("an ftp_port can have neither ssl-bump nor require-proxy-header", arguments.span)
    if port.tls.encrypted and not port.tls.certificates:
        raise RefusedError("a port with TLS options needs a cert= option", arguments.span)
