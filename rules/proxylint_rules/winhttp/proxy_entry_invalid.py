"""An entry of a proxy string is no server with a port."""

from __future__ import annotations

from collections.abc import Iterator

from proxylint.finding import Finding, Label, Level
from proxylint.rule import Examined, Rule
from proxylint_rules.winhttp.wording import SET_PROXY, lines, more, named, tell

_WHY = {
    "port invalid": "its port is no number from 1 to 65535",
    "a blank before the port": "the blank in it separates two entries",
    "server invalid": "what stands for the server is no host name and no address",
    "IPv6 address without brackets": "it has several colons, and an IPv6 address stands in brackets",
}


def check(examined: Examined) -> Iterator[Finding]:
    if examined.format.name != "winhttp":
        return
    from proxylint.formats.winhttp.facts import FaultyProxy

    for facts in lines(examined, FaultyProxy, lambda fact: fact.fault in _WHY):
        first, *rest = facts
        entry = named("The proxy entry", first.written)
        yield tell(
            examined,
            RULE,
            first.span,
            f"{entry} is no server with a port: {_WHY[first.fault]}{more(facts)}",
            f"Write '{first.meant}'." if first.meant else f"Write a server and its port:\n    {SET_PROXY}",
            related=[Label(fact.span, _WHY[fact.fault]) for fact in rest],
        )


RULE = Rule(
    "WIN102",
    "proxy-entry-invalid",
    Level.ERROR,
    "An entry of a proxy string is no server with a port.",
    check,
    tags=("winhttp", "correctness"),
)
