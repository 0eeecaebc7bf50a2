"""Lines one after another that ask for nothing by which two hosts differ.

What becomes of one host there becomes of all. Thirty questions would walk a list of a thousand networks thirty times:
the first one walks it, and those that come to it in the same way take over where it went, at the same cost, so that no
answer hangs on which question comes first.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from typing import Any, TypeVar

from proxylint.formats.squid.acls.evaluate import with_groups
from proxylint.formats.squid.acls.place import address_in
from proxylint.formats.squid.model import AccessLine, Config
from proxylint.formats.squid.reading.wordlists import word_set
from proxylint.formats.squid.relevant_lines import STRETCH, Lines
from proxylint.formats.squid.sight import Sight, Spent
from proxylint.records import dataclass, fields
from proxylint.region import Region

T = TypeVar("T")

MOST_KEPT = 20_000
"""Answers that are kept for one file; beyond them a stretch is walked each time."""

_SAME_FOR_ALL_HOSTS = word_set(
    "src localip myip time port localport myport method proto myportname at_step connections_encrypted "
    "transaction_initiator has browser referer_regex req_header req_mime_type maxconn arp eui64 src_as proxy_auth "
    "proxy_auth_regex max_user_ip urllogin snmp_community"
)
"""Types whose looks read neither host nor path, and have the same answer whenever they are looked at: `random` and its
like have one for each look."""

_WHERE_IT_WAITS = word_set("dst external")
"""Types that are like them in lists that wait for an answer, for hosts that are names; in other lists each walk has an
answer of its own."""


@dataclass(frozen=True, slots=True)
class _Walked:
    """`ends`: what came of it, None where it was too much: for the reason given, or for so many looks and fewer."""

    ends: Any
    cost: int
    reason: str | None = None


class _Known:
    """Stretches that were walked, by what one may come to them with."""

    __slots__ = ("_known", "_room")

    def __init__(self) -> None:
        self._known: dict[Hashable, _Walked] = {}
        self._room = MOST_KEPT

    def get(self, key: Hashable) -> _Walked | None:
        return self._known.get(key)

    def put(self, key: Hashable, walked: _Walked, weight: int) -> None:
        if key in self._known or weight <= self._room:
            self._room -= weight
            self._known[key] = walked


def once(key: Hashable, sight: Sight, walk: Callable[[], T], weigh: Callable[[T], int]) -> T:
    """What `walk` returns, which was asked for before or not. Raises Spent as it does. `weigh`: as of `MOST_KEPT`."""
    known = sight.compiled.of("walked", "", _Known)
    budget = sight.budget
    left = budget.left
    found = known.get(key)
    if found is None or (found.ends is None and found.reason is None and left > found.cost):
        try:
            ends = walk()
        except Spent as spent:
            exhausted = budget.left < 0
            reason, cost = (None, left) if exhausted else (spent.reason, left - budget.left)
            known.put(key, _Walked(None, cost, reason), 1)
            raise
        known.put(key, _Walked(ends, left - budget.left), weigh(ends))
        return ends
    budget.spend(left + 1 if found.ends is None and found.reason is None else found.cost)
    if found.reason is not None:
        raise Spent(found.reason)
    same: T = found.ends
    return same


def stretches(lines: Lines, sight: Sight) -> Mapping[int, int]:
    """The places where stretches begin, and those behind their ends. There are none where looks may read the host."""
    if address_in(sight.request.host) is not None:
        return {}
    return sight.compiled.of("stretches", (id(lines), sight.waits), lambda: _found(lines, sight.config, sight.waits))


def _found(lines: Lines, config: Config, waits: bool) -> Mapping[int, int]:
    types = _SAME_FOR_ALL_HOSTS | _WHERE_IT_WAITS if waits else _SAME_FOR_ALL_HOSTS
    same = with_groups({key for key, acl in config.acls.items() if acl.type in types}, config)
    ends: dict[int, int] = {}
    start = end = -1
    for place in lines.shared:
        line = lines.lines[place]
        if isinstance(line, AccessLine) and all(term.key in same for term in line.terms):
            start = start if place == end else place
            end = ends[start] = place + 1
    return {start: end for start, end in ends.items() if end - start >= STRETCH}


_SEEN = tuple(
    one.name for one in fields(Sight) if one.name not in ("config", "compiled", "request", "port", "budget", "walk")
)


def coming(lines: Lines, places: range, region: Region, asker: str | None, sight: Sight) -> Hashable:
    """All that the looks of a stretch may see, and what is told behind it, but for the names."""
    conditions = tuple([(condition.text, condition, holds) for condition, holds in region.conditions])
    where = (region.client, region.listen, region.record, region.minutes, region.resolved, conditions)
    request = (sight.request.scheme, sight.request.port, id(sight.port))
    return (id(lines), places.start, asker, where, request, *(getattr(sight, name) for name in _SEEN))
