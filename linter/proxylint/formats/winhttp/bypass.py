"""Which hosts a bypass list sends past the proxy, in three values: bypassed, not bypassed, depends.

WinHTTP itself cannot be run here. Two readings of its lists are public: .NET takes an entry as a pattern in which every
`*` stands for any text (HttpWindowsProxy.cs), Wine knows `*` only in front of a dot (dlls/winhttp/session.c,
domain_matches). Both compare the whole host name as it is written in the URL, without case and without the port. Where
the two agree the answer is certain, where they differ it depends.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from enum import StrEnum
from functools import lru_cache

from proxylint.names import Beyond, Language, Names, Test, glob
from proxylint.records import dataclass
from proxylint.regex import regex
from proxylint.request import Request
from proxylint_grammars.winhttp.syntax import BypassEntry
from proxylint_grammars.winhttp.values import MOST

MOST_PARTS = 500
"""Parts of one request that are told apart."""

WORK_OF_ONE = 100_000
"""Work units of searches for names (names/search.py) that one question about one list may cost. Lists as people write
them need hardly any."""

OF_SPLIT = 20
"""Work units that it costs besides to put a further entry to what is left."""

TOO_MUCH = "telling apart which hosts the bypass list covers takes too much searching"

_NAME = regex(r"[a-z0-9._*-]++")
_LEFT_MOST = regex(r"\*\.[^*]++|[^*]++")

LOOPBACK = ("localhost", "loopback", "127.0.0.1", "::1")
"""WinINET sends these past every proxy (enabling-internet-functionality); of WinHTTP it is not verified."""


class Reach(StrEnum):
    CERTAIN = "certain"
    DEPENDS = "depends"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Pattern:
    """What an entry covers. `dotless`: hosts without a dot, else those that match `host`. `why` it depends."""

    reach: Reach
    host: str = ""
    dotless: bool = False
    scheme: str = ""
    port: str = ""
    why: str = ""


_NEVER = Pattern(Reach.NEVER)
_QUALIFIED = "it is not verified that WinHTTP heeds entries with a scheme or port"
_STARRED = "readings of bypass lists differ where '*' is not '*.' at the beginning"
_SHARED = "one documentation page has '<local>' work only as the sole entry"


def pattern(entry: BypassEntry, *, sole: bool) -> Pattern:
    """What an entry covers. `sole`: it is the only one of its list."""
    if entry.macro:
        if entry.macro != "local":
            return _NEVER
        return Pattern(Reach.CERTAIN if sole else Reach.DEPENDS, dotless=True, why="" if sole else _SHARED)
    if entry.host.startswith("<local>"):
        return Pattern(Reach.DEPENDS, dotless=True, why="it is '<local>' only for readers that look no further")
    if entry.scheme not in ("", "http", "https"):
        return _NEVER
    host = entry.host.removeprefix("[").removesuffix("]")
    if ":" not in host and not _NAME.fullmatch(host):
        return _NEVER
    if entry.scheme or entry.port:
        return Pattern(Reach.DEPENDS, host, port=entry.port, why=_QUALIFIED)
    if ":" in host:
        return Pattern(Reach.DEPENDS, host, why="it is not verified how WinHTTP compares IPv6 addresses")
    if _LEFT_MOST.fullmatch(host):
        return Pattern(Reach.CERTAIN, host)
    return Pattern(Reach.DEPENDS, host, why=_STARRED)


@dataclass(frozen=True, slots=True)
class Part:
    """Some hosts of a request. `entry`: the number of the entry that covers them, None for none.

    `bypassed`: True or False for certain, None where it depends, `why` then says on what.
    """

    names: Names
    bypassed: bool | None
    entry: int | None = None
    why: str = ""


Numbered = tuple[int, Pattern]
"""What an entry covers, with the number of the entry."""


class BypassList:
    """The patterns of a list by their constant ends: a question looks only at those that may cover a host of its
    own. `length`: how many entries there are."""

    __slots__ = ("_by_end", "_dotless", "_ends", "length")

    def __init__(self, entries: Sequence[BypassEntry]) -> None:
        self.length = len(entries)
        self._dotless: list[Numbered] = []
        self._by_end: dict[str, list[Numbered]] = {}
        for number, entry in enumerate(entries):
            shape = pattern(entry, sole=len(entries) == 1)
            if shape.dotless:
                self._dotless.append((number, shape))
            elif shape.reach is not Reach.NEVER:
                self._by_end.setdefault(_end(shape.host)[::-1], []).append((number, shape))
        self._ends = sorted(self._by_end)

    def in_question(self, request: Request) -> list[Numbered]:
        """The entries that may cover a host of the request, the certain ones first."""
        kept = [one for one in self._ending_like(request.host) if _may_touch(request, one[1])]
        return sorted(kept, key=lambda item: (item[1].reach is not Reach.CERTAIN, item[0]))

    def _ending_like(self, host: str) -> Iterator[Numbered]:
        """Those whose end is a part of the host's, or has it for a part."""
        wanted = host.removeprefix("*")[::-1]
        ends = [wanted[:size] for size in range(len(wanted) + 1)]
        if host.startswith("*"):
            first, last = bisect_right(self._ends, wanted), bisect_left(self._ends, wanted + _LAST)
            ends += self._ends[first:last]
        for end in ends:
            yield from self._by_end.get(end, ())
        yield from self._dotless


