"""Walks of an access list over cells: which requests a term, or a line, matches."""

from __future__ import annotations

from proxylint.formats.squid.acls.evaluate import DEEPEST, UNSTABLE, looked_at_in
from proxylint.formats.squid.analysis.addressed import only_names, takes_none
from proxylint.formats.squid.analysis.cells import ANY, Cell, Choice, Literal
from proxylint.formats.squid.analysis.literals import demands_login, literal, texts
from proxylint.formats.squid.compiled import Compiled, Partings
from proxylint.formats.squid.model import GROUPS, Acl, Config, PortMode, Term
from proxylint.formats.squid.reading.defined import UNTOLD
from proxylint.formats.squid.reading.wordlists import word_set
from proxylint.intervals import Intervals
from proxylint.records import dataclass, field

Sides = tuple[list[Cell], list[Cell]]
"""The cells in which a term matches, and those in which it does not; a log-in that is asked for is neither."""


WORK = 40_000
"""Looks at terms that one fact, or one kind of facts about a configuration, may cost."""


class TooMuch(Exception):
    """More work than a fact is worth; nothing is concluded."""


@dataclass(slots=True)
class Looks:
    """Looks terms up in one configuration, counting them; groups in groups multiply, so the deeper ones cost more.

    `reply`: whether there is a reply when the list is walked. `waits`: slow ACLs are waited for. `step`: the ssl_bump
    step of the walk, where it is one. `nameless`: at that step no name is known, only the address that was dialled.
    `dialled`: every connection is intercepted, so there are no headers, and the URL is an address at every step.
    `anonymous`: requests carry no credentials, so that an ACL which demands them ends the walk, and `challenges` counts
    how often. `users`: requests carry the credentials of some user, which `proxy_auth REQUIRED` takes.
    `whole`: everything was read, so the values of an ACL are all there are.
    """

    config: Config
    compiled: Compiled
    whole: bool
    reply: bool = False
    waits: bool = True
    step: int | None = None
    nameless: bool = False
    dialled: bool = False
    anonymous: bool = False
    challenges: int = 0
    users: bool = False
    left: int = WORK
    _known: dict[str, list[Literal] | None] = field(default_factory=dict)
    _fresh: int = 0

    def sides(self, term: Term, cell: Cell, depth: int = 0) -> Sides:
        self.spend(1 + depth * depth // 4)
        if depth > DEEPEST:
            raise TooMuch
        acl = self.config.acls.get(term.key)
        group = self.group(term.key)
        if group is not None:
            inside, outside = self._group(group, cell, depth)
        elif acl is not None and self.anonymous and demands_login(acl, self.config):
            self.challenges += 1
            return [], []
        else:
            inside, outside = self.split(cell, term.key)
        return (outside, inside) if term.negated else (inside, outside)

    def split(self, cell: Cell, key: str) -> Sides:
        """Where an ACL that is no group matches, and where not."""
        return _split(cell, self.literals(key), self.compiled.partings)

    def spend(self, amount: int = 1) -> None:
        self.left -= amount
        if self.left < 0:
            raise TooMuch

    def group(self, key: str) -> Acl | None:
        """The ACL if it is a group of which everything was read."""
        acl = self.config.acls.get(key)
        return acl if acl is not None and acl.type in GROUPS and self._all_there(acl) else None

    def _group(self, acl: Acl, cell: Cell, depth: int) -> Sides:
        inside: list[Cell] = []
        outside = [cell]
        for line in looked_at_in(acl, self.config, self.compiled):
            still: list[Cell] = []
            for one in outside:
                matching, rest = self.conjunction(line, one, depth + 1)
                inside += matching
                still += rest
            outside = still
        return inside, outside

    def conjunction(self, terms: list[Term] | tuple[Term, ...], cell: Cell, depth: int = 0) -> Sides:
        matching, rest = [cell], []
        for term in terms:
            still: list[Cell] = []
            for one in matching:
                inside, outside = self.sides(term, one, depth)
                still += inside
                rest += outside
            matching = still
        return matching, rest

    def literals(self, key: str) -> list[Literal] | None:
        """Their conjunction is what the ACL tests, one that is no group; None = it never matches here."""
        acl = self.config.acls.get(key)
        if acl is None:
            return [Literal(key)]
        if self.is_fickle(key):
            self._fresh += 1
            return [Literal(f"{key} {self._fresh}")]
        if key not in self._known:
            self._known[key] = self._read(acl, key)
        return self._known[key]

    def is_fickle(self, key: str) -> bool:
        """Whether each look at the ACL may have another answer, whatever the request."""
        acl = self.config.acls.get(key)
        if acl is None or self.group(key) is not None:
            return False
        return acl.type in UNSTABLE or acl.type in (*GROUPS, UNTOLD) or (acl.type in _SLOW and not self.waits)

    def _read(self, acl: Acl, key: str) -> list[Literal] | None:
        if acl.type in _NEVER or (acl.type in _NEED_REPLY and not self.reply):
            return None
        if acl.type in _ALWAYS or (self.users and acl.type == "proxy_auth" and "REQUIRED" in list(texts(acl))[:1]):
            return []
        if acl.type == "at_step" and self.step is not None:
            return [] if self.step in {_STEPS.get(value.text.lower()) for value in acl.values()} else None
        if self.step is not None and self._is_barred(acl):
            return None
        found = self.compiled.of("literal", key, lambda: literal(acl, key, self.compiled, self.config.version))
        if found.values is not None and found.values != _EVERYBODY and not self._all_there(acl):
            found = Literal(key, found.of, found.values, lower=True)
        return [found, _NO_CONNECT] if acl.type == "urlpath_regex" else [found]

    def _is_barred(self, acl: Acl) -> bool:
        """Whether the ACL cannot match at this step of ssl_bump for what is not there yet, or never."""
        if acl.type in _NEED_CERTIFICATE:
            return self.step != 3
        if acl.type in _NEED_HEADERS:
            return self.dialled
        if acl.type == "urlpath_regex":
            return self.config.version > 5 or not self._intercepts()
        if not self._all_there(acl):
            return False
        if acl.type.startswith("ssl::server_name") and "server-provided" in acl.options and self.step != 3:
            return only_names(acl, self.compiled) and not takes_none(acl)
        if acl.type.startswith("ssl::server_name") and self.nameless:
            return only_names(acl, self.compiled) and not (self.config.version == 5 and takes_none(acl))
        if acl.type in ("dstdomain", "dstdom_regex") and self.dialled and "n" in acl.options:
            return only_names(acl, self.compiled)
        return acl.type == "url_regex" and self.dialled and only_names(acl, self.compiled)

    def _intercepts(self) -> bool:
        return any(port.bumping and port.mode is not PortMode.FORWARD for port in self.config.ports)

    def begin(self) -> Cell:
        """What every request has. In ssl_bump it is a CONNECT; of an intercepted connection Squid has none at first and
        makes one up, which on Squid 5 has the protocol HTTP (client_side.cc:2579-2596@5.7)."""
        if self.step is None:
            return ANY
        made_up = self._intercepts()
        methods = frozenset(("CONNECT", "NONE") if made_up else ("CONNECT",))
        protocols = frozenset(("none", "http") if made_up and self.config.version == 5 else ("none",))
        return Cell(ones={"method": Choice(methods), "proto": Choice(protocols)})

    def _all_there(self, acl: Acl) -> bool:
        return self.whole and self.compiled.of("all there", acl.name, lambda: _all_there(acl))


def _all_there(acl: Acl) -> bool:
    return not any(part.absent is not None and not part.absent.certain for part in acl.parts)


def _split(cell: Cell, literals: list[Literal] | None, partings: Partings) -> Sides:
    """The cell where all literals hold, and one for each literal that is the first to fail."""
    if literals is None:
        return [], [cell]
    outside: list[Cell] = []
    inside: Cell | None = cell
    for one in literals:
        if inside is None:
            break
        rest = inside.where(one, False, partings)
        outside += [] if rest is None else [rest]
        inside = inside.where(one, True, partings)
    return [] if inside is None else [inside], outside


_SLOW = word_set("dst dst_as src_as srcdomain srcdom_regex ident ident_regex")
"""Not waited for, they do not match until a name server has answered (acl/Checklist.cc `goAsync`@5.7)."""

_ALWAYS = ("annotate_transaction", "annotate_client")

_NEVER = ("urllogin", "snmp_community")
_NEED_REPLY = ("http_status", "rep_header", "rep_mime_type", "hier_code")
"""Without a reply these do not match ("Assuming mismatch", acl/Acl.cc:141@5.7)."""

_NEED_CERTIFICATE = ("server_cert_fingerprint", "ssl_error")
_NEED_HEADERS = ("browser", "referer_regex", "req_header", "req_mime_type")

_STEPS = {"sslbump1": 1, "sslbump2": 2, "sslbump3": 3}
_NO_CONNECT = Literal("no connect", "method", Choice(frozenset(("CONNECT",)), True))
"""A CONNECT has no path, so no path matches (acl/UrlPath.cc:19-22@5.7)."""

_EVERYBODY = Intervals(((0, (1 << 128) - 1),))
"""More values add nothing to all addresses."""
