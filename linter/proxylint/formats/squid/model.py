"""What a squid.conf says, once read: access lines, ACLs, ports, peers. Frozen; no meaning is computed here.

`reading.py` builds it from the syntax; `decide.py` and the analyses ask it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Protocol

from proxylint.format import Absent, Remark
from proxylint.records import dataclass, field
from proxylint.region import Listener
from proxylint.text import Source, Span
from proxylint.tuples import NamedTuple
from proxylint.verdict import Failure


@dataclass(frozen=True, slots=True)
class Value:
    """One value of an ACL as Squid stores it (options taken out), with its place, which may lie in a list file."""

    text: str
    span: Span


class Values(Protocol):
    """The values one `acl` line contributes, in order: from the line itself or from a list file.

    A list file may hold a million: iterate, do not copy.
    """

    def __len__(self) -> int: ...

    def __iter__(self) -> Iterator[Value]: ...

    def texts(self) -> Sequence[str]:
        """The texts alone, without building places."""
        ...

    def at(self, index: int) -> Value: ...

    @property
    def listed(self) -> int | None:
        """Equal for what is the same part of one list file; None for values that stand in the line."""
        ...


class Part(Protocol):
    """What one `acl` line adds to its ACL.

    `options`: those in front of the values, without the dash, as single words ("n", "client-requested").
    `ignore_case` per value index ranges is resolved by the reader: a regex part is cut where -i or +i stands, so that
    one part has one setting. `absent`: the list file that could not be read.
    """

    @property
    def span(self) -> Span: ...

    @property
    def values(self) -> Values: ...

    @property
    def ignore_case(self) -> bool: ...

    @property
    def options(self) -> tuple[str, ...]: ...

    @property
    def absent(self) -> Absent | None: ...


class WrittenPart(NamedTuple):
    """A part as a record."""

    span: Span
    values: Values
    ignore_case: bool = False
    options: tuple[str, ...] = ()
    absent: Absent | None = None


def telling(parts: Sequence[Part]) -> tuple[tuple[int, Part], ...]:
    """The parts with their numbers, but for those that name a list again with the same options."""
    seen: set[tuple[int, bool, tuple[str, ...]]] = set()
    found = []
    for number, part in enumerate(parts):
        listed = part.values.listed
        if listed is not None:
            key = (listed, part.ignore_case, part.options)
            if key in seen:
                continue
            seen.add(key)
        found.append((number, part))
    return tuple(found)


GROUPS = ("any-of", "all-of")
"""Types of ACLs whose values are names of ACLs."""


class Acl(NamedTuple):
    """An ACL by name (`name` as first written; names compare without case). `parts` in file order; empty = no values.

    `builtin`: defined by Squid itself (all, localhost, ...); parts of the file may append to it.
    """

    name: str
    type: str
    span: Span | None
    parts: tuple[Part, ...]
    options: frozenset[str] = frozenset()
    builtin: bool = False

    def values(self) -> Iterator[Value]:
        for part in self.parts:
            yield from part.values

    def members(self) -> frozenset[str]:
        """Of a group, any-of or all-of: the keys of the ACLs that it names."""
        return frozenset(text.removeprefix("!").lower() for part in self.parts for text in part.values.texts())

    def telling(self) -> tuple[tuple[int, Part], ...]:
        """The parts with their numbers, without those that only say again what a part before them says."""
        return telling(self.parts)


class Term(NamedTuple):
    """One ACL name in an access line, negated or not. Look it up in `Config.acls` by `key`."""

    name: str
    negated: bool
    span: Span

    @property
    def key(self) -> str:
        return self.name.lower()


class AccessLine(NamedTuple):
    """One line of an access list: `http_access`, `ssl_bump`, `cache_peer_access`, ... `action` as Squid reads it."""

    action: str
    terms: tuple[Term, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Taint:
    """Something in an access list, at this position, that is not modelled: below it every answer is unknown."""

    span: Span
    reason: str


Gate = tuple[AccessLine | Taint, ...]
"""An access list in file order."""


class PortMode(StrEnum):
    FORWARD = "forward"
    INTERCEPT = "intercept"
    TPROXY = "tproxy"
    ACCEL = "accel"


@dataclass(frozen=True, slots=True)
class Port:
    """An http_port or https_port line.

    `secure`: https_port. `bumping`: it has ssl-bump, and there is at least one ssl_bump line. `name`: name= or the
    address token exactly as written (what myportname compares). `host`: the address it is bound to, None = any.
    """

    listener: Listener
    mode: PortMode
    secure: bool
    bumping: bool
    name: str
    host: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class Peer:
    """A cache_peer line. `kind`: parent or sibling or multicast. `access`: its cache_peer_access lines, in order."""

    name: str
    host: str
    port: int
    kind: str
    options: Mapping[str, str | None]
    span: Span
    access: Gate = ()


@dataclass(frozen=True, slots=True)
class Config:
    """A whole configuration.

    `gates`: by directive name (http_access, adapted_http_access, miss_access, ssl_bump, always_direct, never_direct,
    http_reply_access, ...); a gate without lines is absent. `switches`: last value of on/off directives that matter
    (nonhierarchical_direct, prefer_direct). `rewriters`: directives that may rewrite or answer requests
    (url_rewrite_program, adaptation_access, ...), which taint. `schemes`: configured auth schemes. `failures`: what
    makes the chosen Squid version refuse to start, in file order. `pages`: what deny_info answers with, as written and
    in file order, by ACL name (case counts). `lists`: which of the sources are files of ACL values.
    """

    source: Source
    sources: Mapping[str, Source]
    acls: Mapping[str, Acl]
    gates: Mapping[str, Gate]
    ports: tuple[Port, ...]
    peers: tuple[Peer, ...]
    switches: Mapping[str, bool]
    rewriters: tuple[Taint, ...]
    schemes: tuple[str, ...]
    auth_externals: frozenset[str]
    failures: tuple[Failure, ...]
    remarks: tuple[Remark, ...]
    version: int
    aliases: Mapping[str, str] = field(default_factory=dict)
    pages: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    lists: frozenset[str] = frozenset()
