"""Networks of isInNet that hold no address, or more than they seem to."""

from __future__ import annotations

from enum import StrEnum
from ipaddress import IPv4Address

from proxylint.format import Policy
from proxylint.formats.pac.analysis.survey import survey_of
from proxylint.formats.pac.library.dotted import parse_dotted
from proxylint.records import dataclass
from proxylint.regex import regex
from proxylint.text import Span
from proxylint_grammars.pac import tree


class Fault(StrEnum):
    """NETWORK, MASK: no four numbers up to 255, so the test is false always (`isValidIpAddress` in Chromium and
    Firefox). HOST_BITS: the network has bits outside the mask, which do not count. HOLES: a mask that is no prefix.
    CUT: part of a range that RFC 1918 or RFC 1122 set aside, where nothing speaks for the part alone."""

    NETWORK = "network"
    MASK = "mask"
    HOST_BITS = "host bits"
    HOLES = "holes"
    CUT = "cut"


@dataclass(frozen=True, slots=True)
class OddNetwork:
    """`meant`: what to write: a mask, a network, or None. `base`: the network that is tested, with its mask."""

    call: Span
    place: Span
    fault: Fault
    meant: str | None
    base: str


def odd_networks(policy: Policy) -> tuple[OddNetwork, ...]:
    survey = survey_of(policy)
    pairs = []
    for call in () if survey is None else survey.helpers:
        arguments = call.node.arguments
        if call.name == "isInNet" and len(arguments) >= 3:
            network, mask = arguments[1:3]
            if isinstance(network, tree.StringLiteral) and isinstance(mask, tree.StringLiteral):
                pairs.append((call.node.span, network, mask))
    found = [fact for pair in pairs if (fact := _fact(*pair)) is not None]
    found += _cut(pairs)
    return tuple(sorted(found, key=lambda fact: fact.place.start))


_PREFIX = regex(r"/?([0-9]|[12][0-9]|3[0-2])")


def _fact(call: Span, network: tree.StringLiteral, mask: tree.StringLiteral) -> OddNetwork | None:
    base, bits = parse_dotted(network.value), parse_dotted(mask.value)
    if base is None:
        address, slash, length = network.value.partition("/")
        known = parse_dotted(address) if slash and _PREFIX.fullmatch(length) else None
        meant = None if known is None else f"{address}', '{_mask(int(length))}"
        return OddNetwork(call, network.span, Fault.NETWORK, meant, "")
    if bits is None:
        length_found = _PREFIX.fullmatch(mask.value)
        meant = _mask(int(length_found[1])) if length_found else None
        return OddNetwork(call, mask.span, Fault.MASK, meant, "")
    inside = str(IPv4Address(base & bits))
    if (bits ^ 0xFFFFFFFF) & ((bits ^ 0xFFFFFFFF) + 1):
        return OddNetwork(call, mask.span, Fault.HOLES, None, inside)
    if base & bits != base:
        return OddNetwork(call, network.span, Fault.HOST_BITS, inside, f"{inside}/{bits.bit_count()}")
    return None


_WHOLE = {("10.0.0.0", "255.0.0.0"), ("192.168.0.0", "255.255.0.0")}


def _cut(pairs: list[tuple[Span, tree.StringLiteral, tree.StringLiteral]]) -> list[OddNetwork]:
    """One mask for 172.16.0.0 beside the other two ranges of RFC 1918 whole, or for 127.0.0.0."""
    written = [(network.value, mask.value) for _, network, mask in pairs]
    alone = set(written) >= _WHOLE and sum(network.startswith("172.") for network, _ in written) == 1
    found = []
    for call, network, mask in pairs:
        bits = parse_dotted(mask.value)
        if bits is None:
            continue
        length = bits.bit_count()
        if network.value == "127.0.0.0" and mask.value == _mask(length) and 8 < length < 32:
            found.append(OddNetwork(call, mask.span, Fault.CUT, _mask(8), f"127.0.0.0/{length}"))
        elif network.value == "172.16.0.0" and mask.value == _mask(length) and length > 12 and alone:
            found.append(OddNetwork(call, mask.span, Fault.CUT, _mask(12), f"172.16.0.0/{length}"))
    return found


def _mask(length: int) -> str:
    return str(IPv4Address((0xFFFFFFFF << (32 - length)) & 0xFFFFFFFF))
