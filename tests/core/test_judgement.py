"""How verdicts are read for a profile, with hand-made cases."""

from __future__ import annotations

from dataclasses import replace

from proxylint import addresses
from proxylint.addresses import network
from proxylint.catalogue import Endpoint
from proxylint.fault import Fault
from proxylint.format import Vantage
from proxylint.judgement import Failing, Judged, Outcome, Part, judge, served
from proxylint.names import Names, Test, ends_with
from proxylint.region import ASKED, Listener, Record, Region
from proxylint.request import Request
from proxylint.text import Span
from proxylint.verdict import (
    DIRECT,
    NO_ROUTE,
    SILENT_ACCESS,
    SILENT_TLS,
    Access,
    Case,
    Decision,
    Failure,
    Hop,
    Route,
    Tls,
    Verdict,
)

ROW = Endpoint("x", "*.a.example", (443,), "s", ("win",), "ww", ("str",), "R", pin="yes", needed=True)
REQUEST = ROW.requests[0]
WHOLE = Region(Names.of(REQUEST.family))
OFFICE, PLANT = network("10.1.0.0/16"), network("10.2.0.0/16")
FIRST, SECOND = (Listener(port, str(port), Span("f", port, port + 1)) for port in (3128, 3129))


def case(access: Access, tls: Tls = Tls.TUNNELLED, when: Region = WHOLE) -> Case:
    return Case(when, Decision(access), Decision(tls), NO_ROUTE)


def way(route: Route, when: Region = WHOLE, failure: Failure | None = None) -> Case:
    return Case(when, SILENT_ACCESS, SILENT_TLS, Decision(route), failure)


def proxy(*cases: Case, row: Endpoint = ROW) -> Judged:
    verdict = Verdict(REQUEST, cases)
    return judge(row, verdict, Vantage.PROXY, served([verdict]))


def client(*cases: Case, row: Endpoint = ROW) -> Judged:
    return judge(row, Verdict(REQUEST, cases), Vantage.CLIENT, {})


def faults(judged: Judged) -> list[tuple[Fault, Part, bool]]:
    return [(failing.fault, failing.part, failing.everywhere) for failing in judged.failings]


def test_allowed_and_tunnelled_is_proved() -> None:
    assert proxy(case(Access.ALLOWED)).outcome is Outcome.PROVED


def test_each_answer_has_its_fault() -> None:
    assert faults(proxy(case(Access.DENIED))) == [(Fault.DENIED, Part.ALL, True)]
    assert faults(proxy(case(Access.LOGIN))) == [(Fault.LOGIN, Part.ALL, True)]
    assert faults(proxy(case(Access.ALLOWED, Tls.INSPECTED))) == [(Fault.INSPECTED, Part.ALL, True)]
    assert faults(proxy(case(Access.ALLOWED, Tls.TERMINATED))) == [(Fault.TERMINATED, Part.ALL, True)]
    assert proxy(case(Access.UNKNOWN)).outcome is Outcome.UNDECIDED
    assert proxy(case(Access.ALLOWED, Tls.UNKNOWN)).outcome is Outcome.UNDECIDED


def test_inspection_is_no_fault_where_nothing_is_asked() -> None:
    for word in ("ok", "keep", "n/a"):
        assert proxy(case(Access.ALLOWED, Tls.INSPECTED), row=replace(ROW, inspect=word)).outcome is Outcome.PROVED


def test_clients_that_nobody_serves_do_not_count() -> None:
    inside, outside = WHOLE.split_client(OFFICE)
    assert inside is not None
    assert outside is not None
    assert proxy(case(Access.ALLOWED, when=inside), case(Access.DENIED, when=outside)).outcome is Outcome.PROVED


def test_one_served_network_of_two_that_fails_is_not_everywhere() -> None:
    office, rest = WHOLE.split_client(OFFICE)
    assert office is not None
    assert rest is not None
    plant = rest.split_client(PLANT)[0]
    assert plant is not None
    cases = (case(Access.ALLOWED, when=office), case(Access.LOGIN, when=plant))
    assert faults(proxy(*cases)) == [(Fault.LOGIN, Part.ALL, False)]


def test_loopback_never_counts() -> None:
    inside, outside = WHOLE.split_client(addresses.LOOPBACK)
    assert inside is not None
    assert outside is not None
    assert faults(proxy(case(Access.ALLOWED, when=inside), case(Access.DENIED, when=outside))) == [
        (Fault.DENIED, Part.ALL, True)
    ]


