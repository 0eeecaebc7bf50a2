"""An entry of a proxy string holds what its documented form has no place for."""

from __future__ import annotations

from collections.abc import Iterator

from proxylint.finding import Finding, Level
from proxylint.rule import Examined, Rule
from proxylint_rules.winhttp.wording import tell_faulty_entries

_WHAT = {
    "unknown key": "a key other than http, https, ftp and socks, and no documentation says whom it serves",
    "scheme before the server": "another scheme than http:// in front, and WinHTTP documents HTTP proxies only",
    "a path": "a path, and a proxy is a server and a port",
}


def check(examined: Examined) -> Iterator[Finding]:
    if examined.format.name == "winhttp":
        yield from tell_faulty_entries(examined, RULE, _WHAT, "has")


RULE = Rule(
    "WIN104",
    "proxy-entry-undocumented",
    Level.WARNING,
    "An entry of a proxy string holds what its documented form has no place for.",
    check,
    tags=("winhttp", "correctness"),
)
