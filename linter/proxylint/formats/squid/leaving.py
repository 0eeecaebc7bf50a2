"""What happens to an admitted request on its way out: miss_access, the next hop, http_reply_access."""

from __future__ import annotations

from collections.abc import Iterator

from proxylint.formats.squid.admission import Entry, refused, undecided
from proxylint.formats.squid.gate import joined, walk
from proxylint.formats.squid.routing import Way, ways
from proxylint.formats.squid.sight import Sight
from proxylint.records import dataclass, replace
from proxylint.verdict import Case, Decision, Route, Step, Tls, Trace


@dataclass(frozen=True, slots=True)
class Departure:
    """A part with its way out."""

    entry: Entry
    way: Way


def departures(entry: Entry, sight: Sight, cases: list[Case]) -> Iterator[Departure]:
    """miss_access, then the next hop; what fails there is added to `cases`."""
    for missed in _missing(entry, sight, cases):
        for way in ways(missed.region, sight):
            if way.lost:
                cases.append(undecided(way.region, way.span, joined(missed.trail, way.trail), way.reason or ""))
            elif way.hops == ():
                step = Step(way.span, "there is no way out: Squid answers with an error")
                cases.append(refused(way.region, way.span, (joined(missed.trail, way.trail), step)))
            else:
                yield Departure(missed if way.region is missed.region else replace(missed, region=way.region), way)


def _missing(entry: Entry, sight: Sight, cases: list[Case]) -> Iterator[Entry]:
    """Only a plain denial counts; a log-in here is none (tunnel.cc:1137, FwdState.cc:370@5.7, `denied()`)."""
    gate = sight.config.gates.get("miss_access", ())
    if not gate:
        yield entry
        return
    for answer in walk("miss_access", gate, entry.region, replace(sight, waits=False)):
        trail = joined(entry.trail, answer.trail)
        if answer.reason is not None:
            cases.append(undecided(answer.region, answer.span, trail, answer.reason))
        elif answer.denies:
            cases.append(refused(answer.region, answer.span, trail))
        else:
            yield Entry(answer.region, entry.span, trail)


def replied(departure: Departure, sight: Sight, cases: list[Case]) -> Iterator[Departure]:
    """http_reply_access judges the replies to what Squid can read, never a tunnel (client_side_reply.cc:2065@5.7)."""
    gate = sight.config.gates.get("http_reply_access", ())
    if not gate:
        yield departure
        return
    for answer in walk("http_reply_access", gate, departure.entry.region, replace(sight, reply=True)):
        trail = joined(departure.entry.trail, answer.trail)
        if answer.reason is not None:
            cases.append(undecided(answer.region, answer.span, trail, answer.reason))
        elif answer.allows:
            entry = Entry(answer.region, departure.entry.span, trail)
            yield Departure(entry, replace(departure.way, region=answer.region))
        else:
            cases.append(refused(answer.region, answer.span, trail))


def case_of(departure: Departure, tls: Decision[Tls]) -> Case:
    way = departure.way
    route: Decision[Route] = Decision(way.hops, way.span, way.reason, Trace(way.trail))
    return Case(departure.entry.region, departure.entry.allowed(), tls, route)


def tunnelled(entry: Entry, sight: Sight, tls: Decision[Tls], cases: list[Case]) -> None:
    cases.extend(case_of(departure, tls) for departure in departures(entry, sight, cases))


def fetched(entry: Entry, sight: Sight, tls: Decision[Tls], cases: list[Case]) -> None:
    """A request that Squid reads and whose reply it reads."""
    for departure in departures(entry, sight, cases):
        cases.extend(case_of(allowed, tls) for allowed in replied(departure, sight, cases))
