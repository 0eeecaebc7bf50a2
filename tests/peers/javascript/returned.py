"""What Chromium makes of the string that a PAC returns (net/base/proxy_string_util.cc, measured with version 156).

A reader of its own, so that proxylint's is not measured against itself.
"""

from __future__ import annotations

import re

_DEFAULT = {
    "PROXY": ("proxy", 80),
    "HTTPS": ("https", 443),
    "SOCKS": ("socks4", 1080),
    "SOCKS4": ("socks4", 1080),
    "SOCKS5": ("socks5", 1080),
}
_PLACE = re.compile(r"(?P<host>\[[0-9A-Fa-f:.]+\]|[^\s:/@\[\]?#\\]+)(?::(?P<port>[0-9]+))?")


def hops(text: str) -> tuple[str, ...] | None:
    """The next hops as proxylint writes them, in lower case; None = no usable answer at all."""
    if not text.isascii():
        return None
    found = [hop for element in text.split(";") if (hop := _hop(element.strip(" \t"))) is not None]
    return tuple(found) or ("direct",)


def _hop(element: str) -> str | None:
    keyword, _, rest = element.replace("\t", " ").partition(" ")
    if keyword.upper() == "DIRECT":
        return None if rest.strip() else "direct"
    place = _PLACE.fullmatch(rest.strip())
    if keyword.upper() not in _DEFAULT or not place:
        return None
    kind, usual = _DEFAULT[keyword.upper()]
    port = int(place["port"] or usual)
    return f"{kind} {place['host'].lower()}:{port}" if port <= 65535 else None
