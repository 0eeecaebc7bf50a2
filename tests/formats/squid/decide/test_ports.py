"""Which listening ports a request meets, and what becomes of one that a port does not expect."""

from __future__ import annotations

from typing import Any

import pytest

from proxylint.format import Given
from proxylint.formats.squid import FORMAT
from proxylint.formats.squid import decide as deciding
from proxylint.formats.squid.compiled import Compiled
from proxylint.formats.squid.model import Config, Port
from proxylint.request import Request
from proxylint.text import Source
from proxylint.verdict import Case
from tests.formats.squid.decide.asking import SERVER, answer, answers, ask, policy, short

TLS, PLAIN = "https://m.example.com/", "http://m.example.com/"
PORTS = """
http_port 3128
http_port 10.0.0.1:8080 name=inside
http_port 3129 intercept
https_port 3130 intercept ssl-bump cert=/etc/squid/ca.pem
http_port 80 accel
http_access allow all
ssl_bump splice all
"""


def ports(url: str, listen: str | None = None) -> list[str]:
    verdict = ask(policy(PORTS), url, listen=listen)
    return [case.when.listen.written for case in verdict.cases if case.when.listen]


def test_a_port_and_a_scheme_that_cannot_meet_are_left_out() -> None:
    assert ports(TLS) == ["3128", "10.0.0.1:8080", "3130"]
    assert ports(PLAIN) == ["3128", "10.0.0.1:8080", "3129"]


def test_of_a_port_that_is_written_twice_the_first_line_counts() -> None:
    twice = policy("http_port 3128 name=a\nhttp_port 3128 name=b\nacl a myportname a\nhttp_access allow a\n")
    assert answers(ask(twice, PLAIN)) == ["allowed plain"]


@pytest.mark.parametrize(
    ("above", "below", "opened"),
    [
        ("3128", "[::]:3128", ["3128"]),
        ("[::]:3128", "3128", ["[::]:3128"]),
        ("10.0.0.1:3128", "10.0.0.1:3128", ["10.0.0.1:3128"]),
        ("0.0.0.0:3128", "3128 ipv4", ["0.0.0.0:3128"]),
        ("10.0.0.1:3128", "10.0.0.2:3128", ["10.0.0.1:3128", "10.0.0.2:3128"]),
        ("10.0.0.1:3128", "3128", ["10.0.0.1:3128", "3128"]),
        ("0.0.0.0:3128", "[::1]:3128", ["0.0.0.0:3128", "[::1]:3128"]),
    ],
)
def test_a_place_has_one_port(above: str, below: str, opened: list[str]) -> None:
    """Systems other than Linux may open a port for one address beside one for all."""
    verdict = ask(policy(f"http_port {above}\nhttp_port {below}\nhttp_access allow all\n"), PLAIN)
    assert [case.when.listen.written for case in verdict.cases if case.when.listen] == opened


def test_squid_opens_no_more_ports_than_it_has_room_for() -> None:
    many = policy("".join(f"http_port {at}\n" for at in range(4000, 4200)) + "http_access allow all\n")
    assert [case.when.listen.port for case in ask(many, PLAIN).cases if case.when.listen] == list(range(4000, 4128))


@pytest.mark.parametrize("bound", ["3128", "0.0.0.0:3128", "[::]:3128", "3128 ipv4"])
def test_a_port_for_every_address_is_not_reached_by_a_certain_one(bound: str) -> None:
    asked = policy(f"http_port {bound}\nacl here localip 10.0.0.1 0.0.0.0\nhttp_access allow here\n")
    assert {case.access.value.value for case in ask(asked, PLAIN).cases} == {"allowed", "denied"}


@pytest.mark.parametrize(
    ("listen", "expected"),
    [
        ("3128", ["3128"]),
        ("8080", ["10.0.0.1:8080"]),
        ("10.0.0.1:8080", ["10.0.0.1:8080"]),
        ("inside", ["10.0.0.1:8080"]),
    ],
)
def test_a_port_is_named_by_number_address_or_name(listen: str, expected: list[str]) -> None:
    assert ports(TLS, listen) == expected


def test_a_port_that_is_not_there_has_no_case() -> None:
    assert ports(TLS, "9999") == []


@pytest.mark.parametrize(("url", "listen"), [(TLS, "3129"), (PLAIN, "3130"), (TLS, "80")])
def test_a_port_that_is_named_answers_what_it_does_not_expect_with_a_refusal(url: str, listen: str) -> None:
    assert answer(policy(PORTS), url, listen=listen) == "denied"


class TestAccelerator:
    """Credentials are asked for with a 401, and the way out is through parents only (peer_select.cc:640@5.7)."""

    HEAD = "http_port 3128\nhttp_port 80 accel{}\nauth_param basic program /x\nacl auth proxy_auth REQUIRED\n"

    def test_log_in(self) -> None:
        assert answer(policy(self.HEAD.format("") + "http_access allow auth\n"), PLAIN, listen="80") == "login"

    def test_no_parent_is_no_way_out(self) -> None:
        assert answer(policy(self.HEAD.format("") + "http_access allow all\n"), PLAIN, listen="80") == "denied"

    def test_the_origin_server(self) -> None:
        text = (
            self.HEAD.format("") + "cache_peer o.example.net parent 80 0 no-query originserver\nhttp_access allow all\n"
        )

        assert answer(policy(text), PLAIN, listen="80") == "allowed plain via peer o.example.net:80"

    def test_a_replaced_host_is_unknown(self) -> None:
        text = self.HEAD.format(" defaultsite=www.example.net") + "http_access allow all\n"

        assert answer(policy(text), PLAIN, listen="80") == (
            "unknown because an accelerator port replaces the host or port of a request"
        )


