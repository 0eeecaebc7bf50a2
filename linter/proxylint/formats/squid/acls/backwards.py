"""Names of addresses: what dstdomain makes of a host that is an address, and srcdomain of the client.

Squid looks the address up backwards and compares the text `none` where there is no name
(acl/DestinationDomain.cc:54-106, SourceDomain.cc:38-57@5.7). A list that does not wait compares `none` too, unless the
name is known from before. That an address has no name can be told: its name in in-addr.arpa or ip6.arpa, or a wildcard
above it, does not resolve.
"""

from __future__ import annotations

from ipaddress import ip_address

from proxylint import addresses
from proxylint.formats.squid.acls.part import Part, sure, untold
from proxylint.formats.squid.acls.patterns import Matcher, domain_matcher, regex_matcher
from proxylint.formats.squid.model import Acl
from proxylint.formats.squid.sight import Sight
from proxylint.region import Region
from proxylint.text import Span

NAMELESS = "none"


def look_source_domain(acl: Acl, region: Region, sight: Sight, span: Span) -> list[Part]:
    matcher = domain_matcher(acl, sight) if acl.type == "srcdomain" else regex_matcher(acl, sight)
    return look_backwards(acl, matcher, region.client.only(), region, sight, span, "the client's address")


def look_backwards(
    acl: Acl, matcher: Matcher, address: int | None, region: Region, sight: Sight, span: Span, whose: str
) -> list[Part]:
    if matcher.empty:
        return sure(region, False, span, f"'{acl.name}' has no values")
    if address is not None and _is_nameless(address, sight) and not matcher.beyond:
        held = matcher.language.matches(NAMELESS)
        says = "matches" if held else "does not match"
        return sure(region, held, span, f"{addresses.show_address(address)} has no name, and '{acl.name}' {says} none")
    reason = f"'{acl.name}' ({acl.type}) depends on the reverse DNS name of {whose}"
    return untold(region, f"reverse {acl.name} {sight.waits or sight.look}", reason, span)


def _is_nameless(address: int, sight: Sight) -> bool:
    """The machine's own addresses have names in its hosts file (hosts_file)."""
    found = ip_address(addresses.show_address(address))
    if found.is_loopback:
        return False
    name = found.reverse_pointer
    return sight.given.addresses_of(name) == ()
