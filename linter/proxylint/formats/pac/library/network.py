"""Helpers that ask the network: DNS, the own address, and ranges of addresses."""

from __future__ import annotations

from ipaddress import ip_address, ip_network

from proxylint import addresses
from proxylint.formats.pac.javascript import convert, members, operators
from proxylint.formats.pac.javascript.realm import Realm, argument
from proxylint.formats.pac.javascript.values import UNDEFINED, Unmodelled, Value
from proxylint.formats.pac.javascript.varying import Varying
from proxylint.formats.pac.library.dotted import parse_dotted
from proxylint.formats.pac.library.names import check_made, check_methods, replaced, settled
from proxylint.formats.pac.library.restarts import EVERY, IPV4, OWN, OWN_EVERY, looked_up
from proxylint.formats.pac.unfixed.address import MAPPED, Address, AddressText
from proxylint.formats.pac.unfixed.flag import Flag, world_of
from proxylint.formats.pac.unfixed.strings import VaryingText, holds
from proxylint.formats.pac.unfixed.text import Text
from proxylint.formats.pac.world import ASKED, PARTS
from proxylint.intervals import Intervals
from proxylint.names import Subject, javascript
from proxylint.regex import regex

_DOTTED_PATTERN = r"^\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}$"
_LITERAL = regex(r"[0-9.]++|[0-9a-fA-F:.]*+:[0-9a-fA-F:.]*+")
_NAME = regex(r"[A-Za-z0-9_.-]{1,255}")

MOST_RANGES = 1 << 12
"""Pieces into which a mask with holes may cut the addresses."""


def is_valid_ip_address(realm: Realm, this: Value, arguments: list[Value]) -> Value:
    value = settled(realm, arguments, 0)
    check_made(realm, "isValidIpAddress")
    if isinstance(value, VaryingText):
        return _is_dotted(value)
    return parse_dotted(convert.text(realm, value)) is not None


def _is_dotted(text: VaryingText) -> Flag | bool:
    if isinstance(text, AddressText):
        return Flag(lambda world: text.within(world, addresses.V4))
    return text.asked(javascript(_DOTTED_PATTERN), "an IPv4 address")


def convert_addr(realm: Realm, this: Value, arguments: list[Value]) -> Value:
    """Signed 32 bits: 192.0.2.172 is -1073741140."""
    value = settled(realm, arguments, 0)
    if isinstance(value, Varying):
        raise value.beyond("convert_addr()")
    from proxylint.formats.pac.library.names import _called

    parts = _called(realm, value, "split", ".")
    found: Value = 0.0
    for index, shift in enumerate((24.0, 16.0, 8.0, 0.0)):
        octet = operators.BINARY["&"](realm, members.get_named(realm, parts, str(index)), 255.0)
        found = operators.BINARY["|"](realm, found, operators.BINARY["<<"](realm, octet, shift))
    return found


def resolved(realm: Realm, value: Value) -> Value:
    """`dnsResolve(value)`: the first IPv4 address as a string, null where there is none, or an `Address`."""
    value = convert.settled(realm, value)
    if isinstance(value, Text):
        return _resolved_family(realm, value) if looked_up(realm, IPV4, value) else None
    if isinstance(value, VaryingText):
        if isinstance(value, AddressText):
            if not looked_up(realm, IPV4, value):
                return None
            return Address(value.said, value.within, nullable=True)
        raise value.beyond("dnsResolve()")
    if type(value) is not str:
        return None  # Chromium and Firefox resolve strings only
    if value and not looked_up(realm, IPV4, value):
        return None
    dotted = parse_dotted(value)
    if dotted is not None and value == addresses.show_address(MAPPED | dotted):
        return value
    if _LITERAL.fullmatch(value) and ":" in value:
        return None
    if not _NAME.fullmatch(value):
        return None
    if _LITERAL.fullmatch(value):
        raise Unmodelled(f"dnsResolve() of the unusual address '{value}'")
    return _lookup(realm, value.lower())


def _lookup(realm: Realm, name: str) -> Value:
    world = world_of(realm)
    given = world.given.addresses_of(name)
    if given is not None:
        return _first_v4(given)
    key = ASKED if name == world.request.host else name
    said = "the address of the host" if key == ASKED else f"the address of {name}"
    return Address(said, lambda world, wanted: world.resolves(key, wanted), nullable=True)


def _first_v4(given: tuple[int, ...]) -> str | None:
    return next((addresses.show_address(number) for number in given if number in addresses.V4), None)


