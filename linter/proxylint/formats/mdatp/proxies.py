"""Which hop a value names, and what keeps it from naming a certain one.

Documented is `http://host:port`, with or without a final slash (defender-docs, linux-static-proxy-configuration.md);
authenticated proxies, PAC and WPAD are not supported (mde-linux-prerequisites.md). Nothing else is verified.
"""

from __future__ import annotations

import re
from enum import StrEnum
from ipaddress import IPv4Address, IPv6Address

from proxylint.formats.mdatp.model import Assigned
from proxylint.regex import regex
from proxylint.verdict import Hop
from proxylint_grammars.mdatp import read_proxy
from proxylint_grammars.mdatp.syntax import Proxy


class ProxyFault(StrEnum):
    """What keeps a value from naming one certain hop."""

    NOT_TEXT = "no text"
    TEMPLATE = "template"
    EMPTY = "empty"
    CREDENTIALS = "credentials"
    PLACEHOLDER = "placeholder"
    REPLACED = "replaced"
    SCHEME_MISSING = "scheme missing"
    SCHEME = "scheme"
    SERVER = "server invalid"
    PORT_MISSING = "port missing"
    PORT_INVALID = "port invalid"
    PATH = "path"


CLAUSES = {
    ProxyFault.NOT_TEXT: "is no text",
    ProxyFault.TEMPLATE: "holds a variable that something else fills in",
    # Observed: canonicalizer.ucsuri.tcs:80 (microsoft-365-docs issues 7558 and 7975).
    ProxyFault.EMPTY: "is empty, and agents were seen to put an address of their own in its place",
    ProxyFault.CREDENTIALS: "holds a user name or password, and the agent supports no authenticated proxy",
    ProxyFault.PLACEHOLDER: "is a sample value",
    ProxyFault.REPLACED: "holds a '%' or a backslash, which systemd replaces",
    ProxyFault.SCHEME_MISSING: "does not begin with 'http://', and no other form is documented",
    ProxyFault.SCHEME: "begins with another scheme than 'http://', and no other form is documented",
    ProxyFault.SERVER: "names no valid server",
    ProxyFault.PORT_MISSING: "has no port, and no default is documented",
    ProxyFault.PORT_INVALID: "has no valid port",
    ProxyFault.PATH: "has something behind the port, and no such form is documented",
}
"""What is wrong, to be read after the name of the key or variable."""

_TEMPLATE = regex(r"\$\{|\$\(|\$[A-Za-z_]|\{\{|\{%|<%|%\(|%[A-Za-z_]++%|\A@[A-Za-z_]++@\Z")
_FILLED_IN = regex(r"\{\{[^{}]*+\}\}|\$\{[^{}]*+\}|\$\([^()]*+\)|<%[^<>]*+%>|\A[A-Za-z]++://|:")
"""What may stand before the `@` of an address without being a part of a login itself."""
_SAMPLE_MARK = regex(r"example do not use|\A[^<>]*<[^<>]++>", re.IGNORECASE)
_SAMPLE_DOMAINS = ("example.com", "example.net", "example.org", "contoso.com", "fabrikam.com")
"""Of IANA (RFC 2606, 3) and of Microsoft, for documentation: no proxy of one's own is called so. A name that ends in
`.example` or `.test` may be real inside a laboratory."""

_SERVER = regex(r"[A-Za-z0-9_]++(?>(?:[.-]++[A-Za-z0-9_]++)*)\.?")
_LOOPBACK = regex(r"localhost\.?|127(?:\.\d{1,3}){3}|::1", re.IGNORECASE)


def fault_of(assigned: Assigned) -> ProxyFault | None:
    """The first thing that is wrong with a value, or None for a value of the documented form."""
    if not assigned.text:
        return ProxyFault.NOT_TEXT
    text = assigned.value.text
    if not text.strip():
        return ProxyFault.EMPTY
    if "@" in text and not _is_filled_in(text):
        return ProxyFault.CREDENTIALS
    if _TEMPLATE.search(text):
        return ProxyFault.TEMPLATE
    proxy = read_proxy(assigned.value)
    if _is_sample(text, proxy):
        return ProxyFault.PLACEHOLDER
    return ProxyFault.REPLACED if assigned.raw else _form(proxy)


def _is_filled_in(text: str) -> bool:
    """Whether the `@` is the mark of a template, or all that stands before it is filled in later."""
    whole = re.fullmatch(r"@[A-Za-z_]++@", text) is not None
    return whole or not _FILLED_IN.sub("", text[: text.rfind("@")])


def _form(proxy: Proxy) -> ProxyFault | None:
    if proxy.rest and proxy.rest[0] not in "/?#":
        return ProxyFault.SERVER
    if proxy.scheme != "http":
        return ProxyFault.SCHEME if proxy.scheme else ProxyFault.SCHEME_MISSING
    if not _is_server(proxy):
        return ProxyFault.SERVER
    if proxy.port is None:
        return ProxyFault.PORT_MISSING
    if not is_port(proxy.port):
        return ProxyFault.PORT_INVALID
    return None if proxy.rest in ("", "/") else ProxyFault.PATH


def hop_of(assigned: Assigned) -> Hop:
    """The hop of a value without fault."""
    proxy = read_proxy(assigned.value)
    return Hop("proxy", proxy.server, int(proxy.port or ""))


def _is_sample(text: str, proxy: Proxy) -> bool:
    """Whether documentation shows the value in the place of a real one: that, and nothing that only looks so."""
    server = proxy.server.lower().rstrip(".")
    return (
        _SAMPLE_MARK.search(text) is not None
        or (proxy.port is not None and proxy.port.lower() == "port")
        or server in _SAMPLE_DOMAINS
        or server.endswith(tuple(f".{domain}" for domain in _SAMPLE_DOMAINS))
    )


def is_loopback(server: str) -> bool:
    return _LOOPBACK.fullmatch(server) is not None


def is_port(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 5 and 0 < int(text) < 65536


def _is_server(proxy: Proxy) -> bool:
    if proxy.bracketed:
        return _is_ipv6(proxy.server)
    if not _SERVER.fullmatch(proxy.server):
        return False
    return not proxy.server.rstrip(".").rpartition(".")[2].isdigit() or _is_ipv4(proxy.server)


def _is_ipv4(text: str) -> bool:
    try:
        IPv4Address(text)
    except ValueError:
        return False
    return True


def _is_ipv6(text: str) -> bool:
    try:
        return IPv6Address(text).scope_id is None
    except ValueError:
        return False
