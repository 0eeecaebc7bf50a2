"""The cases of a verdict exclude each other, cover everything, and say what a concrete walk through the list says."""

from __future__ import annotations

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from proxylint import addresses
from proxylint.region import ASKED, Point
from tests.formats.squid.decide.asking import ask, policy
from tests.formats.squid.decide.concrete import Acls, Rule, World, access

HOSTS = ("a.m.example", "b.a.m.example", "c-1.m.example", "zz.b.m.example")
CLIENTS = ("10.1.2.3", "10.9.9.9", "2001:db8::1")
ANSWERS = ("203.0.113.7", "127.0.0.1", None)
PORTS = {3128: "3128", 3129: "second"}
MOMENTS = (6 * 1440 + 9 * 60, 1440 + 17 * 60, 1440 + 17 * 60 + 1)

ACLS: Acls = {
    "a": ("dstdomain", (".a.m.example",)),
    "b": ("dstdomain", ("b.a.m.example", ".b.m.example")),
    "m": ("dstdomain", (".m.example",)),
    "c": ("dstdom_regex", ("^c", "^x")),
    "d": ("dstdom_regex", ("a\\.m\\.example$", "1")),
    "lan": ("src", ("10.0.0.0/8", "192.168.0.0/16")),
    "few": ("src", ("10.1.0.0/16",)),
    "here": ("dst", ("127.0.0.0/8", "10.0.0.0/8")),
    "work": ("time", ("MTWHF", "08:00-17:00")),
    "second": ("myportname", ("second",)),
    "connect": ("method", ("CONNECT",)),
    "agent": ("browser", ("Defender",)),
    "auth": ("proxy_auth", ("REQUIRED",)),
    "either": ("any-of", ("a", "!few", "auth")),
    "both": ("all-of", ("m", "!c", "lan")),
}
HEAD = "auth_param basic program /x\nhttp_port 3128\nhttp_port 3129 name=second\n" + "".join(
    f"acl {name} {kind} {' '.join(values)}\n" for name, (kind, values) in ACLS.items()
)

TERMS = st.tuples(st.booleans(), st.sampled_from(sorted(ACLS)))
RULES = st.lists(
    st.builds(Rule, st.sampled_from(("allow", "deny")), st.lists(TERMS, min_size=1, max_size=3).map(tuple)),
    min_size=1,
    max_size=6,
)


def worlds(method: str) -> list[World]:
    return [
        World(host, client, answer, PORTS[listen], minute, agent, method)
        for host, client, answer, listen, minute, agent in product(
            HOSTS, CLIENTS, ANSWERS, PORTS, MOMENTS, (True, False)
        )
    ]


def point(world: World) -> Point:
    return Point(
        host=world.host,
        client=addresses.parse_address(world.client),
        listen=next(number for number, name in PORTS.items() if name == world.listen),
        minute=world.minute,
        resolved={ASKED: addresses.NOWHERE if world.answer is None else addresses.parse_address(world.answer)},
        conditions={"header agent": world.agent},
    )


@given(RULES)
@settings(max_examples=25)
def test_every_point_has_one_case_and_it_is_right(rules: list[Rule]) -> None:
    verdict = ask(
        policy(HEAD + "".join(rule.written("http_access") for rule in rules)),
        "https://*.m.example/",
        client=None,
        resolve={},
    )

    for world in worlds("CONNECT"):
        holding = [case for case in verdict.cases if case.when.holds(point(world))]
        assert [case.access.value for case in holding] == [access(ACLS, rules, world)], world


def test_the_points_reach_every_kind_of_answer() -> None:
    rules = [
        Rule("deny", ((False, "here"),)),
        Rule("allow", ((False, "either"), (False, "work"))),
        Rule("deny", ((False, "m"),)),
    ]
    found = {access(ACLS, rules, world) for world in worlds("CONNECT")}

    assert found == {"allowed", "denied", "login"}
