"""ACLs about addresses: src, dst, localip."""

from __future__ import annotations

from proxylint import addresses
from proxylint.formats.squid.acls.meaning import meaning_of
from proxylint.formats.squid.acls.networks import Networks, networks_of
from proxylint.formats.squid.acls.part import Part, every, hanging, parted, sure, untold
from proxylint.formats.squid.model import Acl, Value
from proxylint.formats.squid.sight import Sight
from proxylint.intervals import Intervals
from proxylint.records import replace
from proxylint.region import ASKED, Region
from proxylint.text import Span
from proxylint.verdict import Step


def networks(acl: Acl, sight: Sight) -> Networks:
    return networks_of(acl, sight.compiled, sight.config.version)


def look_src(acl: Acl, region: Region, sight: Sight, span: Span) -> list[Part]:
    """The address the client connects from. Names among the values are resolved once, at start (acl/Ip.cc:390@5.7)."""
    found = networks(acl, sight)
    known, named = _resolved(found, sight)
    if known == addresses.EVERY:
        return sure(region, True, span, f"'{acl.name}' holds every client")
    if sight.unaddressed:
        if named and UNADDRESSED not in known:
            return untold(region, f"src {acl.name}", _names_reason(acl, named), span)
        return _for_unaddressed(acl, region, UNADDRESSED in known, span)
    if not found.named:
        said = sight.compiled.said.of(
            region.client, (acl.name, span), lambda: _said(acl, region.client, found, known, sight, span)
        )
        return _parts(region, said)
    parts = _parts(region, _said(acl, region.client, found, known, sight, span))
    if not named:
        return parts
    reason = _names_reason(acl, named)
    return every([part] if part.held else untold(part.region, f"src {acl.name}", reason, span) for part in parts)


_Said = tuple[tuple[bool, Intervals, Step], ...]
"""For those clients that the ACL holds, and for those that it does not, which step tells it: whatever is asked for."""


def _said(acl: Acl, clients: Intervals, found: Networks, known: Intervals, sight: Sight, span: Span) -> _Said:
    inside, outside = sight.compiled.partings.of(clients, known)
    said = []
    if inside:
        note = f"'{acl.name}' holds {_clients(inside)}"
        said.append((True, inside, Step(span, note, True, _covering(found, acl, inside.witness()))))
    if outside:
        said.append((False, outside, Step(span, f"'{acl.name}' does not hold {_clients(outside)}", False)))
    return tuple(said)


def _parts(region: Region, said: _Said) -> list[Part]:
    """Each of them is a part of the region's clients."""
    return [
        Part(region if clients is region.client else replace(region, client=clients), held, step)
        for held, clients, step in said
    ]


UNADDRESSED = addresses.parse_address("::")


def _for_unaddressed(acl: Acl, region: Region, held: bool, span: Span) -> list[Part]:
    note = f"Squid has not noted the addresses of the connection yet: '{acl.name}' ({acl.type}) is put to '::'"
    return sure(region, held, span, note)


def look_dst(acl: Acl, region: Region, sight: Sight, span: Span) -> list[Part]:
    """Any of the addresses of the asked host; behind interception the one dialled (acl/DestinationIp.cc:54-90@5.7)."""
    found = networks(acl, sight)
    known, named = _resolved(found, sight)
    if not found.entries and not named:
        return sure(region, False, span, f"'{acl.name}' has no values")
    dialled = sight.numeric or (sight.intercepted and sight.config.switches.get("client_dst_passthru", True))
    literal = literal_address(region, sight)
    if literal is None and not dialled and "n" in acl.options:
        return sure(region, False, span, f"'{acl.name}' looks no name up, and the host is a name")
    if literal is None and not dialled and not sight.verified:
        reason = f"'{acl.name}' (dst) tests what Squid's own DNS gives, not the address that was dialled"
        return untold(region, f"dst {acl.name} {sight.look}", reason, span)
    answers = (literal,) if literal is not None else None if dialled else sight.answers
    parts = _by_answers(acl, region, answers, known, sight, span)
    if literal is None and not dialled and not sight.waits:
        parts = every(_if_known(acl, part, sight, span) for part in parts)
    if not named:
        return parts
    reason = _names_reason(acl, named)
    return every([part] if part.held else untold(part.region, f"dst {acl.name}", reason, span) for part in parts)


