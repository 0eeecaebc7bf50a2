"""Names that may not fit the address that an intercepted client has dialled (client_side_request.cc:508-696@5.7)."""

from __future__ import annotations

import pytest

from proxylint.fault import Fault
from proxylint.formats.squid import FORMAT
from proxylint.request import Request
from tests.formats.squid.decide.asking import answer, answers, ask, policy

HEAD = """
http_port 3128
http_port 3131 intercept
https_port 3130 intercept ssl-bump cert=/x
pinger_enable off
acl step1 at_step SslBump1
acl step2 at_step SslBump2
http_access allow all
"""
TLS, PLAIN = "https://m.example.com/", "http://m.example.com/"
FITS = "Squid's own DNS gives the address that the client has dialled"
DIFFERS = "Squid's own DNS does not give the address that the client has dialled"
PARENT = "cache_peer p.example.net parent 8080 0 no-query\n"

ROWS = [
    (
        "splice at step 2",
        "ssl_bump peek step1\nssl_bump splice all\n",
        [f"allowed tunnelled [{FITS}]", f"denied [{DIFFERS}]"],
        ["allowed plain"],
    ),
    ("splice at step 1", "ssl_bump splice all\n", ["allowed tunnelled"], ["allowed plain"]),
    (
        "splice at step 3",
        "ssl_bump peek step1\nssl_bump peek step2\nssl_bump splice all\n",
        ["allowed tunnelled"],
        ["allowed plain"],
    ),
    ("bump", "ssl_bump bump all\n", ["allowed inspected"], ["allowed plain"]),
    (
        "strict",
        "host_verify_strict on\nssl_bump bump all\n",
        [f"allowed inspected [{FITS}]", f"denied [{DIFFERS}]"],
        [f"allowed plain [{FITS}]", f"denied [{DIFFERS}]"],
    ),
    (
        "a parent",
        PARENT + "ssl_bump splice all\n",
        ["allowed tunnelled"],
        [f"allowed plain via peer p.example.net:8080, direct [{FITS}]", f"allowed plain [{DIFFERS}]"],
    ),
    (
        "a parent that must be used",
        PARENT + "never_direct allow all\nssl_bump splice all\n",
        ["allowed tunnelled via peer p.example.net:8080"],
        ["allowed plain via peer p.example.net:8080"],
    ),
]


@pytest.mark.parametrize(("lines", "tls", "plain"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS])
def test_table(lines: str, tls: list[str], plain: list[str]) -> None:
    asked = policy(HEAD + lines)

    assert answers(ask(asked, TLS, listen="3130", resolve={})) == tls
    assert answers(ask(asked, PLAIN, listen="3131", resolve={})) == plain


@pytest.mark.parametrize(("lines", "tls", "plain"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS])
def test_addresses_that_are_given_are_those_of_the_client_and_of_squid(
    lines: str, tls: list[str], plain: list[str]
) -> None:
    asked = policy(HEAD + lines)

    assert answer(asked, TLS, listen="3130") == tls[0].removesuffix(f" [{FITS}]")
    assert answer(asked, PLAIN, listen="3131") == plain[0].removesuffix(f" [{FITS}]")


def test_a_port_that_does_not_intercept_is_not_checked() -> None:
    asked = policy(HEAD + "host_verify_strict on\nssl_bump bump all\n")

    assert answers(ask(asked, TLS, listen="3128", resolve={})) == ["allowed tunnelled"]


def test_a_destination_network_tests_what_squid_finds_where_the_address_is_not_passed_on() -> None:
    asked = policy(HEAD + "ssl_bump splice all\nacl net dst 203.0.113.0/24\n" + "client_dst_passthru off\n")
    gate = policy(
        HEAD.replace("http_access allow all", "acl net dst 203.0.113.0/24\nhttp_access deny net\nhttp_access allow all")
        + "client_dst_passthru off\nssl_bump splice all\n"
    )

    assert answers(ask(asked, PLAIN, listen="3131", resolve={})) == ["allowed plain"]
    assert answers(ask(gate, PLAIN, listen="3131", resolve={}))[-1].startswith(
        "unknown because 'net' (dst) tests what Squid's own DNS gives, not the address that was dialled"
    )


def test_what_helps_is_no_access_line() -> None:
    asked = policy(HEAD + "ssl_bump peek step1\nssl_bump splice all\n")
    refused = ask(asked, TLS, listen="3130", resolve={}).cases[-1]

    assert refused.access.span is not None
    assert FORMAT.remedy is not None
    assert FORMAT.remedy(asked, Fault.DENIED, [Request.parse(TLS)], refused.access.span) == (
        "Let Squid and its clients ask the same DNS server, so that Squid finds the addresses that they dial. "
        "Or peek at step 2 as well: a splice at step 3 is not checked."
    )