def _resolved_family(realm: Realm, text: Text) -> Value:
    """Of a wildcard: the host itself is one name with one answer; what was cut from it is some other name."""
    view = text.view
    if view.subject is not Subject.HOST or not view.plain or view.before or view.after:
        if "/" in view.prefix:
            return None
        raise text.beyond("dnsResolve()")
    if holds(world_of(realm), _is_dotted(text)):
        raise text.beyond("dnsResolve() of an address")
    world = world_of(realm)
    tail = world.request.family.tail
    if any(name.removeprefix("*").endswith(tail) and name != f"*{tail}" for name in world.given.resolve):
        raise Unmodelled("addresses are given for single names of this wildcard")
    given = world.given.addresses_of(f"a{tail}")
    if given is not None:
        return _first_v4(given)
    return Address("the address of the host", lambda world, wanted: world.resolves(ASKED, wanted), nullable=True)


def dns_resolve(realm: Realm, this: Value, arguments: list[Value]) -> Value:
    return resolved(realm, argument(arguments, 0))


def is_resolvable(realm: Realm, this: Value, arguments: list[Value]) -> Value:
    if replaced(realm, "isResolvable"):
        found = convert.settled(realm, _global(realm, "dnsResolve", argument(arguments, 0)))
        return found is not None and found is not UNDEFINED
    found = resolved(realm, argument(arguments, 0))
    if isinstance(found, Address):
        return Flag(lambda world: found.within(world, addresses.V4)) if found.nullable else True
    return found is not None


def my_ip_address(realm: Realm, this: Value, arguments: list[Value]) -> Value:
    if not looked_up(realm, OWN, ""):
        return "127.0.0.1"
    client = world_of(realm).given.client
    if client is not None:
        return addresses.show_address(client)
    return Address("the own address", lambda world, wanted: world.client(wanted), nullable=False)