def _by_answers(
    acl: Acl, region: Region, answers: tuple[int, ...] | None, known: Intervals, sight: Sight, span: Span
) -> list[Part]:
    holds, fails = f"an address of the host is in '{acl.name}'", f"no address of the host is in '{acl.name}'"
    if answers is not None:
        held = any(answer in known for answer in answers)
        return sure(region, held, span, holds if held else fails)
    sides = region.with_answers(ASKED, *sight.compiled.partings.of(region.answers(ASKED), known))
    return parted(sides, span, holds, fails)


def _if_known(acl: Acl, part: Part, sight: Sight, span: Span) -> list[Part]:
    """A list that does not wait knows the addresses from before, or takes the ACL as no match
    (acl/DestinationIp.cc:75-87@5.7). Such a walk is one event, so that no look-up ends in the middle of it."""
    if part.held is False:
        return [part]
    return untold(part.region, f"dst {acl.name} unresolved {sight.walk}", _fast_reason(acl), span)


_ANY = tuple(map(addresses.parse_address, ("0.0.0.0", "::")))
"""A port that is bound to one of these is reached by any address of the machine."""


def look_localip(acl: Acl, region: Region, sight: Sight, span: Span) -> list[Part]:
    """The address the client connected to; behind interception that is the server's (ip/Intercept.cc@5.7)."""
    known = networks(acl, sight).known
    if known == addresses.EVERY:
        return sure(region, True, span, f"'{acl.name}' holds every address")
    if sight.unaddressed:
        return _for_unaddressed(acl, region, UNADDRESSED in known, span)
    holds = f"the client connects to an address in '{acl.name}'"
    fails = f"the client connects to an address outside '{acl.name}'"
    if sight.intercepted:
        return untold(
            region, f"localip {acl.name} {sight.look}", f"'{acl.name}' (localip) tests an intercepted address", span
        )
    try:
        bound = addresses.parse_address(sight.port.host or "")
    except ValueError:
        bound = None
    if bound is None or bound in _ANY:
        return hanging(region, f"localip {acl.name.lower()}", holds, fails, span, meaning_of(acl, sight))
    held = bound in known
    return sure(region, held, span, holds if held else fails)


def literal_address(region: Region, sight: Sight) -> int | None:
    """The address that the URL's host is, where it is one and known."""
    if sight.numeric:
        dialled = region.answers(ASKED)
        only = dialled.only()
        return only if only != addresses.NOWHERE else None
    return address_in(sight.request.host)


def address_in(host: str) -> int | None:
    """The address that a host is; a name does not end in a digit."""
    if not (host[-1:].isdigit() or ":" in host):
        return None
    try:
        return addresses.parse_address(host)
    except ValueError:
        return None


def _resolved(found: Networks, sight: Sight) -> tuple[Intervals, tuple[Value, ...]]:
    """The known addresses with those given for named values; and the values that stay unresolved."""
    if not sight.given.resolve:
        return found.known, found.named
    known, open_values = found.known, []
    for value in found.named:
        given = sight.given.addresses_of(value.text.lower())
        if given is None:
            open_values.append(value)
        else:
            known = known | Intervals.of((answer, answer) for answer in given)
    return known, tuple(open_values)


def _clients(clients: Intervals) -> str:
    only = clients.only()
    return "these clients" if only is None else f"client {addresses.show_address(only)}"


def _covering(found: Networks, acl: Acl, address: int) -> tuple[Step, ...]:
    """The step that names the value; Squid's own ACLs stand in no file."""
    value = found.value(acl, address)
    if value is None or value.span == acl.span:
        return ()
    return (Step(value.span, f"'{value.text}' covers {addresses.show_address(address)}", True),)


def _names_reason(acl: Acl, named: tuple[Value, ...]) -> str:
    return (
        f"'{acl.name}' ({acl.type}) names the host '{named[0].text}', whose addresses are looked up when Squid starts"
    )


def _fast_reason(acl: Acl) -> str:
    return f"'{acl.name}' ({acl.type}) needs a look-up in a list that does not wait for one"