def test_every_port_that_serves_must_pass() -> None:
    good, bad = replace(WHOLE, listen=FIRST), replace(WHOLE, listen=SECOND)
    judged = proxy(case(Access.ALLOWED, when=good), case(Access.ALLOWED, Tls.INSPECTED, when=bad))
    assert faults(judged) == [(Fault.INSPECTED, Part.ALL, False)]


def test_a_reverse_proxy_port_does_not_count() -> None:
    accel = replace(WHOLE, listen=replace(SECOND, proxy=False))
    judged = proxy(case(Access.ALLOWED, when=replace(WHOLE, listen=FIRST)), case(Access.DENIED, when=accel))
    assert judged.outcome is Outcome.PROVED


def test_nothing_meets_the_request() -> None:
    assert proxy().failings == (Failing(Fault.DENIED, (), Part.ALL, asked=True, everywhere=True),)


def test_some_hosts() -> None:
    inside, outside = WHOLE.split_names(Test(ends_with(".b.a.example")))
    assert inside is not None
    assert outside is not None
    judged = proxy(case(Access.ALLOWED, when=inside), case(Access.DENIED, when=outside))
    assert faults(judged) == [(Fault.DENIED, Part.HOSTS, True)]


def test_two_lines_that_refuse_all_hosts_between_them_are_no_part() -> None:
    inside, outside = WHOLE.split_names(Test(ends_with(".b.a.example")))
    assert inside is not None
    assert outside is not None
    judged = proxy(case(Access.DENIED, when=inside), case(Access.DENIED, when=outside))
    assert faults(judged) == [(Fault.DENIED, Part.ALL, True)]


def test_the_host_is_taken_to_be_public() -> None:
    inside, outside = WHOLE.split_resolved(ASKED, network("10.0.0.0/8"))
    assert inside is not None
    assert outside is not None
    assert proxy(case(Access.DENIED, when=inside), case(Access.ALLOWED, when=outside)).outcome is Outcome.PROVED


def test_a_proxy_is_not_blamed_for_what_no_proxy_can() -> None:
    assert proxy(case(Access.DENIED), row=replace(ROW, via="direct")).failings == ()


def test_only_the_first_hop_counts_for_a_client() -> None:
    hop = Hop("proxy", "p", 3128)
    assert client(way((hop, DIRECT))).outcome is Outcome.PROVED
    assert faults(client(way((DIRECT, hop)))) == [(Fault.SENT_DIRECT, Part.ALL, True)]
    assert faults(client(way(None))) == [(Fault.UNDECIDED, Part.ALL, True)]
    assert faults(client(way(None, failure=Failure(None, "throws")))) == [(Fault.NO_ANSWER, Part.ALL, True)]


def test_what_must_go_direct_is_no_failure_but_said() -> None:
    judged = client(way((Hop("proxy", "p", 3128),)), row=replace(ROW, via="direct"))
    assert faults(judged) == [(Fault.SENT_TO_PROXY, Part.ALL, True)]
    assert judged.outcome is Outcome.PROVED
    assert client(way((DIRECT,)), row=replace(ROW, via="direct")).failings == ()


def test_superseded_records_do_not_count() -> None:
    old, new = (replace(WHOLE, record=Record(number, current=number == 2)) for number in (1, 2))
    assert client(way((DIRECT,), when=old), way((Hop("proxy", "p", 1),), when=new)).outcome is Outcome.PROVED


def test_paths_that_nobody_is_known_to_ask_for() -> None:
    row = replace(ROW, host="crl.a.example", ports=(80,), probe=("http://crl.a.example/good.crl",))
    request = Request("http", "crl.a.example", 80, "/*")
    from proxylint.names import Subject

    denied, allowed = Region(Names.of(request.family)).split_names(Test(ends_with(".exe"), Subject.PATH))
    assert denied is not None
    assert allowed is not None
    verdict = Verdict(request, (case(Access.DENIED, when=denied), case(Access.ALLOWED, Tls.PLAIN, when=allowed)))
    assert faults(judge(row, verdict, Vantage.PROXY, {})) == [(Fault.DENIED, Part.PATHS, True)]
    asked = replace(row, probe=("http://crl.a.example/setup.exe",))
    assert [one.asked for one in judge(row, verdict, Vantage.PROXY, {}).failings] == [False]
    assert [one.asked for one in judge(asked, verdict, Vantage.PROXY, {}).failings] == [True]
