"""What a verdict means for the devices of a profile: the only thing the rules over endpoints look at.

One pure function, `judge`. How it reads a verdict:

* A *served class* is a part of the client addresses that the file itself tells apart and for which some request is
  allowed or challenged, on a given port; loopback does not count. Every served class on every port that serves clients
  must pass. Where nobody is served at all, everybody counts.
* The host that is asked for resolves to a public address; to which is not told. What a file says of most public
  addresses counts. Where only an exception for some addresses would let the host pass, nothing is certain.
* Time, chance, headers and helpers are not on our side: every such case must pass. What is in order wherever a site is
  (`Condition.usual`) is taken for so.
* Who speaks: a proxy's file decides access and TLS; a client's file decides the way, and only its first hop counts
  (WinHTTP applies only the first proxy of a list: MicrosoftDocs/win32, autoproxy-issues-in-winhttp).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from functools import lru_cache

from proxylint import addresses
from proxylint.catalogue import Endpoint
from proxylint.fault import Fault
from proxylint.format import Vantage
from proxylint.intervals import Intervals
from proxylint.names import Beyond
from proxylint.records import dataclass, field, replace
from proxylint.region import ASKED, Listener, Region
from proxylint.request import Request
from proxylint.verdict import Access, Case, Tls, Verdict


class Part(StrEnum):
    """How much of a family of URLs a fault hits."""

    ALL = "all"
    HOSTS = "some hosts"
    PATHS = "some paths"


class Outcome(StrEnum):
    PROVED = "proved"
    FAIL = "fail"
    UNDECIDED = "undecided"

    @property
    def rank(self) -> int:
        """Of several answers to one question the highest counts."""
        return {"proved": 0, "undecided": 1, "fail": 2}[self.value]


@dataclass(frozen=True, slots=True)
class Failing:
    """One fault of one URL.

    `cases`: those that show it, never empty but where nothing can meet the request at all. `part`: PATHS where each
    host that is hit is spared with other paths. `asked`: a URL that is known to be asked for is hit. `everywhere`:
    every served class on every port is hit. `devices`: addresses of the site's own devices that are cut off by it.
    """

    fault: Fault
    cases: tuple[Case, ...]
    part: Part
    asked: bool
    everywhere: bool
    devices: Intervals = field(default_factory=lambda: Intervals(()))


@dataclass(frozen=True, slots=True)
class Judged:
    endpoint: Endpoint
    verdict: Verdict
    failings: tuple[Failing, ...]

    @property
    def outcome(self) -> Outcome:
        """Undecided only where nothing worse is certain; what must go direct and does not is no failure."""
        faults = {failing.fault for failing in self.failings} - {Fault.SENT_TO_PROXY}
        if not faults:
            return Outcome.PROVED
        return Outcome.UNDECIDED if faults == {Fault.UNDECIDED} else Outcome.FAIL


Served = Mapping[Listener | None, Intervals]
"""The client addresses that each listening port serves."""


def served(verdicts: Iterable[Verdict]) -> Served:
    """Who is served, from verdicts on requests for any host.

    Clients for whom everything is unknown count only where nobody is known to be served.
    """
    known: dict[Listener | None, Intervals] = {}
    possible: dict[Listener | None, Intervals] = {}
    for verdict in verdicts:
        for case in verdict.cases:
            port = case.when.listen
            if port is not None and not port.proxy:
                continue
            clients = case.when.client - addresses.LOOPBACK
            into = possible if case.access.value is Access.UNKNOWN else known
            if case.access.value is not Access.DENIED:
                into[port] = into.get(port, Intervals(())) | clients
    found = {port: clients for port, clients in (known or possible).items() if clients}
    return found or {port: clients for port, clients in possible.items() if clients}


def judge(endpoint: Endpoint, verdict: Verdict, vantage: Vantage, clients: Served) -> Judged:
    """The faults of one URL. `clients` comes from `served`; where it is empty every client and port counts.

    A proxy is not blamed for what does not work through any proxy.
    """
    if vantage is Vantage.PROXY and endpoint.via == "direct":
        return Judged(endpoint, verdict, ())
    counted = [case for found in verdict.cases if (case := _counted(found, clients)) is not None]
    cases = [case for case in counted if addresses.PUBLIC_SAMPLE in case.when.answers(ASKED)]
    if not cases:
        return Judged(endpoint, verdict, (Failing(Fault.DENIED, (), Part.ALL, asked=True, everywhere=True),))
    rivals = [
        Rival(case, _fault(case, endpoint, vantage), public, _size(public))
        for case in counted
        if addresses.PUBLIC_SAMPLE not in case.when.answers(ASKED) and (public := _public(case))
    ]
    faults = [_settled(case, _fault(case, endpoint, vantage), rivals) for case in cases]
    cases = [case for case, _ in faults]
    failings = []
    for fault in Fault:
        hit = tuple(case for case, found in faults if found is fault)
        if hit:
            spared = [case for case, found in faults if found is not fault]
            asked = any(asked_for(endpoint, verdict, case.when) for case in hit)
            failings.append(Failing(fault, hit, _part(hit, spared), asked, _everywhere(hit, cases)))
    return Judged(endpoint, verdict, tuple(failings))


def _counted(case: Case, clients: Served) -> Case | None:
    """The part of a case that counts, or None."""
    when = case.when
    if (when.record is not None and not when.record.current) or (when.listen is not None and not when.listen.proxy):
        return None
    if any(condition.usual is (not holds) for condition, holds in when.conditions):
        return None
    within = _both(when.client, clients.get(when.listen, Intervals(())) if clients else addresses.ELSEWHERE)
    if within is when.client or within == when.client:
        return case
    return replace(case, when=replace(when, client=within)) if within else None


def _both(one: Intervals, other: Intervals) -> Intervals:
    few = one.count < _MANY or other.count < _MANY
    return _both_of_few(one, other) if few else _both_of_many(one, other)


_MANY = 256
"""Parts of two sets of which few common parts are kept."""


def _common(one: Intervals, other: Intervals) -> Intervals:
    """What a list leaves: the same for each URL."""
    return one & other


_both_of_few = lru_cache(maxsize=4096)(_common)
_both_of_many = lru_cache(maxsize=8)(_common)


@dataclass(frozen=True, slots=True)
class Rival:
    """A case that differs from another in the address that the host resolves to. `public`: those of the internet, and
    how many."""

    case: Case
    fault: Fault | None
    public: Intervals
    size: int


def _settled(case: Case, fault: Fault | None, rivals: Sequence[Rival]) -> tuple[Case, Fault | None]:
    """Undecided where some public addresses pass and most do not: a list of addresses cannot be put to names."""
    if not rivals or fault is Fault.UNDECIDED or fault is Fault.NO_ANSWER:
        return case, fault
    own = _public(case)
    size = _size(own) if fault is None else 0
    for rival in rivals:
        if (fault is None) is (rival.fault is None):
            continue
        if fault is None and size >= rival.size:
            continue
        if _may_meet(_unresolved(case.when), _unresolved(rival.case.when)):
            few = own if fault is None else rival.public
            where = f"in {addresses.show(few)}".replace("in any address outside", "outside")
            reason = f"it depends on whether the host resolves to an address {where}"
            return _open(case, fault or rival.fault, reason), Fault.UNDECIDED
    return case, fault


def _may_meet(one: Region, other: Region) -> bool:
    """Also where telling their names apart takes too much."""
    try:
        return one.intersect(other) is not None
    except Beyond:
        return True


def _unresolved(region: Region) -> Region:
    return replace(region, resolved=tuple(one for one in region.resolved if one[0] != ASKED))


def _public(case: Case) -> Intervals:
    return case.when.answers(ASKED) & addresses.PUBLIC


def _size(answers: Intervals) -> int:
    """How many IPv4 addresses: the other family is too wide to compare."""
    return sum(high - low + 1 for low, high in (answers & addresses.V4).parts)


def _open(case: Case, fault: Fault | None, reason: str) -> Case:
    """The case with the decision that the fault is about left open."""
    access, tls, route = case.access, case.tls, case.route
    if fault in (Fault.SENT_DIRECT, Fault.SENT_TO_PROXY):
        return replace(case, route=replace(route, value=None, reason=reason))
    if fault in (Fault.INSPECTED, Fault.TERMINATED):
        return replace(case, tls=replace(tls, value=Tls.UNKNOWN, reason=reason))
    return replace(case, access=replace(access, value=Access.UNKNOWN, reason=reason))


def _fault(case: Case, endpoint: Endpoint, vantage: Vantage) -> Fault | None:
    if case.failure is not None:
        return Fault.NO_ANSWER
    if vantage is Vantage.CLIENT:
        return _way(case, endpoint)
    match case.access.value:
        case Access.DENIED:
            return Fault.DENIED
        case Access.LOGIN:
            return Fault.LOGIN
        case Access.UNKNOWN:
            return Fault.UNDECIDED
    match case.tls.value:
        case Tls.TERMINATED:
            return Fault.TERMINATED
        case Tls.INSPECTED:
            return Fault.INSPECTED if endpoint.inspect == "no" else None
        case Tls.UNKNOWN:
            return Fault.UNDECIDED
    return None


def _way(case: Case, endpoint: Endpoint) -> Fault | None:
    if not case.route.value:
        return Fault.UNDECIDED
    direct = case.route.value[0].kind == "direct"
    if endpoint.via == "direct":
        return None if direct else Fault.SENT_TO_PROXY
    return Fault.SENT_DIRECT if direct and endpoint.via == "proxy" else None


def _part(hit: Iterable[Case], spared: Iterable[Case]) -> Part:
    others: dict[object, list[Region]] = {}
    for when in (case.when for case in spared):
        if not when.names.whole():
            others.setdefault((when.listen, when.record), []).append(when)
    limited, by_path = False, True
    for when in (case.when for case in hit):
        if when.names.whole():
            continue
        beside = (other for other in others.get((when.listen, when.record), ()) if when.meets(other))
        first = next(beside, None)
        if first is not None:
            limited = True
            by_path = by_path and (_same_host(when, first) or any(_same_host(when, other) for other in beside))
    if not limited:
        return Part.ALL
    return Part.PATHS if by_path else Part.HOSTS


def _same_host(hit: Region, spared: Region) -> bool:
    """Whether a host that is hit is spared with another path."""
    return spared.names.holds(hit.names.witness().host, spared.names.witness().path)


def asked_for(endpoint: Endpoint, verdict: Verdict, region: Region) -> bool:
    """Whether a URL that is known to be asked for lies in the region; of https a proxy may see no path."""
    known = (one for url in endpoint.probe if (one := Request.parse(url)).scheme == verdict.request.scheme)
    return any(region.names.holds(one.host, path) for one in known for path in (one.path, None))


def _everywhere(hit: Iterable[Case], cases: Iterable[Case]) -> bool:
    """Whether every class of clients, port and record that counts is hit."""
    missed = _clients(cases)
    for key, clients in _clients(hit).items():
        missed[key] = missed[key] - clients
    return not any(missed.values())


def _clients(cases: Iterable[Case]) -> dict[object, Intervals]:
    found: dict[object, Intervals] = {}
    for case in cases:
        key = (case.when.listen, case.when.record)
        found[key] = found.get(key, Intervals(())) | case.when.client
    return found
