"""What an ACL tests, as a literal of cells."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from proxylint.formats.squid.acls.clock import read_minutes
from proxylint.formats.squid.acls.connection import port_range
from proxylint.formats.squid.acls.networks import Networks, networks_of, parse_value
from proxylint.formats.squid.analysis.cells import Choice, Literal
from proxylint.formats.squid.analysis.several import Addresses, Domains
from proxylint.formats.squid.compiled import Compiled, list_key
from proxylint.formats.squid.model import GROUPS, Acl, Config, Term
from proxylint.intervals import Intervals
from proxylint.records import replace

DOMAIN_TYPES = ("dstdomain", "ssl::server_name", "srcdomain")


def literal(acl: Acl, key: str, compiled: Compiled, version: int) -> Literal:
    """Of an ACL that is no group; `key` names it."""
    if acl.type in _NETWORKS:
        found: Literal | None = _networks(acl, key, networks_of(acl, compiled, version))
    else:
        found = _read(acl, key, compiled)
    return Literal(key) if found is None else found


def _read(acl: Acl, key: str, compiled: Compiled) -> Literal | None:
    reader = _READERS.get(acl.type)
    if reader is None:
        return None
    found = compiled.of("values", list_key(acl, compiled), lambda: reader(acl, key))
    return found if found is None or found.key == key else replace(found, key=key)


def demands_login(acl: Acl, config: Config) -> bool:
    """auth/Acl.cc:28-89, external_acl.cc:180-373@5.7."""
    if acl.type == "external":
        return next((value.text for value in acl.values()), "") in config.auth_externals
    return acl.type in ("proxy_auth", "proxy_auth_regex", "max_user_ip")


def may_demand_login(terms: Iterable[Term], config: Config, compiled: Compiled) -> bool:
    """Whether a look at the terms may ask for credentials: for an ACL itself, or for one in its groups."""
    keys = [term.key for term in terms]
    seen: set[str] = set()
    while keys:
        key = keys.pop()
        acl = config.acls.get(key)
        if key in seen or acl is None:
            continue
        seen.add(key)
        if acl.type in GROUPS:
            keys += members_of(acl, compiled)
        elif demands_login(acl, config):
            return True
    return False


def members_of(group: Acl, compiled: Compiled) -> frozenset[str]:
    """Found out once, as many lines may name a long group."""
    return compiled.of("members of", group.name, group.members)


def texts(acl: Acl) -> Iterator[str]:
    """Those of all its lines."""
    for part in acl.parts:
        yield from part.values.texts()


_LONGEST = 5_000
"""A longer list of domains is only itself: whether others cover it is not asked."""


_NETWORKS = {"src": "client", "dst": "dst", "localip": "localip"}


def _networks(acl: Acl, key: str, found: Networks) -> Literal:
    values = Addresses(found.known) if acl.type == "dst" else found.known
    return Literal(key, _NETWORKS[acl.type] + _options(acl), values, lower=bool(found.named))


Reader = Callable[[Acl, str], Literal | None]


def _domains(acl: Acl, key: str) -> Literal | None:
    if sum(len(part.values) for part in acl.parts) > _LONGEST:
        return None
    values = frozenset(text.lower() for text in texts(acl))
    return Literal(key, acl.type + _options(acl), Domains(values))


def _options(acl: Acl) -> str:
    """ACLs with other options look at other names."""
    return "".join(f" {option}" for option in sorted(acl.options))


def _ports(acl: Acl, key: str) -> Literal | None:
    found = [port_range(value.text) for value in acl.values()]
    return None if None in found else Literal(key, "port", Intervals.of(one for one in found if one))


def _minutes(acl: Acl, key: str) -> Literal | None:
    minutes = read_minutes(acl)
    return None if minutes is None else Literal(key, "minute", minutes)


def _words(of: str, same: Callable[[str], str]) -> Reader:
    return lambda acl, key: Literal(key, of, Choice(frozenset(same(value.text) for value in acl.values())))


def tells_values_apart(acl: Acl) -> bool:
    """Whether `of_value` knows the type."""
    return acl.type in _NETWORKS or acl.type in DOMAIN_TYPES or acl.type == "port"


def of_value(acl: Acl, key: str, text: str, version: int) -> Literal | None:
    """What the ACL would test if the value were its only one; None where values are not told apart here."""
    if acl.type in _NETWORKS:
        found = parse_value(text, version)
        if found is None:
            return None
        return Literal(key, _NETWORKS[acl.type] + _options(acl), Addresses(found) if acl.type == "dst" else found)
    if acl.type in DOMAIN_TYPES:
        return Literal(key, acl.type + _options(acl), Domains(frozenset((text.lower(),))))
    ports = port_range(text) if acl.type == "port" else None
    return None if ports is None else Literal(key, "port", Intervals.of([ports]))


_READERS: dict[str, Reader] = {
    "dstdomain": _domains,
    "srcdomain": _domains,
    "ssl::server_name": _domains,
    "port": _ports,
    "time": _minutes,
    "method": _words("method", str.upper),
    "proto": _words("proto", str.lower),
    "myportname": _words("port name", str),
}
