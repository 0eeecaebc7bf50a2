"""PAC files (proxy auto-config): scripts that tell a client, for each URL, which way to go.

Nothing heavy is imported before a file is read: the parser's tables cost more than an empty run of the program.
"""

from __future__ import annotations

import re

from proxylint.format import Format, Given, Loader, Policy, Vantage
from proxylint.formats.pac.remedy import remedy
from proxylint.text import Source, decode_marked

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


def read(source: Source, load: Loader, given: Given) -> Policy:
    from proxylint.formats.pac.policy import read as read_script

    return read_script(source, load, given)


FORMAT = Format(
    name="pac",
    title="proxy auto-config (PAC) script",
    vantage=Vantage.CLIENT,
    filenames=("*.pac", "wpad.dat", "proxy.pac.js", "proxy.pac.erb", "proxy.pac.j2"),
    decode=decode_marked,
    likeness=likeness,
    read=read,
    remedy=remedy,
)
