"""The way of a required URL hangs on the device's own address."""

from __future__ import annotations

from collections.abc import Iterator

from proxylint import addresses
from proxylint.finding import Finding, Label, Level
from proxylint.records import replace
from proxylint.region import Region
from proxylint.rule import Examined, Rule
from proxylint.text import Span
from proxylint_rules.pac.places import one_line
from proxylint_rules.pac.required import listed
from proxylint_rules.pac.ways import Way, contrasts, told, usual, ways


def check(examined: Examined) -> Iterator[Finding]:
    if examined.format.name != "pac":
        return
    from proxylint.formats.pac.analysis.lookups import own_address_calls

    hit: dict[str, tuple[Way, Way]] = {}
    for found in ways(examined):
        for one, other in contrasts([way for way in found if usual(way)], _any_device):
            hit.setdefault(one.url, (one, other))
    calls = own_address_calls(examined.policy)
    if not hit or not calls:
        return
    one, other = next(iter(hit.values()))
    verb = "is" if len(hit) == 1 else "are"
    yield Finding(
        RULE.code,
        RULE.name,
        RULE.level,
        one_line(examined, calls[0]),
        f"Whether {listed(list(hit))} {verb} sent {told(one.first)} or {told(other.first)} hangs on the address "
        f"that the device takes for its own{_at_boot(list(hit.values()))}.",
        related=tuple(
            Label(one_line(examined, span), "one of the answers") for span in _answers(one, other) if span is not None
        ),
        advice="Send these hosts one way whatever the own address is.",
    )


def _answers(*found: Way) -> list[Span | None]:
    return [way.case.route.span for way in found]


def _at_boot(found: list[tuple[Way, Way]]) -> str:
    """What a device without network gets: engines answer 127.0.0.1 then (Chromium `net/docs/proxy.md`)."""
    loopback = addresses.parse_address("127.0.0.1")
    at = {told(way.first) for pair in found for way in pair if loopback in way.case.when.client}
    return f"; without network that is 127.0.0.1, and the way is {at.pop()}" if len(at) == 1 else ""


def _any_device(region: Region) -> Region:
    return replace(region, client=addresses.EVERY)


RULE = Rule(
    "PAC117",
    "own-address-decides",
    Level.NOTE,
    "The way of a required URL hangs on the device's own address.",
    check,
    tags=("pac", "connectivity"),
)
