"""Lines that ask for nothing by which hosts differ are walked once; answers, traces and costs are as if each question
walked them itself."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proxylint.format import Given
from proxylint.formats.squid import gate, long_lists, stretches
from proxylint.formats.squid.acls.table import LOOKS
from proxylint.formats.squid.decide import shared
from proxylint.formats.squid.policy import SquidPolicy
from proxylint.request import Request
from proxylint.verdict import Case
from tests.formats.squid.decide.asking import policy

pytestmark = pytest.mark.usefixtures("every_list_is_a_long_one")

CONFIGURATION = r"""
http_port 3128 name=a
http_port 3129 name=b ssl-bump cert=/x
http_port 3130 intercept name=c
auth_param basic program /x
external_acl_type h %SRC /x
external_acl_type hu %LOGIN /x
acl home src 10.0.0.0/8
acl named src h.example
acl night time MTWHF 22:00-23:59
acl tls port 443
acl here localport 3128
acl bound localip 10.0.0.1
acl hidden dst 10.0.0.0/8 1.2.3.4
acl hidden_n dst -n 10.0.0.0/8
acl helped external h
acl helped_user external hu
acl card arp 00:00:00:00:00:01
acl header browser x
acl known proxy_auth REQUIRED
acl many maxconn 5
acl secure proto HTTPS
acl step2 at_step SslBump2
acl opaque clientside_mark 1
acl chance random 0.5
acl noted note a b
acl site dstdomain .h.example
acl any any-of home header known
acl all_of all-of night !hidden
acl of_names any-of home site
"""
NAMES = [line.split()[1] for line in CONFIGURATION.splitlines() if line.startswith("acl ")]
TERMS = [*NAMES, *NAMES, *(f"!{name}" for name in NAMES), "CONNECT", "undefined"]
LINES = st.lists(
    st.tuples(st.sampled_from(("allow", "deny")), st.lists(st.sampled_from(TERMS), max_size=3)), min_size=3
)
OTHERS = st.lists(
    st.tuples(
        st.sampled_from(
            ("ssl_bump peek", "ssl_bump splice", "ssl_bump bump", "always_direct allow", "miss_access deny")
        ),
        st.lists(st.sampled_from(TERMS), max_size=2),
    ),
    max_size=4,
)
URLS = (
    "https://m.h.example/",
    "https://*.other.example/",
    "https://m.other.example:8443/",
    "http://m.other.example/x*",
    "http://*.h.example/",
    "http://10.0.0.7/",
    "https://10.0.0.8/",
)
GIVEN = (
    Given(),
    Given(resolve={"h.example": (0xFFFF0A000001,), "m.h.example": (0xFFFF01020304,)}),
    Given(client=0xFFFF0A000001, now=datetime.datetime(2026, 11, 23, 22, 30)),
    Given(listen="b"),
)


def asked(text: str) -> tuple[list[tuple[Case, ...]], tuple[int, int]]:
    """All answers in turn, and what is left for others after them."""
    found = policy(text)
    assert isinstance(found, SquidPolicy)
    cases = [found.decide(Request.parse(url), known).cases for known in GIVEN for url in URLS]
    left = shared(found.config, found.compiled)
    return cases, (left.looks, left.searches)


def walked_once(patched: pytest.MonkeyPatch) -> None:
    for module in (long_lists, stretches):
        patched.setattr(module, "STRETCH", 1)


@given(LINES, OTHERS, st.sampled_from((1, 3, 30, 10_000)))
def test_answers_traces_and_costs_are_as_if_each_question_walked_them(
    access: list[tuple[str, list[str]]], others: list[tuple[str, list[str]]], looks: int
) -> None:
    text = CONFIGURATION + "".join(f"http_access {action} {' '.join(terms)}\n" for action, terms in access)
    text += "".join(f"{line} {' '.join(terms)}\n" for line, terms in others)
    with pytest.MonkeyPatch.context() as patched:
        for name in ("OF_EACH", "OF_EACH_LINE"):
            patched.setattr(f"proxylint.formats.squid.decide.{name}", looks // 3)
        patched.setattr("proxylint.formats.squid.decide.SPARE_LOOKS", looks)
        patched.setattr("proxylint.formats.squid.decide.LOOKS_OF_ALL", 0)
        expected = asked(text)
        walked_once(patched)
        found = asked(text)
    assert found == expected


@pytest.fixture
def walked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Grows by one for each line that is looked at."""
    counted: list[str] = []
    conjunction = gate.conjunction

    def count(*arguments: object) -> object:
        counted.append("")
        return conjunction(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(gate, "conjunction", count)
    return counted


def test_a_list_is_walked_once_for_all_hosts(walked: list[str]) -> None:
    lines = "".join(f"acl n{at} src 10.0.{at}.0/24\nhttp_access deny n{at}\n" for at in range(100))
    found = policy(f"http_port 3128\n{lines}http_access allow all\n")
    for at in range(20):
        assert len(found.decide(Request.parse(f"https://h{at}.example/"), Given()).cases) == 101
    assert len(walked) < 2 * 101


def test_what_is_too_much_is_found_out_once(walked: list[str]) -> None:
    lines = "".join(f"acl o{at} maxconn {at + 1}\n" for at in range(300))
    lines += "".join(f"http_access {('allow', 'deny')[at % 2]} o{at} !o{at + 1}\n" for at in range(299))
    found = policy(f"http_port 3128\n{lines}http_access allow all\n")
    steps = []
    for at in range(20):
        (case,) = found.decide(Request.parse(f"https://h{at}.example/"), Given()).cases
        assert case.access.reason is not None
        steps.append(len(walked))
    assert steps[0] > 0
    assert steps[-1] <= 2 * steps[0]


def test_types_that_are_the_same_for_all_hosts_are_modelled() -> None:
    assert set(LOOKS) >= stretches._SAME_FOR_ALL_HOSTS | stretches._WHERE_IT_WAITS


def test_all_that_a_look_may_see_is_told_apart() -> None:
    left_out = {"config", "compiled", "request", "port", "budget", "walk"}
    assert left_out.isdisjoint(stretches._SEEN)
    assert {"given", "method", "scheme", "stage", "step", "asks", "waits", "answers"} <= set(stretches._SEEN)
