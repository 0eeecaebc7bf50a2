"""Which files a squid.conf names, seen without reading its lines: to find out which of many configurations to read."""

from __future__ import annotations

from collections.abc import Iterator

from proxylint.format import Naming
from proxylint.text import Source

_LONGEST = 4096
"""Bytes of a path."""

_DEEPEST_INDENT = 80

_PORTS = ("http_port", "https_port")


def naming(source: Source) -> Naming:
    """List files stand behind a quote (strtokFile, ConfigParser.cc:131@5.7), or in `parameters("...")`."""
    text = source.text
    quoted = text.replace("'", '"').split('"')[1:] if '"' in text or "'" in text else []
    paths = {_path(part) for part in quoted}
    patterns = tuple(_patterns(text)) if "include" in text else ()
    return Naming(frozenset(paths - {""}), patterns, _opens_port(text))


def _path(part: str) -> str:
    """It ends at a blank."""
    words = part[:_LONGEST].split(None, 1)
    return words[0] if words else ""


def _patterns(text: str) -> Iterator[str]:
    for line in text.replace("\\\r\n", " ").replace("\\\n", " ").split("\n"):
        directive, _, rest = line.strip().replace("\t", " ").partition(" ")
        if directive == "include":
            for at, part in enumerate(rest.split('"')):
                yield from (part.split() if at % 2 == 0 else [part])


def _opens_port(text: str) -> bool:
    return any(_begins_line(text, port) for port in _PORTS)


def _begins_line(text: str, directive: str) -> bool:
    at = text.find(directive)
    while at >= 0:
        before = text[max(0, at - _DEEPEST_INDENT) : at]
        if not before.rpartition("\n")[2].strip() and ("\n" in before or at <= _DEEPEST_INDENT):
            return True
        at = text.find(directive, at + 1)
    return False
