"""An intercepted connection that is refused wherever Squid's DNS and the client's give different addresses."""

from __future__ import annotations

from collections.abc import Iterator

from proxylint.finding import Finding, Level
from proxylint.rule import Examined, Rule
from proxylint.text import Span
from proxylint.verdict import Access


def check(examined: Examined) -> Iterator[Finding]:
    if examined.format.name != "squid":
        return
    from proxylint.formats.squid.verifying import FORGED

    ports: dict[Span, set[str]] = {}
    for judged in examined.judged:
        for case in judged.verdict.cases:
            forged = any(holds and condition == FORGED for condition, holds in case.when.conditions)
            span, port = case.access.span, case.when.listen
            if forged and case.access.value is Access.DENIED and span is not None and port is not None:
                ports.setdefault(examined.one_line(span), set()).add(port.written)
    for line, names in sorted(ports.items()):
        yield Finding(
            RULE.code,
            RULE.name,
            RULE.level,
            line,
            f"On port {', '.join(sorted(names))} Squid refuses a connection at this line (409) where its own DNS does "
            "not give the address that the client has dialled.",
            advice="Let Squid and the devices use the same DNS server. Names with many addresses that change fail now "
            "and then all the same; a splice at step 1 or step 3 is not checked.",
        )


RULE = Rule(
    "SQD407",
    "name-checked-against-address",
    Level.NOTE,
    "An intercepted connection is refused where Squid's DNS and the client's give different addresses.",
    check,
    tags=("squid", "connectivity"),
)