_LAST = "\U0010ffff"
"""Behind all that a name may go on with."""


def _end(host: str) -> str:
    return host.rpartition("*")[2]


class _Spent(Exception):
    """The work of this question is used up."""


class _Work:
    """`over`: what is done with the names later, and with those of answers that are kept, is no part of it."""

    __slots__ = ("done", "over")

    def __init__(self) -> None:
        self.done, self.over = 0, False

    def spend(self, units: int) -> None:
        if not self.over:
            self.done += units
            if self.done > WORK_OF_ONE:
                raise _Spent


def divide(request: Request, listed: BypassList) -> tuple[tuple[Part, ...], int]:
    """The hosts of a request by what the list does with them, and the work units that it took; the parts exclude each
    other and cover the request.

    A host that one entry covers for certain is bypassed, whatever other entries do.
    """
    work = _Work()
    parts = _divided(request, listed, work)
    work.over = True
    return parts, work.done


def _divided(request: Request, listed: BypassList, work: _Work) -> tuple[Part, ...]:
    rest: Names | None = Names.of(request.family, work.spend)
    found: list[Part] = []
    for number, shape in listed.in_question(request):
        if rest is None:
            break
        if len(found) == MOST_PARTS:
            why = "the list tells more hosts apart than are followed"
            return (*found, Part(rest, None, number, why))
        try:
            work.spend(OF_SPLIT)
            inside, outside = _split(rest, shape)
        except (_Spent, Beyond) as beyond:
            why = beyond.reason if isinstance(beyond, Beyond) else TOO_MUCH
            return (*found, Part(rest, None, number, why))
        rest = outside
        if inside is not None:
            found.append(Part(inside, True if shape.reach is Reach.CERTAIN else None, number, shape.why))
    return (*found, *_remaining(rest, listed))


def undivided(request: Request, listed: BypassList) -> tuple[Part, ...]:
    """The same where no work is left: what an entry may cover is not told apart."""
    touching = listed.in_question(request)
    if touching:
        return (Part(Names.of(request.family), None, touching[0][0], TOO_MUCH),)
    return divide(request, listed)[0]


def _remaining(rest: Names | None, listed: BypassList) -> Iterator[Part]:
    if rest is not None and listed.length >= MOST:
        yield Part(rest, None, None, "the bypass list has more entries than are read")
        return
    for name in LOOPBACK:
        if rest is not None and _may_cover(rest.family.host, name):
            inside, rest = rest.split(Test(_glob(name)))
            if inside is not None:
                yield Part(inside, None, None, "it is not verified that WinHTTP sends loopback past the proxy")
    if rest is not None:
        yield Part(rest, False)


def _may_touch(request: Request, shape: Pattern) -> bool:
    if shape.dotless:
        return "." not in request.host
    if shape.port and "*" not in shape.port and shape.port != str(request.port):
        return False
    return _may_cover(request.host, shape.host)


def _may_cover(host: str, wanted: str) -> bool:
    """A cheap test by the constant ends of both; False is certain."""
    family, pattern_end = host.removeprefix("*"), _end(wanted)
    if host.startswith("*"):
        starred = "*" in wanted
        return pattern_end.endswith(family) or (starred and family.endswith(pattern_end))
    return host.endswith(pattern_end) and host.startswith(wanted.partition("*")[0])


def _split(names: Names, shape: Pattern) -> tuple[Names | None, Names | None]:
    if shape.dotless:
        dotted, dotless = names.split(Test(_glob("*.*"), label="host has a dot", unless="host has no dot"))
        return dotless, dotted
    return names.split(Test(_glob(shape.host)))


@lru_cache(maxsize=8192)
def _glob(text: str) -> Language:
    return glob(text)
