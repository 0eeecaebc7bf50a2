"""Which types of ACLs can never match at the steps of ssl_bump, and which only see an address."""

from __future__ import annotations

import pytest

from proxylint.formats.squid.analysis.bump_lines import idle_lines
from proxylint.formats.squid.analysis.nameless_lists import nameless_lists
from tests.formats.squid.decide.asking import policy

FORWARD = "http_port 3128 ssl-bump cert=/etc/squid/ca.pem\n"
DIALLED = "http_port 3128\nhttps_port 3130 intercept ssl-bump cert=/etc/squid/ca.pem\n"
STEP = "acl one at_step SslBump1\nssl_bump peek one\n"


def told(ports: str, value: str, step: str, version: int = 6) -> str:
    text = f"{ports}acl s {value}\nhttp_access allow all\n{step}ssl_bump splice s\nssl_bump bump all\n"
    asked = policy(text, version)
    assert asked.failure is None
    if any(fact.line.action == "splice" for fact in idle_lines(asked)):
        return "idle"
    return "nameless" if nameless_lists(asked) else ""


@pytest.mark.parametrize(
    ("value", "forward", "dialled"),
    [
        ("ssl::server_name .a.example", ("", ""), ("idle", "")),
        ("ssl::server_name 192.0.2.7 .a.example", ("", ""), ("", "")),
        ("ssl::server_name_regex \\.a\\.example$", ("", ""), ("idle", "")),
        ("ssl::server_name_regex ^[^.]*\\.0", ("", ""), ("", "")),
        ("ssl::server_name --server-provided .a.example", ("idle", "idle"), ("idle", "idle")),
        ("dstdomain .a.example", ("", ""), ("nameless", "nameless")),
        ("dstdomain -n .a.example", ("", ""), ("idle", "idle")),
        ("dstdomain -n 192.0.2.7", ("", ""), ("", "")),
        ("dstdom_regex \\.a\\.example$", ("", ""), ("nameless", "nameless")),
        ("url_regex a\\.example:443$", ("", ""), ("idle", "idle")),
        ("url_regex :443$", ("", ""), ("", "")),
        ("urlpath_regex ^/", ("idle", "idle"), ("idle", "idle")),
        ("browser Agent", ("", ""), ("idle", "idle")),
        ("method GET", ("idle", "idle"), ("idle", "idle")),
        ("method CONNECT", ("", ""), ("", "")),
        ("proto HTTPS", ("idle", "idle"), ("idle", "idle")),
        ("http_status 200", ("idle", "idle"), ("idle", "idle")),
        ("server_cert_fingerprint AA:BB", ("idle", "idle"), ("idle", "idle")),
        ("dst 192.0.2.0/24", ("", ""), ("", "")),
        ("port 8443", ("", ""), ("", "")),
    ],
)
def test_what_a_list_can_see(value: str, forward: tuple[str, str], dialled: tuple[str, str]) -> None:
    """Without a peek and with one."""
    assert (told(FORWARD, value, ""), told(FORWARD, value, STEP)) == forward
    assert (told(DIALLED, value, ""), told(DIALLED, value, STEP)) == dialled


@pytest.mark.parametrize(("version", "expected"), [(5, ""), (6, "idle"), (7, "idle")])
def test_squid_5_gives_the_connect_it_makes_up_a_protocol_and_a_path(version: int, expected: str) -> None:
    assert told(DIALLED, "proto HTTP", STEP, version) == expected
    assert told(DIALLED, "urlpath_regex ^/", STEP, version) == expected


def test_squid_5_compares_none_before_the_name_is_known() -> None:
    assert told(DIALLED, "ssl::server_name none", "", 5) == ""
    assert told(DIALLED, "ssl::server_name none", "", 6) == "idle"
