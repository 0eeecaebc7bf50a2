"""A proxy of Defender's own is not written as its value must be."""

from __future__ import annotations

from collections.abc import Iterator

from proxylint.finding import Finding, Level
from proxylint.rule import Examined, Rule
from proxylint_rules.winhttp.wording import lines, named, tell

_FORMS = {
    "TelemetryProxyServer": ("host:port, without scheme and blanks", '"TelemetryProxyServer"="HOST:PORT"'),
    "ProxyServer": ("http://host:port, with the scheme and without blanks", '"ProxyServer"="http://HOST:PORT"'),
}


def check(examined: Examined) -> Iterator[Finding]:
    if examined.format.name != "winhttp":
        return
    from proxylint.formats.winhttp.own_facts import FaultyOwnProxy

    for facts in lines(examined, FaultyOwnProxy):
        fact = facts[0]
        form, example = _FORMS[fact.name]
        yield tell(
            examined,
            RULE,
            fact.span,
            f"{named(fact.name, fact.written)} {fact.fault}, and its form is {form}",
            f"Write '{fact.meant}'." if fact.meant else f"Write a server and its port:\n    {example}",
        )


RULE = Rule(
    "WIN401",
    "defender-proxy-malformed",
    Level.ERROR,
    "A proxy of Defender's own is not written as its value must be.",
    check,
    tags=("winhttp", "correctness"),
)
