"""How much a text looks like a PAC script."""

from __future__ import annotations

import re

from proxylint.text import Source

_ENTRY = re.compile(r"\bFindProxyForURL(?:Ex)?\b")
_HELPERS = re.compile(
    r"\b(?:shExpMatch|dnsDomainIs|isPlainHostName|localHostOrDomainIs|isInNet|dnsResolve|myIpAddress)\b"
)
_DEFINITION = re.compile(r"\bfunction\s++FindProxyForURL(?:Ex)?\s*+\(|\bFindProxyForURL(?:Ex)?\s*+=(?!=)")


def likeness(source: Source) -> int:
    """A script that defines the entry function is certainly one; that merely mentions it or its helpers, maybe."""
    if _DEFINITION.search(source.text):
        return 100
    if _ENTRY.search(source.text):
        return 70
    return 30 if _HELPERS.search(source.text) else 0
