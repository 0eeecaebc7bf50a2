"""What becomes of one request on one port: as a CONNECT, a GET, or a connection that was meant for the server."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from proxylint.formats.squid.admission import admitted, refused, undecided
from proxylint.formats.squid.bumping import inspected, intercepted
from proxylint.formats.squid.following import follow
from proxylint.formats.squid.leaving import fetched, tunnelled
from proxylint.formats.squid.model import Port, PortMode
from proxylint.formats.squid.sight import Sight
from proxylint.formats.squid.verifying import verified
from proxylint.intervals import Intervals
from proxylint.records import replace
from proxylint.region import ASKED, Region
from proxylint.request import Request
from proxylint.verdict import Access, Case, Decision, Step, Tls, Trace


def reach(region: Region, sight: Sight, cases: list[Case]) -> None:
    """Adds the cases of a region. Behind interception the client has dialled one of the host's addresses."""
    if sight.intercepted and sight.answers is not None:
        dialled = Intervals.of((answer, answer) for answer in sight.answers)
        known = region.split_resolved(ASKED, dialled)[0]
        if known is None:
            step = Step(None, "the host does not resolve, so nothing is dialled", False)
            cases.append(refused(region, None, (None, step)))
            return
        region = known
    _flow(sight)(region, sight, cases)


def meets(port: Port, request: Request) -> bool:
    """A port that intercepts http never sees a TLS session, and the other way round; accelerators are no proxies."""
    if port.mode is PortMode.FORWARD:
        return True
    return port.mode is not PortMode.ACCEL and port.secure is (request.scheme == "https")


Flow = Callable[[Region, Sight, list[Case]], None]


def _flow(sight: Sight) -> Flow:
    port = sight.port
    if not meets(port, sight.request) and (port.mode is not PortMode.ACCEL or sight.request.scheme == "https"):
        return _mismatched
    if port.mode is PortMode.ACCEL:
        return _accelerated
    if sight.request.scheme == "http":
        return _plain
    if sight.intercepted:
        return _dialled
    return _connect


def _mismatched(region: Region, sight: Sight, cases: list[Case]) -> None:
    """TLS where HTTP is read is a bad request, HTTP where TLS is read is no handshake.

    A CONNECT on an accelerator is a 405 (client_side.cc:1365@5.7).
    """
    tunnels = any("on_unsupported_protocol" in source.text for source in sight.config.sources.values())
    if sight.port.mode is not PortMode.ACCEL and tunnels:
        reason = "on_unsupported_protocol may decide about a protocol that the port does not expect"
        cases.append(undecided(region, sight.port.span, None, reason))
        return
    step = Step(sight.port.span, f"this port does not serve {sight.request.scheme} requests", False)
    cases.append(refused(region, sight.port.span, (None, step)))


def _plain(region: Region, sight: Sight, cases: list[Case]) -> None:
    get = replace(sight, method="GET", scheme="HTTP", asks=not sight.intercepted)
    _get(region, get, Decision(Tls.PLAIN), cases)


def _get(region: Region, sight: Sight, tls: Decision[Tls], cases: list[Case]) -> None:
    for part, known in verified(region, sight, None, cases):
        refusals, entries = admitted(part, known)
        cases += refusals
        follow(entries, sight.budget, cases, partial(fetched, sight=known, tls=tls))


def _accelerated(region: Region, sight: Sight, cases: list[Case]) -> None:
    """defaultsite= and the like replace the host (client_side.cc `prepareAcceleratedURL`@5.7)."""
    line = sight.config.sources[sight.port.span.file].text[sight.port.span.start : sight.port.span.end]
    if any(word.partition("=")[0] in ("defaultsite", "vport", "protocol") for word in line.split()):
        reason = "an accelerator port replaces the host or port of a request"
        cases.append(undecided(region, sight.port.span, None, reason))
        return
    _plain(region, sight, cases)


def _connect(region: Region, sight: Sight, cases: list[Case]) -> None:
    refusals, entries = admitted(region, sight)
    if sight.port.bumping:
        refusals = [_shown_inside(case) for case in refusals]
    cases += refusals
    if sight.port.bumping:
        follow(entries, sight.budget, cases, partial(inspected, sight=sight))
    else:
        follow(entries, sight.budget, cases, partial(tunnelled, sight=sight, tls=Decision(Tls.TUNNELLED)))


def _shown_inside(case: Case) -> Case:
    """client_side_request.cc:1449-1460, 1859-1874@5.7: the error page needs a TLS session, so Squid opens one."""
    if case.access.value is not Access.DENIED:
        return case
    step = Step(None, "the refusal is shown inside a bumped session: the client sees a certificate error")
    return replace(case, access=replace(case.access, trace=Trace(((None, case.access.trace), step))))


def _dialled(region: Region, sight: Sight, cases: list[Case]) -> None:
    """A TLS connection that was meant for the server."""
    if sight.port.bumping:
        intercepted(region, replace(sight, asks=False, headers=False, numeric=True, named=False), cases)
    else:
        _opened(region, sight, cases)


def _opened(region: Region, sight: Sight, cases: list[Case]) -> None:
    """Without an ssl_bump line the port opens every session with its own certificate (client_side.cc:2630@5.7)."""
    get = replace(sight, method="GET", scheme="HTTPS", asks=False)
    _get(region, get, Decision(Tls.INSPECTED, sight.port.span), cases)
