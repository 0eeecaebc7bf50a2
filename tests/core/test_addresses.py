"""How sets of addresses are read and shown."""

from __future__ import annotations

import pytest

from proxylint import addresses
from proxylint.addresses import network, parse_address, show


def test_ipv4_lies_inside_ipv6() -> None:
    assert parse_address("10.0.0.1") == parse_address("::ffff:10.0.0.1")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("10.1.2.3/8", "10.0.0.0/8"),
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8::/32", "2001:db8::/32"),
        ("0.0.0.0/0", "any IPv4 address"),
    ],
)
def test_networks_are_shown_as_networks(text: str, shown: str) -> None:
    assert show(network(text)) == shown


def test_complements_are_shown_as_what_is_left_out() -> None:
    assert show(addresses.EVERY - network("10.0.0.0/8")) == "any address outside 10.0.0.0/8"
    assert show(addresses.EVERY) == "any address"


def test_long_lists_are_cut() -> None:
    many = network("10.0.0.0/24")
    for third in range(2, 14, 2):
        many = many | network(f"10.0.{third}.0/24")
    assert show(many) == "10.0.0.0/24, 10.0.2.0/24, 10.0.4.0/24, 10.0.6.0/24 and 3 more"


@pytest.mark.parametrize("text", ["", "10", "10.0.0.256", "10.0.0.0/33", "name"])
def test_nonsense_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        network(text)
