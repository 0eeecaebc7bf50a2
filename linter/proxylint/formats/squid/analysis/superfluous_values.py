"""Values of an ACL that could be taken out without any change, since other values of the ACL match what they match."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator

from proxylint.format import Policy
from proxylint.formats.squid.acls.connection import port_range
from proxylint.formats.squid.acls.networks import parse_value
from proxylint.formats.squid.analysis.domain_values import misreading
from proxylint.formats.squid.analysis.dropped_networks import ADDRESS_TYPES
from proxylint.formats.squid.analysis.literals import DOMAIN_TYPES
from proxylint.formats.squid.analysis.several import above
from proxylint.formats.squid.analysis.subject import readable
from proxylint.formats.squid.analysis.uses import names_in_use
from proxylint.formats.squid.compiled import list_key
from proxylint.formats.squid.model import Acl, Config, Value
from proxylint.formats.squid.policy import SquidPolicy
from proxylint.records import dataclass
from proxylint.text import Span

_SHOWN = 5

MOST_COMPARED = 50_000
"""Values of an ACL beyond which nothing is said: so long a list is made by a program, and nobody takes lines out."""

REGEX_TYPES = ("dstdom_regex", "url_regex", "urlpath_regex", "ssl::server_name_regex", "browser")

PORT_TYPES = ("port", "localport")


@dataclass(frozen=True, slots=True)
class SuperfluousValues:
    """`pairs`: the first of `count` values that could go, each with the value that makes it so. `same`: the first pair
    is twice the same value."""

    acl: str
    type: str
    pairs: tuple[tuple[Value, Value], ...]
    count: int

    @property
    def same(self) -> bool:
        value, by = self.pairs[0]
        return value.text.lower() == by.text.lower()


def superfluous_values(policy: Policy) -> tuple[SuperfluousValues, ...]:
    """Of ACLs that something uses; all values that are told may go at once."""
    squid = readable(policy)
    if squid is None:
        return ()
    return squid.compiled.of("superfluous values", "", lambda: tuple(_facts(squid)))


def _facts(squid: SquidPolicy) -> Iterator[SuperfluousValues]:
    """A list file that several ACLs name is told once."""
    named = names_in_use(squid)
    told: set[Span] = set()
    for name, acl in squid.config.acls.items():
        if name not in named or acl.builtin or sum(len(part.values) for part in acl.parts) < 2:
            continue
        found = _pairs(acl, squid)
        if found:
            pairs = tuple((_at(acl, value), _at(acl, by)) for value, by in found[:_SHOWN])
            if pairs[0][0].span in told:
                continue
            told.add(pairs[0][0].span)
            yield SuperfluousValues(acl.name, acl.type, pairs, len(found))


def _pairs(acl: Acl, squid: SquidPolicy) -> list[Pair]:
    key = list_key(acl, squid.compiled)
    return squid.compiled.of("superfluous", key, lambda: sorted(_of_acl(acl, squid.config)))


Place = tuple[int, int]
"""Part and index of a value."""

Pair = tuple[Place, Place]


def _at(acl: Acl, place: Place) -> Value:
    part, index = place
    return acl.parts[part].values.at(index)


def _of_acl(acl: Acl, config: Config) -> Iterable[Pair]:
    if sum(len(part.values) for part in acl.parts) > MOST_COMPARED:
        return ()
    if acl.type in DOMAIN_TYPES:
        return _domains(acl)
    if acl.type in ADDRESS_TYPES:
        return () if config.failures and config.version < 7 else _networks(acl, config.version)
    if acl.type in PORT_TYPES:
        return _within_any((*found, place) for place, text in _texts(acl) if (found := port_range(text)))
    if acl.type in REGEX_TYPES:
        return _repeated((place, (text, acl.parts[place[0]].ignore_case)) for place, text in _texts(acl))
    return ()


def _texts(acl: Acl) -> Iterator[tuple[Place, str]]:
    for number, part in enumerate(acl.parts):
        for index, text in enumerate(part.values.texts()):
            yield (number, index), text


def _domains(acl: Acl) -> Iterator[Pair]:
    """Squid itself leaves these out and logs a warning (acl/DomainData.cc:66-102@5.7, acl/SplayInserter.h@7). Values
    that match no host are told as such."""
    alive: dict[str, Place] = {}
    twice = []
    for place, text in _texts(acl):
        text = text.lower()
        if text in alive:
            twice.append((place, alive[text]))
        else:
            alive[text] = place
    for text, place in alive.items():
        by = next((alive[wide] for wide in above(text) if wide in alive), None)
        if by is not None and misreading(text) is None:
            yield place, by
    yield from twice


def _repeated(values: Iterable[tuple[Place, object]]) -> Iterator[Pair]:
    first: dict[object, Place] = {}
    for place, value in values:
        if value in first:
            yield place, first[value]
        else:
            first[value] = place


Range = tuple[int, int, Place]


def _networks(acl: Acl, version: int) -> Iterable[Pair]:
    """Up to Squid 6 a network that overlaps an earlier one is dropped (acl/Ip.cc:121-148@5.7), so one inside an earlier
    one can go; a wider one behind it is another fact (dropped_networks.py). A host's name may mean an address that
    drops any other value then, and so may a value that stands in another file. Squid 7 merges them."""
    ranges: list[Range] = []
    for place, text in _texts(acl):
        found = parse_value(text, version)
        if found is not None and len(found.parts) == 1:
            ranges.append((*found.parts[0], place))
        elif version < 7:
            return ()
    return _within_any(ranges) if version >= 7 else _within_earlier(ranges)


def _within_any(ranges: Iterable[Range]) -> Iterator[Pair]:
    widest: Range | None = None
    for low, high, place in sorted(ranges, key=lambda one: (one[0], -one[1], one[2])):
        if widest is not None and high <= widest[1]:
            yield place, widest[2]
        else:
            widest = (low, high, place)


def _within_earlier(ranges: Iterable[Range]) -> Iterator[Pair]:
    """Kept ranges are disjoint, so at most one holds the next."""
    starts: list[int] = []
    kept: list[Range] = []
    for low, high, place in ranges:
        at = bisect_right(starts, high)
        if not at or kept[at - 1][1] < low:
            starts.insert(at, low)
            kept.insert(at, (low, high, place))
        elif kept[at - 1][0] <= low and high <= kept[at - 1][1]:
            yield place, kept[at - 1][2]