class TestInterceptedHttp:
    """`dst` is the address that was dialled (acl/DestinationIp.cc:54@5.7)."""

    HEAD = "http_port 3128\nhttp_port 3129 intercept\nacl nets dst 203.0.113.0/24\nhttp_access allow nets\n"

    def test_one_of_several_addresses_is_dialled(self) -> None:
        names = {"m.example.com": [SERVER, "198.51.100.1"]}

        assert answers(ask(policy(self.HEAD), PLAIN, listen="3129", resolve=names)) == [
            "denied [the host resolves to 198.51.100.1]",
            "allowed plain",
        ]
        assert answer(policy(self.HEAD), PLAIN, listen="3128", resolve=names) == "allowed plain"

    def test_what_does_not_resolve_is_not_dialled(self) -> None:
        assert answer(policy(self.HEAD), PLAIN, listen="3129", resolve={"m.example.com": []}) == "denied"


class TestFailure:
    def test_a_refused_file_has_one_case(self) -> None:
        verdict = ask(policy("http_port 3128\nhttp_access allow nobody\n"), TLS)
        (case,) = verdict.cases

        assert (case.access.value, case.tls.value, case.route.value, case.when.listen) == (
            "unknown",
            "unknown",
            None,
            None,
        )
        assert case.failure == policy("http_port 3128\nhttp_access allow nobody\n").failure

    @pytest.mark.parametrize("text", ["http_access allow all\n", "http_access allow all\nhttp_port 3129 intercept\n"])
    def test_without_a_port_to_serve_squid_does_not_start(self, text: str) -> None:
        assert policy(text, 6).failure is not None

    def test_squid_7_starts_with_intercepting_ports_alone(self) -> None:
        assert answers(ask(policy("http_access allow all\nhttp_port 3129 intercept\n", 7), PLAIN)) == ["allowed plain"]


NAMED = """http_port 3128
http_port 3129 name=inside
acl inside myportname inside
acl ours any-of inside
cache_peer p parent 8080 0 no-query
never_direct allow all
"""


class TestPortsAlike:
    def test_ports_that_no_list_tells_apart_are_asked_once(self, monkeypatch: pytest.MonkeyPatch) -> None:
        asked: list[str] = []
        real = deciding._on_port

        def noted(config: Config, compiled: Compiled, port: Port, *rest: Any) -> list[Case]:
            asked.append(port.name)
            return real(config, compiled, port, *rest)

        monkeypatch.setattr(deciding, "_on_port", noted)
        verdict = ask(policy(NAMED + "http_access allow all\n"), TLS)
        assert asked == ["3128"]
        assert [(case.when.listen and case.when.listen.port, short(case)) for case in verdict.cases] == [
            (3128, "allowed tunnelled via peer p:8080"),
            (3129, "allowed tunnelled via peer p:8080"),
        ]

    @pytest.mark.parametrize(
        ("lines", "expected"),
        [
            ("http_access deny inside\nhttp_access allow all", ["allowed tunnelled via peer p:8080", "denied"]),
            ("http_access deny ours\nhttp_access allow all", ["allowed tunnelled via peer p:8080", "denied"]),
            (
                "http_access allow all\ncache_peer_access p deny inside",
                ["allowed tunnelled via peer p:8080", "denied"],
            ),
        ],
    )
    def test_a_port_that_some_list_asks_for_is_told_apart(self, lines: str, expected: list[str]) -> None:
        assert [short(case) for case in ask(policy(f"{NAMED}{lines}\n"), TLS).cases] == expected


def test_a_trailing_dot_of_a_host_is_not_seen() -> None:
    asked = policy("http_port 3128\nacl mde dstdomain .example.com\nhttp_access allow mde\n")

    assert answer(asked, "https://m.example.com./") == "allowed tunnelled"


def test_the_answer_is_the_same_in_any_order_of_questions() -> None:
    urls = [TLS, PLAIN, "https://*.example.com/", "http://*/"]
    one, other = policy(PORTS), policy(PORTS)
    forward = [one.decide(Request.parse(url), Given()) for url in urls]
    backward = [other.decide(Request.parse(url), Given()) for url in reversed(urls)]

    assert forward == backward[::-1]


LIKENESS = [
    ("http_port 3128\nacl a src all\nhttp_access allow a\nhttp_access deny all\n", 100),
    ("acl a dstdomain .x\nacl b dstdomain .y\n", 40),
    ("http_access allow all\n", 40),
    ("frontend f\n  acl is_api path_beg /api\n  acl net src 10.0.0.0/8\n", 20),
    ("function FindProxyForURL(url, host) { return 'DIRECT'; }\n", 0),
    ("", 0),
]


@pytest.mark.parametrize(("text", "expected"), LIKENESS)
def test_likeness(text: str, expected: int) -> None:
    assert FORMAT.likeness(Source.of("x", text.encode())) == expected
