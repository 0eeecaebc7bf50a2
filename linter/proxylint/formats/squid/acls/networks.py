"""The addresses that the values of a src, dst or localip ACL mean (acl/Ip.cc:209-492@5.7)."""

from __future__ import annotations

from bisect import bisect_right
from ipaddress import AddressValueError, IPv6Address

from proxylint import addresses
from proxylint.formats.squid.compiled import Compiled, list_key
from proxylint.formats.squid.model import Acl, Value
from proxylint.formats.squid.reading.addresses import bits_of
from proxylint.intervals import Intervals
from proxylint.records import dataclass, field
from proxylint.regex import regex
from proxylint_grammars.squid import strtol

_FORMS = (
    (regex(r"([0-9.]++)-([0-9.]++)(?>(?:/([0-9.]++))?)"), 32),
    (regex(r"([0-9.]++)()/([0-9.]++)"), 32),
    (regex(r"([0-9.]++)()()/."), 32),
    (regex(r"([0-9A-Fa-f:]++)-([0-9A-Fa-f:]++)(?>(?:/([0-9]++))?)"), 128),
    (regex(r"([0-9A-Fa-f:]++)()/([0-9]++)"), 128),
    (regex(r"([0-9A-Fa-f:]++)()()/."), 128),
    (regex(r"([^/]++)()/(.++)"), 32),
)
"""Tried in this order, as Squid does with sscanf; what is left of the value is not looked at."""

_EVERYTHING = frozenset(
    ("all", "0/0", "0.0.0.0/0", "0.0.0.0/0.0.0.0", "0.0.0.0-255.255.255.255", "0.0.0.0-0.0.0.0/0"),
)
"""Values that Squid reads as `all` (acl/Ip.cc:235-256@5.7)."""

_UNICAST6 = ("1000::/4", "2000::/3", "4000::/2", "8000::/2", "c000::/3", "e000::/4", "fc00::/7", "fe80::/10")
"""What `ipv6` means up to Squid 6 (acl/Ip.cc:269-322@5.7). `ipv4` means the one address `::` there: it sets no address,
and a prefix of 0 bits is taken as none (ip/Address.cc:124@5.7; observed on Squid 5.7). Squid 7 knows both families.
"""


@dataclass(frozen=True, slots=True)
class Networks:
    """`known`: the addresses that stand in the file. `named`: values that Squid resolves when it starts.

    `starts` and `entries` (low, high, part, index) find the value that covers an address, for reports.
    """

    known: Intervals
    named: tuple[Value, ...]
    starts: tuple[int, ...]
    entries: tuple[tuple[int, int, int, int], ...]
    _shown: dict[int, Value] = field(default_factory=dict, repr=False, compare=False)

    def value(self, acl: Acl, address: int) -> Value | None:
        """The value that covers the address. Kept values do not overlap up to Squid 6, so the nearest start decides."""
        at = bisect_right(self.starts, address) - 1
        if at < 0:
            return None
        low, high, part, index = self.entries[at]
        if not low <= address <= high:
            return None
        if at not in self._shown:
            self._shown[at] = acl.parts[part].values.at(index)
        return self._shown[at]


def networks_of(acl: Acl, compiled: Compiled, version: int) -> Networks:
    return compiled.of("networks", list_key(acl, compiled), lambda: read_networks(acl, version))


def read_networks(acl: Acl, version: int) -> Networks:
    """Up to Squid 6 a value that overlaps an earlier one is dropped, even the wider one (acl/Ip.cc:121-148@5.7)."""
    kept: list[tuple[int, int, int, int]] = []
    named: list[Value] = []
    for number, part in acl.telling():
        for index, text in enumerate(part.values.texts()):
            found = parse_value(text, version)
            if found is None:
                named.append(part.values.at(index))
                continue
            kept.extend((low, high, number, index) for low, high in found.parts)
    if version < 7:
        kept = _without_overlaps(kept)
    kept.sort()
    return Networks(
        Intervals.of((low, high) for low, high, _, _ in kept),
        tuple(named),
        tuple(low for low, _, _, _ in kept),
        tuple(kept),
    )


