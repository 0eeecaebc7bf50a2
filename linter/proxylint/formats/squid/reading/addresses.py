"""Which address values Squid refuses (acl/Ip.cc:209-492@5.7). What they mean is read elsewhere.

Squid takes the value apart with sscanf: the first form that fits its beginning counts, and what is left is not looked
at. A host name is looked up at start; it is assumed to exist.
"""

from __future__ import annotations

from proxylint.formats.squid.reading.scalars import scanned
from proxylint.regex import regex
from proxylint_grammars.squid import strtol

_OCTET = r"(?:1[0-9]?+[0-9]?+|2(?>[0-4][0-9]?+|5[0-5]?+|[6-9]|)|[3-9][0-9]?+|0)"
USUAL_TEXT = rf"{_OCTET}\.{_OCTET}\.{_OCTET}\.{_OCTET}(?>/(?>3[0-2]?+|[12][0-9]?+|[0-9])|)"
USUAL = regex(USUAL_TEXT)
"""Values that need no second look; long lists are full of them."""

_ROOM = 255
"""Characters of an address or a mask that Squid has room for (`LOCAL_ARRAY(char, addr1, 256)`, acl/Ip.cc:209@5.7). It
writes on beyond them, and crashes sooner or later: Squid 5.7 with some five hundred."""

_EVERYTHING = frozenset(("all", "ipv4", "ipv6", "0/0", "0.0.0.0-255.255.255.255", "0.0.0.0-0.0.0.0/0"))
_FORMS = (
    (regex(r"([0-9.]++)-([0-9.]++)(?>(?:/([0-9.]++))?)"), 32),
    (regex(r"([0-9.]++)()/([0-9.]++)"), 32),
    (regex(r"([0-9.]++)()()/."), 32),
    (regex(r"([0-9A-Fa-f:]++)-([0-9A-Fa-f:]++)(?>(?:/([0-9]++))?)"), 128),
    (regex(r"([0-9A-Fa-f:]++)()/([0-9]++)"), 128),
)
_NAMED = regex(r"([^/]++)()/(.++)")
_NAME = regex(
    r"(?:(?>(?:[A-Za-z0-9_](?>(?:[A-Za-z0-9_-]*+(?<!-))?)\.)*)[A-Za-z0-9_](?>(?:[A-Za-z0-9_-]*+(?<!-))?)\.?+)"
)
"""What can be looked up at all: labels of letters, digits, hyphens, underscores."""

_NUMERIC = regex(r"[0-9]++\.[0-9]++\.[0-9]++\.[0-9]|[0-9.]++$")
"""Meant as an address: no host is called like that."""

_NUMBER = regex(r"0[xX][0-9a-fA-F]*+|0[0-7]*+|[1-9][0-9]*+")


def address_fault(text: str) -> str | None:
    """Why Squid refuses a value of src, dst or localip, as a sentence; None = it takes it."""
    if USUAL.fullmatch(text) or text in _EVERYTHING:
        return None
    for form, width in _FORMS:
        found = form.match(text)
        if found:
            return _fault(text, found[1], found[2], found[3] or "", width)
    found = _NAMED.match(text)
    if found:
        return _fault(text, found[1], "", found[3], 32)
    if len(text) > _ROOM:
        return _roomless(text)
    if is_ipv4(text) or is_ipv6(text):
        return None
    if _NUMERIC.match(text) or not _NAME.fullmatch(text):
        return f"'{text}' is neither an IP address nor a host name"
    return None


def _roomless(part: str) -> str:
    return f"'{part}' has more than {_ROOM} characters, which is more than Squid has room for: it crashes"


def _fault(text: str, first: str, last: str, mask: str, width: int) -> str | None:
    for part in (first, last, mask):
        if len(part) > _ROOM:
            return _roomless(part)
    for address in (first, last):
        if address and not (is_ipv4(address) or is_ipv6(address)):
            return f"'{address}' in '{text}' is not an IP address"
    if not mask or _valid_mask(mask, width):
        return None
    return f"'{mask}' in '{text}' is not a netmask"


def _valid_mask(mask: str, width: int) -> bool:
    bits = bits_of(mask)
    return is_ipv4(mask) or is_ipv6(mask) if bits is None else bits <= width


def bits_of(mask: str) -> int | None:
    """acl_ip_data::DecodeMask: a number of bits, 0 to 128, else an address: None (acl/Ip.cc:157-193@5.7)."""
    bits = scanned(mask) if mask.isascii() and mask.isdigit() else -1
    return bits if 0 <= bits <= 128 else None


def is_ipv4(text: str) -> bool:
    """inet_aton as getaddrinfo uses it: one to four numbers, decimal, octal or hexadecimal; the last fills the rest."""
    parts = text.split(".")
    if len(parts) > 4 or not all(_NUMBER.fullmatch(part) for part in parts):
        return False
    *head, tail = (_value(part) for part in parts)
    return all(number <= 255 for number in head) and tail < 1 << (8 * (5 - len(parts)))


def _value(part: str) -> int:
    return strtol(part, 0)


def is_ipv6(text: str) -> bool:
    if ":" not in text:
        return False
    from ipaddress import IPv6Address

    try:
        IPv6Address(text)
    except ValueError:
        return False
    return True
