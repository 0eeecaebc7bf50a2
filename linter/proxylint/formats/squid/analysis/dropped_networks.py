"""Networks that an address ACL does not hold although they are written: up to Squid 6 a value that overlaps an earlier
one is dropped, also where it is the wider one (acl/Ip.cc:121-148@5.7; Squid 7 merges them)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from proxylint import addresses
from proxylint.format import Policy
from proxylint.formats.squid.acls.networks import Networks, networks_of, parse_value
from proxylint.formats.squid.analysis.subject import loaded
from proxylint.formats.squid.analysis.uses import names_in_use
from proxylint.formats.squid.model import Acl, Value
from proxylint.intervals import Intervals
from proxylint.records import dataclass

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
        for fact in _of_acl(acl, networks_of(acl, squid.compiled, squid.config.version), squid.config.version)
    )


def _of_acl(acl: Acl, kept: Networks, version: int) -> Iterator[DroppedNetwork]:
    """A value is one range, but for `ipv6`: where as many are kept as there are values, nothing was dropped."""
    parts = [part for _, part in acl.telling()]
    written = sum(len(part.values) for part in parts)
    if written == len(kept.entries) + len(kept.named) and not any("ipv6" in part.values.texts() for part in parts):
        return
    for part in parts:
        for index, text in enumerate(part.values.texts()):
            for low, high in _parts(text, version):
                lost = _outside(low, high, kept.known)
                earlier = None if lost is None else _overlapping(acl, kept, low, high)
                if lost is not None and earlier is not None:
                    yield DroppedNetwork(acl.name, part.values.at(index), earlier, lost)
                    break


def _parts(text: str, version: int) -> tuple[tuple[int, int], ...]:
    found = parse_value(text, version)
    return found.parts if found else ()


def _outside(low: int, high: int, known: Intervals) -> int | None:
    """An address of the range that is not known, one that a device may have where there is one: IPv4 before IPv6."""
    (first, last), *_ = addresses.V4.parts
    if low <= first and last <= high:
        usual = _first_outside(first, last, known)
        if usual is not None:
            return usual
    return _first_outside(low, high, known)


def _first_outside(low: int, high: int, known: Intervals) -> int | None:
    """Known parts do not touch each other, so behind the one that holds `low` there is a gap. Not the first address of
    a gap, if it has two: that is the network's own."""
    at = bisect_right(known.parts, (low, 1 << 129))
    if at and known.parts[at - 1][1] >= low:
        low = known.parts[at - 1][1] + 1
    if low > high:
        return None
    end = known.parts[at][0] - 1 if at < len(known.parts) else high
    return min(low + 1, end, high)


def _overlapping(acl: Acl, kept: Networks, low: int, high: int) -> Value | None:
    """The kept value that stands in the way. Kept ones are disjoint and sorted."""
    at = bisect_right(kept.starts, high)
    if not at or kept.entries[at - 1][1] < low:
        return None
    _, _, part, index = kept.entries[at - 1]
    return acl.parts[part].values.at(index)
