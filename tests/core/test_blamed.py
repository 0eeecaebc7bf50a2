"""Which of a site's devices a fault cuts off, against what each single device meets at each port."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from proxylint.addresses import network
from proxylint.catalogue import Endpoint
from proxylint.clients import Client, DeviceKind, blamed, serving_all
from proxylint.fault import Fault
from proxylint.format import Vantage
from proxylint.intervals import Intervals
from proxylint.judgement import judge, served
from proxylint.names import Names
from proxylint.records import replace
from proxylint.region import Listener, Region
from proxylint.text import Span
from proxylint.verdict import NO_ROUTE, Access, Case, Decision, Tls, Verdict

ROW = Endpoint("x", "*.a.example", (443,), "s", ("win",), "ww", ("str",), "R", pin="yes", needed=True)
REQUEST = ROW.requests[0]
WHOLE = Region(Names.of(REQUEST.family))
((FIRST, LAST),) = network("10.0.0.0/29").parts
DEVICES = range(FIRST, LAST + 1)
PORTS = [Listener(port, str(port), Span("f", port, port + 1)) for port in (3128, 3129)]
FAULTS = {Access.DENIED: Fault.DENIED, Access.LOGIN: Fault.LOGIN, Access.ALLOWED: None}

Met = dict[tuple[Listener, int], Access]

clients = st.lists(
    st.builds(
        lambda low, size, user, kind: Client(
            "x", Intervals(((FIRST + low, min(FIRST + low + size, LAST)),)), kind, user
        ),
        st.integers(0, 7),
        st.integers(0, 7),
        st.booleans(),
        st.sampled_from(DeviceKind),
    ),
    min_size=1,
    max_size=3,
)
met = st.lists(st.sampled_from(list(FAULTS)), min_size=16, max_size=16).map(
    lambda drawn: dict(zip(product(PORTS, DEVICES), drawn, strict=True))
)


def verdict(met: Met) -> Verdict:
    """Whoever is no device is denied."""
    cases = []
    for port, access in product(PORTS, FAULTS):
        parts = Intervals.of((device, device) for device in DEVICES if met[port, device] is access)
        if access is Access.DENIED:
            parts |= WHOLE.client - Intervals(((FIRST, LAST),))
        if parts:
            when = replace(WHOLE, listen=port, client=parts)
            cases.append(Case(when, Decision(access), Decision(Tls.TUNNELLED), NO_ROUTE))
    return Verdict(REQUEST, tuple(cases))


def expected(met: Met, site: Sequence[Client]) -> dict[Fault, set[int]]:
    anybody = any(access is not Access.DENIED for access in met.values())
    found: dict[Fault, set[int]] = {}
    for client, device in product(site, DEVICES):
        serving = [port for port in PORTS if any(met[port, one] is not Access.DENIED for one in DEVICES)]
        own = [port for port in serving if met[port, device] is not Access.DENIED]
        ports = (own or serving) if anybody else PORTS
        answers = client.user and client.kind is DeviceKind.WORKSTATION
        faults = {FAULTS[met[port, device]] for port in ports}
        counting = {fault for fault in faults if fault is not None and not (answers and fault is Fault.LOGIN)}
        if device in client.networks and faults == counting:
            for fault in counting:
                found.setdefault(fault, set()).add(device)
    return found


@settings(max_examples=300)
@given(met, clients)
def test_devices_that_no_port_lets_through(met: Met, site: list[Client]) -> None:
    one = verdict(met)
    serving = serving_all(site, served([one]))
    (judged,) = blamed([judge(ROW, one, Vantage.PROXY, serving)], site, serving)
    found = {
        failing.fault: {device for device in DEVICES if device in failing.devices}
        for failing in judged.failings
        if failing.devices
    }
    assert found == expected(met, site)
