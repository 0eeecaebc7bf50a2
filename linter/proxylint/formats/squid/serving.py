"""How a line can name the clients that a file serves: an allow line for everybody would serve strangers too."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, summarize_address_range

from proxylint import addresses
from proxylint.format import Given
from proxylint.formats.squid.acls.networks import networks_of
from proxylint.formats.squid.analysis.crossings import Union
from proxylint.formats.squid.model import AccessLine, Acl
from proxylint.formats.squid.policy import SquidPolicy
from proxylint.intervals import Intervals
from proxylint.judgement import served
from proxylint.records import dataclass
from proxylint.request import Request

_ANYTHING = (Request("https", "*", 443, "/"), Request("http", "*", 80, "/*"))
_MOST = 8
"""Networks that are written out; more of them have a name in the file."""


@dataclass(frozen=True, slots=True)
class Clients:
    """`acls`: of the file, which together hold exactly the clients that are served; else `networks` do. Neither: all
    clients are served, or which is not known."""

    acls: tuple[str, ...] = ()
    networks: tuple[str, ...] = ()


def clients(policy: SquidPolicy) -> Clients:
    """Found out once for a file: every finding with lines to write asks for it."""
    return policy.compiled.of("clients", "", lambda: _clients(policy))


def _clients(policy: SquidPolicy) -> Clients:
    found = served(policy.decide(one, Given(squid_version=policy.config.version)) for one in _ANYTHING)
    wanted = Intervals.of(part for each in found.values() for part in each.parts)
    if not wanted or wanted | addresses.LOOPBACK == addresses.EVERY:
        return Clients()
    covered = Union()
    names: list[str] = []
    for acl in _source_acls(policy):
        known = networks_of(acl, policy.compiled, policy.config.version).known - addresses.LOOPBACK
        if known and not known - wanted and not covered.covers(known):
            covered.add(known)
            names.append(acl.name)
    if covered.covers(wanted):
        return Clients(acls=tuple(names))
    written = _written(wanted)
    return Clients(networks=written if len(written) <= _MOST else ())


def _source_acls(policy: SquidPolicy) -> list[Acl]:
    """The ACLs by which the allow lines know their clients, in the order in which they are used."""
    found: dict[str, Acl] = {}
    for line in policy.config.gates.get("http_access", ()):
        for term in line.terms if isinstance(line, AccessLine) and line.action == "allow" else ():
            acl = policy.config.acls.get(term.key)
            if acl is not None and acl.type == "src" and not term.negated and not acl.builtin:
                found[term.key] = acl
    return list(found.values())


def _written(wanted: Intervals) -> tuple[str, ...]:
    texts = []
    for part in (wanted & addresses.V4).parts:
        first, last = (IPv4Address(end & 0xFFFFFFFF) for end in part)
        texts += [str(net) for net in summarize_address_range(first, last)]
    for part in (wanted & addresses.V6).parts:
        texts += [str(net) for net in summarize_address_range(IPv6Address(part[0]), IPv6Address(part[1]))]
    return tuple(texts)
