"""An entry of a proxy string holds what its documented form has no place for."""

from __future__ import annotations

from collections.abc import Iterator

from proxylint.finding import Finding, Label, Level
from proxylint.rule import Examined, Rule
from proxylint_rules.winhttp.wording import SET_PROXY, lines, more, named, tell

_WHAT = {
    "unknown key": "a key other than http, https, ftp and socks, and no documentation says whom it serves",
    "scheme before the server": "another scheme than http:// in front, and WinHTTP documents HTTP proxies only",
    "a path": "a path, and a proxy is a server and a port",
}


def check(examined: Examined) -> Iterator[Finding]:
    if examined.format.name != "winhttp":
        return
    from proxylint.formats.winhttp.facts import FaultyProxy

    for facts in lines(examined, FaultyProxy, lambda fact: fact.fault in _WHAT):
        first, *rest = facts
        entry = named("The proxy entry", first.written)
        yield tell(
            examined,
            RULE,
            first.span,
            f"{entry} has {_WHAT[first.fault]}{more(facts)}",
            f"Write '{first.meant}'." if first.meant else f"Write a server and its port:\n    {SET_PROXY}",
            related=[Label(fact.span, _WHAT[fact.fault]) for fact in rest],
        )


RULE = Rule(
    "WIN104",
    "proxy-entry-undocumented",
    Level.WARNING,
    "An entry of a proxy string holds what its documented form has no place for.",
    check,
    tags=("winhttp", "correctness"),
)
