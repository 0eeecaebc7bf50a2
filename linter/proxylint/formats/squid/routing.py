"""Which way a request leaves: always_direct, never_direct, parents (peer_select.cc:607-697, neighbors.cc@5.7).

Peers are taken to be up. Cache digests are left aside.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from proxylint import addresses
from proxylint.formats.squid.gate import MOST_PARTS, Answer, End, joined, walk
from proxylint.formats.squid.model import Peer, PortMode
from proxylint.formats.squid.sight import Sight, Spent
from proxylint.records import dataclass, replace
from proxylint.region import ASKED, Condition, Region, Sides
from proxylint.text import Span
from proxylint.verdict import DIRECT, Hop, Step, Trail


class Direct(StrEnum):
    YES = "only direct"
    NO = "never direct"
    MAYBE = "direct or through a parent"


@dataclass(frozen=True, slots=True)
class Way:
    """`hops` in the order in which they are tried; None = unknown, with `reason`; empty = there is none (5xx).

    `allowed`: the neighbours that this request may use. `lost`: it is unknown whether the request goes anywhere.
    """

    region: Region
    direct: Direct
    hops: tuple[Hop, ...] | None
    span: Span | None
    trail: Trail
    reason: str | None = None
    allowed: tuple[Peer, ...] = ()
    lost: bool = False


def ways(region: Region, sight: Sight) -> list[Way]:
    """The ways of every part of the region; they exclude each other and cover it."""
    if _always_plain(sight):
        return [_resolvable(Way(region, Direct.MAYBE, (DIRECT,), None, None), sight)]
    found = [way for start in _directness(region, sight) for way in _with_parents(start, sight)]
    return [_resolvable(way, sight) for way in found]


def _always_plain(sight: Sight) -> bool:
    """Whether nothing in the file tells ways apart. Asking saves time where a list leaves thousands of parts."""
    gates = sight.config.gates
    listed = gates.get("always_direct") or gates.get("never_direct")
    return not listed and sight.port.mode is not PortMode.ACCEL and not (_is_hierarchical(sight) and sight.config.peers)


def _is_hierarchical(sight: Sight) -> bool:
    """A CONNECT counts as non-hierarchical: direct only, unless that is forbidden (client_side_request.cc:927@5.7). So
    does what is not verified."""
    verified = sight.method == "GET" and sight.verified
    return verified or not sight.config.switches.get("nonhierarchical_direct", True)


def _directness(region: Region, sight: Sight) -> Iterator[Way]:
    """always_direct, then never_direct; a log-in there is no answer (peer_select.cc:340-390@5.7)."""
    for always in _answers("always_direct", region, sight):
        if always.allows:
            yield Way(always.region, Direct.YES, None, always.span, always.trail)
        elif always.reason is not None:
            yield Way(always.region, Direct.MAYBE, None, always.span, always.trail, always.reason, lost=always.lost)
        else:
            for never in _answers("never_direct", always.region, sight):
                forbidden = never.allows or sight.port.mode is PortMode.ACCEL
                direct = Direct.NO if forbidden else Direct.MAYBE
                span = never.span if never.allows or never.reason else None
                trail = joined(always.trail, never.trail)
                yield Way(never.region, direct, None, span, trail, never.reason, lost=never.lost)


def _answers(name: str, region: Region, sight: Sight) -> list[Answer]:
    gate = sight.config.gates.get(name, ())
    return walk(name, gate, region, sight) if gate else [Answer(region, End.IMPLICIT, "deny", None, None)]


def _with_parents(way: Way, sight: Sight) -> Iterator[Way]:
    if way.reason is not None:
        yield way
    elif way.direct is Direct.YES or (
        way.direct is Direct.MAYBE and not (_is_hierarchical(sight) and sight.config.peers)
    ):
        yield replace(way, hops=(DIRECT,))
    else:
        near, rest = _measured(way, sight)
        if near is not None:
            step = Step(None, "the host is near by Squid's measure, so no parent is asked")
            yield replace(way, region=near, hops=(DIRECT,), trail=(way.trail, step))
        for allowed in () if rest is None else _allowed(replace(way, region=rest), sight):
            yield from _selected(allowed, sight)


NEAR = Condition(
    "measured near", "Squid's pinger has found the host near", None, "Squid's pinger has not found the host near"
)
"""Squid pings every host that it forwards to, and goes direct from then on (netdb; peer_select.cc:564-604@5.7)."""


def _measured(way: Way, sight: Sight) -> Sides:
    """Nothing is measured without the pinger, which most builds have (pinger_enable)."""
    if way.direct is Direct.NO or not sight.config.switches.get("pinger_enable", True):
        return None, way.region
    return way.region.split_condition(NEAR)


def _allowed(way: Way, sight: Sight) -> list[Way]:
    """The neighbours that cache_peer_access lets this request use, in file order."""
    found = [way]
    for peer in sight.config.peers:
        found = [wider for one in found for wider in _asked_of(peer, one, sight)]
        sight.budget.spend(len(found))
        if len(found) > MOST_PARTS:
            raise Spent
    return found


def _asked_of(peer: Peer, way: Way, sight: Sight) -> Iterator[Way]:
    """neighbors.cc:138-179@5.7: an origin server takes a CONNECT only for its own port."""
    elsewhere = "originserver" in peer.options and sight.method == "CONNECT" and peer.port != sight.request.port
    if way.reason is not None or elsewhere:
        yield way
        return
    if not peer.access:
        yield replace(way, allowed=(*way.allowed, peer))
        return
    for answer in walk("cache_peer_access", peer.access, way.region, replace(sight, waits=False)):
        trail = joined(way.trail, answer.trail)
        allowed = (*way.allowed, peer) if answer.allows else way.allowed
        yield replace(way, region=answer.region, trail=trail, reason=answer.reason, allowed=allowed)


def _selected(way: Way, sight: Sight) -> Iterator[Way]:
    """A first neighbour, then all parents in file order, then direct; prefer_direct puts direct in front."""
    parents = [peer for peer in way.allowed if peer.kind == "parent"]
    firsts = _firsts(way.allowed, parents, sight)
    if way.reason is not None or any(peer.kind not in ("parent", "sibling") for peer in firsts):
        yield way if way.reason else replace(way, reason="a multicast cache_peer finds parents while Squid runs")
        return
    direct = (DIRECT,) if way.direct is Direct.MAYBE else ()
    if not firsts:
        yield replace(way, hops=direct)
        return
    early = direct if sight.config.switches.get("prefer_direct", False) else ()
    for region, first in _chosen(way.region, firsts, parents):
        peers = parents if first is None else [first, *(peer for peer in parents if peer is not first)]
        hops = tuple(dict.fromkeys((*early, *(Hop("peer", peer.host, peer.port) for peer in peers), *direct)))
        span = way.span if early or first is None else first.span
        step = Step(span, f"tried in this order: {', '.join(map(str, hops)) or 'nothing'}")
        yield replace(way, region=region, hops=hops, span=span, trail=(way.trail, step))


def _firsts(allowed: tuple[Peer, ...], parents: list[Peer], sight: Sight) -> list[Peer]:
    """Those that may come first: what a query finds, what hashes and counters pick, else the first parent up.

    A GET asks neighbours over ICP or HTCP; userhash needs a user (peer_select.cc:735-830@5.7).
    """
    usual = parents[:1]
    for method in ("sourcehash", "carp", "round-robin", "weighted-round-robin"):
        marked = [peer for peer in parents if method in peer.options]
        if marked:
            usual = marked
            break
    asks = sight.method == "GET" and sight.verified
    queried = [peer for peer in allowed if _queried(peer, sight)] if asks else []
    return list({peer.name: peer for peer in (*queried, *usual)}.values())


def _queried(peer: Peer, sight: Sight) -> bool:
    """Whether it has an ICP port and is asked (neighbors.cc:178-213@5.7); the port stands in the line only."""
    words = sight.config.sources[peer.span.file].text[peer.span.start : peer.span.end].split()
    icp = words[4] if len(words) > 4 and words[0] == "cache_peer" else "0"
    return icp != "0" and not {"no-query", "multicast-responder"} & set(peer.options)


def _chosen(region: Region, firsts: list[Peer], parents: list[Peer]) -> Iterator[tuple[Region, Peer | None]]:
    """One part per first neighbour, where the file does not say which; a sibling alone may also have no answer."""
    candidates: list[Peer | None] = [*firsts] if parents else [*firsts, None]
    rest: Region | None = region
    for peer in candidates[:-1]:
        if rest is None or peer is None:
            return
        fails = f"{peer.name} is not tried first"
        meaning = ("first", peer.host, peer.port)
        said = Condition(f"first {peer.name}", f"{peer.name} is tried first", peer.span, fails, meaning=meaning)
        mine, rest = rest.split_condition(said)
        if mine is not None:
            yield mine, peer
    if rest is not None:
        yield rest, candidates[-1]


def _resolvable(way: Way, sight: Sight) -> Way:
    """A host that is known not to resolve cannot be reached directly (ERR_DNS_FAIL, peer_select.cc:528@5.7)."""
    if way.hops is None or DIRECT not in way.hops or sight.intercepted:
        return way
    if sight.answers != () and (
        not way.region.resolved or way.region.answers(ASKED) != addresses.only(addresses.NOWHERE)
    ):
        return way
    step = Step(None, "the host does not resolve, so it cannot be reached directly")
    return replace(way, hops=tuple(hop for hop in way.hops if hop != DIRECT), trail=(way.trail, step))
