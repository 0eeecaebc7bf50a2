"""A port is not opened, because another one has its place or because there are too many."""

from __future__ import annotations

from collections.abc import Iterator

from proxylint.finding import Finding, Label, Level
from proxylint.rule import Examined, Rule


def check(examined: Examined) -> Iterator[Finding]:
    if examined.format.name != "squid":
        return
    from proxylint.formats.squid.analysis.closed_ports import closed_ports

    closed = closed_ports(examined.policy)
    for one in closed.taken:
        assert one.taker is not None
        taker = f"'{one.taker.listener.written}'"
        why = (
            f"Squid on Linux does not open this port beside {taker}: one of the two is for every address"
            if one.elsewhere
            else f"Squid does not open this port: {taker} has its place, and what this line says has no effect"
        )
        yield Finding(
            RULE.code,
            RULE.name,
            RULE.level,
            examined.one_line(one.port.span),
            f"{why}.",
            related=(Label(examined.one_line(one.taker.span), "this port is opened"),),
            advice="Write one line for both, or give one of them another port.",
        )
    for one in closed.beyond[:1]:
        more = len(closed.beyond) - 1
        others = f", nor {more} more" if more else ""
        yield Finding(
            RULE.code,
            RULE.name,
            RULE.level,
            examined.one_line(one.port.span),
            f"Squid opens the ports of {closed.most} lines, and not this one{others}: who connects there is refused.",
            advice="Take ports out, or build Squid with a larger MAXTCPLISTENPORTS.",
        )


RULE = Rule(
    "SQD603",
    "port-not-opened",
    Level.WARNING,
    "A port is not opened, because another one has its place or there are too many.",
    check,
    tags=("squid", "connectivity"),
)