def _without_overlaps(entries: list[tuple[int, int, int, int]]) -> list[tuple[int, int, int, int]]:
    """In file order, keeping an entry that touches no kept one; `starts` stays sorted, kept entries are disjoint."""
    starts: list[int] = []
    ends: list[int] = []
    kept = []
    for entry in entries:
        low, high = entry[0], entry[1]
        at = bisect_right(starts, high)
        if at and ends[at - 1] >= low:
            continue
        starts.insert(at, low)
        ends.insert(at, high)
        kept.append(entry)
    return kept


def parse_value(text: str, version: int) -> Intervals | None:
    """The addresses of one value; None for a host name, which Squid looks up when it starts."""
    plain = _quad(text)
    if plain is not None:
        return addresses.only(_V4 | plain)
    if text in _EVERYTHING:
        return addresses.EVERY
    if text == "ipv4":
        return addresses.V4 if version >= 7 else addresses.only(0)
    if text == "ipv6":
        blocks = _UNICAST6 if version < 7 else ("::/0",)
        return Intervals.of(part for block in blocks for part in addresses.network(block).parts) & addresses.V6
    for form, width in _FORMS:
        found = form.match(text)
        if found:
            return _range(found[1], found[2] or found[1], found[3] or None, width)
    return _range(text, text, None, 128)


def _range(low: str, high: str, mask: str | None, width: int) -> Intervals | None:
    """From the masked low to the masked high address with all masked bits set; both ends are masked, as in Squid.

    A prefix of 0 bits masks nothing: `10.0.0.0/0` is one address (Ip::Address::applyMask, ip/Address.cc:124@5.7).
    """
    first, bits = _address(low), _bits(mask, width) or width
    last = first if low == high else _address(high)
    if first is None or last is None or bits > width:
        return None
    free = (1 << (width - bits)) - 1
    first, last = first & ~free, last | free
    return addresses.between(first, last) if first <= last else None


def _address(text: str) -> int | None:
    try:
        return int(IPv6Address(text)) if ":" in text else _V4 | _aton(text)
    except (AddressValueError, ValueError):
        return None


_V4 = 0xFFFF << 32

_BYTES = {str(number): number for number in range(256)}


def _quad(text: str) -> int | None:
    """Four decimal numbers, as nearly all addresses are written; None = it may be one all the same."""
    parts = text.split(".")
    if len(parts) != 4:
        return None
    first, second, third, last = map(_BYTES.get, parts)
    if first is None or second is None or third is None or last is None:
        return None
    return first << 24 | second << 16 | third << 8 | last


def _aton(text: str) -> int:
    """inet_aton: the last of one to four numbers fills the rest; a leading 0 means octal, 0x hexadecimal."""
    plain = _quad(text)
    if plain is not None:
        return plain
    *head, tail = (_number(part) for part in text.split("."))
    if len(head) > 3 or any(number > 255 for number in head) or tail >= 1 << (8 * (4 - len(head))):
        raise ValueError(text)
    return sum(number << (24 - 8 * place) for place, number in enumerate(head)) + tail


def _number(text: str) -> int:
    if not text.isascii() or not text.isalnum():
        raise ValueError(text)
    return strtol(text, 0)


def _bits(mask: str | None, width: int) -> int | None:
    """A prefix length, or the length of the ones that a netmask begins with (acl/Ip.cc:157-193@5.7)."""
    if mask is None:
        return None
    bits = bits_of(mask)
    if bits is not None:
        return bits
    netmask = _address(mask)
    if netmask is None:
        return None
    return 32 - ((netmask & 0xFFFFFFFF) ^ 0xFFFFFFFF).bit_length()
