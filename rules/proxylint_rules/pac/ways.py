"""Which way a required URL takes, and on what it hangs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from ipaddress import IPv4Address, IPv6Address, ip_address

from proxylint import addresses
from proxylint.judgement import Judged, asked_for
from proxylint.names import Beyond
from proxylint.records import dataclass
from proxylint.region import ASKED, Region
from proxylint.rule import Examined
from proxylint.verdict import Case, Hop
from proxylint_rules.pac.required import needed


@dataclass(frozen=True, slots=True)
class Way:
    """One case of one required URL: its first hop is all that WinHTTP uses."""

    url: str
    case: Case
    first: Hop


def ways(examined: Examined) -> Iterator[list[Way]]:
    """The cases of each required URL of which the way is known: of a wildcard those that hold for all of it, or for a
    host that is known to be asked for."""
    for judged in needed(examined):
        url = judged.verdict.request.url
        yield [
            Way(url, case, case.route.value[0])
            for case in judged.verdict.cases
            if case.failure is None and case.route.value and _asked(judged, case)
        ]


def _asked(judged: Judged, case: Case) -> bool:
    return case.when.names.whole() or asked_for(judged.endpoint, judged.verdict, case.when)


def usual(way: Way) -> bool:
    """Whether the case is one where the host resolves to a public address."""
    return addresses.PUBLIC_SAMPLE in way.case.when.answers(ASKED)


def nowhere(hop: Hop) -> bool:
    """Whether block lists send what they block there: to the device itself, or where nothing is."""
    return dead(hop) or hop.host == "localhost" or _address(hop, lambda address: address.is_loopback)


def dead(hop: Hop) -> bool:
    """No proxy can be there: an address that is no destination, or a port that is none."""
    return hop.kind != "direct" and (hop.port == 0 or _address(hop, lambda address: address.is_unspecified))


def _address(hop: Hop, test: Callable[[IPv4Address | IPv6Address], bool]) -> bool:
    try:
        return test(ip_address(hop.host))
    except ValueError:
        return False


def told(hop: Hop) -> str:
    return "past the proxy" if hop.kind == "direct" else f"to '{str(hop).removeprefix('proxy ')}'"


MOST = 24
"""Cases of one URL that are compared with each other."""


def contrasts(found: Sequence[Way], without: Callable[[Region], Region]) -> Iterator[tuple[Way, Way]]:
    """Two cases with different first hops whose regions meet once a dimension is taken out: it decides between them."""
    few = found[:MOST]
    for one in few:
        for other in few:
            if one.first != other.first and _meet(without(one.case.when), without(other.case.when)):
                yield one, other


def _meet(one: Region, other: Region) -> bool:
    try:
        return one.intersect(other) is not None
    except Beyond:
        return False
