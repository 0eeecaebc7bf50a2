"""The ssl_bump machine: what becomes of the TLS session inside a connection.

client_side_request.cc:1399-1504, client_side.cc:2998-3132, ssl/PeekingPeerConnector.cc:47-129@5.7. The rules are walked
anew at each step; actions that are impossible at a step are passed over.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Protocol

from proxylint.formats.squid.acls.part import UNTOLD
from proxylint.formats.squid.admission import Entry, admitted, refused
from proxylint.formats.squid.following import follow
from proxylint.formats.squid.gate import End, walk
from proxylint.formats.squid.leaving import Departure, case_of, departures, fetched, replied, tunnelled
from proxylint.formats.squid.routing import Direct, Way
from proxylint.formats.squid.sight import Sight, Stage
from proxylint.formats.squid.verifying import verified
from proxylint.records import dataclass, replace
from proxylint.region import Condition, Region
from proxylint.text import Span
from proxylint.verdict import DIRECT, NO_ROUTE, Case, Decision, Step, Tls, Trace, Trail

_SECOND = ("peek", "stare", "splice", "bump", "terminate")
_AFTER_PEEK = ("splice", "terminate")
_AFTER_STARE = ("bump", "terminate")
_OLD = {"allow": "client-first", "deny": "none"}

TLS13 = Condition("tls 1.3", "the server speaks TLS 1.3", None, "the server speaks TLS 1.2 or older")
"""After a peek its certificate cannot be seen, and Squid splices at once (PeekingPeerConnector.cc:305-330@5.7)."""


@dataclass(frozen=True, slots=True)
class _Action:
    region: Region
    action: str
    span: Span | None
    trail: Trail

    def tls(self, value: Tls) -> Decision[Tls]:
        return Decision(value, self.span, None, Trace(self.trail))


def _step(
    region: Region, sight: Sight, before: Trail, default: str, possible: tuple[str, ...] | None = None
) -> Iterator[_Action]:
    """The action of every part; a log-in and an ident question end the step with a splice, like no match."""
    title = f"at step {sight.step}"
    for answer in walk("ssl_bump", sight.config.gates.get("ssl_bump", ()), region, sight, possible):
        if answer.end is End.UNKNOWN:
            yield from _either(answer.region, answer.span, before, answer.reason or "")
            continue
        matched = answer.end is End.MATCH
        action = _OLD.get(answer.action, answer.action) if matched else "splice" if answer.end is End.LOGIN else default
        note = f"{title}: {action}" if matched else f"{title}: no line matched, so {action}"
        step = Step(answer.span if matched else None, note, None, Trace(answer.trail))
        yield _Action(answer.region, action, answer.span if matched else None, (before, step))


def _either(region: Region, span: Span | None, before: Trail, reason: str) -> Iterator[_Action]:
    """A line that is not understood may do anything: followed as a splice and as a bump; a common end is certain."""
    trail = (before, Step(span, f"unknown: {reason}"))
    untold = Condition(f"{UNTOLD}ssl_bump", reason, span)
    for side, action in zip(region.split_condition(untold), ("none", "bump"), strict=True):
        if side is not None:
            yield _Action(side, action, span, trail)


def inspected(entry: Entry, sight: Sight, cases: list[Case]) -> None:
    """An admitted CONNECT on an inspecting port."""
    for first in _step(entry.region, sight, None, "splice"):
        after_first(replace(entry, region=first.region), first, sight, cases)


def intercepted(region: Region, sight: Sight, cases: list[Case]) -> None:
    """A dialled TLS connection: ssl_bump first, then the CONNECT that Squid makes up (client_side.cc:2579@5.7).

    The request that ssl_bump sees first has no method and is not marked as intercepted, so an ACL that demands
    credentials ends the step as it does for a CONNECT (auth/Acl.cc:28-89@5.7). Both were observed on Squid 5.7.
    """
    connect = replace(sight, scheme=_made_up(sight))
    for first in _step(region, replace(sight, method="NONE", asks=True), None, "splice"):
        if first.action == "terminate":
            cases.append(_terminated(Entry(first.region, None, None), first))
            continue
        refusals, entries = admitted(first.region, connect)
        cases += refusals
        follow(entries, sight.budget, cases, partial(after_first, first=first, sight=connect))


def _made_up(sight: Sight) -> str:
    """The protocol of a CONNECT that Squid makes up (client_side.cc:3303@5.7, :3266@6.13, :3190@7.6; observed on
    all three)."""
    return "HTTP" if sight.config.version == 5 else "AUTHORITY_FORM"


def after_first(entry: Entry, first: _Action, sight: Sight, cases: list[Case]) -> None:
    """`entry`: of the region in which `first` is done, or a part of it."""
    match first.action:
        case "terminate":
            cases.append(_terminated(entry, first))
        case "peek" | "stare":
            _second(entry, first, sight, cases)
        case "bump" | "client-first":
            _bumped(entry, first, replace(_inner(sight), step=1), cases)
        case "server-first":
            _pinned(entry, first, sight, cases)
        case _:
            tunnelled(entry, sight, first.tls(Tls.TUNNELLED), cases)


def _second(entry: Entry, first: _Action, sight: Sight, cases: list[Case]) -> None:
    """With the client hello. A splice makes Squid check a new CONNECT for the name in it (client_side.cc:3043@5.7)."""
    looking = replace(sight, step=2, named=True)
    for second in _step(entry.region, looking, first.trail, "splice", _SECOND):
        passed = replace(entry, region=second.region)
        match second.action:
            case "terminate":
                cases.append(_terminated(passed, second))
            case "peek" | "stare":
                _third(passed, second, looking, cases)
            case "bump":
                _pinned(passed, second, looking, cases)
            case _:
                _renewed(passed, second, looking, cases)


def _renewed(entry: Entry, second: _Action, sight: Sight, cases: list[Case]) -> None:
    """The second pass has no client headers (client_side.cc:3205-3327@5.7)."""
    again = replace(sight, stage=Stage.RENEWED, headers=False, numeric=False, scheme=_made_up(sight))
    trail = (entry.trail, Step(None, "spliced at step 2: the access lists are walked again for a new CONNECT"))
    for region, known in verified(entry.region, again, trail, cases, second.span):
        refusals, entries = admitted(region, known, trail)
        cases += refusals
        passed = [replace(one, span=entry.span) for one in entries]
        follow(passed, sight.budget, cases, partial(tunnelled, sight=known, tls=second.tls(Tls.TUNNELLED)))


def _third(entry: Entry, second: _Action, sight: Sight, cases: list[Case]) -> None:
    """With the server's certificate."""
    looking = replace(sight, step=3, certificate=True)
    if second.action == "stare":
        for third in _step(entry.region, looking, second.trail, "bump", _AFTER_STARE):
            passed = replace(entry, region=third.region)
            if third.action == "terminate":
                _cut_off(passed, third, looking, cases)
            else:
                _pinned(passed, third, looking, cases)
        return
    for third in _step(entry.region, looking, second.trail, "splice", _AFTER_PEEK):
        _after_peek(replace(entry, region=third.region), second, third, looking, cases)


