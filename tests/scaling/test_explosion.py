"""What would make thousands of cases is answered as far as that goes, and else with `unknown` and its reason.

Ten conditions that a text cannot know make 2^10 cases where every combination has an answer of its own.
"""

from __future__ import annotations

from itertools import combinations, product

import pytest

from proxylint.format import Given
from proxylint.formats.squid import gate
from proxylint.formats.squid.acls.evaluate import TOO_MANY_CONDITIONS
from proxylint.request import Request
from proxylint.verdict import Access
from tests.formats.squid.decide.asking import policy
from tests.steps import count, counting

URL = "https://*.endpoint.security.microsoft.com/"
PORT = "http_port 3128\n"
TOO_MANY = "the access lists tell more cases apart than can be followed"
KINDS = ("browser x{at}", "external h {at}", "time M 0{at}:00-0{at}:30", "arp 00:00:00:00:00:0{at}", "random 1/2")


def opaque(count: int = 10) -> str:
    """A header, a helper, a time, a card, chance, and again."""
    acls = (f"acl o{at} {KINDS[at % len(KINDS)].format(at=at)}\n" for at in range(count))
    return "external_acl_type h %SRC /x\n" + "".join(acls)


def every_combination(count: int) -> str:
    """Whether a request is let through depends on how many of the conditions hold: no two lines can be put together."""
    lines = []
    for held in product((False, True), repeat=count):
        terms = " ".join(f"{'' if one else '!'}o{at}" for at, one in enumerate(held))
        lines.append(f"http_access {'allow' if sum(held) % 2 else 'deny'} {terms}\n")
    return opaque() + "".join(lines) + "http_access deny all\n"


def answers(text: str) -> list[tuple[Access, str | None]]:
    """Of each case."""
    verdict = policy(PORT + text).decide(Request.parse(URL), Given())
    return [(case.access.value, case.access.reason) for case in verdict.cases]


def test_ten_conditions_one_after_the_other_are_ten_cases() -> None:
    lines = (f"http_access {'allow' if at % 2 else 'deny'} o{at}\n" for at in range(10))
    found = answers(opaque() + "".join(lines) + "http_access allow all\n")
    assert sorted(found) == [(Access.ALLOWED, None)] * 5 + [(Access.DENIED, None)] * 5


def test_ten_conditions_in_pairs_are_told_apart() -> None:
    lines = (f"http_access {'allow' if (a + b) % 2 else 'deny'} o{a} !o{b}\n" for a, b in combinations(range(10), 2))
    found = answers(opaque() + "".join(lines) + "http_access allow all\n")
    assert {*found} == {(Access.ALLOWED, None), (Access.DENIED, None)}
    assert len(found) < 2**10


def test_five_groups_of_two_conditions_are_told_apart() -> None:
    groups = "".join(f"acl g{at} any-of o{2 * at} o{2 * at + 1}\n" for at in range(5))
    found = answers(opaque() + groups + "http_access allow g0 g1 g2 g3 g4\nhttp_access deny all\n")
    assert {*found} == {(Access.ALLOWED, None), (Access.DENIED, None)}


def test_every_combination_of_ten_conditions_is_too_much() -> None:
    assert answers(every_combination(10)) == [(Access.UNKNOWN, TOO_MANY)]


def test_ten_parents_behind_ten_conditions_are_too_much() -> None:
    peers = (
        f"cache_peer p{at}.example parent 3128 0 name=p{at}\n"
        f"cache_peer_access p{at} allow o{at}\ncache_peer_access p{at} deny all\n"
        for at in range(10)
    )
    text = f"{opaque()}{''.join(peers)}never_direct allow all\nhttp_access allow all\n"
    assert answers(text) == [(Access.UNKNOWN, TOO_MANY)]


def headers(count: int) -> str:
    """Each line leaves a part that hangs on one header more."""
    return "".join(f"acl b{at} browser x{at}\nhttp_access deny b{at}\n" for at in range(count))


def test_a_hundred_conditions_one_after_the_other_are_told_and_more_are_too_much() -> None:
    told = answers(headers(100) + "http_access allow all\n")
    assert sorted(told) == [(Access.ALLOWED, None)] + [(Access.DENIED, None)] * 100
    assert answers(headers(102) + "http_access allow all\n") == [(Access.UNKNOWN, TOO_MANY_CONDITIONS)]


def test_many_parts_do_not_carry_many_conditions_each(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every look at a note has an answer of its own."""
    notes = "external_acl_type h %SRC /x\nacl e external h\nacl n note k v\nacl mde dstdomain .microsoft.com\n"
    text = notes + "http_access allow mde !n to_localhost\n" * 80 + "http_access deny e\nhttp_access allow all\n"
    assert answers(text) == [(Access.UNKNOWN, TOO_MANY)]
    monkeypatch.setattr(gate, "MOST_CARRIED", 100_000)
    assert (Access.ALLOWED, None) in answers(text)


def test_more_conditions_than_can_be_told_matter_only_where_they_are_looked_at() -> None:
    allowed = "acl mde dstdomain .endpoint.security.microsoft.com\nhttp_access allow mde\n"
    assert answers(allowed + headers(200) + "http_access allow all\n") == [(Access.ALLOWED, None)]


def test_ten_ports_and_sixty_networks_are_told_apart() -> None:
    ports = "".join(f"http_port {4000 + at}\nacl p{at} localport {4000 + at}\n" for at in range(10))
    networks = "".join(f"acl n{at} src 10.{at}.0.0/16\n" for at in range(60))
    lines = (
        f"http_access {'allow' if port * network % 3 else 'deny'} p{port} n{network}\n"
        for port, network in product(range(10), range(60))
    )
    found = answers(ports + networks + "".join(lines) + "http_access deny all\n")
    assert {*found} == {(Access.ALLOWED, None), (Access.DENIED, None)}
    assert len(found) <= 10 * 61 + 1


def ports_apart(count: int) -> str:
    """Each port has a list of its own among those of others, which are looked at: they ask for a user first."""
    return "".join(
        f"http_port {4000 + at}\nacl p{at} localport {4000 + at}\nacl m{at} urllogin x\nhttp_access deny m{at} p{at}\n"
        for at in range(count)
    )


def test_many_ports_share_what_a_question_may_cost() -> None:
    told = answers(ports_apart(40) + "http_access allow all\n")
    assert {*told} == {(Access.ALLOWED, None)}
    found = answers(ports_apart(900) + "http_access allow all\n")
    assert found[:2] == [(Access.ALLOWED, None)] * 2
    assert found[-1] == (Access.UNKNOWN, TOO_MANY)


def test_steps_end_where_cases_are_too_many() -> None:
    """Twice the lines may take twice the steps to compile; as many cases as before are followed."""
    with counting():
        from proxylint import engine
        from proxylint.request import Request as Counted

        def steps(conditions: int) -> int:
            text = (PORT + every_combination(conditions)).encode()
            opened = engine.open_bytes("squid.conf", text, "/nowhere", engine.Options(kind="squid"))
            return count(lambda: opened.policy.decide(Counted.parse(URL), engine.Options().given))

        assert steps(10) <= 2.5 * steps(9)
