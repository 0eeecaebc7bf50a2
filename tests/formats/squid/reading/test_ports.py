"""Ports and parents."""

from __future__ import annotations

import pytest

from proxylint.formats.squid.model import PortMode
from tests.formats.squid.reading.files import config_of
from tests.formats.squid.reading.test_access import shape


@pytest.mark.parametrize(
    ("line", "port", "name", "host", "mode"),
    [
        ("http_port 3128", 3128, "3128", None, PortMode.FORWARD),
        ("http_port 10.0.0.1:8080", 8080, "10.0.0.1:8080", "10.0.0.1", PortMode.FORWARD),
        ("http_port [::1]:8080 name=x", 8080, "x", "::1", PortMode.FORWARD),
        ("http_port 3129 intercept", 3129, "3129", None, PortMode.INTERCEPT),
        ("http_port 3129 transparent", 3129, "3129", None, PortMode.INTERCEPT),
        ("http_port 3129 tproxy", 3129, "3129", None, PortMode.TPROXY),
        ("http_port 80 accel defaultsite=x", 80, "80", None, PortMode.ACCEL),
        ("http_port 80 vhost", 80, "80", None, PortMode.ACCEL),
        ("ascii_port 3128", 3128, "3128", None, PortMode.FORWARD),
    ],
)
def test_a_port_line_is_taken_apart(line: str, port: int, name: str, host: str | None, mode: PortMode) -> None:
    (found,) = config_of(line + "\n").ports
    assert (found.listener.port, found.name, found.host, found.mode) == (port, name, host, mode)
    assert (found.listener.written, found.secure, found.bumping) == (line.split()[1], False, False)


def test_ssl_bump_counts_where_there_is_a_rule() -> None:
    port = "http_port 3128 ssl-bump cert=/x\n"
    assert [found.bumping for found in config_of(port).ports] == [False]
    assert [found.bumping for found in config_of(f"{port}ssl_bump splice all\n").ports] == [True]


def test_an_https_port_that_intercepts() -> None:
    text = "http_port 3128\nhttps_port 3130 intercept ssl-bump cert=/x\nssl_bump splice all\n"
    found = config_of(text).ports[1]
    assert (found.secure, found.mode, found.bumping) == (True, PortMode.INTERCEPT, True)


def test_no_port_at_all() -> None:
    config = config_of("http_access allow all\n")
    assert [failure.text for failure in config.failures] == [
        "there is no http_port or https_port line: Squid refuses to start"
    ]


@pytest.mark.parametrize(("version", "failures"), [(5, 1), (6, 1), (7, 0)])
def test_intercepting_ports_alone(version: int, failures: int) -> None:
    assert len(config_of("http_port 3129 intercept\n", version).failures) == failures


def test_an_unread_include_may_open_ports() -> None:
    assert config_of("include x\n", certain=False).failures == ()


def test_a_parent_with_options_and_rules() -> None:
    text = (
        "http_port 3128\ncache_peer Parent.example parent 8080 0 no-query login=u:p name=Up\n"
        "cache_peer_access up allow localhost\ncache_peer_access UP deny all\n"
    )
    (peer,) = config_of(text).peers
    assert (peer.name, peer.host, peer.port, peer.kind) == ("Up", "parent.example", 8080, "parent")
    assert dict(peer.options) == {"no-query": None, "login": "u:p", "name": "Up"}
    assert shape(peer.access) == [("allow", "localhost"), ("deny", "all")]


def test_a_peer_of_unknown_type_is_a_sibling() -> None:
    config = config_of("http_port 3128\ncache_peer h Parent 8080 0\n")
    assert [peer.kind for peer in config.peers] == ["sibling"]
    assert [remark.text for remark in config.remarks] == [
        "'Parent' is no type of cache_peer: Squid takes the peer as a sibling"
    ]


def test_neighbor_types_taint_the_peer() -> None:
    (peer,) = config_of("http_port 3128\ncache_peer h parent 8080 0\nneighbor_type_domain h sibling .x.com\n").peers
    assert shape(peer.access) == [("taint", "neighbor_type_domain makes this peer a sibling for some hosts")]


def test_switches_and_schemes() -> None:
    text = (
        "http_port 3128\nnonhierarchical_direct off\nnonhierarchical_direct on\nprefer_direct enable\nvia off\n"
        "auth_param basic program /h\nauth_param digest program /h\nauth_param ntlm program /h\n"
    )
    config = config_of(text)
    assert (dict(config.switches), config.schemes) == (
        {"nonhierarchical_direct": True, "prefer_direct": True},
        ("basic", "ntlm"),
    )
