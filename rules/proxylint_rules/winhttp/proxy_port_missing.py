"""An entry of a proxy string has no port."""

from __future__ import annotations

from collections.abc import Iterator

from proxylint.finding import Finding, Label, Level
from proxylint.rule import Examined, Rule
from proxylint_rules.winhttp.wording import SET_PROXY, lines, more, named, tell


def check(examined: Examined) -> Iterator[Finding]:
    if examined.format.name != "winhttp":
        return
    from proxylint.formats.winhttp.facts import FaultyProxy

    for facts in lines(examined, FaultyProxy, lambda fact: fact.fault == "port missing"):
        first, *rest = facts
        https = first.written.lower().startswith("https=")
        port = "which one Windows takes for https= is not documented" if https else "Windows takes port 80"
        yield tell(
            examined,
            RULE,
            first.span,
            f"{named('The proxy entry', first.written)} has no port, and {port}{more(facts)}",
            f"Write the port that the proxy listens on:\n    {SET_PROXY}",
            related=[Label(fact.span, "no port either") for fact in rest],
        )


RULE = Rule(
    "WIN103",
    "proxy-port-missing",
    Level.WARNING,
    "An entry of a proxy string has no port.",
    check,
    tags=("winhttp", "correctness"),
)
