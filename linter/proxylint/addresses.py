"""IP addresses as integers and as sets of them.

IPv4 lives inside IPv6 as `::ffff:a.b.c.d`, as in Squid itself (ip/Address.cc), so one number line holds both families.
"""

from __future__ import annotations

from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
    ip_network,
    summarize_address_range,
)

from proxylint.intervals import Intervals

_MAPPED = 0xFFFF << 32
_TOP = (1 << 128) - 1

EVERY = Intervals(((0, _TOP),))
V4 = Intervals(((_MAPPED, _MAPPED | 0xFFFFFFFF),))
V6 = EVERY - V4

NOWHERE = -1
"""Stands among the addresses of a name for: the name does not resolve."""

ANSWERS = Intervals(((NOWHERE, _TOP),))
"""All that a name server may say of a name, in a world where a name has one address."""


def number(address: IPv4Address | IPv6Address) -> int:
    value = int(address)
    return _MAPPED | value if address.version == 4 else value


def parse_address(text: str) -> int:
    """The number of an address in the usual notation; ValueError for anything else."""
    return number(ip_address(text.strip().strip("[]")))


def network(text: str) -> Intervals:
    """The addresses of `a.b.c.d/n` (host bits allowed) or of a single address; ValueError for anything else."""
    found = ip_network(text, strict=False)
    return between(number(found.network_address), number(found.broadcast_address))


def between(low: int, high: int) -> Intervals:
    return Intervals(((low, high),))


def only(address: int) -> Intervals:
    return Intervals(((address, address),))


def _networks(*texts: str) -> Intervals:
    return Intervals.of(part for text in texts for part in network(text).parts)


LOOPBACK = _networks("127.0.0.0/8", "::1/128")
ELSEWHERE = EVERY - LOOPBACK
"""Those of other devices."""
PUBLIC = (V4 | network("2000::/3")) - _networks(
    "0.0.0.0/8",
    "10.0.0.0/8",
    "100.64.0.0/10",
    "127.0.0.0/8",
    "169.254.0.0/16",
    "172.16.0.0/12",
    "192.0.0.0/24",
    "192.0.2.0/24",
    "192.168.0.0/16",
    "198.18.0.0/15",
    "198.51.100.0/24",
    "203.0.113.0/24",
    "224.0.0.0/3",
    "2001:db8::/32",
)
"""What a host of the internet can have (IANA special-purpose address registries)."""
PUBLIC_SAMPLE = parse_address("20.190.128.1")
"""An address of Microsoft's public range: what a required host resolves to where nothing is known."""


def networks(addresses: Intervals) -> list[str]:
    """The fewest networks that make up a set of addresses, in the usual notation."""
    return [str(block) for low, high in addresses.parts for block in _blocks(low, high)]


def show_address(value: int) -> str:
    if value == NOWHERE:
        return "no address"
    if value in V4:
        return str(IPv4Address(value & 0xFFFFFFFF))
    return str(IPv6Address(value))


def show(addresses: Intervals, *, most: int = 4) -> str:
    """For people: networks where the set is made of few of them, else ranges; at most `most` parts are named.

    A set that is shorter as "all but ..." is written so.
    """
    if addresses == EVERY:
        return "any address"
    rest = EVERY - addresses
    if len(rest.parts) < len(addresses.parts):
        return f"any address outside {show(rest, most=most)}"
    shown = [text for low, high in addresses.parts for text in _show_part(low, high)]
    more = f" and {len(shown) - most} more" if len(shown) > most else ""
    return ", ".join(shown[:most]) + more


def _show_part(low: int, high: int) -> list[str]:
    if low == high:
        return [show_address(low)]
    if (low, high) == V4.parts[0]:
        return ["any IPv4 address"]
    networks = list(_blocks(low, high))
    if len(networks) <= 2:
        return [str(block) for block in networks]
    return [f"{show_address(low)}-{show_address(high)}"]


def _blocks(low: int, high: int) -> tuple[IPv4Network | IPv6Network, ...]:
    if low in V4 and high in V4:
        first, last = IPv4Address(low & 0xFFFFFFFF), IPv4Address(high & 0xFFFFFFFF)
        return tuple(summarize_address_range(first, last))
    if low < 0:
        return ()
    return tuple(summarize_address_range(IPv6Address(low), IPv6Address(high)))