def is_in_net(realm: Realm, this: Value, arguments: list[Value]) -> Value:
    """Network and mask must be dotted quads; host bits of the network do not matter."""
    if replaced(realm, "isInNet"):
        return _in_net_by_calls(realm, arguments)
    check_methods(realm, "isInNet")
    network, mask = (parse_dotted(_pattern(realm, arguments, index)) for index in (1, 2))
    if network is None or mask is None:
        return False
    value = argument(arguments, 0)
    if not isinstance(value, Address):
        value = convert.settled(realm, value)
        fixed = parse_dotted(value)
        if fixed is not None:
            return fixed & mask == network & mask
        value = resolved(realm, value)
    if not isinstance(value, Address):
        fixed = parse_dotted(value)
        return fixed is not None and fixed & mask == network & mask
    wanted, address = matching(network, mask), value
    if len(wanted.parts) >= PARTS:
        realm.spend_steps(len(wanted.parts) // PARTS)
    return Flag(lambda world: address.within(world, wanted))


def _in_net_by_calls(realm: Realm, arguments: list[Value]) -> Value:
    """Word for word as in `pac_js_library.h`, where the script has some of the functions replaced."""
    value, network, mask = (argument(arguments, index) for index in range(3))
    for one in (network, mask):
        if not convert.truth(realm, _global(realm, "isValidIpAddress", one)):
            return False
    if not convert.truth(realm, _global(realm, "isValidIpAddress", value)):
        value = convert.settled(realm, _global(realm, "dnsResolve", value))
        if value is None or value is UNDEFINED:
            return False
    host, net, bits = (_global(realm, "convert_addr", one) for one in (value, network, mask))
    both = operators.BINARY["&"]
    return convert.equal(realm, both(realm, host, bits), both(realm, net, bits))


def _global(realm: Realm, name: str, value: Value) -> Value:
    """A call of the function that has this name now."""
    return realm.call_back(realm.globals.get(realm, name), UNDEFINED, [value])


def _pattern(realm: Realm, arguments: list[Value], index: int) -> Value:
    value = settled(realm, arguments, index)
    if isinstance(value, Varying):
        raise value.beyond("isInNet() with the value as network or mask")
    return convert.text(realm, value)


def matching(network: int, mask: int) -> Intervals:
    """The addresses that agree with `network` in the bits of `mask`."""
    if not (hosts := ~mask & 0xFFFFFFFF) & hosts + 1:  # ones, then zeros: the mask of a prefix
        start = MAPPED | network & mask
        return Intervals(((start, start | hosts),))
    free = [bit for bit in range(32) if not mask >> bit & 1]
    low = 0
    while low < len(free) and free[low] == low:
        low += 1
    holes = free[low:]
    if 1 << len(holes) > MOST_RANGES:
        raise Unmodelled("isInNet() with a mask of many holes")
    starts = [network & mask]
    for bit in holes:
        starts += [start | 1 << bit for start in starts]
    return Intervals.of((MAPPED | start, MAPPED | start | (1 << low) - 1) for start in starts)


# --- the Ex family: Chromium defines it always, WinHTTP documents it for FindProxyForURLEx ---


def dns_resolve_ex(realm: Realm, this: Value, arguments: list[Value]) -> Value:
    """A list of all addresses, "" on failure; only what `--resolve` gives is known as a list."""
    value = convert.settled(realm, argument(arguments, 0))
    if type(value) is not str:
        if isinstance(value, Varying):
            raise value.beyond("dnsResolveEx()")
        return ""
    if value and not looked_up(realm, EVERY, value):
        return ""
    literal = _literal(value)
    if literal is not None:
        return literal
    given = world_of(realm).given.addresses_of(value.lower())
    if given is None:
        raise Unmodelled(f"dnsResolveEx('{value}'): the addresses are not given")
    return ";".join(map(addresses.show_address, given))


def is_resolvable_ex(realm: Realm, this: Value, arguments: list[Value]) -> Value:
    value = convert.settled(realm, argument(arguments, 0))
    name = value if type(value) is str else None
    if name is not None and _literal(name) is None and world_of(realm).given.addresses_of(name.lower()) is None:
        key = ASKED if name.lower() == world_of(realm).request.host else name.lower()
        if name and not looked_up(realm, EVERY, name):
            return False
        return Flag(lambda world: world.resolves(key, addresses.EVERY))
    if isinstance(value, Text) and value.view.plain and not value.view.before and not value.view.after:
        if not looked_up(realm, EVERY, value):
            return False
        found = _resolved_family(realm, value)
        return (
            Flag(lambda world: world.resolves(ASKED, addresses.EVERY))
            if isinstance(found, Address)
            else found is not None
        )
    return dns_resolve_ex(realm, this, [value]) != ""


def _literal(text: str) -> str | None:
    try:
        return str(ip_address(text))
    except ValueError:
        return None


def my_ip_address_ex(realm: Realm, this: Value, arguments: list[Value]) -> Value:
    """All addresses of the device; one is given."""
    if not looked_up(realm, OWN_EVERY, ""):
        return ""
    client = world_of(realm).given.client
    if client is None:
        raise Unmodelled("myIpAddressEx(): the addresses of the device are not given")
    return addresses.show_address(client)


def sort_ip_address_list(realm: Realm, this: Value, arguments: list[Value]) -> Value:
    """IPv6 before IPv4; false for what is no list of addresses."""
    value = convert.settled(realm, argument(arguments, 0))
    if isinstance(value, Varying):
        raise value.beyond("sortIpAddressList()")
    if type(value) is not str:
        return False
    try:
        found = [ip_address(part.strip()) for part in value.split(";") if part.strip()]
    except ValueError:
        return False
    if len({address.version for address in found}) != len(found):
        raise Unmodelled("the order of several addresses in sortIpAddressList()")
    return ";".join(str(address) for address in sorted(found, key=lambda address: -address.version)) or False


def is_in_net_ex(realm: Realm, this: Value, arguments: list[Value]) -> Value:
    """False for a prefix that is none and for addresses of the other family."""
    value, prefix = argument(arguments, 0), convert.settled(realm, argument(arguments, 1))
    if isinstance(prefix, Varying):
        raise prefix.beyond("isInNetEx() with the value as prefix")
    try:
        wanted = network_of(prefix)
    except ValueError:
        return False
    if isinstance(value, Address):
        if not value.nullable:
            return Flag(lambda world: value.within(world, wanted))
        value = value.settle(realm)
    if isinstance(value, AddressText):
        text = value
        return Flag(lambda world: text.within(world, wanted))
    if isinstance(value, Varying):
        raise value.beyond("isInNetEx()")
    literal = _literal(value) if type(value) is str else None
    return literal is not None and addresses.parse_address(literal) in wanted


def network_of(prefix: Value) -> Intervals:
    if type(prefix) is not str or prefix.count("/") != 1:
        raise ValueError(prefix)
    address, _, length = prefix.partition("/")
    if not (length.isascii() and length.isdecimal()):
        raise ValueError(prefix)
    found = ip_network((ip_address(address), int(length)), strict=False)
    return addresses.between(addresses.number(found.network_address), addresses.number(found.broadcast_address))


def get_client_version(realm: Realm, this: Value, arguments: list[Value]) -> Value:
    return "1.0"
