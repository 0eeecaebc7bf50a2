"""A port is not opened, because another one has its place or because there are too many."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from proxylint.finding import Finding, Label, Level
from proxylint.rule import Examined, Rule

if TYPE_CHECKING:
    from proxylint.formats.squid.listening import Closed


def check(examined: Examined) -> Iterator[Finding]:
    if examined.format.name != "squid":
        return
    from proxylint.formats.squid.analysis.closed_ports import closed_ports

    closed = closed_ports(examined.policy)
    for one in closed.taken:
        assert one.taker is not None
        taker = f"'{one.taker.listener.written}'"
        why = (
            f"Squid on Linux does not open this port beside {taker}: one of the two is for every address."
            if one.elsewhere
            else f"Squid does not open this port: {taker} has its place, and what this line says has no effect."
        )
        opened = Label(examined.one_line(one.taker.span), "this port is opened")
        yield _finding(examined, one, why, "Write one line for both, or give one of them another port.", opened)
    for one in closed.beyond[:1]:
        more = len(closed.beyond) - 1
        others = f", nor {more} more" if more else ""
        why = f"Squid opens the ports of {closed.most} lines, and not this one{others}: who connects there is refused."
        yield _finding(examined, one, why, "Take ports out, or build Squid with a larger MAXTCPLISTENPORTS.")


def _finding(examined: Examined, closed: Closed, why: str, advice: str, *related: Label) -> Finding:
    span = examined.one_line(closed.port.span)
    return Finding(RULE.code, RULE.name, RULE.level, span, why, related=related, advice=advice)


RULE = Rule(
    "SQD603",
    "port-not-opened",
    Level.WARNING,
    "A port is not opened, because another one has its place or there are too many.",
    check,
    tags=("squid", "connectivity"),
)
