"""Networks that an address ACL does not hold although they are written: up to Squid 6 a value that overlaps an earlier
one is dropped, also where it is the wider one (acl/Ip.cc:121-148@5.7; Squid 7 merges them)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from proxylint import addresses
from proxylint.format import Policy
from proxylint.formats.squid.acls.networks import parse_value, read_networks
from proxylint.formats.squid.analysis.subject import loaded
from proxylint.formats.squid.analysis.uses import names_in_use
from proxylint.formats.squid.model import Acl, Value
from proxylint.intervals import Intervals

ADDRESS_TYPES = ("src", "dst", "localip")


@dataclass(frozen=True, slots=True)
class DroppedNetwork:
    """`value` is dropped because it overlaps `earlier`; `lost`: an address of it that no other value holds."""

    acl: str
    value: Value
    earlier: Value
    lost: int


def dropped_networks(policy: Policy) -> tuple[DroppedNetwork, ...]:
    """Of ACLs that something uses. A dropped value whose addresses are all there anyway is no fault."""
    squid = loaded(policy)
    if squid is None or squid.config.version >= 7:
        return ()
    named = names_in_use(squid)
    return tuple(
        fact
        for key, acl in squid.config.acls.items()
        if acl.type in ADDRESS_TYPES and key in named and not acl.builtin
        for fact in _of_acl(acl, squid.config.version)
    )


def _of_acl(acl: Acl, version: int) -> Iterator[DroppedNetwork]:
    kept = read_networks(acl, version)
    for part in acl.parts:
        for index, text in enumerate(part.values.texts()):
            found = parse_value(text, version)
            lost = None if found is None else found - kept.known
            if lost:
                earlier = _overlapping(acl, kept.entries, found)
                if earlier is not None:
                    yield DroppedNetwork(acl.name, part.values.at(index), earlier, _plain(lost))


def _plain(lost: Intervals) -> int:
    """One that a device may have: IPv4 before IPv6, and not the address of the network itself."""
    low, high = ((lost & addresses.V4) or lost).parts[0]
    return min(low + 1, high)


def _overlapping(acl: Acl, entries: tuple[tuple[int, int, int, int], ...], found: Intervals | None) -> Value | None:
    """The kept value that stands in the way. Kept ones are disjoint and sorted."""
    for low, high in found.parts if found else ():
        at = bisect_right(entries, (high, high, 1 << 62, 1 << 62))
        if at and entries[at - 1][1] >= low:
            _, _, part, index = entries[at - 1]
            return acl.parts[part].values.at(index)
    return None
