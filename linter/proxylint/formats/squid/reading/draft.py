"""The configuration while it is read: what Squid keeps in its global `Config`, filled line by line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from proxylint.format import Absent, Loader, Remark, Standing
from proxylint.formats.squid.model import AccessLine, Acl, Part, Peer, Port, Taint
from proxylint.formats.squid.reading.acl_types import DOMAIN_TYPES
from proxylint.formats.squid.reading.patterns import Group
from proxylint.formats.squid.reading.refusal import RefusedError
from proxylint.formats.squid.reading.tls import Tls
from proxylint.records import dataclass, field
from proxylint.text import Source, Span
from proxylint.verdict import Failure
from proxylint_grammars.squid import MACROS, FileValues, Word

__all__ = ["GATES", "AclDraft", "Draft", "OpenList", "RefusedError", "Scheme", "Service"]

GATES = (
    "http_access",
    "adapted_http_access",
    "miss_access",
    "http_reply_access",
    "ssl_bump",
    "always_direct",
    "never_direct",
    "url_rewrite_access",
    "adaptation_access",
)
"""The access lists that the model keeps."""

MOST_REPEATED = 50_000
"""Characters of files that are read again: a small file may name a long one over and over. Lists of which it is kept
what they come to are not counted."""


MOST_BESIDE = 100_000
"""Characters of list files from which further ACLs take values beside others, so that nothing can be kept of them."""

MOST_SAID_AGAIN = 100_000
"""Characters of list files that an ACL names once more: they add nothing, which is told of these alone."""


@dataclass(slots=True)
class AclDraft:
    """`key`: the argument that all lines of one ACL share (the header of req_header, the name of a note).

    `failed_before`: for parts by index, how many failures had been found when it was read; domain values alone, and
    only where there were any.
    """

    name: str
    type: str
    span: Span | None
    parts: list[Part] = field(default_factory=list)
    options: frozenset[str] = frozenset()
    builtin: bool = False
    key: str | None = None
    failed_before: dict[int, int] | None = None

    def add(self, part: Part, failures: int) -> None:
        if failures and self.type in DOMAIN_TYPES:
            self.failed_before = self.failed_before or {}
            self.failed_before[len(self.parts)] = failures
        self.parts.append(part)

    def frozen(self) -> Acl:
        return _acl((self.name, self.type, self.span, tuple(self.parts), self.options, self.builtin))


_acl = partial(tuple.__new__, Acl)
"""What the class does itself, without a call in Python."""


@dataclass(slots=True)
class Scheme:
    """An auth scheme as far as auth_param lines have configured it."""

    program: bool = False
    realm: bool = False

    def active(self, name: str) -> bool:
        """basic has a realm by default, digest has none (auth/*/Config.cc `configured`@5.7)."""
        return self.program and (self.realm or name != "digest")


@dataclass(frozen=True, slots=True)
class Service:
    """An ICAP or eCAP service. `requests`: it sees requests (reqmod), so it can answer or change them."""

    kind: str
    requests: bool
    span: Span


@dataclass(slots=True)
class OpenList:
    """A list file that is being read. `at`: the index of the value that comes next."""

    values: FileValues
    at: int = 0

    def next(self) -> Word | None:
        self.at += 1
        return self.values.at(self.at - 1) if self.at <= len(self.values) else None

    def rest(self) -> list[Word]:
        return list(iter(self.next, None))


@dataclass(slots=True)
class Draft:
    """What was read so far.

    `unread`: an include whose content is not known; from then on nothing can be called missing or undefined.
    `open_list`: a list file that a line has not read to its end; the next line that asks for values reads on in it.
    `spilling`: an ACL line that leaves such a file open that was not read; no access list is certain then.
    `macros`: what macros stand for in the process that reads. `by_process`: a line holds one that differs between them.
    `per_worker`: a line that stands in an if on the process number.
    `lists`: list files by path; several ACLs often name the same one, so what was made of one is kept: `lowered`, the
    groups of its patterns by -i (`patterns`), and by families of types what the checks said of it (`checked`); of what
    Squid refuses, the refusal. `beside`: by list file and ACL, whether an ACL may take values from it beside others.
    `repeated`: characters of files that were read before and are read again. `mixed`: of lists for `beside`.
    `said_again`: of lists that an ACL names once more.
    `adapted`: services or groups that an adaptation_access line allows. `groups`: members of service sets and chains.
    """

    source: Source
    loader: Loader
    version: int
    sources: dict[str, Source] = field(default_factory=dict)
    lists: dict[str, FileValues] = field(default_factory=dict)
    lowered: dict[str, FileValues] = field(default_factory=dict)
    patterns: dict[tuple[str, bool], Sequence[Group] | RefusedError] = field(default_factory=dict)
    checked: dict[tuple[str, str], RefusedError | None] = field(default_factory=dict)
    beside: dict[str, dict[str, Absent | None]] = field(default_factory=dict)
    acls: dict[str, AclDraft] = field(default_factory=dict)
    gates: dict[str, list[AccessLine | Taint]] = field(default_factory=dict)
    ports: list[Port] = field(default_factory=list)
    peers: dict[str, Peer] = field(default_factory=dict)
    peer_gates: dict[str, list[AccessLine | Taint]] = field(default_factory=dict)
    switches: dict[str, bool] = field(default_factory=dict)
    rewriters: list[Taint] = field(default_factory=list)
    schemes: dict[str, Scheme] = field(default_factory=dict)
    externals: dict[str, bool] = field(default_factory=dict)
    services: dict[str, Service] = field(default_factory=dict)
    groups: dict[str, tuple[str, ...]] = field(default_factory=dict)
    adapted: dict[str, Span] = field(default_factory=dict)
    formats: set[str] = field(default_factory=set)
    stores: set[str] = field(default_factory=set)
    numbers: dict[str, int] = field(default_factory=dict)
    pages: dict[str, list[str]] = field(default_factory=dict)
    failures: list[Failure] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    sizes: dict[str, tuple[float, Span]] = field(default_factory=dict)
    wanted_schemes: list[tuple[str, Span]] = field(default_factory=list)
    suffix: Word | None = None
    outgoing: Tls = field(default_factory=Tls)
    bump_style: str | None = None
    macros: Mapping[str, str] = field(default_factory=lambda: MACROS)
    by_process: bool = False
    per_worker: Span | None = None
    open_list: OpenList | None = None
    spilling: Taint | None = None
    files_read: int = 0
    repeated: int = 0
    mixed: int = 0
    said_again: int = 0
    port_lines: int = 0
    quoted: bool = False
    unread: Absent | None = None

    def again(self, source: Source) -> Absent | None:
        """Counts a text that is read one more time; what to take instead of it where that is too much."""
        if source.path not in self.sources:
            self.sources[source.path] = source
            return None
        self.repeated += len(source.text)
        if self.repeated <= MOST_REPEATED:
            return None
        return Absent(source.path, False, f"more than {MOST_REPEATED:,} characters of files are read again and again")

    def taken_beside(self, source: Source, acl: str) -> Absent | None:
        """Counts a list file from which an ACL takes values beside others; what to take instead of it where that is too
        much."""
        known = self.beside.setdefault(source.path, {})
        if acl not in known:
            self.mixed += len(source.text) if known else 0
            reason = f"ACLs take more than {MOST_BESIDE:,} characters of list files beside other values"
            known[acl] = Absent(source.path, False, reason) if known and self.mixed > MOST_BESIDE else None
        return known[acl]

    def is_told_again(self, source: Source) -> bool:
        """Counts a list that an ACL names once more, and says whether it is looked at."""
        self.said_again += len(source.text)
        return self.said_again <= MOST_SAID_AGAIN

    def fail(self, span: Span | None, text: str, *, elsewhere: bool = False) -> None:
        self.failures.append(Failure(span, _in_one_line(text), elsewhere))

    def remark(self, standing: Standing, span: Span, text: str) -> None:
        self.remarks.append(Remark(standing, span, _in_one_line(text)))

    def taint(self, gate: str, span: Span, reason: str) -> None:
        self.gates.setdefault(gate, []).append(Taint(span, reason))


def _in_one_line(text: str) -> str:
    """A value of a list file may hold a carriage return, and a quoted word anything."""
    return text.replace("\r", " ").replace("\n", " ")