def _after_peek(entry: Entry, second: _Action, third: _Action, sight: Sight, cases: list[Case]) -> None:
    if third.action != "terminate":
        tunnelled(entry, sight, third.tls(Tls.TUNNELLED), cases)
        return
    newer, older = entry.region.split_condition(TLS13)
    if newer is not None:
        step = Step(second.span, "TLS 1.3 hides the certificate, so Squid splices after the peek")
        tls = Decision(Tls.TUNNELLED, second.span, None, Trace((second.trail, step)))
        tunnelled(replace(entry, region=newer), sight, tls, cases)
    if older is not None:
        _cut_off(replace(entry, region=older), third, sight, cases)


def _cut_off(entry: Entry, third: _Action, sight: Sight, cases: list[Case]) -> None:
    """Step 3 comes after Squid has reached the server: without a way there, its error page is what the client sees."""
    for departure in departures(entry, sight, cases):
        cases.append(_terminated(departure.entry, third))


def _terminated(entry: Entry, action: _Action) -> Case:
    """Squid closes the connection; nothing is refused by an access list."""
    return Case(entry.region, entry.allowed(), action.tls(Tls.TERMINATED), NO_ROUTE)


def _inner(sight: Sight) -> Sight:
    """What is asked inside the session: never challenged, and a name is known by then."""
    return replace(
        sight,
        method="GET",
        scheme="HTTPS",
        stage=Stage.INNER,
        numeric=False,
        named=True,
        step=None,
        asks=False,
        headers=True,
    )


def _bumped(entry: Entry, action: _Action, inner: Sight, cases: list[Case]) -> None:
    """Client-first: Squid goes to the server only for the request inside."""
    _inside(entry, inner, cases, partial(fetched, tls=action.tls(Tls.INSPECTED)))


class _Inside(Protocol):
    """Adds the cases of what passes with the request inside. `sight`: what is known of that."""

    def __call__(self, entry: Entry, /, *, sight: Sight, cases: list[Case]) -> None: ...


def _inside(entry: Entry, inner: Sight, cases: list[Case], goes_on: _Inside) -> None:
    trail = (entry.trail, Step(None, "bumped: the access lists are walked again for the request inside"))
    for region, known in verified(entry.region, inner, trail, cases):
        refusals, entries = admitted(region, known, trail)
        cases += refusals
        passed = [replace(one, span=entry.span) for one in entries]
        follow(passed, inner.budget, cases, partial(goes_on, sight=known))


def _pinned(entry: Entry, action: _Action, sight: Sight, cases: list[Case]) -> None:
    """Squid goes to the server with the CONNECT first; the request inside is bound to that connection."""
    inner = replace(_inner(sight), certificate=True)
    for departure in departures(entry, sight, cases):
        _inside(
            departure.entry, inner, cases, partial(_on_connection, way=departure.way, tls=action.tls(Tls.INSPECTED))
        )


def _on_connection(entry: Entry, way: Way, tls: Decision[Tls], sight: Sight, cases: list[Case]) -> None:
    """`way`: the CONNECT's."""
    for inside in departures(entry, sight, cases):
        if not _usable(way, inside.way):
            cases.append(refused(inside.way.region, inside.way.span, (inside.entry.trail, _UNUSABLE)))
            continue
        bound = Departure(inside.entry, _bound(way, inside.way))
        cases.extend(case_of(one, tls) for one in replied(bound, sight, cases))


_UNUSABLE = Step(None, "the request inside may not use the connection that its CONNECT has opened")


def _usable(first: Way, inner: Way) -> bool:
    """Whether the request inside may use the CONNECT's way (peer_select.cc `selectPinned`, `peerAccessDenied`@5.7)."""
    if not first.hops or inner.reason is not None:
        return True
    hop = first.hops[0]
    if hop == DIRECT:
        return inner.direct is not Direct.NO
    return (hop.host, hop.port) in {(peer.host, peer.port) for peer in inner.allowed}


def _bound(first: Way, inner: Way) -> Way:
    """The CONNECT's way, in the part where the request inside may use it."""
    hops, reason = (None, inner.reason) if inner.reason is not None else (first.hops, first.reason)
    return replace(first, region=inner.region, hops=hops, reason=reason)
